"""Forward by the last id: "what comes after this one", for rows that tell no time of change.

A round goes on where the last one ended, and reads that one's last page once more: it costs nothing, and a row that
was listed late is most often on it. Old rows change and no filter shows it, so from time to time a round reads
everything again; what was listed even later is found then too.
"""

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct, structs

from sync.cursors.everything import is_due
from sync.cursors.standing import leading_on
from sync.source import RawPage


class Answer(Struct, frozen=True):
    """What came for the question after an id, or from the first row."""

    items: bytes
    """The raw rows, a JSON array."""
    last: str | None
    """The id after which the next page begins; None if there is none."""
    more: bool
    """Whether there is one."""


class State(Struct, frozen=True, omit_defaults=True):
    """Where the walk is."""

    after: str | None = None
    """The id to ask after; None for the first row."""
    all_at: int | None = None
    """When the last round over everything began, UTC milliseconds."""
    under_way: bool = False


def pages(state: str | None, now: int, period: int | None, ask: Callable[[str | None], Answer]) -> Iterator[RawPage]:
    """One round from a state, the very first from None.

    ``now`` is UTC milliseconds, and ``period`` how many lie between rounds over everything (None: only the first).
    Raises what ``ask`` raises, and KnownError if the answers lead back to where they came from.
    """
    place = begin(State() if state is None else msgspec.json.decode(state, type=State), now, period)
    passed = {place.after, None}
    while place.under_way:
        answer = leading_on(ask, place.after, lambda _, answer: not answer.more or answer.last not in passed)
        passed.add(answer.last)
        place = after(place, answer)
        yield RawPage(answer.items, msgspec.json.encode(place).decode())


def begin(state: State, now: int, period: int | None) -> State:
    """The state at the first page of a round; a round that was broken off goes on."""
    if state.under_way:
        return state
    if state.all_at is None or is_due(state.all_at, now, period):
        return State(None, now, under_way=True)
    return structs.replace(state, under_way=True)


def after(state: State, answer: Answer) -> State:
    """The state after an answer to its question."""
    if answer.more:
        return structs.replace(state, after=answer.last)
    return structs.replace(state, under_way=False)
