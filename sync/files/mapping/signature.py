"""By what the header of a table is known again: the names of its columns, in any order."""

from collections.abc import Sequence
from hashlib import sha256

from sync.files.header import names_of
from sync.files.rejected import REASON

_LENGTH = 32
_REASONS = frozenset((REASON.zh, REASON.en))


def signature_of(names: Sequence[str]) -> str:
    """The signature of a header with these (cleaned) names."""
    return sha256("\n".join(sorted(filter(None, names))).encode()).hexdigest()[:_LENGTH]


def signatures_of(names: Sequence[str]) -> tuple[str, ...]:
    """The same, and without the column of reasons with which rejected lines are written to be mended."""
    whole = (signature_of(names),)
    return (*whole, signature_of(names[:-1])) if names and names[-1].split(" (")[0] in _REASONS else whole


def heading(above: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """The names of a header line; a cell that is blank because it is merged with the one above has that one's name.

    A title stands alone on its line and names no column.
    """
    if sum(map(bool, map(str.strip, above))) < 2:
        return names_of(cells)
    taller = [*above, *[""] * (len(cells) - len(above))]
    return names_of([cell if cell.strip() else over for cell, over in zip(cells, taller, strict=False)])
