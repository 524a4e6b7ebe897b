"""What somebody wants to import: files, archives and workbooks; each table in them recognised, or refused."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from storage.errors import KnownError
from storage.mapping import Sample
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import RefusedFile
from sync.files import refusals
from sync.files.containers import open_sheets
from sync.files.mapping.sampling import sample_of
from sync.files.plan import Choice
from sync.files.sheet import Sheet
from sync.files.source import Source
from sync.files.table import Table, UnknownHeader, recognise
from sync.files.text import told


class Intake(Struct, frozen=True):
    """Everything that was given."""

    tables: tuple[Table, ...]
    refused: tuple[RefusedFile, ...]
    unknown: tuple[Sample, ...]
    """Of the refused, the tables that somebody could tell of."""


@contextmanager
def opened(paths: Sequence[Path], choice: Choice, report: Report, stop: StopAsked) -> Iterator[Intake]:
    """The tables of these files, for as long as the block runs: what had to be unpacked goes away. Raises Cancelled."""
    with _room() as room:
        tables: list[Table] = []
        refused: list[RefusedFile] = []
        unknown: list[Sample] = []
        for path in paths:
            try:
                sheets = _sheets(path, room, report, stop, choice.encodings.get(path))
            except KnownError as error:
                refused.append(RefusedFile(str(path), error))
                continue
            notes: list[RefusedFile] = []
            for sheet in sheets:
                try:
                    tables.append(recognise(sheet, choice.preset, choice.mappings))
                except KnownError as error:
                    is_unknown = isinstance(error, UnknownHeader)
                    sample = sample_of(sheet, path, choice.mappings) if is_unknown else None
                    if sample is not None:
                        unknown.append(sample)
                        error = refusals.unknown_header(sheet.path, sample.header)
                    is_note = is_unknown and sample is None and _may_be_a_note(sheet, path)
                    (notes if is_note else refused).append(RefusedFile(str(sheet.path), error))
            refused += notes if len(notes) == len(sheets) else ()  # beside tables nobody misses them
        yield Intake(tuple(tables), tuple(refused), tuple(unknown))


def _may_be_a_note(sheet: Sheet, path: Path) -> bool:
    """Whether it is a text that whoever packed an archive may have put beside the tables."""
    return sheet.path != path and sheet.path.suffix.lower() == ".txt"


@contextmanager
def first_sheet(path: Path) -> Iterator[Sheet]:
    """The first table of a file, whatever it is, for as long as the block runs. Raises KnownError."""
    with _room() as room:
        yield _sheets(path, room, ignore, never, None)[0]


@contextmanager
def _room() -> Iterator[Path]:
    with TemporaryDirectory(prefix="zhanggui-", ignore_cleanup_errors=True) as room:
        yield Path(room)


def _sheets(path: Path, room: Path, report: Report, stop: StopAsked, encoding: str | None) -> list[Sheet]:
    with told(path):
        modified = int(path.stat().st_mtime * 1000)
    return open_sheets(Source(path, path, modified, room, report, stop, encoding))
