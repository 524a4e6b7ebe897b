"""Rows found by "changed after T" and read in the order of their ids, which never change.

Some interfaces sort by change and find by change with two different clocks: WooCommerce sorts products and posts by the
site's local time, which goes back an hour in autumn and by any number when the merchant sets the zone. A walk by time
then passes over whatever the other clock puts behind it. Ids have no clock. A row that is changed while we read enters
the set at its own place, or is in it already; those behind it move down and come twice, which costs nothing, and the
row itself is found by the next round. Only a row that leaves moves others up, where one could slip past between two
pages. So each page begins with the last row of the page before: where it does not, we go back until it does.

Where an interface gives its rows in another order all the same, the set is read by page number until it is seen whole.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct, structs

from sync import messages
from sync.clocks import Clocks
from sync.cursors.changes import Terms, mark
from sync.cursors.passes import Paging, Verdict, again, judge, turn
from sync.cursors.standing import leading_on
from sync.source import RawPage

_ROUNDABOUTS = 12
"""How often the very same page is asked for in one run before giving up."""


class Place(Struct, frozen=True, omit_defaults=True):
    """Where the next page begins. Its size may be another in each run."""

    offset: int = 0
    """Rows before it."""
    last: int | None = None
    """The highest id read, which the page must show or lie before; None: there is nothing to hold on to."""
    paging: Paging | None = None
    """Set where rows came in another order: they are read by page number."""


class Paged(Protocol):
    """A page of a set."""

    @property
    def ids(self) -> Sequence[int | None]:
        """Those of its rows, in their order; None for one that cannot be read or was counted and not shown."""

    @property
    def total(self) -> int:
        """How many rows there are on all pages."""


P = TypeVar("P", bound=Paged)


def walk(place: Place, size: int, ask: Callable[[int], P]) -> Iterator[tuple[P, Place | None]]:
    """Each page from a place on with the place after it, None after the last; ``ask`` is told the offset.

    Raises what ``ask`` raises, and KnownError if it gets nowhere.
    """
    been: Counter[Place] = Counter()
    seen: set[int] = set()
    # What was seen is known only within a run, so that a set in no order is begun again.
    here: Place | None = place if place.paging is None else Place(paging=Paging())
    while here is not None:
        been[here] += 1
        if been[here] > _ROUNDABOUTS:
            raise messages.NEVER_AT_REST.known(str(here))
        page = leading_on(ask, here.offset, lambda offset, page: bool(page.ids) or offset >= page.total)
        here = _after(here, size, page, seen)
        yield page, here


def _after(place: Place, size: int, page: Paged, seen: set[int]) -> Place | None:
    if place.paging is not None:
        return _by_page(place.paging, size, page, seen)
    ids = [each for each in page.ids if each is not None]
    held = [] if place.last is None else [place.last]
    highest = max([*ids, *held], default=None)
    goes_on = len(page.ids) >= size and (highest != place.last or place.offset < page.total)  # whatever the total says
    is_last = place.offset + len(page.ids) >= page.total and not goes_on
    if ids != sorted(ids):
        return None if is_last and not place.offset else Place(paging=Paging())
    if place.offset and held and [*ids, inf][0] > held[0]:
        return Place(max(0, place.offset - max(1, size // 2)), place.last)
    if is_last:
        return None
    # A page of one row has no room for the last one of the page before.
    return Place(place.offset + max(1, len(page.ids) - 1), highest if size > 1 else None)


def _by_page(paging: Paging, size: int, page: Paged, seen: set[int]) -> Place | None:
    if not paging.page:
        seen.clear()
    known, before = len(seen), paging.page * size
    seen.update(-1 - before - row if each is None else each for row, each in enumerate(page.ids))
    goes_on = len(page.ids) >= size and len(seen) > known
    total = page.total if page.ids else paging.total  # beyond its end some count nothing
    verdict = judge(paging, size, total, len(seen), goes_on)
    if verdict is Verdict.WHOLE:
        return None
    following = turn(paging, total) if verdict is Verdict.MORE else again(paging, paging)
    return Place(following.page * size, paging=following)


class Answer(Struct, frozen=True):
    """What came for a page: the raw rows as a JSON array, and what the walk must know of them, in their order."""

    items: bytes
    ids: Sequence[int | None]
    total: int
    moments: Sequence[int]
    """When its rows changed, UTC milliseconds, as far as they tell."""
    clocks: Clocks


class State(Struct, frozen=True, omit_defaults=True):
    """Where a round is. Between rounds only ``since`` is set."""

    since: int | None = None
    """The round reads what changed after this; None for everything."""
    place: Place = Place()
    newest: int | None = None
    """The newest change seen in this round."""
    begun: int | None = None
    """When the round began, by the earlier of two clocks."""


def pages(state: str | None, terms: Terms, ask: Callable[[int | None, int], Answer]) -> Iterator[RawPage]:
    """One round from a state, the very first from None; ``ask`` is told after which moment, and the offset.

    The bound is in UTC milliseconds, whole steps, and not itself included. Raises what ``ask`` raises, and KnownError
    if it gets nowhere.
    """
    now = State() if state is None else msgspec.json.decode(state, type=State)

    def asked(offset: int) -> Answer:
        return leading_on(lambda at: ask(now.since, at), offset, lambda at, answer: _heeds(now.since, answer))

    for answer, place in walk(now.place, terms.size, asked):
        if now.begun is None and now.since is not None and now.since > answer.clocks.latest:
            yield from pages(None, terms, ask)  # a mark in the future by every clock is worth nothing
            return
        clocks = answer.clocks.knowing(now.since)
        newest = max((at for at in (now.newest, *answer.moments) if at is not None), default=None)
        begun = clocks.earliest if now.begun is None else now.begun
        now = structs.replace(now, newest=newest, begun=begun, place=place or now.place)
        told = now if place is not None else State(mark(now.since, newest, begun, terms))
        yield RawPage(answer.items, msgspec.json.encode(told).decode(), clocks.now)


def _heeds(since: int | None, answer: Answer) -> bool:
    """Whether an answer is one to this question, not to an older one."""
    return since is None or not answer.moments or max(answer.moments) > since
