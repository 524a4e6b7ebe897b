"""Letting files in: choose or drop, read, look at the preview, import; all that is chosen at once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from storage.destination import Into
from storage.errors import KnownError
from storage.mapping import Sample
from storage.runs import Imported, ImportPreview
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import label
from ui.doors import Offered
from ui.jobs import Job
from ui.pages.data.importwords import came_in
from ui.pages.data.mapping.telling import Telling
from ui.pages.data.preview import PreviewCard

OFFERED = "*.csv *.txt *.tsv *.gz *.xlsx *.xlsm *.zip *.json"
"""What the file dialog shows at first: the files that are read, as sync.files.containers names them, and mappings."""


class ImportPanel(QWidget):
    """Takes no room while nothing is being imported. Emits ``remembered`` when what was told of a table is kept, and
    ``left`` when everything stays as it was.
    """

    left = Signal()
    remembered = Signal()

    def __init__(self, context: Context, bars: Bars) -> None:
        super().__init__()
        self._context = context
        self._bars = bars
        self._offered = Offered(())
        self._job: Job | None = None
        """Reads what is offered."""
        self._preview: ImportPreview | None = None
        self._reading = label(kind="muted")
        self.card = PreviewCard()
        self.telling = Telling(context)
        """What the columns of a table are, in place of the preview."""
        self.telling.remembered.connect(self._remembered)
        self.telling.left.connect(self.retranslate)
        self.telling.encoding_told.connect(self._read_as)
        self.card.asked.connect(self._ask)
        self.card.chosen.connect(self._look_again)
        self.card.renamed.connect(self._rename)
        self.card.accepted.connect(self._import)
        self.card.closed.connect(self._leave_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._reading, self.card, self.telling):
            column.addWidget(widget)
        self._clear()

    def choose(self, at_shop: str = "") -> None:
        """Ask for files, of a shop if somebody asks there."""
        kinds = self.tr("表格文件 ({endings});;所有文件 (*)").format(endings=OFFERED)
        dialog = QFileDialog(self, self.tr("导入文件"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.offer([Path(name) for name in names], at_shop))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def offer(self, paths: list[Path], at_shop: str = "") -> None:
        """Preview these files, together with those that are looked at already."""
        if paths:
            together = tuple(dict.fromkeys([*self._offered.paths, *paths]))
            self._look(structs.replace(self._offered, paths=together, at_shop=at_shop or self._offered.at_shop))

    def retranslate(self) -> None:
        """Set every text again."""
        if self._preview is not None:
            self._show(self._preview)
            self.card.setVisible(self.telling.panel is None)
        self.telling.retranslate()

    def _look(self, offered: Offered) -> None:
        """Read the files; who tells of a table goes on telling meanwhile."""
        self._bars.clear("import")
        self.card.hide()
        self._reading.setText(self.tr("正在读取 {file}…").format(file=self._named(offered.paths)))
        self.show()
        self._reading.show()
        self._read(offered)

    def _look_again(self) -> None:
        """Read the same files for what was chosen; the choices stay in sight."""
        self.card.wait()
        self._read(structs.replace(self._offered, into=self.card.destinations.into))

    def _read(self, offered: Offered) -> None:
        self._forget()  # more files were added, or something else was chosen
        self._offered, self._preview = offered, None
        job = self._job = self._context.entering.preview(offered, self._show_preview, self._failed)
        job.ended.connect(lambda: self._ended(job))

    def _forget(self) -> None:
        if self._job is not None:
            self._job.forget()
            self._job = None

    def _named(self, paths: Sequence[Path]) -> str:
        return paths[0].name if len(paths) == 1 else self.tr("{n} 个文件").format(n=len(paths))

    def _ended(self, job: Job) -> None:
        if job is not self._job:
            return  # all files are being read anew
        self._job = None
        self._reading.hide()
        if self._preview is None:
            self._close()  # stopped or failed

    def _show_preview(self, preview: ImportPreview) -> None:
        self._show(preview)
        if self.telling.panel is not None:
            self.card.hide()
            self.telling.ask_again(preview, self._offered.encodings)

    def _show(self, preview: ImportPreview) -> None:
        self._preview = named(preview, self._offered.into)
        context = self._context
        self.card.show_preview(self._preview, self._offered.into, context.state.shops, context.language)

    def _rename(self) -> None:
        """A new shop is called otherwise: that changes no number."""
        self._offered = structs.replace(self._offered, into=self.card.destinations.into)
        if self._preview is not None:
            self._preview = named(self._preview, self._offered.into)
            self.card.show_tables(self._preview.tables, self._context.language)

    def _ask(self, sample: Sample) -> None:
        """Let somebody tell what the columns of this table are."""
        self.card.hide()
        self.telling.ask(sample, self._offered.encodings)

    def _read_as(self, file: str, encoding: str) -> None:
        path = Path(file)
        kept = {each: codec for each, codec in self._offered.encodings.items() if each != path}
        self._look(structs.replace(self._offered, encodings={**kept, path: encoding} if encoding else kept))

    def _remembered(self) -> None:
        self.remembered.emit()
        self._look(self._offered)

    def _import(self) -> None:
        self.card.accept.setEnabled(False)
        offered = structs.replace(self._offered, into=self.card.destinations.into)
        self._context.entering.import_files(offered, self._imported, self._failed)

    def _imported(self, imported: Imported) -> None:
        bar = self._bars.show_bar(
            "import", "done", came_in(imported, self._named(self._offered.paths)), self._next_step(imported)
        )
        if imported.mappings:
            self.remembered.emit()
        self._close()
        if imported.runs:
            bar.step.setFocus()

    def _next_step(self, imported: Imported) -> Step | None:
        if not imported.runs:
            return None
        return Step(self.tr("看概览"), lambda: self._look_at(imported.runs[0].shop_id))

    def _look_at(self, shop_id: str) -> None:
        self._context.state.choose(shop_id)
        self._context.state.open("overview")

    def _failed(self, error: KnownError) -> None:
        other = Step(self.tr("选其他文件"), self.choose)
        bar = self._bars.show_bar("import", "error", error.say(self._context.language), other)
        self._close()
        bar.step.setFocus()

    def _leave_all(self) -> None:
        self._close()
        self.left.emit()

    def _close(self) -> None:
        self._offered = Offered(())
        self._clear()

    def _clear(self) -> None:
        self._forget()
        self._preview = None
        self.telling.take()
        self._reading.hide()
        self.card.hide()
        self.hide()


def named(preview: ImportPreview, into: Mapping[str, Into]) -> ImportPreview:
    """With the names of new shops as they are written now."""
    names = {
        each.shop.id: into[each.platform].name
        for each in preview.destinations
        if each.is_new and "shop" not in each.asks and each.platform in into
    }
    tables = tuple(
        structs.replace(table, shop=structs.replace(table.shop, name=names.get(table.shop.id, table.shop.name)))
        for table in preview.tables
    )
    return structs.replace(preview, tables=tables)
