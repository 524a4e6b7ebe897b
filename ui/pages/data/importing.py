"""Letting files in: choose or drop, read, look at the preview, import; all that is chosen at once."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from storage.errors import KnownError
from storage.mapping import Sample, TableMapping
from storage.runs import Counts, Imported, ImportPreview
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import label
from ui.doors import Offered
from ui.pages.data.mapping.panel import MappingPanel
from ui.pages.data.preview import PreviewCard

OFFERED = "*.csv *.txt *.tsv *.gz *.xlsx *.xlsm *.zip *.json"
"""What the file dialog shows at first: the files that are read, as sync.files.containers names them, and mappings."""


class ImportPanel(QWidget):
    """Takes no room while nothing is being imported. Emits ``imported`` with what became of the files, and
    ``remembered`` when what was told of a table is kept.
    """

    imported = Signal(object)
    remembered = Signal()

    def __init__(self, context: Context, bars: Bars) -> None:
        super().__init__()
        self._context = context
        self._bars = bars
        self._offered = Offered(())
        self._preview: ImportPreview | None = None
        self._reading = label(kind="muted")
        self.card = PreviewCard()
        self.mapping: MappingPanel | None = None
        """Asks what the columns of a table are, in place of the preview."""
        self.card.asked.connect(self._ask)
        self.card.accepted.connect(self._import)
        self.card.closed.connect(self._close)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._reading)
        self._column.addWidget(self.card)
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
        if paths:
            together = tuple(dict.fromkeys([*self._offered.paths, *paths]))
            self._look(Offered(together, self._offered.encodings))

    def retranslate(self) -> None:
        """Set every text again."""
        if self._preview is not None:
            self.card.show_preview(self._preview, self._context.language)
            self.card.setVisible(self.mapping is None)
        if self.mapping is not None:
            self.mapping.retranslate()

    def _look(self, offered: Offered) -> None:
        """Read the files; who tells of a table goes on telling meanwhile."""
        self._offered = offered
        self._bars.clear("import")
        self._preview = None
        self.card.hide()
        self._reading.setText(self.tr("正在读取 {file}…").format(file=self._named()))
        self.show()
        self._reading.show()
        job = self._context.entering.preview(offered, lambda preview: self._show(offered, preview), self._failed)
        job.ended.connect(lambda: self._read(offered))

    def _named(self) -> str:
        paths = self._offered.paths
        return paths[0].name if len(paths) == 1 else self.tr("{n} 个文件").format(n=len(paths))

    def _read(self, offered: Offered) -> None:
        if offered != self._offered:
            return  # more files were added meanwhile, and all of them are being read
        self._reading.hide()
        if self._preview is None:
            self._close()  # stopped or failed

    def _show(self, offered: Offered, preview: ImportPreview) -> None:
        if offered != self._offered:
            return
        self._preview = preview
        self.card.show_preview(preview, self._context.language)
        if self.mapping is not None:
            self._ask_again(self.mapping, preview)

    def _ask(self, sample: Sample) -> None:
        """Let somebody tell what the columns of this table are."""
        asking = MappingPanel(self._context, sample, self._offered.encodings.get(Path(sample.file), ""))
        self._put(asking)
        asking.about.table.setFocus()

    def _ask_again(self, asking: MappingPanel, preview: ImportPreview) -> None:
        """The files were read anew while somebody was telling: of the same table, as it reads now."""
        path = asking.sample.path
        found = next((each for each in preview.unknown if each.path == path), None)
        refused = next((each.error for each in preview.refused if each.path == path), None)
        self.card.hide()
        if found is not None and found != asking.sample:
            encoding = self._offered.encodings.get(Path(found.file), "")
            before = asking.draft if found.header == asking.sample.header else None
            anew = MappingPanel(self._context, found, encoding, before)
            self._put(anew)
            anew.about.encoding.setFocus()
        elif found is None and refused is not None:
            asking.refuse(refused)
            self._read_as(Path(asking.sample.file), asking.encoding)
        elif found is None:
            self._leave()  # in this encoding the table is known

    def _put(self, asking: MappingPanel) -> None:
        self._take()
        self.mapping = asking
        asking.told.connect(self._remember)
        asking.closed.connect(self._leave)
        asking.encoding_told.connect(lambda encoding: self._read_as(Path(asking.sample.file), encoding))
        self._column.addWidget(asking)
        self.card.hide()

    def _take(self) -> None:
        if self.mapping is not None:
            self._column.removeWidget(self.mapping)
            self.mapping.hide()
            self.mapping.deleteLater()
            self.mapping = None

    def _leave(self) -> None:
        """Back to the preview."""
        self._take()
        self.retranslate()

    def _read_as(self, file: Path, encoding: str) -> None:
        kept = {path: codec for path, codec in self._offered.encodings.items() if path != file}
        self._look(Offered(self._offered.paths, {**kept, file: encoding} if encoding else kept))

    def _remember(self, mapping: TableMapping) -> None:
        self._context.entering.remember(mapping, self._remembered, self._not_remembered)

    def _remembered(self) -> None:
        self._take()
        self.remembered.emit()
        self._look(self._offered)

    def _not_remembered(self, error: KnownError) -> None:
        if self.mapping is not None:
            self.mapping.refuse(error)

    def _import(self) -> None:
        self.card.accept.setEnabled(False)
        self._context.entering.import_files(self._offered, self._imported, self._failed)

    def _imported(self, imported: Imported) -> None:
        self._bars.show_bar("import", "done", self._came_in(imported), self._next_step(imported))
        if imported.mappings:
            self.remembered.emit()
        self.imported.emit(imported)
        self._close()

    def _came_in(self, imported: Imported) -> str:
        if not imported.runs:
            names = "、".join(mapping.name for mapping in imported.mappings)
            return self.tr("格式「{name}」已记住，这样的表格以后直接认得出来。").format(name=names)
        total = sum((counts for run in imported.runs for counts in run.counts.values()), Counts())
        words = self.tr("{file} 已导入：新增 {new} 条，更新 {changed} 条。")
        return words.format(file=self._named(), new=f"{total.inserted:,}", changed=f"{total.changed:,}")

    def _next_step(self, imported: Imported) -> Step | None:
        if not imported.runs:
            return None
        return Step(self.tr("看概览"), lambda: self._context.state.open("overview"))

    def _failed(self, error: KnownError) -> None:
        other = Step(self.tr("选其他文件"), self.choose)
        self._bars.show_bar("import", "error", error.say(self._context.language), other)
        self._close()

    def _close(self) -> None:
        self._offered = Offered(())
        self._clear()

    def _clear(self) -> None:
        self._preview = None
        self._take()
        self._reading.hide()
        self.card.hide()
        self.hide()
