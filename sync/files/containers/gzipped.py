"""A text file compressed with gzip: .csv.gz."""

import gzip
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from sync.files.sheet import Sheet
from sync.files.source import Source
from sync.files.text import text_sheet

SUFFIXES = ("gz",)


def sheet(source: Source) -> Sheet:
    """The table in a gzip-compressed text file. Raises KnownError."""
    return text_sheet(source, partial(_open, source.path))


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb"))
