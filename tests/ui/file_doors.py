"""The little process behind the window, with the real importer of files."""

from desktop import mappings
from storage.progress import Report, StopAsked
from storage.runs import Imported, ImportPreview
from sync.files import Choice
from tests.ui.doors import LittleDoors
from ui.doors import Offered


class FileDoors(LittleDoors):
    """Files are read as they are in the program."""

    def preview(self, offered: Offered, report: Report, stop: StopAsked) -> ImportPreview:
        self._watch()
        choice = Choice(encodings=offered.encodings, into=offered.into, at_shop=offered.at_shop)
        return mappings.preview(self._store, self._profile.folder, offered.paths, choice, report, stop)

    def import_files(self, offered: Offered, report: Report, stop: StopAsked) -> Imported:
        self._watch()
        choice = Choice(encodings=offered.encodings, into=offered.into, at_shop=offered.at_shop)
        return mappings.import_files(self._store, self._profile.folder, offered.paths, choice, report, stop, "zh")
