"""A text file as it lies on the disk: .csv, .tsv, .txt."""

from functools import partial
from pathlib import Path
from typing import BinaryIO

from sync.files.sheet import Sheet
from sync.files.source import Source
from sync.files.text import text_sheet

SUFFIXES = ("csv", "txt", "tsv")


def sheet(source: Source) -> Sheet:
    """The table in a plain text file. Raises KnownError."""
    return text_sheet(source, partial(_open, source.path))


def _open(path: Path) -> BinaryIO:
    return path.open("rb")
