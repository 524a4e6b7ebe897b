"""A table written as text: encoding and delimiter found from the content, then records line by line."""

import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path

from sync.files import refusals
from sync.files.encoding import CHUNK, Open, detect
from sync.files.quoting import Fault, Line, records
from sync.files.sheet import Sheet
from sync.files.source import Source

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE = 300
"""Lines; a description of goods in one cell may run over dozens."""


def text_sheet(source: Source, open_bytes: Open) -> Sheet:
    """The sheet in a text file whose bytes ``open_bytes`` gives. Raises KnownError, Cancelled."""
    path = source.shown
    with told(path):
        was = _state(source.path)
        encoding = detect(source, open_bytes)
        digest = _digest(source, open_bytes)
    lines = partial(_lines, source, was, open_bytes, encoding)
    sample = list(islice(lines(), _SAMPLE))
    if not any(line.strip() for line in sample):
        raise refusals.empty(path)
    delimiter = delimiter_of(sample)
    return Sheet(path, encoding, delimiter, digest, source.modified, partial(_rows, lines, delimiter))


def _digest(source: Source, open_bytes: Open) -> str:
    digest = hashlib.sha256()
    with open_bytes() as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            source.check(stream.tell())
    return digest.hexdigest()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what a disk or a damaged archive does while ``path`` is read into a KnownError."""
    try:
        yield
    except FileNotFoundError as error:
        raise refusals.missing(path) from error
    except PermissionError as error:
        raise refusals.forbidden(path) from error
    except IsADirectoryError as error:
        raise refusals.folder(path) from error
    except (EOFError, zlib.error) as error:
        raise refusals.torn_archive(path) from error
    except UnicodeDecodeError as error:  # it was readable a moment ago: the file is being written to
        raise refusals.unreadable(path, str(error)) from error
    except OSError as error:  # gzip.BadGzipFile is one
        raise refusals.torn_archive(path) if error.errno is None else refusals.unreadable(path, str(error)) from error


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _lines(source: Source, was: tuple[int, int], open_bytes: Open, encoding: str) -> Iterator[str]:
    """The file is read several times over: each must be the same."""
    with told(source.shown), io.TextIOWrapper(open_bytes(), encoding, newline="") as stream:
        yield from stream
        if _state(source.path) != was:
            raise refusals.changing(source.shown)


def _rows(lines: partial[Iterator[str]], delimiter: str, fault: Fault, width: int | None) -> Iterator[Line]:
    return records(lines(), delimiter, width, fault)


def delimiter_of(sample: list[str]) -> str:
    """The mark that cuts the most lines into the same number of cells; then the one that makes more cells."""
    return max(_DELIMITERS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: list[str], delimiter: str) -> tuple[int, int]:
    found = list(records(iter(sample), delimiter, None, lambda _number, _reason, _text: None))
    starts = [number for number, *_ in found] + [len(sample) + 1]
    lines: Counter[int] = Counter()
    for (number, cells, _), following in zip(found, starts[1:], strict=True):
        # All lines of a cell that goes over many: what they are made of counts for nothing.
        lines[len(cells)] += following - number
    return max(((count, width) for width, count in lines.items() if width > 1), default=(0, 0))
