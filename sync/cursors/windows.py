"""Windows of time and page numbers, with caps: on a window's length, and on how many rows its pages can reach.

Windows are closed and lie in the past; the newest ends before now by as much as lists lag. A window that holds more
than the cap is halved. So is one that moved while its pages were turned (``passes``): the narrower it is, the sooner it
is read, and one that fits on a page cannot move. Neighbours share the moment between them, for whether an interface
counts the ends of a window in is seldom written down; at least one end it must.

What is newest is read first: from the mark of the last finished round, in the very first one the last weeks, up to now.
**The past** follows, oldest first, in the first round and where everything is read again. One that was broken off there
first reads again what came since. The mark never stands later than the earlier of two clocks (``sync/clocks.py``), nor,
where they do not confirm each other, than the newest row seen. A mark that lies in the future by every clock is worth
nothing: everything is read again.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec
from msgspec import Struct, structs

from sync import messages
from sync.clocks import DAY, Clocks
from sync.cursors.everything import is_due
from sync.cursors.heeding import Heeded
from sync.cursors.passes import Paging, Verdict, again, judge, resume, turn
from sync.cursors.window import Answer, Question, Terms, Unread
from sync.source import RawPage

__all__ = ["Answer", "Question", "State", "Terms", "Unread", "after", "pages", "unread"]


class State(Struct, frozen=True, omit_defaults=True):
    """Where the walk is. Between rounds ``until`` and ``left`` are None."""

    since: int | None = None
    """What is newer than this has still to be read; None for everything."""
    all_at: int | None = None
    """When the last round over everything began."""
    until: int | None = None
    """What is read now ends here."""
    start: int = 0
    end: int = 0
    """The window that is read."""
    paging: Paging = Paging()
    sure: int | None = None
    """Where the newest windows end by the earlier of two clocks; None where they do not confirm each other."""
    newest: int | None = None
    """The newest row in them."""
    left: int | None = None
    """The past has still to be read up to here; None if it was."""
    at: int = 0
    """And from here."""
    read: bool = False
    """Everything was read once: what is left is only read again."""
    missing: int = 0
    """Rows of this round that no page reaches, at least."""
    missing_at: int = 0


def pages(state: str | None, clocks: Clocks, terms: Terms, ask: Callable[[Question], Answer]) -> Iterator[RawPage]:
    """One round from a state, the very first from None; after one that was broken off, what came since as well.

    Raises what ``ask`` raises, and KnownError for a window that never comes to rest, for an interface that does not
    heed windows. Where more rows share a moment than pages reach, the reachable ones are read, and at the end of the
    round KnownError says how many are missing at least.
    """
    place = _resumed(State() if state is None else msgspec.json.decode(state, type=State), clocks)
    clocks = clocks.knowing(place.since)
    is_new = place.until is not None and place.until >= _end(clocks.now, terms)
    if place.until is None:
        place, is_new = _next_part(place, clocks, terms, is_new), True
    _say_if_too_early(place, clocks, terms)
    heeded, seen = Heeded(ask, terms), set[str]()
    while place.until is not None:
        question = Question(place.start, place.end, place.paging.page, terms.size)
        answer = heeded.ask(question)
        known = seen if question.page else set()
        seen = known.union(answer.ids)
        goes_on = len(answer.ids) >= terms.size and len(seen) > len(known)
        place = after(place, terms, answer, len(seen), goes_on)
        if place.until is None:
            place, is_new = _next_part(place, clocks, terms, is_new), True
        yield RawPage(answer.items, msgspec.json.encode(place).decode(), clocks.now)
    if place.missing:
        at = datetime.fromtimestamp(place.missing_at / 1000, UTC)
        raise messages.TOO_MANY_AT_ONCE.known(at=f"{at:%Y-%m-%d %H:%M} UTC", count=place.missing)


def unread(state: str, terms: Terms) -> Unread | None:
    """The part of the past that was never read yet; None where everything was."""
    place = msgspec.json.decode(state, type=State)
    if place.read or place.left is None:
        return None
    return Unread(place.at if place.at > terms.opened else None, place.left)


def _end(now: int, terms: Terms) -> int:
    """Where windows end that are asked for now."""
    return (now - terms.lag) // terms.step * terms.step


def _resumed(place: State, clocks: Clocks) -> State:
    """Where to go on. The past, if it was under way, waits for what is newer."""
    if place.since is not None and place.since > clocks.latest:
        return State()
    if _in_past(place):
        return structs.replace(place, until=None, paging=Paging())
    if place.until is None and place.left is None:
        return structs.replace(place, missing=0, missing_at=0)
    return structs.replace(place, paging=resume(place.paging))


def _in_past(state: State) -> bool:
    return state.until is not None and state.until == state.left


def _next_part(state: State, clocks: Clocks, terms: Terms, is_new: bool) -> State:
    """The state at the first window of what is to be read next; without one if nothing is."""
    begun = state if is_new else _begin(state, clocks, terms)
    if begun.until is not None or begun.left is None:
        return begun
    end = min(begun.at + terms.span, begun.left)
    return structs.replace(begun, until=begun.left, start=begun.at, end=end)


def _begin(state: State, clocks: Clocks, terms: Terms) -> State:
    """The state at the first window up to now; without one if the last round lies too close."""
    until, sure = _end(clocks.now, terms), _end(clocks.earliest, terms)
    if state.left is None and (state.since is None or is_due(state.all_at, clocks.now, terms.period)):
        since = state.since
        if since is None and clocks.confirmed:
            since = max(sure - max(terms.recent, terms.overlap) // terms.step * terms.step, terms.opened)
        left = since if since is not None and since > terms.opened else None
        state = structs.replace(state, since=since, all_at=clocks.now, left=left, at=terms.opened)
    start = max(terms.opened if state.since is None else state.since, terms.opened)
    if until <= start:
        return state
    end = min(start + terms.span, until)
    sure_until = sure if clocks.confirmed else None
    return structs.replace(state, until=until, start=start, end=end, sure=sure_until, newest=None)


def _say_if_too_early(place: State, clocks: Clocks, terms: Terms) -> None:
    """Raises KnownError where nothing is asked because the only clock stands before the shop's first day."""
    if place.until is None and clocks.latest < terms.opened - DAY:
        raise messages.CLOCKS_APART.known(days=round((terms.opened - clocks.latest) / DAY))


