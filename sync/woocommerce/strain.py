"""Weak hosts: a full page of orders is more than their memory or their time limit allows, and always will be.

So what the server has failed to give at once is asked for in small parts from then on. A walk goes on from where it
was: it counts rows and not pages.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sync.messages import TryAgain
from sync.source import RawPage
from sync.woocommerce.lists import MOST

SMALL = 20

T = TypeVar("T")
Walk = Callable[[str | None, int], Iterator[RawPage]]
"""The pages from a state, of so many rows each."""


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

    def in_parts(self, ids: Sequence[str], ask: Callable[[Sequence[str]], Sequence[T]]) -> list[T]:
        """What is answered for some ids. Raises what ``ask`` raises."""
        try:
            return self._in_parts(ids, ask)
        except TryAgain as failure:
            if len(ids) <= SMALL or not self._can_be_eased(failure):
                raise
        return self._in_parts(ids, ask)

    def _in_parts(self, ids: Sequence[str], ask: Callable[[Sequence[str]], Sequence[T]]) -> list[T]:
        starts = range(0, len(ids), self._most)
        return [each for start in starts for each in ask(ids[start : start + self._most])]

    def _can_be_eased(self, failure: TryAgain) -> bool:
        """Whether less at once may help; from now on less is asked for."""
        if failure.seldom_passes or self._most == SMALL:
            return False
        self._most = SMALL
        return True
