"""Lines of text into cells, with true line numbers, strict about quotes.

A quoted cell may span lines. A quote that is never closed, or that closes where no cell can end or behind a line that
is a whole row by itself, spoils only the line it stands on: that line is reported and reading goes on with the next.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain

from storage.words import Words

Line = tuple[int, list[str], str]
"""Line number where the record begins, its cells, its text as in the file."""

Fault = Callable[[int, Words, str], None]
"""Told of a line that is no record: number, reason, text."""

LONE_QUOTE = Words("引号没有成对", "a quotation mark has no partner")

_SPAN = 1 << 22  # characters a record may have before its quote counts as lone: whole web pages stand in cells
_SPAN_UNSURE = 1 << 18  # where the width is unknown, so that nothing tells a row from a line of a cell

csv.field_size_limit(_SPAN)


def records(lines: Iterator[str], delimiter: str, width: int | None, fault: Fault) -> Iterator[Line]:
    """Every record of ``lines``. A record over several lines must have ``width`` cells, where that is known."""
    ahead: deque[str] = deque()
    number = 0
    while (line := ahead.popleft() if ahead else next(lines, None)) is not None:
        number += 1
        if '"' not in line:
            yield number, line.rstrip("\r\n").split(delimiter), line
            continue
        found = _quoted(line, lines, ahead, delimiter, width)
        if found is None:
            fault(number, LONE_QUOTE, line)
            continue
        cells, text, spanned = found
        yield number, cells, text
        number += spanned


def first_cell(text: str, delimiter: str) -> str | None:
    """What stands before the first delimiter of a line that is no record; None where a quote leaves that open."""
    if not text.startswith('"'):
        return text.rstrip("\r\n").split(delimiter, 1)[0]
    cell, closed, _ = text[1:].partition('"' + delimiter)
    if not closed:
        return text[1:].rstrip("\r\n").split(delimiter, 1)[0]
    return None if delimiter in cell else cell


def _quoted(
    line: str, lines: Iterator[str], ahead: deque[str], delimiter: str, width: int | None
) -> tuple[list[str], str, int] | None:
    """Cells, text and number of further lines of the record that begins with ``line``; None for a lone quote.

    Lines looked at but not used stay in ``ahead``.
    """
    cells = _parse(line, delimiter)
    if cells is not None:
        return (cells, line, 0) if cells else None
    fresh: list[str] = []
    within = _within(line, chain(ahead, _noted(lines, fresh)), delimiter, width)
    text = line + "".join(within)
    cells = _parse(text, delimiter) if within else None
    if not cells or (width is not None and len(cells) != width):
        ahead.extend(fresh)
        return None
    for _ in range(len(within) - len(fresh)):
        ahead.popleft()
    return cells, text, len(within)


def _noted(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _within(line: str, following: Iterator[str], delimiter: str, width: int | None) -> list[str]:
    """The lines from behind ``line``, which leaves a quote open, to the one that closes it; none for a lone quote.

    Each is parsed once: within quotes, a line means what it means behind a quote that opens a cell.
    """
    length, most = len(line), _SPAN_UNSURE if width is None else _SPAN
    found: list[str] = []
    for each in following:
        length += len(each)
        if length > most or _is_row(each, delimiter, width):
            return []
        found.append(each)
        cells = _parse('"' + each, delimiter) if '"' in each.replace('""', "") else None
        if cells is not None:
            return found if cells else []
    return []


def _is_row(line: str, delimiter: str, width: int | None) -> bool:
    """Whether a line within quotes is a whole row by itself: two lone quotes must not swallow the rows between them."""
    if width is None or width < 2:
        return False
    most = line.count(delimiter) + 1
    return most == width or (most > width and '"' in line and len(_parse(line, delimiter) or ()) == width)


def _parse(text: str, delimiter: str) -> list[str] | None:
    """The cells; an empty list where quotes contradict each other; None where a quote is still open."""
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return None if "unexpected end of data" in str(error) else []