def after(state: State, terms: Terms, answer: Answer, seen: int, goes_on: bool) -> State:
    """The state after an answer to its question; ``seen`` and ``goes_on`` as in ``passes.judge``."""
    width = state.end - state.start
    if not _in_past(state):
        newest = max((at for at in (state.newest, *answer.moments) if at is not None), default=None)
        state = structs.replace(state, newest=newest)
    if answer.total > terms.cap and width > terms.step:
        return _halve(state, terms)
    reached = min(answer.total, terms.cap)
    at_cap = (state.paging.page + 1) * terms.size >= terms.cap
    verdict = judge(state.paging, terms.size, reached, seen, goes_on and not at_cap)
    if verdict is Verdict.MORE:
        return structs.replace(state, paging=turn(state.paging, reached))
    if verdict is Verdict.MOVED or (at_cap and goes_on and width > terms.step):
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
    in_past = _in_past(state)
    if state.until is None or state.end >= state.until:
        since = state.since if in_past else _mark(state, terms)
        left = None if in_past else state.left
        read = state.read or left is None
        kept = State(since, state.all_at, missing=state.missing, missing_at=state.missing_at, read=read)
        return kept if left is None else structs.replace(kept, left=left, at=state.at)
    end = min(state.end + min(width, terms.span), state.until)
    at = state.end if in_past else state.at
    return structs.replace(state, start=state.end, end=end, at=at, paging=Paging())


def _mark(state: State, terms: Terms) -> int | None:
    """From where the next round reads."""
    bound = state.newest if state.sure is None else state.sure
    if bound is None:
        return state.since
    mark = (min(bound, state.end) - terms.overlap) // terms.step * terms.step
    return max(mark, terms.opened if state.since is None else state.since, terms.opened)
