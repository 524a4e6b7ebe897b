"""What the merchant does with what was told of tables: hand it on, forget it, and remember it after all."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from storage.errors import KnownError
from storage.mapping import TableMapping
from ui.bars import Bars, Step
from ui.context import Context
from ui.exporting import file_name
from ui.pages.data.mapping.formats import Formats

_BAR = "format"


class Keeping(QObject):
    """Does what ``formats`` asks for and says so in ``bars``; ``changed`` when there is more or less to remember."""

    changed = Signal()

    def __init__(self, context: Context, bars: Bars, formats: Formats) -> None:
        super().__init__(formats)
        self._context, self._bars, self._formats = context, bars, formats
        formats.export.connect(self._ask)
        formats.forget.connect(self._forget)

    def write(self, path: Path, mapping: TableMapping) -> None:
        """Write it to a file that other profiles can import."""
        self._context.entering.export_mapping(path, mapping, self._written, self._failed)

    def _ask(self, mapping: TableMapping) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = self.tr("格式文件 (*.json)")
        dialog = QFileDialog(self._formats.window(), self.tr("导出格式"), folder, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(file_name(f"{mapping.name}.json"))
        dialog.fileSelected.connect(lambda path: self.write(Path(path), mapping))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _written(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        words = self.tr("格式已导出到 {path}。别人在导入文件时选它就行。").format(path=path)
        show = Step(self.tr("打开文件夹"), lambda: QDesktopServices.openUrl(folder))
        self._bars.show_bar(_BAR, "done", words, show)

    def _forget(self, mapping: TableMapping) -> None:
        def forgotten() -> None:
            words = self.tr("格式「{name}」已忘掉；导入过的数据都还在。").format(name=mapping.name)
            self._bars.show_bar(_BAR, "done", words, Step(self.tr("撤销"), lambda: self._remember(mapping)))
            self.changed.emit()

        self._context.entering.forget(mapping, forgotten, self._failed)

    def _remember(self, mapping: TableMapping) -> None:
        self._bars.clear(_BAR)
        self._context.entering.remember(mapping, self.changed.emit, self._failed)

    def _failed(self, error: KnownError) -> None:
        self._bars.show_bar(_BAR, "error", error.say(self._context.language))
