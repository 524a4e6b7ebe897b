"""Whether a change is beyond what chance among buyers brings: sign flips, and two proportions for conversion."""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.chance import normal_quantile, normal_tail
from analytics.diagnosis.noise.flips import as_far, beaten_by, groups_of, seed_of, signs
from analytics.diagnosis.noise.units import Roster, per_unit, roster, space
from analytics.diagnosis.noise.windows import Windows
from analytics.measure import read_term, term_for
from analytics.metric import Metric, Term
from analytics.slice import Slice
from storage.words import Words

Floats = NDArray[np.float64]

_FLIPS = 999
_BITES = 8
"""The flips are taken in so many bites, each small enough for the processor's own memory."""
_ZERO = Words("有一期是零，不能检验。", "It is zero in one of the periods and cannot be tested.")
_ALIKE = Words(
    "每位买家都一样，看不出偶然有多大，没法判断涨跌。",
    "Every buyer is alike: how much chance brings cannot be seen, and the change cannot be judged.",
)
_TRACE = 1e-12
"""What is below this is left by rounding."""


class Chance(Struct, frozen=True, eq=False):
    """What chance among buyers makes of one change."""

    seen: float
    """The change: a part of what was to be expected, or its logarithm."""
    p: float
    error: float
    """Standard error of the change, as a part of what was to be expected."""
    units: int
    """How many buyers, guests' orders or visitors there were on both sides."""
    far: Floats | None = None
    """How far each flip went from 0, told as ``seen`` is; None where the normal distribution serves."""
    in_logs: bool = False
    largest: float = 0.0
    """The part of the squares that the unit with the largest difference has."""

    @property
    def beyond(self) -> float:
        """The change as a part of what was to be expected."""
        return math.expm1(self.seen) if self.in_logs else self.seen

    def reach(self, level: float) -> float:
        """How far chance goes with probability ``level``, told as ``seen`` is: beyond it exactly where p <= level."""
        if self.far is None:
            return normal_quantile(level) * self.error
        return beaten_by(self.far, level)


class _Sides(Struct, frozen=True):
    """What each unit adds to a term, before already at the calendar's ratio."""

    now: Floats
    before: Floats

    def difference(self, tilt: float) -> Floats:
        """Now less before of each unit, the sides weighed by ``tilt`` against each other."""
        result: Floats = self.now * tilt - self.before / tilt
        return result


class Buyers:
    """Tests metrics of one comparison with the same flips."""

    def __init__(self, compared: Windows, metrics: Sequence[Metric]) -> None:
        self._compared, self._tilt = compared, math.sqrt(compared.ratio)
        usable = (self._usable(term) for metric in metrics for term in terms_of(metric))
        self._terms = [term for term in usable if not isinstance(term, Words)]
        self._rosters: dict[str, Roster] = {}
        self._sides: dict[tuple[str, str], _Sides] = {}
        self._flipped: dict[tuple[str, str, float], Floats] = {}

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

    def _sum(self, terms: Sequence[Term]) -> Chance | Words:
        tilt = self._tilt
        signed = [(term, 1 if place == 0 else -1) for place, term in enumerate(terms)]
        sides = [(self._of(term), sign) for term, sign in signed]
        differences = sum((sign * side.difference(tilt) for side, sign in sides), np.zeros(1))
        expected = abs(sum(sign * float(side.before.sum()) for side, sign in sides))
        change = sum(sign * float(side.now.sum() - side.before.sum()) for side, sign in sides)
        flipped = sum((sign * self._moved(term, tilt) for term, sign in signed), np.zeros(1))
        if not expected:
            return _ZERO
        return _by_flips(change / expected, flipped / expected, differences / expected, in_logs=False)

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
        return _by_flips(seen, flipped, influence, in_logs=True)

    def _proportions(self, top: Term, bottom: Term) -> Chance | Words:
        """The two-proportion test: people above who are no units of those below."""
        read = (read_term(cube, term).value or 0 for cube in self._both for term in (top, bottom))
        bought, came, bought_before, came_before = read
        if min(bought, came, bought_before, came_before) <= 0:
            return _ZERO
        now, before = min(bought / came, 1.0), min(bought_before / came_before, 1.0)
        pooled = min((bought + bought_before) / (came + came_before), 1.0)
        under_null = math.sqrt(pooled * (1 - pooled) * (1 / came + 1 / came_before))
        apart = math.sqrt(now * (1 - now) / came + before * (1 - before) / came_before)
        error, seen = max(under_null, apart) / before, now / before - 1
        return Chance(seen, normal_tail(seen / error), error, round(came + came_before)) if error else _ALIKE

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

    def _moved(self, term: Term, tilt: float = 1.0) -> Floats:
        """The difference of a term under each flip.

        A sum whose comparison is weighed down to a thirtieth would seem as sure as thirty times its days. Tilted by the
        root of the calendar's ratio, both sides scatter as they do where nothing has changed.
        """
        key = (term.part.id, term.how, tilt)
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
        every = {
            (*key, tilt): self._of(one).difference(tilt) for key, one in terms.items() for tilt in {1.0, self._tilt}
        }
        sums = np.array([np.bincount(group, one, minlength=groups) for one in every.values()]).T
        moved = [part.astype(np.float64) @ sums for part in np.array_split(signs(groups, _FLIPS, seed), _BITES)]
        self._flipped |= zip(every, np.concatenate(moved).T.copy(), strict=True)

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


def _by_flips(seen: float, flipped: Floats, differences: Floats, *, in_logs: bool) -> Chance | Words:
    """What flips make of a change; ``differences`` is what each unit adds to it."""
    squares = differences**2
    whole = float(squares.sum())
    if whole <= _TRACE**2:
        return _ALIKE
    error = math.sqrt(whole) * (math.exp(seen) if in_logs else 1.0)
    units = int(np.count_nonzero(np.abs(differences) > _TRACE))
    far = np.sort(np.abs(flipped))
    return Chance(seen, as_far(flipped, seen), error, units, far, in_logs, float(squares.max()) / whole)


def _log_odds(difference: Floats, total: float) -> Floats:
    """ln(now / before) where their sum is ``total``."""
    result: Floats = np.log((total + difference) / (total - difference))
    return result
