"""Whether a change is beyond what chance among buyers brings: sign flips, and two proportions for conversion."""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.diagnosis.noise.chance import normal_tail
from analytics.diagnosis.noise.flips import as_far, groups_of, seed_of, signs
from analytics.diagnosis.noise.units import Roster, per_unit, roster, space
from analytics.diagnosis.noise.windows import Windows
from analytics.measure import read_term, term_for
from analytics.metric import Metric, Term
from analytics.slice import Slice
from storage.words import Words

Floats = NDArray[np.float64]

_FLIPS = 1999
_BITES = 8
"""The flips are taken in so many bites, each small enough for the processor's own memory."""
_ZERO = Words("有一期是零，不能检验。", "It is zero in one of the periods and cannot be tested.")


class Chance(Struct, frozen=True):
    """What chance among buyers makes of one change."""

    p: float
    error: float
    """Standard error of the change, as a part of what was to be expected."""
    units: int
    """How many buyers, guests' orders or visitors there were on both sides."""


class _Sides(Struct, frozen=True):
    """What each unit adds to a term, before already at the calendar's ratio."""

    now: Floats
    before: Floats


class Buyers:
    """Tests metrics of one comparison with the same flips."""

    def __init__(self, compared: Windows, metrics: Sequence[Metric]) -> None:
        self._compared = compared
        usable = (self._usable(term) for metric in metrics for term in terms_of(metric))
        self._terms = [term for term in usable if not isinstance(term, Words)]
        self._rosters: dict[str, Roster] = {}
        self._sides: dict[tuple[str, str], _Sides] = {}
        self._flipped: dict[tuple[str, str], Floats] = {}

    def test(self, metric: Metric) -> Chance | Words:
        """Of one metric; else why it cannot be tested."""
        terms = [self._usable(term) for term in terms_of(metric)]
        lacking = next((term for term in terms if isinstance(term, Words)), None)
        if lacking is not None:
            return lacking
        usable = [term for term in terms if not isinstance(term, Words)]
        if metric.bottom is None:
            return self._sum(usable)
        top, bottom = usable[0], usable[-1]
        one_space = space(top.part.log.kind) == space(bottom.part.log.kind)
        return self._ratio(top, bottom) if one_space else self._proportions(top, bottom)

    def _sum(self, terms: Sequence[Term]) -> Chance:
        signed = [(term, 1 if place == 0 else -1) for place, term in enumerate(terms)]
        sides = [(self._of(term), sign) for term, sign in signed]
        differences = sum((sign * (side.now - side.before) for side, sign in sides), np.zeros(1))
        expected = sum(sign * float(side.before.sum()) for side, sign in sides)
        flipped = sum((sign * self._moved(term) for term, sign in signed), np.zeros(1))
        error = math.sqrt(float((differences**2).sum()))
        p = as_far(flipped, float(differences.sum()))
        return Chance(p, error / abs(expected) if expected else math.inf, int(np.count_nonzero(differences)))

    def _ratio(self, top: Term, bottom: Term) -> Chance | Words:
        above, below = self._of(top), self._of(bottom)
        totals = [float(side.sum()) for side in (above.now, above.before, below.now, below.before)]
        if min(totals) <= 0:
            return _ZERO
        with np.errstate(divide="ignore", invalid="ignore"):
            flipped = _log_odds(self._moved(top), totals[0] + totals[1])
            flipped -= _log_odds(self._moved(bottom), totals[2] + totals[3])
        flipped = np.where(np.isfinite(flipped), flipped, np.inf)
        seen = math.log(totals[0] / totals[1]) - math.log(totals[2] / totals[3])
        influence = above.now / totals[0] - below.now / totals[2] - above.before / totals[1] + below.before / totals[3]
        error = math.sqrt(float((influence**2).sum())) * math.exp(seen)
        return Chance(as_far(flipped, seen), error, int(np.count_nonzero(influence)))

    def _proportions(self, top: Term, bottom: Term) -> Chance | Words:
        """The two-proportion test: people above who are no units of those below."""
        read = (read_term(cube, term).value or 0 for cube in self._both for term in (top, bottom))
        bought, came, bought_before, came_before = read
        if min(bought, came, bought_before, came_before) <= 0:
            return _ZERO
        now, before = min(bought / came, 1.0), min(bought_before / came_before, 1.0)
        pooled = min((bought + bought_before) / (came + came_before), 1.0)
        under_null = math.sqrt(pooled * (1 - pooled) * (1 / came + 1 / came_before))
        p = normal_tail((now - before) / under_null) if under_null > 0 else 1.0
        error = math.sqrt(now * (1 - now) / came + before * (1 - before) / came_before) / before
        return Chance(p, error, round(came + came_before))

    def _usable(self, term: Term) -> Term | Words:
        """The term as both sides can tell it."""
        here, there = (term_for(cube, term) for cube in (self._compared.now, self._compared.before))
        return there if isinstance(there, Words) else here

    def _of(self, term: Term) -> _Sides:
        key = (term.part.id, term.how)
        if key not in self._sides:
            units = self._roster(term)
            now, before = (per_unit(cube, term, units) for cube in self._both)
            self._sides[key] = _Sides(now, before * self._compared.ratio)
        return self._sides[key]

    def _moved(self, term: Term) -> Floats:
        """The difference of a term under each flip."""
        key = (term.part.id, term.how)
        if key not in self._flipped:
            self._flip_all(term)
        return self._flipped[key]

    def _flip_all(self, first: Term) -> None:
        """The differences of all terms of a space at once, as ``first`` draws the flips: they are read only once."""
        where, sides = space(first.part.log.kind), self._of(first)
        seed = seed_of(sides.now, sides.before)
        group = groups_of(len(sides.now), seed)
        groups = int(group.max(initial=-1)) + 1
        terms = {(one.part.id, one.how): one for one in self._terms if space(one.part.log.kind) == where}
        every = [self._of(one) for one in terms.values()]
        sums = np.array([np.bincount(group, one.now - one.before, minlength=groups) for one in every]).T
        moved = [part.astype(np.float64) @ sums for part in np.array_split(signs(groups, _FLIPS, seed), _BITES)]
        self._flipped |= zip(terms, np.concatenate(moved).T.copy(), strict=True)

    def _roster(self, term: Term) -> Roster:
        """The units of a space: everyone in the logs that its metrics stand on."""
        where = space(term.part.log.kind)
        if where not in self._rosters:
            logs = {one.part.log.id: one.part.log for one in self._terms if space(one.part.log.kind) == where}
            self._rosters[where] = roster([cube.cut(log) for cube in self._both for log in logs.values()])
        return self._rosters[where]

    @property
    def _both(self) -> tuple[Slice, Slice]:
        return self._compared.now, self._compared.before


def terms_of(metric: Metric) -> tuple[Term, ...]:
    """All that a metric is made of: the top, what is taken off it, the bottom."""
    return (metric.top, *metric.less, *((metric.bottom,) if metric.bottom else ()))


def _log_odds(difference: Floats, total: float) -> Floats:
    """ln(now / before) where their sum is ``total``."""
    result: Floats = np.log((total + difference) / (total - difference))
    return result
