"""Letting files in: choose or drop, read, look at the preview, import; all that is chosen at once."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from storage.errors import KnownError
from storage.runs import Counts, Imported, ImportPreview
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import label
from ui.doors import Offered
from ui.pages.data.preview import PreviewCard

OFFERED = "*.csv *.txt *.tsv *.gz *.xlsx *.xlsm *.zip"
"""What the file dialog shows at first: the files that are read, as sync.files.containers names them."""


class ImportPanel(QWidget):
    """Takes no room while nothing is being imported. Emits ``imported`` with what became of the files."""

    imported = Signal(object)

    def __init__(self, context: Context, bars: Bars) -> None:
        super().__init__()
        self._context = context
        self._bars = bars
        self._paths: list[Path] = []
        self._preview: ImportPreview | None = None
        self._reading = label(kind="muted")
        self.card = PreviewCard()
        self.card.accepted.connect(self._import)
        self.card.closed.connect(self._close)
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
        """Preview these files, together with those that are looked at already."""
        if not paths:
            return
        self._paths = list(dict.fromkeys([*self._paths, *paths]))
        self._bars.clear("import")
        self._clear()
        names = self._paths[0].name if len(self._paths) == 1 else self.tr("{n} 个文件").format(n=len(self._paths))
        self._reading.setText(self.tr("正在读取 {file}…").format(file=names))
        self.show()
        self._reading.show()
        offered = self._offered()
        job = self._context.entering.preview(offered, lambda preview: self._show(offered, preview), self._failed)
        job.ended.connect(lambda: self._read(offered))

    def retranslate(self) -> None:
        """Set every text again."""
        if self._preview is not None:
            self.card.show_preview(self._preview, self._context.language)

    def _offered(self) -> Offered:
        return Offered(tuple(self._paths))

    def _read(self, offered: Offered) -> None:
        if offered != self._offered():
            return  # more files were added meanwhile, and all of them are being read
        self._reading.hide()
        if self._preview is None:
            self._close()  # stopped or failed

    def _show(self, offered: Offered, preview: ImportPreview) -> None:
        if offered == self._offered():
            self._preview = preview
            self.card.show_preview(preview, self._context.language)

    def _import(self) -> None:
        self.card.accept.setEnabled(False)
        self._context.entering.import_files(self._offered(), self._imported, self._failed)

    def _imported(self, imported: Imported) -> None:
        total = sum((counts for run in imported.runs for counts in run.counts.values()), Counts())
        name = self._paths[0].name if len(self._paths) == 1 else self.tr("{n} 个文件").format(n=len(self._paths))
        words = self.tr("{file} 已导入：新增 {new} 条，更新 {changed} 条。").format(
            file=name, new=f"{total.inserted:,}", changed=f"{total.changed:,}"
        )
        look = Step(self.tr("看概览"), lambda: self._context.state.open("overview"))
        self._bars.show_bar("import", "done", words, look)
        self.imported.emit(imported)
        self._close()

    def _failed(self, error: KnownError) -> None:
        other = Step(self.tr("选其他文件"), self.choose)
        self._bars.show_bar("import", "error", error.say(self._context.language), other)
        self._close()

    def _close(self) -> None:
        self._paths = []
        self._clear()

    def _clear(self) -> None:
        self._preview = None
        self._reading.hide()
        self.card.hide()
        self.hide()
