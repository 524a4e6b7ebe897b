"""Letting files in: choose or drop, read, look at the preview, import; one file after the other."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from storage.errors import KnownError
from storage.runs import Counts, ImportPreview, Run
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import label
from ui.pages.data.preview import PreviewCard

OFFERED = "*.csv *.txt *.tsv *.gz"
"""What the file dialog shows at first: the files that are read, as sync.files.containers names them."""


class ImportPanel(QWidget):
    """Takes no room while nothing is being imported. Emits ``imported`` with the ``Run``."""

    imported = Signal(object)

    def __init__(self, context: Context, bars: Bars) -> None:
        super().__init__()
        self._context = context
        self._bars = bars
        self._line: list[Path] = []
        self._preview: ImportPreview | None = None
        self._reading = label(kind="muted")
        self.card = PreviewCard()
        self.card.accepted.connect(self._import)
        self.card.closed.connect(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._reading)
        column.addWidget(self.card)
        self._clear()

    def choose(self) -> None:
        """Ask for files."""
        kinds = self.tr("表格文件 ({endings});;所有文件 (*)").format(endings=OFFERED)
        dialog = QFileDialog(self, self.tr("导入文件"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.offer([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def offer(self, paths: list[Path]) -> None:
        """Preview these files, one after the other."""
        busy = bool(self._line)
        self._line += paths
        if not busy:
            self._bars.clear("import")
            self._read()

    def retranslate(self) -> None:
        """Set every text again."""
        if self._preview is not None:
            self.card.show_preview(self._preview, self._context.language)

    def _read(self) -> None:
        self._clear()
        if not self._line:
            return
        path = self._line[0]
        self._reading.setText(self.tr("正在读取 {file}…").format(file=path.name))
        self.show()
        self._reading.show()
        job = self._context.entering.preview(path, self._show, self._failed)
        job.ended.connect(self._reading.hide)

    def _show(self, preview: ImportPreview) -> None:
        self._preview = preview
        self.card.show_preview(preview, self._context.language)

    def _import(self) -> None:
        self.card.accept.setEnabled(False)
        self._context.entering.import_file(self._line[0], self._imported, self._failed, lambda: None)

    def _imported(self, run: Run) -> None:
        total = sum(run.counts.values(), Counts())
        words = self.tr("{file} 已导入：新增 {new} 条，更新 {changed} 条。").format(
            file=self._line[0].name, new=f"{total.inserted:,}", changed=f"{total.changed:,}"
        )
        look = Step(self.tr("看概览"), lambda: self._context.state.open("overview"))
        self._bars.show_bar("import", "done", words, look)
        self.imported.emit(run)
        self._next()

    def _failed(self, error: KnownError) -> None:
        other = Step(self.tr("选其他文件"), self.choose)
        name = self._line[0].name if self._line else ""
        self._bars.show_bar("import", "error", f"{name}: {error.say(self._context.language)}", other)
        self._next()

    def _next(self) -> None:
        self._line = self._line[1:]
        self._read()

    def _clear(self) -> None:
        self._preview = None
        self._reading.hide()
        self.card.hide()
        self.hide()
