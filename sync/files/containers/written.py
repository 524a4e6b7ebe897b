"""A text file, as it lies on the disk (.csv, .tsv, .txt) or compressed with gzip (.csv.gz)."""

import gzip
from typing import BinaryIO, cast

from sync.files.sheet import Sheet
from sync.files.source import Source
from sync.files.text import text_sheet

SUFFIXES = ("csv", "txt", "tsv", "gz")


def plain(source: Source) -> Sheet:
    """The table in a plain text file. Raises KnownError."""
    return text_sheet(source, lambda: source.path.open("rb"))


def compressed(source: Source) -> Sheet:
    """The table in a gzip-compressed text file. Raises KnownError."""
    return text_sheet(source, lambda: cast(BinaryIO, gzip.open(source.path, "rb")))
