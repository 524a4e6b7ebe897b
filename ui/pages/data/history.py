"""What happened each time data came in, newest first; an import can be taken back from here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storage.runs import Counts, Run
from ui.controls import Button, label
from ui.pages.data.grid import Grid
from ui.shops import Known
from ui.widgets.dates import moment

SEEN = 200


class History(QWidget):
    """Emits ``undo`` with the ``Run`` of the chosen import."""

    undo = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[Run] = []
        self._hint = label(kind="muted")
        self.button = Button(icon="undo")
        self.button.clicked.connect(self._undo)
        self.grid = Grid(9, numbers=(4, 5, 6, 7))
        self.grid.itemSelectionChanged.connect(self._check)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(foot)
        column.addWidget(self.grid, 1)

    def show_runs(self, shops: Sequence[Known], files: dict[str, str]) -> None:
        """The runs of every shop; ``files`` names the file of an import's source."""
        by_id = {known.shop.id: known.shop for known in shops}
        self._runs = sorted((run for known in shops for run in known.runs), key=lambda run: -run.id)[:SEEN]
        self._say()
        rows = []
        for run in self._runs:
            shop = by_id[run.shop_id]
            total = sum(run.counts.values(), Counts())
            numbers = (total.inserted, total.changed, total.deleted, total.quarantined)
            source = files.get(run.source, run.source)
            begun = moment(run.started_at, shop.zone)
            words = (begun, shop.name, self._what(run, source), self._outcome(run))
            rows.append((*words, *(f"{number:,}" for number in numbers), run.message))
        self.grid.show_rows(rows)
        self._check()

    def _what(self, run: Run, source: str) -> str:
        kinds = {"sync": self.tr("同步"), "import": self.tr("导入"), "undo": self.tr("撤销")}
        return kinds[run.kind] if run.kind == "sync" else f"{kinds[run.kind]} {source}"

    def _outcome(self, run: Run) -> str:
        if run.undone:
            return self.tr("已撤销")
        outcomes = {
            "running": self.tr("进行中"),
            "done": self.tr("完成"),
            "cancelled": self.tr("已取消"),
            "failed": self.tr("没成功"),
        }
        return outcomes[run.outcome]

    def _say(self) -> None:
        heads = (
            self.tr("开始"),
            self.tr("店铺"),
            self.tr("内容"),
            self.tr("结果"),
            self.tr("新增"),
            self.tr("更新"),
            self.tr("删除"),
            self.tr("未收下"),
            self.tr("说明"),
        )
        self.grid.name(self.tr("同步与导入记录"), heads)
        self._hint.setText(self.tr("选中一次导入，可以整份撤销"))
        self.button.setText(self.tr("撤销这次导入"))

    def _chosen(self) -> Run | None:
        rows = self.grid.selectionModel().selectedRows()
        run = self._runs[rows[0].row()] if rows else None
        return run if run and run.kind == "import" and run.outcome == "done" and not run.undone else None

    def _check(self) -> None:
        self.button.setEnabled(self._chosen() is not None)

    def _undo(self) -> None:
        run = self._chosen()
        if run is not None:
            self.undo.emit(run)
