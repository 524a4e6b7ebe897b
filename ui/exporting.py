"""Writing workbooks: ask where to, write in a worker, say where it is."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from analytics.question import Question
from storage.errors import KnownError
from storage.shop import Shop
from ui.bars import Bars, Step
from ui.context import Context

Views = Callable[[], Sequence[str]]
"""Called in the worker: the ids of the views to write."""


class Exporting(QObject):
    """One export at a time is asked for; several may be written."""

    def __init__(self, context: Context, bars: Bars, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._bars = bars
        self._window = window

    def ask(self, name: str, views: Views) -> None:
        """Ask for a file and write ``views`` of the shop and question in force into it."""
        known, question = self._context.state.known, self._context.state.question
        if known is None or question is None:
            return
        days = f"{question.period.first}_{question.period.last}"
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, self.tr("导出为 Excel"), folder, self.tr("Excel 工作簿 (*.xlsx)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(_file_name(f"{known.shop.name}_{name}_{days}.xlsx"))
        dialog.fileSelected.connect(lambda path: self.write(Path(path), views, known.shop, question))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path, views: Views, shop: Shop, question: Question) -> None:
        """Write the workbook and say so."""
        export = self._context.doors.export

        def failed(error: KnownError) -> None:
            again = Step(self.tr("另存为"), lambda: self.ask(path.stem, views))
            self._bars.show_bar("export", "error", error.say(self._context.language), again)

        self._bars.clear("export")
        self._context.jobs.start(
            self,
            lambda report, _stop: export(path, tuple(views()), shop.id, question, report),
            self._written,
            failed,
            title=self.tr("导出 {file}").format(file=path.name),
        )

    def _written(self, path: Path) -> None:
        look = Step(self.tr("打开"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        self._bars.show_bar("export", "done", self.tr("已导出到 {path}").format(path=path), look)


def _file_name(text: str) -> str:
    """Without what Windows does not take in a file name."""
    return "".join(" " if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in text).strip()


def every_view() -> Sequence[str]:
    """The ids of all views. Only in a worker: it loads the analyses."""
    from analytics.views import VIEWS

    return tuple(VIEWS)
