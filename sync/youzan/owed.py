"""What was read while something beside it was not told, and is read again as soon as it is.

An order knows its promoter by mobile and its group-buy not at all: both are told by other methods, which an application
may lack until it is upgraded, or which fail for once. The orders are read all the same. From which change on they owe
something is kept with their own state, in the same transaction as the rows, so that no end of a program loses it; and
when it is told at last, the round goes back to there.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from sync.source import RawPage
from sync.youzan.noted import Noted
from sync.youzan.troubles import UNTOLD, NoAbility

T = TypeVar("T")

_TIMES = 6
"""How often in a row something may fail before it is not asked for any more by this connection: twice as often as where
some orders spoil a batch, which is halved."""
_KEPT = 20
"""Orders of a debt that are kept."""


class Debt(Struct, frozen=True, omit_defaults=True):
    """From when on something is owed."""

    since: int = 0
    """What changed then or later, UTC milliseconds."""
    orders: tuple[str, ...] = ()
    """Some that were asked about in vain: asked about again, they show whether it is told now."""


class State(Struct, frozen=True, omit_defaults=True):
    """Where a walk is, and what it owes."""

    inner: str | None = None
    """The state of the walk itself."""
    owed: Mapping[str, Debt] = {}


class Lacking:
    """What was not told beside the page that is being read."""

    def __init__(self, noted: Noted) -> None:
        self._noted = noted
        self._debts: dict[str, Debt] = {}
        self._failed: Counter[str] = Counter()

    def told(self, kind: str, ask: Callable[[], T]) -> T | None:
        """What ``ask`` brings; None where it is not told, or need not be asked for any more."""
        if not self.is_worth_asking(kind):
            return None
        try:
            found = ask()
        except UNTOLD as error:
            self._failed[kind] += _TIMES if isinstance(error, NoAbility) else 1
            self._noted.untold(kind, error)
            return None
        self._failed[kind] = 0
        self._noted.told(kind)
        return found

    def told_or(self, kind: str, ask: Callable[[], T], otherwise: T, debt: Debt) -> T:
        """What ``ask`` brings; ``otherwise`` where it is not told, which is owed then."""
        found = self.told(kind, ask)
        if found is not None:
            return found
        self.owe(kind, debt)
        return otherwise

    def is_worth_asking(self, kind: str) -> bool:
        """Whether it may be told yet, as far as this connection knows."""
        return self._failed[kind] < _TIMES

    def is_told(self, kind: str, asks: Iterable[Callable[[], object]]) -> bool:
        """Whether something that is owed is told now: any of ``asks`` brings something, then.

        What they fail at tells little of what is new: all together they count as one failure.
        """
        before = self._failed[kind]
        is_told = any(self.told(kind, ask) is not None for ask in asks)
        if self.is_worth_asking(kind):
            self._failed[kind] = min(self._failed[kind], before + 1)
        return is_told

    def owe(self, name: str, debt: Debt) -> None:
        """Something was not told."""
        self._debts[name] = _both(self._debts[name], debt) if name in self._debts else debt

    def debts(self) -> Mapping[str, Debt]:
        """What came to be owed since this was last asked."""
        debts, self._debts = self._debts, {}
        return debts


def pages(
    state: str | None,
    lacking: Lacking,
    is_told: Callable[[str, Debt], bool],
    back: Callable[[str | None, int], str | None],
    walk: Callable[[str | None], Iterator[RawPage]],
) -> Iterator[RawPage]:
    """The pages of ``walk``, from where they owe something that ``is_told`` now, else from where it came to.

    ``back`` makes of the state of the walk one that begins with what changed at a moment, UTC milliseconds.
    """
    place = State() if state is None else msgspec.json.decode(state, type=State)
    told = [name for name, debt in place.owed.items() if is_told(name, debt)]
    if told:
        since = min(place.owed[name].since for name in told)
        left = {name: debt for name, debt in place.owed.items() if name not in told}
        place = State(back(place.inner, since), left)
    for page in walk(place.inner):
        place = State(page.state, _more(place.owed, lacking.debts()))
        yield RawPage(page.items, msgspec.json.encode(place).decode(), page.now)


def _more(owed: Mapping[str, Debt], debts: Mapping[str, Debt]) -> Mapping[str, Debt]:
    return {**owed, **{name: _both(owed[name], debt) if name in owed else debt for name, debt in debts.items()}}


def _both(one: Debt, other: Debt) -> Debt:
    """Of very many orders the last ones are enough to show whether it is told."""
    return Debt(min(one.since, other.since), tuple(dict.fromkeys(one.orders + other.orders))[-_KEPT:])
