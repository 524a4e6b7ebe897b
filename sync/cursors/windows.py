"""Windows of time and page numbers, with caps: on a window's length, and on how many rows its pages can reach.

Windows are closed and lie in the past, the oldest first; the newest ends before now by as much as lists lag. A window
that holds more than the cap is halved. So is one that moved while its pages were turned (``passes``): the narrower it
is, the sooner it is read, and one that fits on a page cannot move. Neighbours share the moment between them, for
whether an interface counts the ends of a window in is seldom written down; at least one end it must.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import Struct, structs

from sync import messages
from sync.cursors.everything import is_due
from sync.cursors.passes import Paging, Verdict, again, is_there, judge, resume, turn
from sync.cursors.standing import leading_on
from sync.mark import OVERLAP
from sync.source import RawPage


class Terms(Struct, frozen=True):
    """What is known of the interface. Times in milliseconds."""

    step: int
    """The smallest difference between two moments it can tell apart."""
    size: int
    """Rows per page; no more than it really gives."""
    cap: int
    """How many rows of a window its pages reach; whole pages."""
    span: int
    """The longest window."""
    opened: int
    """Nothing is older, UTC milliseconds: where the very first round begins."""
    lag: int
    """How much younger than now a row may be and not be listed yet."""
    overlap: int = OVERLAP
    """How far each round goes back behind the last one: for lag beyond ``lag`` and for clocks that differ. Where rows
    are found by creation and change later, as long as they change."""
    period: int | None = None
    """After this long a round reads everything again, for changes that no filter shows; None: never."""


class Question(Struct, frozen=True):
    """Rows from ``start`` to ``end``, UTC milliseconds in whole steps, in any order. Page 0 is the first."""

    start: int
    end: int
    page: int
    size: int


class Answer(Struct, frozen=True):
    """What came for a question: the raw rows as a JSON array, and what tells each from others, be it its text."""

    items: bytes
    ids: Sequence[str]
    total: int
    """How many rows the window holds on all its pages."""


class State(Struct, frozen=True, omit_defaults=True):
    """Where the walk is. Between rounds ``until`` is None."""

    since: int | None = None
    """The next round begins here; None for everything."""
    all_at: int | None = None
    """When the last round over everything began."""
    until: int | None = None
    """This round ends here."""
    start: int = 0
    end: int = 0
    """The window that is read."""
    paging: Paging = Paging()
    missing: int = 0
    """Rows of this round that no page reaches, at least."""
    missing_at: int = 0


def pages(state: str | None, now: int, terms: Terms, ask: Callable[[Question], Answer]) -> Iterator[RawPage]:
    """One round from a state, the very first from None; after one that was broken off, what came since as well.

    ``now`` is the server's clock, this computer's where the server does not tell; UTC milliseconds. Raises what
    ``ask`` raises, and KnownError for a window that never comes to rest. Where more rows share a moment than pages
    reach, the reachable ones are read, and at the end of the round KnownError says how many are missing at least.
    """
    place = State() if state is None else msgspec.json.decode(state, type=State)
    place = structs.replace(place, paging=resume(place.paging))
    broken_off = place.until is not None and place.until < _end(now, terms)
    if place.until is None:
        place = _begin(structs.replace(place, missing=0, missing_at=0), now, terms)
    seen: set[str] = set()
    while place.until is not None:
        question = Question(place.start, place.end, place.paging.page, terms.size)
        answer = leading_on(ask, question, _is_there)
        seen = set(answer.ids) | (seen if question.page else set())
        place = after(place, terms, answer, len(seen))
        if place.until is None and broken_off:
            broken_off, place = False, _begin(place, now, terms)
        yield RawPage(answer.items, msgspec.json.encode(place).decode())
    if place.missing:
        at = datetime.fromtimestamp(place.missing_at / 1000, UTC)
        raise messages.TOO_MANY_AT_ONCE.known(at=f"{at:%Y-%m-%d %H:%M} UTC", count=place.missing)


def _is_there(question: Question, answer: Answer) -> bool:
    return is_there(question.page, question.size, answer.total, len(answer.ids))


def _end(now: int, terms: Terms) -> int:
    """Where a round ends that begins now."""
    return (now - terms.lag) // terms.step * terms.step


def _begin(state: State, now: int, terms: Terms) -> State:
    """The state at the first window of a round; without one if the last round lies too close."""
    until = _end(now, terms)
    everything = state.since is None or is_due(state.all_at, now, terms.period)
    since = terms.opened if state.since is None or everything else state.since
    if until <= since:
        return state
    all_at, end = now if everything else state.all_at, min(since + terms.span, until)
    return structs.replace(state, all_at=all_at, until=until, start=since, end=end)


def after(state: State, terms: Terms, answer: Answer, seen: int) -> State:
    """The state after an answer to its question; ``seen`` as in ``passes.judge``."""
    width = state.end - state.start
    if answer.total > terms.cap and width > terms.step:
        return _halve(state, terms)
    reached = min(answer.total, terms.cap)
    verdict = judge(state.paging, terms.size, reached, seen)
    if verdict is Verdict.MORE:
        return structs.replace(state, paging=turn(state.paging, reached))
    if verdict is Verdict.MOVED:
        return _halve(state, terms)
    if answer.total > terms.cap:
        missing = max(state.missing, answer.total - terms.cap)  # neighbours may both hold them
        state = structs.replace(state, missing=missing, missing_at=state.missing_at or state.start)
    return _next_window(state, terms, 2 * width if 2 * answer.total <= terms.cap else width)


def _halve(state: State, terms: Terms) -> State:
    """The state before half of the window; before the same again where it cannot be halved."""
    if state.end - state.start <= terms.step:
        return structs.replace(state, paging=again(state.paging, state))
    half = max((state.end - state.start) // 2 // terms.step, 1) * terms.step
    return structs.replace(state, end=state.start + half, paging=Paging())


def _next_window(state: State, terms: Terms, width: int) -> State:
    """The state before the window that follows, or after the last one."""
    if state.until is None or state.end >= state.until:
        since = (state.end - terms.overlap) // terms.step * terms.step
        since = since if state.since is None else max(since, state.since)
        return State(max(since, terms.opened), state.all_at, missing=state.missing, missing_at=state.missing_at)
    end = min(state.end + min(width, terms.span), state.until)
    return structs.replace(state, start=state.end, end=end, paging=Paging())
