"""Whether an interface heeds the window of time that it is asked for; if not, there is no end of asking, at a price.

Its rows then lie outside the window, all of them. Where they tell no date: it gives the same for every window, so that
the other half of one that was halved holds as much as the first, and no halving ever helps. Where they do tell one that
is no proof: some interfaces count to 10,000 and no further.
"""

from collections.abc import Callable, Sequence

from msgspec import structs

from sync import messages
from sync.clocks import DAY
from sync.cursors.passes import is_there
from sync.cursors.standing import leading_on
from sync.cursors.window import Answer, Question, Terms


class Heeded:
    """Asks for windows, and looks whether they are heeded."""

    def __init__(self, ask: Callable[[Question], Answer], terms: Terms) -> None:
        self._ask = ask
        self._terms = terms
        self._known = False
        self._above: tuple[Question, int] | None = None
        """The window last asked for that holds more than pages reach, and how much."""

    def ask(self, question: Question) -> Answer:
        """A page of a window. Raises KnownError if it cannot be one, whenever it is asked for."""
        # A row that has just changed may stand on a page of the past still: when asked for again it does not.
        answer = leading_on(self._where_rows_must_be, question, _lies_within, messages.NOT_HEEDED)
        if question.page == 0 and answer.total > self._terms.cap and not answer.moments:
            self._look_at_the_rest(question, answer.total)
            self._above = question, answer.total
        return answer

    def _where_rows_must_be(self, question: Question) -> Answer:
        return leading_on(self._ask, question, _is_there)

    def _look_at_the_rest(self, half: Question, total: int) -> None:
        """A half that holds all of the whole is believed if the other one does not; one look is enough."""
        if self._known or self._above is None:
            return
        whole, in_whole = self._above
        rest = structs.replace(half, start=half.end + self._terms.step, end=whole.end)
        if half.start != whole.start or total != in_whole or rest.start >= rest.end:
            return
        if self._ask(rest).total == total:
            raise messages.NOT_HEEDED.known(f"{rest}: {total}, as in the other half and in the whole")
        self._known = True


def _lies_within(question: Question, answer: Answer) -> bool:
    return lies_within(question.start, question.end, answer.moments)


def _is_there(question: Question, answer: Answer) -> bool:
    return is_there(question.page, question.size, answer.total, len(answer.ids))


def lies_within(start: int, end: int, moments: Sequence[int]) -> bool:
    """Whether some row of a page lies in its window, or near it; also where none tells. UTC milliseconds."""
    return not moments or any(start - DAY <= at <= end + DAY for at in moments)
