"""A list found only by time of creation, with an offset, and one call per record for the record itself.

A record changes after its creation and nothing tells, so each round reads again what was created since a good while
before the last one: ``Terms.overlap`` of ``windows``, here days. The rest is as in ``windows``, and its count of what
came also tells when the offset was misunderstood (``offsets``). Calls for records are the dear part: one per round.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from sync import messages
from sync.clocks import Clocks
from sync.cursors import windows
from sync.cursors.heeding import lies_within
from sync.cursors.offsets import Meaning, meaning_of, offset_of
from sync.cursors.window import Terms
from sync.source import RawPage


class Question(Struct, frozen=True):
    """Ids of what was created from ``start`` to ``end``, UTC milliseconds in whole steps."""

    start: int
    end: int
    offset: int
    size: int


class Listed(Struct, frozen=True):
    """What came for a question."""

    ids: Sequence[str]
    total: int
    """How many there are for this question at all offsets."""


class Record(Struct, frozen=True):
    """What came for an id."""

    raw: bytes
    """A JSON value."""
    created_at: int | None
    """The date by which windows are asked, UTC milliseconds; None if it cannot be read."""


AskList = Callable[[Question], Listed]
AskRecord = Callable[[str], Record | None]
"""The record with an id; None if it is gone."""


def pages(
    state: str | None, clocks: Clocks, terms: Terms, ask_list: AskList, ask_record: AskRecord
) -> Iterator[RawPage]:
    """One round from a state; see ``windows.pages``. A page holds the records that were not read in this run yet."""
    lists = _Lists(ask_list)
    known: set[str] = set()

    def ask(question: windows.Question) -> windows.Answer:
        page = lists.page(question)
        fresh = [key for key in dict.fromkeys(page.ids) if key not in known]
        records = [record for key in fresh if (record := ask_record(key)) is not None]
        known.update(fresh)
        moments = [record.created_at for record in records if record.created_at is not None]
        if not lies_within(question.start, question.end, moments):
            raise messages.NOT_HEEDED.known(str(question))
        raw = b",".join(record.raw for record in records)
        return windows.Answer(b"[" + raw + b"]", page.ids, page.total, moments)

    return windows.pages(state, clocks, terms, ask)


class _Lists:
    """Pages of lists by offset, and what was learnt of its meaning in this run."""

    def __init__(self, ask: AskList) -> None:
        self._ask = ask
        self._meaning: Meaning | None = None
        self._window = -1

    def page(self, question: windows.Question) -> Listed:
        """The page that is asked for. A window that is begun again casts doubt upon what was learnt."""
        if question.page == 0:
            if question.start == self._window:
                self._meaning = None
            self._window = question.start
        elif self._meaning is None:
            self._meaning = meaning_of(lambda offset: self._at(question, offset).ids)
        page = self._at(question, offset_of(self._meaning or Meaning.ROWS, question.page, question.size))
        if page.total and not page.ids and self._meaning is None:
            self._meaning = Meaning.PAGES_FROM_1  # nothing at 0
            return self._at(question, 1)
        return page

    def _at(self, question: windows.Question, offset: int) -> Listed:
        return self._ask(Question(question.start, question.end, offset, question.size))
