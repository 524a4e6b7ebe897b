"""Where somebody is asked what the columns of a table are while its files wait to be imported."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.errors import KnownError
from storage.mapping import Sample, TableMapping
from storage.runs import ImportPreview
from ui.context import Context
from ui.pages.data.mapping.draft import Draft
from ui.pages.data.mapping.panel import MappingPanel


class Telling(QWidget):
    """Emits ``remembered`` when what was told is kept, and ``left`` when the table is as it was, or known meanwhile.

    ``encoding_told`` comes with a file and a codec, "" for what is found: the file is to be read anew.
    """

    remembered = Signal()
    left = Signal()
    encoding_told = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.panel: MappingPanel | None = None
        """Asks now; None while nobody is asked."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def ask(self, sample: Sample, encodings: Mapping[Path, str]) -> None:
        """Let somebody tell of this table, whose file is read in one of these encodings."""
        panel = self._put(sample, encodings)
        panel.about.table.setFocus()

    def ask_again(self, preview: ImportPreview, encodings: Mapping[Path, str]) -> None:
        """The files were read anew while somebody was telling: of the same table, as it reads now."""
        asking = self.panel
        if asking is None:
            return
        path = asking.sample.path
        found = next((each for each in preview.unknown if each.path == path), None)
        refused = next((each.error for each in preview.refused if each.path == path), None)
        if found is not None and found != asking.sample:
            before = asking.draft if found.header == asking.sample.header else None
            self._put(found, encodings, before).about.encoding.setFocus()
        elif found is None and refused is not None:
            asking.refuse(refused)
            self.encoding_told.emit(asking.sample.file, asking.encoding)
        elif found is None:
            self._leave()  # in this encoding the table is known

    def take(self) -> None:
        """Ask no more."""
        self.hide()
        if self.panel is not None:
            self._column.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    def retranslate(self) -> None:
        """Set every text again."""
        if self.panel is not None:
            self.panel.retranslate()

    def _put(self, sample: Sample, encodings: Mapping[Path, str], before: Draft | None = None) -> MappingPanel:
        self.take()
        panel = self.panel = MappingPanel(self._context, sample, encodings.get(Path(sample.file), ""), before)
        panel.told.connect(self._remember)
        panel.closed.connect(self._leave)
        panel.encoding_told.connect(lambda encoding: self.encoding_told.emit(sample.file, encoding))
        self._column.addWidget(panel)
        self.show()
        return panel

    def _leave(self) -> None:
        self.take()
        self.left.emit()

    def _remember(self, mapping: TableMapping) -> None:
        self._context.entering.remember(mapping, self._remembered, self._not_remembered)

    def _remembered(self) -> None:
        self.take()
        self.remembered.emit()

    def _not_remembered(self, error: KnownError) -> None:
        if self.panel is not None:
            self.panel.refuse(error)
