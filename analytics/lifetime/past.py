"""A log as it stood on any evening: summaries, models fitted to them, and what became of everybody later.

Each evening is worked out once, only from what had happened by then. What came later is asked for by name
(``bought``) and serves as the truth that forecasts are held against.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.lifetime.fitting import BG, MBG, Fit, fit, watched
from analytics.lifetime.gamma_gamma import GammaGamma, mean_spend, spend_fit
from analytics.lifetime.log import Floats, PurchaseLog
from analytics.lifetime.nbd import Watched
from analytics.lifetime.summary import Bought, Summary, bought, summary
from analytics.lifetime.traits import traits

T = TypeVar("T")
CUSTOMERS, REPEATERS = 300, 100
"""So many customers who paid, and so many who came again, a fit needs at least."""
SOME = 15_000
"""Customers of an evening that trees learn from: more add seconds, and little that could be told from chance."""
More = Callable[[int], Floats]
"""Day -> [customers, k] further numbers of every customer, as known on the evening of that day."""


class Evening(Struct, frozen=True, eq=False):
    """Everything known on the evening of a day, about those who had bought by then."""

    known: Summary
    seen: Watched
    fits: tuple[Fit, ...]
    """BG/NBD and MBG/NBD; none where there are too few customers."""
    mean_spend: Floats
    """[m] the amount expected per purchase."""
    spend: GammaGamma | None = None
    """What that rests on, where there are enough customers."""

    @property
    def enough(self) -> bool:
        """Whether the models could be fitted."""
        return bool(self.fits)


class Past:
    """The evenings of a log."""

    def __init__(self, log: PurchaseLog, more: More | None = None, step: Callable[[], None] = lambda: None) -> None:
        """``step`` is called before each piece of work that takes long; it may raise to stop it."""
        self.step = step
        self.log = log
        self._more = more
        self._evenings: dict[int, Evening] = {}
        self._some: dict[int, Floats] = {}
        self._learnt: dict[tuple[int, int], object] = {}

    @property
    def first(self) -> int:
        """The first day of the log."""
        return int(self.log.day.min())

    def evening(self, day: int) -> Evening:
        """What is known on the evening of ``day``."""
        if day not in self._evenings:
            self._evenings[day] = self._at(day)
        return self._evenings[day]

    def bought(self, day: int, days: int) -> Bought:
        """What became of those known on the evening of ``day`` in the ``days`` after it."""
        return bought(self.log, self.evening(day).known, days)

    def numbers(self, day: int) -> Floats:
        """[m, k] all that is known of each customer that evening, the log's own numbers first."""
        known = self.evening(day).known
        own = traits(self.log, known)
        return own if self._more is None else np.column_stack([own, self._more(day)[known.who]])

    def some(self, day: int) -> Ints:
        """Places of at most ``SOME`` customers of that evening, drawn by lot and always the same."""
        every = len(self.evening(day).known)
        if every <= SOME:
            return np.arange(every)
        return np.sort(np.random.default_rng(0).choice(every, SOME, replace=False))

    def some_numbers(self, day: int) -> Floats:
        """The rows of ``numbers`` for ``some``; kept, for every evening is learnt from several times."""
        if day not in self._some:
            self._some[day] = self.numbers(day)[self.some(day)]
        return self._some[day]

    def once(self, day: int, days: int, learn: Callable[[], T]) -> T:
        """What is learnt for so many days after an evening; kept, for the back-test and the lists ask for the same."""
        if (day, days) not in self._learnt:
            self._learnt[day, days] = learn()
        return cast(T, self._learnt[day, days])

    def _at(self, day: int) -> Evening:
        self.step()
        known = summary(self.log, day)
        seen, count = watched(known), known.repeats + 1
        if paying(known) < CUSTOMERS or repeaters(known) < REPEATERS:
            return Evening(known, seen, (), known.spent / count)
        fits = tuple(fit(seen, coin) for coin in (BG, MBG))
        paid = known.spent > 0
        model = spend_fit(count[paid], known.spent[paid] / count[paid])
        return Evening(known, seen, fits, mean_spend(model, count, known.spent / count), model)


def paying(known: Summary) -> int:
    """How many customers paid anything."""
    return int((known.spent > 0).sum())


def repeaters(known: Summary) -> int:
    """How many customers came again and paid then."""
    return int((known.spent > known.first_spent).sum())
