"""Youzan: refunds of an order, told as one sum by the list of orders and line by line by the other export.

Both are told in the same rows, so that they never count twice, whichever file comes first or again: the first line that
was refunded stands in the row of the sum (the id of the order), every further one in a row of its own ("order-2" ...),
and the sum is what all these rows make together. Refunds only grow: of two tellings the larger is the newer. Sums stand
beneath what lines tell, so that they show once the lines are undone; a sum that is larger stands above, and repeats
what lines told beside it.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from storage.guesses import guess, is_guess
from storage.parts import made_up
from sync.files.preset import Known

_SECOND = 2


class _Told(Struct, frozen=True):
    """What the shop knows of the refunds of an order."""

    first: int
    """In the row of the sum; 0 where there is none."""
    others: tuple[int, ...]
    """In the rows beside it."""
    only_sums: bool
    """No line has told of any, nor a sum of more than lines did."""

    @property
    def all(self) -> int:
        return self.first + sum(self.others)


class Sum(Struct, frozen=True):
    """A row as the list of orders tells it."""

    id: str
    amount: int
    as_of: int


class Part(Struct, frozen=True):
    """A refund of one line."""

    id: str
    place: int
    """Which of the refunded lines it is."""
    amount: int


def by_sum(order: str, amount: int, as_of: int, known: Known) -> Iterator[Sum]:
    """The rows that make all refunds of an order ``amount``, by a list of orders known as of ``as_of``."""
    told = _told(order, known)
    if told.only_sums or amount <= told.all:
        yield Sum(made_up("", order), amount, guess(as_of))
        return
    yield Sum(made_up("", order), amount - sum(told.others), as_of)
    for number, other in enumerate(told.others, start=_SECOND):
        yield Sum(made_up(str(number), order), other, as_of)


def by_line(order: str, amounts: Sequence[int], known: Known) -> Iterator[Part]:
    """The rows for refunds of these lines, none where more is known already, unless it is of the same lines. What only
    the sum knew (freight) stays with the first line."""
    if not amounts:
        return
    told = _told(order, known)
    same = told.others == tuple(amounts[1:]) and amounts[0] <= told.first
    if told.others and not same and (sum(amounts) <= told.all or len(amounts) <= len(told.others)):
        return
    rest = max(told.all - sum(amounts), 0)
    yield Part(made_up("", order), 0, amounts[0] + rest)
    for place, amount in enumerate(amounts[1:], start=1):
        yield Part(made_up(str(place - 1 + _SECOND), order), place, amount)


def _told(order: str, known: Known) -> _Told:
    first, as_of = _row(made_up("", order), known) or (0, guess(0))
    others: list[int] = []
    while (row := _row(made_up(str(len(others) + _SECOND), order), known)) is not None:
        others.append(row[0])
    return _Told(first, tuple(others), only_sums=is_guess(as_of) and not others)


def _row(id: str, known: Known) -> tuple[int, int] | None:
    """What is told under the id, and as of when."""
    found = known("refunds", ("amount", "as_of"), [id]).get(id)
    return None if found is None else (found[0] or 0, found[1])
