"""Planted lives and what they are called: how often right, how late, and how often a steady shop is called fading.

Shops of 30 to 1,000 orders a month over two years, whose pace wanders beside the planted curve, hold a course for the
first year and take another in the second. Besides, orders of the simulated shop are thinned, which has its own ups and
downs. Printed are a confusion matrix of the planted stage and that found at the end, the months until a fading shop is
called fading or about to lapse, and how many steady shops are ever called so. Shops of three years then tell how many
of the months in which last year is known are called fading: of level ones, with and without a season, and of ones that
lose 5% every month from the first on under a season of 30%, which the half year alone cannot see.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
from msgspec import Struct

from analytics.lifecycle.course import LifeCycle, life_cycle
from analytics.local_time import DAY
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Order
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.analytics.lifecycle.planted import Curve, gifts, level, moving, seasonal, shop_of, silent

SIZES = (30, 100, 300, 1000)
WANDER = (0.1, 0.2)
TURN = 12
"""The month in which the course changes."""
LIVES: Mapping[str, tuple[str, Curve]] = {
    "steady": ("steady", level),
    "gifts": ("steady", gifts),
    "+10% a month": ("growing", moving(0.10, TURN)),
    "-5% a month": ("fading", moving(-0.05, TURN)),
    "-10% a month": ("fading", moving(-0.10, TURN)),
    "-15% a month": ("fading", moving(-0.15, TURN)),
    "silent three weeks": ("lapsing", silent(23.3)),
}
FALSE_ALARMS, TURNS, LATE = 0.1, 0.5, 8
"""Of steady shops called fading in two years at most; turns of theirs; months until -15% is found by half of them."""
YEARS: Mapping[str, tuple[str, Callable[[int], Curve]]] = {
    "steady": ("steady", lambda _: level),
    "gifts": ("steady", lambda _: gifts),
    "season": ("steady", lambda seed: seasonal(0.3, seed)),
    "-5%, season": ("fading", lambda seed: seasonal(0.3, seed, lambda months: 2.5 * 0.95**months)),
}
"""Courses of three years, by the seed, which sets the month of the peak."""
KNOWN = 18
"""Months from which on last year is known."""
FALSE_MONTHS, FOUND_MONTHS = 0.05, 0.75
"""Of the months from then on, the part called fading: of steady ones at most, of falling ones at least."""


class Case(Struct, frozen=True):
    """What one shop was called, month by month and at the end."""

    stages: tuple[str, ...]
    end: str

    @property
    def turns(self) -> int:
        """How often it went from one stage to another."""
        told = [one for one in self.stages if one != "-"]
        return sum(one != other for one, other in pairwise(told))

    @property
    def late(self) -> int | None:
        """Months from the turn until it is called fading or about to lapse; None: never."""
        found = [month - TURN + 1 for month, one in enumerate(self.stages) if month >= TURN and one in _DOWN]
        return found[0] if found else None


_DOWN = ("fading", "lapsing")


def main(options: argparse.Namespace) -> int:
    """0 if steady shops are left alone and steep falls are found in time."""
    seeds = range(options.seed, options.seed + (options.n or 40))
    cases = {
        (name, size, wander): [case(shop_of(curve, per_month=size, seed=seed, wander=wander)) for seed in seeds]
        for name, (_, curve) in LIVES.items()
        for size in SIZES
        for wander in WANDER
    }
    for (name, size, wander), found in cases.items():
        print(f"{name:20} {size:5} a month, wandering {wander:.0%}: {_told(found)}")
    _confusion(cases)
    steady = [one for (name, *_), found in cases.items() if name in ("steady", "gifts") for one in found]
    steep = [one for (name, *_), found in cases.items() if name == "-15% a month" for one in found]
    alarms, turns = (float(np.mean(each)) for each in ([_down(one) for one in steady], [one.turns for one in steady]))
    late = float(np.median([one.late or 99 for one in steep]))
    print(
        f"steady shops ever called fading: {alarms:.1%}, turns of each: {turns:.2f}; -15% found after {late:.0f} months"
    )
    thinned = [thinned_case(seed) for seed in list(seeds)[:10]]
    print(f"simulated shops thinned by 15% a month: {_told(thinned)}")
    false, found_months = three_years(seeds)
    fine = alarms <= FALSE_ALARMS and turns <= TURNS and late <= LATE
    return 0 if fine and false <= FALSE_MONTHS and found_months >= FOUND_MONTHS else 1


def three_years(seeds: range) -> tuple[float, float]:
    """The part of the months with a known last year that is called fading: of steady shops, and of falling ones."""
    parts: dict[str, list[float]] = {"steady": [], "fading": []}
    for name, (planted, curve) in YEARS.items():
        for size in SIZES:
            every = [
                case(shop_of(curve(seed), months=36, per_month=size, seed=seed, wander=wander))
                for seed in seeds
                for wander in WANDER
            ]
            down = np.array([[stage in _DOWN for stage in one.stages[KNOWN:]] for one in every])
            part, ever = float(down.mean()), float(down.any(axis=1).mean())
            parts[planted].append(part)
            print(f"three years, {name:12} {size:5} a month: {part:.1%} of months, {ever:.0%} ever; {_ends(every)}")
    false, found = (float(np.mean(each)) for each in parts.values())
    print(f"called fading once last year is known: {false:.1%} of months of steady shops, {found:.1%} of falling ones")
    return false, found


def case(facts: Facts) -> Case:
    """What the shop is called."""
    life = life_cycle(facts)
    assert isinstance(life, LifeCycle)
    stages = tuple(one.stage.id if one.stage else "-" for one in life.months)
    return Case(stages, life.stage.id if life.stage else "-")


def thinned_case(seed: int) -> Case:
    """A simulated shop of 6,000 orders in two years, from the second year on more and more of its orders left out."""
    made = simulate(6000, seed=seed)
    return case(facts_of(made.shop, thinned(made, moving(-0.15, TURN), seed), as_of=made.until))


def thinned(made: Simulated, curve: Curve, seed: int) -> list[Order]:
    """Its orders, each kept with the chance of its moment."""
    rng = np.random.default_rng(seed)
    orders = [one for one in made.records("orders") if isinstance(one, Order)]
    first = orders[0].created_at
    months = np.array([(one.created_at - first) / (DAY * 365.25 / 12) for one in orders])
    kept = rng.random(len(orders)) < curve(months)
    return [one for one, keep in zip(orders, kept, strict=True) if keep]


def _down(one: Case) -> bool:
    return any(stage in _DOWN for stage in (*one.stages, one.end))


def _told(found: list[Case]) -> str:
    late = [one.late for one in found if one.late is not None]
    when = f"; called fading {len(late)} of {len(found)}, median month {np.median(late):.0f}" if late else ""
    return f"{_ends(found)}{when}"


def _ends(found: list[Case]) -> str:
    ends = ", ".join(f"{stage} {many}" for stage, many in Counter(one.end for one in found).most_common())
    return f"{ends}; turns {np.mean([one.turns for one in found]):.2f}"


def _confusion(cases: Mapping[tuple[str, int, float], list[Case]]) -> None:
    columns = ("start", "growing", "steady", "fading", "lapsing", "-")
    counts = Counter((LIVES[name][0], one.end) for (name, *_), found in cases.items() for one in found)
    print(f"{'planted / found':16}" + "".join(f"{column:>9}" for column in columns))
    for planted in ("growing", "steady", "fading", "lapsing"):
        print(f"{planted:16}" + "".join(f"{counts[planted, column]:9}" for column in columns))
