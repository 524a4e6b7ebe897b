"""Backwards from the newest by (moment, id): each page names its lowest place, below which the next one begins.

Places do not shift when rows are added above, so nothing is passed over. A round goes down to where the last finished
one began, and an overlap further: for rows that came late, and for those that change after they were created. One that
was broken off goes on downwards first. Until it has come down the mark that it must reach stays where it was, so no
gap is left; what came since is read by the round that follows at once.
"""

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct, structs

from sync.clocks import Clocks
from sync.cursors.everything import is_due
from sync.cursors.standing import leading_on
from sync.mark import OVERLAP
from sync.source import RawPage


class Terms(Struct, frozen=True):
    """How far and how often rounds look back. Milliseconds."""

    overlap: int = OVERLAP
    """How far below the last one each round goes: as long as rows change, and more than one may appear late."""
    period: int | None = None
    """After this long a round goes down to the first row, for those that change later still; None: never."""


class Place(Struct, frozen=True, array_like=True):
    """Where a page ends."""

    moment: int
    """UTC milliseconds."""
    id: str


class Answer(Struct, frozen=True):
    """What came for the question below a place, or from the newest row."""

    items: bytes
    """The raw rows, a JSON array."""
    highest: int | None
    """The newest moment of the page, UTC milliseconds; None on an empty one."""
    lowest: Place | None
    """Below which the next page begins; None if there is none."""
    more: bool
    """Whether there is one."""


class State(Struct, frozen=True, omit_defaults=True):
    """Where the walk is. Between rounds only ``floor`` and ``all_at`` are set."""

    floor: int | None = None
    """A round goes down to here; None for the first row."""
    all_at: int | None = None
    """When the last round over everything began, UTC milliseconds."""
    begun: int | None = None
    """When this round began, by the earlier of two clocks."""
    below: Place | None = None
    """How far it has come down; None at its beginning."""
    highest: int | None = None
    """The newest moment it saw."""


def pages(state: str | None, clocks: Clocks, terms: Terms, ask: Callable[[Place | None], Answer]) -> Iterator[RawPage]:
    """One round from a state, the very first from None; after one that was broken off, what came since as well.

    Raises what ``ask`` raises, and KnownError if the answers do not lead down.
    """
    place = State() if state is None else msgspec.json.decode(state, type=State)
    if place.floor is not None and place.floor > clocks.latest:
        place = State()  # a mark in the future by every clock is worth nothing
    clocks = clocks.knowing(place.floor)
    broken_off = place.begun is not None and place.begun != clocks.earliest
    if place.begun is None:
        place = begin(place, clocks, terms)
    while place.begun is not None:
        answer = leading_on(ask, place.below, _leads_down)
        place = after(place, terms, answer)
        if place.begun is None and broken_off:
            broken_off, place = False, begin(place, clocks, terms)
        yield RawPage(answer.items, msgspec.json.encode(place).decode(), clocks.now)


def begin(state: State, clocks: Clocks, terms: Terms) -> State:
    """The state at the first page of a round."""
    if state.all_at is None or is_due(state.all_at, clocks.now, terms.period):
        return State(None, all_at=clocks.now, begun=clocks.earliest)
    return State(state.floor, state.all_at, begun=clocks.earliest)


def after(state: State, terms: Terms, answer: Answer) -> State:
    """The state after an answer to its question."""
    highest = max((at for at in (state.highest, answer.highest) if at is not None), default=None)
    lowest = answer.lowest
    if answer.more and lowest is not None and (state.floor is None or lowest.moment >= state.floor):
        return structs.replace(state, below=lowest, highest=highest)
    if highest is None or state.begun is None:
        return State(state.floor, state.all_at)
    floor = min(highest, state.begun) - terms.overlap
    return State(floor if state.floor is None else max(floor, state.floor), state.all_at)


def _leads_down(below: Place | None, answer: Answer) -> bool:
    """Whether an answer is one to this question, not to one higher up."""
    if not answer.more or answer.lowest is None:
        return not answer.more
    return below is None or (answer.lowest.moment <= below.moment and answer.lowest != below)
