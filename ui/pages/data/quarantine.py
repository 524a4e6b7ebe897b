"""Records that could not be understood: kept whole, with the reason, and tried again when asked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storage.origins import import_of
from storage.store import Quarantined
from storage.words import Language
from ui.controls import Button, label
from ui.kinds import kind_name
from ui.pages.data.grid import Grid
from ui.shops import Known
from ui.widgets.dates import moment

SEEN = 500
LONGEST = 300  # letters of the original that are shown


class Quarantine(QWidget):
    """Emits ``retry``: try all of them again, and ``export``: write lines of files to files, to be mended."""

    retry = Signal()
    export = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hint = label(kind="muted", wrap=True)
        self.button = Button(icon="sync")
        self.button.clicked.connect(self.retry)
        self.export_button = Button(icon="export")
        self.export_button.clicked.connect(self.export)
        self.grid = Grid(7, numbers=(5,))
        top = QHBoxLayout()
        top.addWidget(self._hint, 1)
        top.addWidget(self.export_button)
        top.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.grid, 1)

    def show_waiting(self, waiting: Sequence[Quarantined], shops: Sequence[Known], language: Language) -> None:
        """List what waits, newest first."""
        self._say(len(waiting))
        of_files = sum(import_of(each.source) is not None for each in waiting)
        self.export_button.setVisible(of_files > 0)
        self.button.setEnabled(of_files < len(waiting))
        by_id = {known.shop.id: known.shop for known in shops}
        self.grid.show_rows(
            [
                (
                    moment(each.last_seen, by_id[each.shop_id].zone),
                    by_id[each.shop_id].name,
                    kind_name(each.kind),
                    each.record_id or "—",
                    each.reason.say(language),
                    f"{each.attempts:,}",
                    each.raw.decode(errors="replace")[:LONGEST],
                )
                for each in waiting[:SEEN]
                if each.shop_id in by_id
            ]
        )

    def _say(self, count: int) -> None:
        heads = (
            self.tr("最近一次"),
            self.tr("店铺"),
            self.tr("内容"),
            self.tr("编号"),
            self.tr("原因"),
            self.tr("试过"),
            self.tr("原文"),
        )
        self.grid.name(self.tr("未收下的数据"), heads)
        kept = self.tr("这些记录看不懂，原样留着，没有算进任何数字。程序更新或店铺改正后可以重试。")
        self._hint.setText(kept if count else self.tr("没有未收下的数据。"))
        self.button.setText(self.tr("全部重试"))
        self.export_button.setText(self.tr("导出文件里的行"))
        self.export_button.setToolTip(self.tr("改好后再导入，改好的行会从这里消失"))
