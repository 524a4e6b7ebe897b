"""A page of which one row makes the whole answer an error: halved down to that row, which is set aside.

GraphQL tells no row of a list where one cannot be told, and says which only if that came up while the row was told. So
what is left of a page is asked for in parts. Of a row that fails by itself its id and its dates stand for it, with the
server's words.

Where most rows fail it is not the rows: then the error stays one.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec import Raw, Struct

from sync.vendure.judging import FAILED, Failed

Ask = Callable[[int, int], Sequence[Raw]]
"""The rows of a page from a place on, at most so many. Raises a ``Failed``."""

_FEW = 3

_fields = msgspec.json.Decoder(dict[str, Raw]).decode


class Untold(Struct, frozen=True):
    """What stands for a row that the server fails at, beside its id and dates."""

    untold: str | None = None
    """Why, in the server's words."""


def in_parts(ask: Ask, heads: Sequence[Raw], error: Failed) -> list[Raw]:
    """The rows of a page that failed as a whole with ``error``; ``heads`` are their ids and dates.

    Raises the error if it is not the rows.
    """
    return list(_Parts(ask, heads).rows(0, len(heads), error))


class _Parts:
    """A page that is asked for in parts."""

    def __init__(self, ask: Ask, heads: Sequence[Raw]) -> None:
        self._ask = ask
        self._heads = heads
        self._told = self._failed = 0

    def rows(self, start: int, end: int, error: Failed) -> Iterator[Raw]:
        """Those from ``start`` to ``end``, for which there was an error."""
        if end - start == 1:
            yield self._untold(start, error)
            return
        for first, last in _cut(start, end, error.at):
            try:
                rows = self._ask(first, last - first)
            except FAILED as failed:
                yield from self.rows(first, last, failed)
            else:
                self._told += len(rows)
                yield from rows

    def _untold(self, place: int, error: Failed) -> Raw:
        self._failed += 1
        if self._failed > max(_FEW, self._told):
            raise error
        return Raw(msgspec.json.encode(_fields(self._heads[place]) | {"untold": error.why}))


def _cut(start: int, end: int, at: int | None) -> Iterator[tuple[int, int]]:
    """The parts of a page: around the row ``at`` this place of it, else its halves."""
    if at is not None and start + at < end:
        edges = [start, start + at, start + at + 1, end]
    else:
        edges = [start, (start + end) // 2, end]
    return ((one, other) for one, other in pairwise(edges) if one < other)
