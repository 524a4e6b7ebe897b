"""What an interface means by ``offset``: rows to pass over, or the number of a page? It is tried out."""

from collections.abc import Callable, Sequence
from enum import Enum


class Meaning(Enum):
    """What ``offset`` counts."""

    ROWS = "rows before the page"
    PAGES_FROM_1 = "pages, the first is 1"
    PAGES_FROM_0 = "pages, the first is 0"


def offset_of(meaning: Meaning, page: int, size: int) -> int:
    """The offset of a page, 0 being the first."""
    return {Meaning.ROWS: page * size, Meaning.PAGES_FROM_1: page + 1, Meaning.PAGES_FROM_0: page}[meaning]


def meaning_of(ids_at: Callable[[int], Sequence[str]]) -> Meaning:
    """What an interface means, from the ids it lists at offsets 0 and 1 of a list longer than a page.

    Rows may move between the two, and then this may be wrong: who counts what comes will notice and ask again.
    """
    at_0, at_1 = ids_at(0), ids_at(1)
    if not at_0 or at_0 == at_1:
        return Meaning.PAGES_FROM_1
    return Meaning.ROWS if set(at_0) & set(at_1) else Meaning.PAGES_FROM_0
