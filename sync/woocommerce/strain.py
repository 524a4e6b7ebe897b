"""Weak hosts: a full page of orders is more than their memory or their time limit allows, and always will be.

So what the server has failed to give at once is asked for in small parts from then on. A walk goes on from where it
was: it counts rows and not pages.

And one row can be more than a host survives: an order at which a plugin dies takes its whole page with it. So a part
that fails is halved, down to that row; what stands for it is set aside, and the others come. Where the first two rows
fail each by itself, or most do, it is not the row: then the error stays one.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec
from msgspec import Raw

from sync import messages
from sync.messages import TryAgain
from sync.source import RawPage
from sync.woocommerce.lists import MOST, Listed, number_of
from sync.woocommerce.troubles import Died

SMALL = 20
_FEW = 3
"""Rows of a page that may fail, however few are told."""
_TIMES = 5
"""How often a page is read in parts whose rows move meanwhile."""

T = TypeVar("T")
Walk = Callable[[str | None, int], Iterator[RawPage]]
"""The pages from a state, of so many rows each."""
Ask = Callable[[int, int], Listed]
"""The rows of a list from an offset on, at most so many. Raises TryAgain, among others."""


class Host:
    """How much the host of one connection gives at once, as far as it has shown."""

    def __init__(self) -> None:
        self._most = MOST

    def pages(self, state: str | None, size: int, walk: Walk) -> Iterator[RawPage]:
        """The pages of a round. Raises what ``walk`` raises."""
        try:
            for page in walk(state, min(size, self._most)):
                state = page.state
                yield page
            return
        except TryAgain as failure:
            if size <= SMALL or not self._can_be_eased(failure):
                raise
        yield from walk(state, SMALL)

    def listed(self, offset: int, size: int, ask: Ask) -> Listed:
        """The rows from an offset on, with what stands for one that the host does not survive.

        Raises what ``ask`` raises, and KnownError where rows never stop moving.
        """
        if size <= self._most:
            try:
                return ask(offset, size)
            except TryAgain as failure:
                self._most = min(self._most, SMALL)
                _look_at_single_rows(offset, size, ask, failure)
        for _ in range(_TIMES):
            parts = _Parts(ask)
            parts.read(offset, size)
            if parts.have_stayed():
                return parts.joined()
        raise messages.NEVER_AT_REST.known(f"rows from {offset} moved while one that fails was looked for")

    def in_parts(self, ids: Sequence[str], ask: Callable[[Sequence[str]], Sequence[T]]) -> tuple[list[T], set[str]]:
        """What is answered for some ids, and the ids that the host does not survive. Raises what ``ask`` raises."""
        found: list[T] = []
        deadly: set[str] = set()
        step = self._most
        for start in range(0, len(ids), step):
            self._ask_for(ids[start : start + step], ask, found, deadly)
        return found, deadly

    def _ask_for(
        self, ids: Sequence[str], ask: Callable[[Sequence[str]], Sequence[T]], found: list[T], deadly: set[str]
    ) -> None:
        try:
            found += ask(ids)
        except TryAgain as failure:
            self._most = min(self._most, SMALL)
            _look_at_single_rows(0, len(ids), lambda place, size: ask(ids[place : place + size]), failure)
            _halve(ids, ask, found, deadly)

    def _can_be_eased(self, failure: TryAgain) -> bool:
        """Whether less at once may help; from now on less is asked for."""
        if not _may_be_too_much(failure) or self._most == SMALL:
            return False
        self._most = SMALL
        return True


def _may_be_too_much(failure: TryAgain) -> bool:
    """Whether the host may survive less."""
    return isinstance(failure, Died) or not failure.seldom_passes


def _halve(ids: Sequence[str], ask: Callable[[Sequence[str]], Sequence[T]], found: list[T], deadly: set[str]) -> None:
    """Ask for some ids in ever smaller parts, down to the deadly ones."""
    middle = len(ids) // 2
    for some in (ids[:middle], ids[middle:]):
        try:
            found += ask(some)
        except TryAgain as failure:
            if not _may_be_too_much(failure):
                raise
            if len(some) > 1:
                _halve(some, ask, found, deadly)
                continue
            deadly.add(some[0])
            if len(deadly) > max(_FEW, len(found)):
                raise


def _look_at_single_rows(offset: int, size: int, ask: Callable[[int, int], object], failure: TryAgain) -> None:
    """Raises the failure if neither of the first two rows is told: it is the server."""
    if size == 1 or not _may_be_too_much(failure):
        raise failure
    for place in (offset, offset + 1):
        try:
            ask(place, 1)
        except TryAgain:
            continue
        return
    raise failure


class _Parts:
    """Some rows of a list that are asked for in parts."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._parts: list[Listed] = []
        self._failed = 0
        self._ends: dict[int, int] = {}
        """The numbers of the last rows of parts, by their places."""

    def read(self, offset: int, size: int) -> None:
        """Read so many rows, as far as there are any."""
        step = SMALL if size > SMALL else (size + 1) // 2
        for first in range(offset, offset + size, step):
            if not self._read(first, min(step, offset + size - first)):
                return

    def _read(self, first: int, size: int) -> bool:
        """Whether there may be more."""
        try:
            part = self._ask(first, size)
        except TryAgain as failure:
            if not _may_be_too_much(failure):
                raise
            if size == 1:
                self._set_aside(first, failure)
                return True
            half = size // 2
            return self._read(first, half) and self._read(first + half, size - half)
        self._parts.append(part)
        if part.items and not part.unseen and (last := number_of(part.items[-1])) is not None:
            self._ends[first + len(part.items) - 1] = last
        return len(part.ids) == size

    def _set_aside(self, place: int, failure: TryAgain) -> None:
        self._failed += 1
        if self._failed > max(_FEW, sum(len(part.items) for part in self._parts)):
            raise failure
        if place and place - 1 not in self._ends:
            self._read_end(place - 1)
        beside = self._ends.get(place - 1) or self._number_at(place + 1)
        stands_for_it = msgspec.json.encode({"not_given": failure.what.zh, "beside": beside})
        self._parts.append(Listed([Raw(stands_for_it)], 0, 0, None))

    def _read_end(self, place: int) -> None:
        """The row before the first part, which no part ends with."""
        if (number := self._number_at(place)) is not None:
            self._ends[place] = number

    def _number_at(self, place: int) -> int | None:
        try:
            return next(map(number_of, self._ask(place, 1).items), None)
        except TryAgain as failure:
            if not _may_be_too_much(failure):
                raise
            return None

    def have_stayed(self) -> bool:
        """Whether each part still ends where it did: then no row has left before it while the next one was read."""
        return all(self._number_at(place) == number for place, number in self._ends.items())

    def joined(self) -> Listed:
        """All of them as one page."""
        return Listed(
            [item for part in self._parts for item in part.items],
            max(part.total for part in self._parts),
            sum(part.unseen for part in self._parts),
            next((part.now for part in self._parts if part.now is not None), None),
        )
