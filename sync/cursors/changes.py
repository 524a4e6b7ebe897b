"""Rows sorted by the time of their last change, oldest first, found by "changed after T".

Rows move while we read: one that changes goes to the end, and all behind it move up by one place. By page number some
would be passed over. So we walk by time: the next question asks from the last row's moment, less one step of the
interface's clock, that nothing of the same moment is lost. Only where that leads nowhere (a whole page of one moment,
or rows out of order) the stretch up to the newest row of the page is read by page number, until it was seen whole.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec import Struct, structs

from sync.clocks import Clocks
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
    overlap: int = OVERLAP
    """How far each round goes back behind the last one; more than a row may appear late."""


class Question(Struct, frozen=True):
    """Rows changed strictly after ``after`` and strictly before ``before`` (None: no limit), the oldest change first.

    Both are UTC milliseconds in whole steps; a filter that includes its bound takes ``after + step``. Page 0 is first.
    """

    after: int | None
    before: int | None
    page: int
    size: int

    @property
    def skip(self) -> int:
        """Rows before this page."""
        return self.page * self.size


class Row(Struct, frozen=True):
    """What the walk must know of a row: what tells it from others, be it its text, and when it changed, if readable."""

    id: str
    changed_at: int | None


class Answer(Struct, frozen=True):
    """What came for a question: the raw rows as a JSON array, and what the walk must know of them, in their order."""

    items: bytes
    rows: Sequence[Row]
    total: int
    """How many rows there are for this question on all its pages."""
    clocks: Clocks


class State(Struct, frozen=True, omit_defaults=True):
    """Where the walk is. Between rounds only ``since`` is set."""

    since: int | None = None
    """The round began with what changed after this; None for everything."""
    after: int | None = None
    """What changed up to here was read in this round."""
    before: int | None = None
    """Set while a stretch is read by page number: where it ends."""
    paging: Paging = Paging()
    newest: int | None = None
    """The newest change seen in this round."""
    begun: int | None = None
    """When the round began, by the earlier of two clocks."""


def pages(state: str | None, terms: Terms, ask: Callable[[Question], Answer]) -> Iterator[RawPage]:
    """One round from a state, the very first from None. Raises what ``ask`` raises, and KnownError if it gets nowhere.

    What was seen of a stretch is known only within a run: one broken off in the middle is read once more.
    """
    place = State() if state is None else msgspec.json.decode(state, type=State)
    start = place.since if place.after is None else place.after
    place = structs.replace(place, after=start, paging=resume(place.paging))
    seen: set[str] = set()
    while True:
        question = Question(place.after, place.before, place.paging.page, terms.size)
        answer = leading_on(ask, question, _fits)
        if place.begun is None and place.since is not None and place.since > answer.clocks.latest:
            place = State()  # a mark in the future by every clock is worth nothing
            continue
        clocks = answer.clocks.knowing(place.since)
        known = seen if question.page else set()
        seen = known.union(row.id for row in answer.rows)
        goes_on = len(answer.rows) >= terms.size and len(seen) > len(known)
        place = after(place, terms, answer, len(seen), goes_on)
        yield RawPage(answer.items, msgspec.json.encode(place).decode(), clocks.now)
        if place == State(place.since):
            return


def after(state: State, terms: Terms, answer: Answer, seen: int, goes_on: bool) -> State:
    """The state after an answer to its question; ``seen`` and ``goes_on`` as in ``passes.judge``."""
    begun = answer.clocks.knowing(state.since).earliest if state.begun is None else state.begun
    newest = max((at for at in (state.newest, *_moments(answer)) if at is not None), default=None)
    state = structs.replace(state, begun=begun, newest=newest)
    if state.before is not None:
        return _within(state, state.before, terms, answer, judge(state.paging, terms.size, answer.total, seen, goes_on))
    return _onward(state, terms, answer, goes_on)


def _onward(state: State, terms: Terms, answer: Answer, goes_on: bool) -> State:
    """By time, to the end of what there is."""
    read = state.paging.page * terms.size
    if read + len(answer.rows) >= answer.total and not goes_on:
        return State(mark(state.since, state.newest, state.begun, terms))
    moments = _moments(answer)
    if not moments:  # not one readable time on this page
        return structs.replace(state, paging=turn(state.paging, answer.total))
    start, newest = state.after, max(moments)
    leads_on = moments[0] < newest and (start is None or newest - terms.step > start)
    if leads_on and all(one <= other for one, other in pairwise(moments)):
        return structs.replace(state, after=newest - terms.step, paging=Paging())
    return structs.replace(state, before=newest + terms.step, paging=Paging())


def _within(state: State, before: int, terms: Terms, answer: Answer, verdict: Verdict) -> State:
    """By page number, to the end of a stretch."""
    if verdict is Verdict.MORE:
        return structs.replace(state, paging=turn(state.paging, answer.total))
    if verdict is Verdict.WHOLE:
        return structs.replace(state, after=before - terms.step, before=None, paging=Paging())
    return structs.replace(state, paging=again(state.paging, state))


def mark(since: int | None, newest: int | None, begun: int | None, terms: Terms) -> int | None:
    """From where the next round begins: before the newest change of this one, and before any that may come late."""
    if newest is None or begun is None:
        return since
    found = (min(newest, begun) - terms.overlap) // terms.step * terms.step
    return found if since is None else max(found, since)


def _fits(question: Question, answer: Answer) -> bool:
    """Whether an answer is one to this question, not to an older one."""
    there = is_there(question.page, question.size, answer.total, len(answer.rows))
    newest = max(_moments(answer), default=None)
    return there and (question.after is None or newest is None or newest > question.after)


def _moments(answer: Answer) -> list[int]:
    return [row.changed_at for row in answer.rows if row.changed_at is not None]
