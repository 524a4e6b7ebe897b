"""Writing the lines that files were imported without to files of their own."""

import re
from collections.abc import Sequence
from pathlib import Path

from desktop.atomic import write_whole
from storage.store import Store
from storage.words import Language
from sync.files import RejectedLines, rejected_lines

_ILLEGAL = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What no file may be called on Windows: files within archives come from everywhere."""
_HEAD, _TAIL = 40, 30
"""Letters of a long name that stay; Linux takes 255 bytes, and a Chinese letter is three."""


def write_rejected(store: Store, folder: Path, language: Language) -> list[Path]:
    """Write a file per import of which lines wait, into ``folder``; their paths. Raises KnownError."""
    found = rejected_lines(store, [shop.id for shop in store.shops()], language)
    return [_write(folder / name, each) for name, each in zip(_distinct(found), found, strict=True)]


def _distinct(found: Sequence[RejectedLines]) -> list[str]:
    """File names of which none is there twice."""
    names: list[str] = []
    for each in found:
        stem = _short(Path(_ILLEGAL.sub("_", each.name)).stem)
        name, number = f"{stem}.csv", 2
        while name in names:
            name = f"{stem} ({number}).csv"
            number += 1
        names.append(name)
    return names


def _short(stem: str) -> str:
    """The end of a long name says what the file is, its beginning whose."""
    return stem if len(stem) <= _HEAD + _TAIL else f"{stem[:_HEAD]}…{stem[-_TAIL:]}"


def _write(path: Path, each: RejectedLines) -> Path:
    # With a byte order mark: without one Excel takes the text for the local encoding.
    return write_whole(path, lambda temporary: temporary.write_bytes(each.text.encode("utf-8-sig")) and None)
