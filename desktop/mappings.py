"""What was told of tables that no preset knows: kept in the profile, a file per form of table, and handed on as one."""

import logging
from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from desktop.atomic import write_whole
from storage.errors import KnownError
from storage.mapping import TableMapping
from storage.progress import Report, StopAsked
from storage.runs import Imported, ImportPreview, RefusedFile
from storage.store import Store
from storage.words import Language
from sync import files
from sync.files import Choice
from sync.files.mapping import paper

log = logging.getLogger(__name__)

_FOLDER = "mappings"


def remembered(folder: Path) -> list[TableMapping]:
    """Those of a profile, by name. One that cannot be read is as good as forgotten: it can be told again."""
    found = []
    for path in (folder / _FOLDER).glob(f"*.{paper.SUFFIX}"):
        try:
            found.append(paper.read(path))
        except KnownError as error:
            log.warning("%s is left out: %s", path, error)
    return sorted(found, key=lambda mapping: mapping.name)


def remember(folder: Path, mapping: TableMapping) -> None:
    """Keep what was told, in place of what was told of such tables before. Raises KnownError."""
    write(_kept(folder, mapping), mapping)


def forget(folder: Path, mapping: TableMapping) -> None:
    """Such tables are unknown again; what was imported stays."""
    _kept(folder, mapping).unlink(missing_ok=True)


def write(path: Path, mapping: TableMapping) -> Path:
    """Write it to a file to be handed on; the path written. Raises KnownError."""
    return write_whole(path, lambda temporary: temporary.write_bytes(paper.written(mapping)) and None)


def preview(
    store: Store, folder: Path, paths: Sequence[Path], choice: Choice, report: Report, stop: StopAsked
) -> ImportPreview:
    """What importing files would do, with all that is remembered or told by files among them. Raises Cancelled."""
    tables, told, refused = _sorted_out(paths)
    choice = structs.replace(choice, mappings=(*remembered(folder), *told))
    found = files.preview(store, tables, choice, report, stop)
    return structs.replace(found, refused=(*refused, *found.refused), mappings=tuple(told))


def import_files(
    store: Store,
    folder: Path,
    paths: Sequence[Path],
    choice: Choice,
    report: Report,
    stop: StopAsked,
    language: Language,
) -> Imported:
    """Remember what files among them tell, and import the others. Raises KnownError where none can be, Cancelled."""
    tables, told, refused = _sorted_out(paths)
    if refused and not told and not tables:
        raise refused[0].error
    for mapping in told:
        remember(folder, mapping)
    choice = structs.replace(choice, mappings=tuple(remembered(folder)))
    done = files.import_files(store, tables, choice, report, stop, language)
    return structs.replace(done, refused=(*refused, *done.refused), mappings=tuple(told))


def _kept(folder: Path, mapping: TableMapping) -> Path:
    return folder / _FOLDER / f"{mapping.signature}.{paper.SUFFIX}"


def _sorted_out(paths: Sequence[Path]) -> tuple[list[Path], list[TableMapping], list[RefusedFile]]:
    """Files that may hold tables, what others tell of tables, and those of which neither can be had."""
    tables, told, refused = [], [], []
    for path in paths:
        try:
            if paper.is_written(path):
                told.append(paper.read(path))
            else:
                tables.append(path)
        except KnownError as error:
            refused.append(RefusedFile(str(path), error))
    return tables, told, refused
