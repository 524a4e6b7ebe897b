"""Writing workbooks: ask where to, write in a worker, say where it is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from storage.errors import KnownError
from storage.progress import Report, StopAsked
from ui.bars import Bars, Step
from ui.context import Context
from ui.page import Writer


class Exporting(QObject):
    """One export at a time is asked for; several may be written."""

    def __init__(self, context: Context, bars: Bars, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._bars = bars
        self._window = window

    def ask(self, name: str, writer: Writer) -> None:
        """Ask for a workbook and let ``writer`` fill it."""
        self._ask(name, writer, (self.tr("Excel 工作簿 (*.xlsx)"),))

    def ask_list(self, name: str, writer: Writer) -> None:
        """Ask for a workbook or a CSV and let ``writer`` fill it as its ending says."""
        self._ask(name, writer, (self.tr("Excel 工作簿 (*.xlsx)"), self.tr("CSV 文本 (*.csv)")))

    def _ask(self, name: str, writer: Writer, forms: Sequence[str]) -> None:
        known, question = self._context.state.known, self._context.state.question
        if known is None or question is None:
            return
        days = f"{question.period.first}_{question.period.last}"
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, self.tr("导出"), folder, ";;".join(forms))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(file_name(f"{known.shop.name}_{name}_{days}.xlsx"))
        dialog.filterSelected.connect(lambda form: _take_form(dialog, form[:-1].rpartition(".")[2]))
        dialog.fileSelected.connect(lambda path: self.write(Path(path), writer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path, writer: Writer) -> None:
        """Write the workbook and say so."""

        def failed(error: KnownError) -> None:
            ask = self.ask_list if path.suffix.lower() == ".csv" else self.ask
            again = Step(self.tr("另存为"), lambda: ask(path.stem, writer))
            self._bars.show_bar("export", "error", error.say(self._context.language), again)

        self._bars.clear("export")
        self._context.jobs.start(
            self,
            lambda report, stop: writer(path, report, stop),
            self._written,
            failed,
            title=self.tr("导出 {file}").format(file=path.name),
        )

    def _written(self, path: Path) -> None:
        look = Step(self.tr("打开"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        self._bars.show_bar("export", "done", self.tr("已导出到 {path}").format(path=path), look)


def _take_form(dialog: QFileDialog, suffix: str) -> None:
    """The name that is proposed ends as the form that was chosen."""
    dialog.setDefaultSuffix(suffix)
    for path in dialog.selectedFiles()[:1]:
        dialog.selectFile(Path(path).with_suffix(f".{suffix}").name)


def file_name(text: str) -> str:
    """Without what Windows does not take in a file name."""
    return "".join(" " if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in text).strip()


def views_writer(context: Context, views: Sequence[str] | None = None) -> Writer | None:
    """Writes the named views, or all, of the shop and question in force; None while there is no shop."""
    known, question = context.state.known, context.state.question
    if known is None or question is None:
        return None

    def write(path: Path, report: Report, stop: StopAsked) -> Path:
        from analytics.views import VIEWS  # in the worker: it loads the analyses

        facts = context.facts_now(known.shop.id, report, stop)
        return context.doors.export(path, views or tuple(VIEWS), facts, question, report, stop)

    return write
