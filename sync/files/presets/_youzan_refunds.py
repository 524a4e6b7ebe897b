"""Youzan: refunds of an order, told as one sum by the list of orders and line by line by the other export.

Both are told in the same rows, so that they never count twice, whichever file comes first or again: the first line that
was refunded stands in the row of the sum (the id of the order), every further one in a row of its own ("order-2" ...),
and the sum is what all these rows make together. Refunds only grow: of two tellings the larger is the newer.
"""

from collections.abc import Iterator, Sequence

from msgspec import UNSET, Struct, UnsetType

from storage.parts import made_up
from sync.files.preset import Known

_SECOND = 2


class _Told(Struct, frozen=True):
    """What the shop knows of the refunds of an order."""

    first: int
    """In the row of the sum; 0 where there is none."""
    others: tuple[int, ...]
    """In the rows beside it."""

    @property
    def all(self) -> int:
        return self.first + sum(self.others)


class Part(Struct, frozen=True):
    """A refund of one line."""

    id: str
    place: int
    """Which of the refunded lines it is."""
    amount: int


def left_to_the_sum(order: str, amount: int, known: Known) -> int | UnsetType:
    """What the row of the sum is to say so that all refunds make ``amount``; UNSET where it is right already."""
    told = _told(order, known)
    if not told.others:
        return amount
    return told.first + amount - told.all if amount > told.all else UNSET


def by_line(order: str, amounts: Sequence[int], known: Known) -> Iterator[Part]:
    """The rows for refunds of these lines, none where more is known already. What only the sum knew (freight) stays
    with the first line."""
    if not amounts:
        return
    told = _told(order, known)
    if told.others and (sum(amounts) <= told.all or len(amounts) <= len(told.others)):
        return
    rest = max(told.all - sum(amounts), 0)
    yield Part(made_up("", order), 0, amounts[0] + rest)
    for place, amount in enumerate(amounts[1:], start=1):
        yield Part(made_up(str(place - 1 + _SECOND), order), place, amount)


def _told(order: str, known: Known) -> _Told:
    first = _amount(made_up("", order), known)
    others: list[int] = []
    while (amount := _amount(made_up(str(len(others) + _SECOND), order), known)) is not None:
        others.append(amount)
    return _Told(first or 0, tuple(others))


def _amount(id: str, known: Known) -> int | None:
    found = known("refunds", ("amount",), [id]).get(id)
    return None if found is None else found[0] or 0
