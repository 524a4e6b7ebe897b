"""Writing the lines that files were imported without to files of their own."""

from collections.abc import Sequence
from pathlib import Path

from desktop.atomic import write_whole
from storage.store import Store
from storage.words import Language
from sync.files import RejectedLines, rejected_lines


def write_rejected(store: Store, folder: Path, language: Language) -> list[Path]:
    """Write a file per import of which lines wait, into ``folder``; their paths. Raises KnownError."""
    found = rejected_lines(store, [shop.id for shop in store.shops()], language)
    return [_write(folder / name, each) for name, each in zip(_distinct(found), found, strict=True)]


def _distinct(found: Sequence[RejectedLines]) -> list[str]:
    """File names of which none is there twice."""
    names: list[str] = []
    for each in found:
        path, number = Path(each.name), 2
        while str(path) in names:
            path = Path(f"{Path(each.name).stem} ({number}).csv")
            number += 1
        names.append(str(path))
    return names


def _write(path: Path, each: RejectedLines) -> Path:
    # With a byte order mark: without one Excel takes the text for the local encoding.
    return write_whole(path, lambda temporary: temporary.write_bytes(each.text.encode("utf-8-sig")) and None)
