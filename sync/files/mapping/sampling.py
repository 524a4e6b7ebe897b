"""The top of a table, for whoever is asked what its columns mean."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from storage.mapping import Sample, TableMapping
from sync.files.containers.workbook import FORM
from sync.files.mapping.guessing import kind_of, proposal
from sync.files.mapping.kinds import KINDS
from sync.files.mapping.signature import heading, signature_of, signatures_of
from sync.files.sheet import Sheet
from sync.files.values import unwrap

TOP = 20  # lines among which a header is looked for: some tables have a title above it
ROWS = 500
_LEAST = 2  # names of a header


def sample_of(sheet: Sheet, file: Path, mappings: Iterable[TableMapping]) -> Sample | None:
    """The header and the rows below it, with proposals; None where no line could be a header.

    ``mappings`` are those remembered: one whose columns are all there is proposed.
    """
    lines = [(number, cells) for number, cells, _ in _readable(sheet)]
    line, header = _header(lines)
    if sum(map(bool, header)) < _LEAST:
        return None
    width = len(header)
    rows = tuple((number, _fitted(cells, width)) for number, cells in lines if number > line and any(cells))
    cells = [row for _, row in rows]
    told = {each.signature: each for each in mappings}
    proposals = {kind: proposal(kind, header, cells) for kind in KINDS}
    return Sample(
        file=str(file),
        path=str(sheet.path),
        form=sheet.form,
        is_text=sheet.form != FORM,
        modified=sheet.modified,
        header_line=line,
        header=header,
        signature=next((each for each in signatures_of(header) if each in told), signature_of(header)),
        rows=rows[:ROWS],
        goes_on=len(rows) > ROWS,
        table=kind_of(proposals),
        proposals=proposals,
        remembered=max(
            (each for each in told.values() if set(each.columns.values()) <= set(header)),
            key=lambda each: len(each.columns),
            default=None,
        ),
    )


def _readable(sheet: Sheet) -> Iterator[tuple[int, list[str], str]]:
    return islice(sheet.rows(lambda _number, _reason, _text: None, None), TOP + ROWS + 1)


def _header(lines: Sequence[tuple[int, list[str]]]) -> tuple[int, tuple[str, ...]]:
    """The line among the first whose cells most look like names of columns, and these names."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    most = 0
    above: Sequence[str] = ()
    for number, cells in lines:
        if number > TOP:
            break
        names = heading(above, cells)
        above = cells
        worth = _worth(names)
        if worth > most:
            best, most = (number, names), worth
    return best


def _worth(names: Sequence[str]) -> int:
    """Names that mean something to us weigh more than names; numbers are none."""
    known = max(len(proposal(kind, names, ())) for kind in KINDS)
    return 10 * known + sum(1 for name in names if name and not any(map(str.isdigit, name)))


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*map(unwrap, cells[:width]), *[""] * (width - len(cells)))
