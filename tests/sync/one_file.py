"""The doors of ``sync.files`` for tests that are about one table in one file."""

from pathlib import Path

from storage.progress import Report, StopAsked, ignore, never
from storage.runs import Run, TablePreview
from storage.store import Store
from storage.words import Language
from sync import files
from sync.files import Choice
from sync.files.containers import open_sheets
from sync.files.sheet import Sheet
from sync.files.source import Source

AS_IT_IS = Choice()


def preview(
    store: Store, path: Path, choice: Choice = AS_IT_IS, report: Report = ignore, stop: StopAsked = never
) -> TablePreview:
    """What the only table of a file is; the reason why it cannot be taken is raised."""
    found = files.preview(store, [path], choice, report, stop)
    if not found.tables:
        raise found.refused[0].error
    (table,) = found.tables
    return table


def import_file(
    store: Store,
    path: Path,
    choice: Choice = AS_IT_IS,
    report: Report = ignore,
    stop: StopAsked = never,
    language: Language = "zh",
) -> Run:
    """Import a file with one table."""
    (run,) = files.import_files(store, [path], choice, report, stop, language).runs
    return run


def sheet_of(path: Path) -> Sheet:
    """The only table of a text file."""
    (sheet,) = open_sheets(Source(path, path, 0, path.parent, ignore, never))
    return sheet
