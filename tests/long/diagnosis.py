"""Planted causes: simulated shops whose sales fall for one known reason, and shops in which nothing happens.

The planted slice has to be among the first three findings of the payment amount in nine shops of ten, and shops in
which nothing was planted have to stay quiet in 95 of 100. Where nothing is planted the shop lives all the same: it
grows, campaigns come and go, products go on group-buy and off again; the comparison is two calm months.
"""

import argparse
from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from analytics.asked import Asked
from analytics.coverage import coverage
from analytics.diagnosis.finding import Finding
from analytics.diagnosis.why.findings import findings
from analytics.intervals import share
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.period import Period
from analytics.question import Question
from storage.facts import Facts
from sync.sandbox.shop import AFTER_FESTIVAL, CALM, simulate
from sync.sandbox.truth import Cause, Fall
from tests.simulated import simulated_facts

CAUSES: tuple[Cause | None, ...] = ("out_of_stock", "channel_cut", "price_rise", "region_lost", "holiday_shift", None)
ORDERS = 20_000
FIRST = 3
FOUND, QUIET = 0.9, 0.95
_DAYS = 30


class Case(Struct, frozen=True):
    """One shop and what was found."""

    cause: Cause | None
    seed: int
    planted: tuple[str, str] | None
    found: tuple[Finding, ...]

    @property
    def within(self) -> bool:
        """The planted value is one of the values of one of the first findings."""
        return any(self.planted in finding.values for finding in self.found[:FIRST])

    @property
    def exact(self) -> bool:
        """One of the first findings is the planted slice and nothing else."""
        return any(finding.values == (self.planted,) for finding in self.found[:FIRST])

    @property
    def good(self) -> bool:
        """What was planted was found; where nothing was, nothing was."""
        return self.within if self.cause else not self.found


def main(options: argparse.Namespace) -> int:
    """0 if every cause is found often enough and nothing is blamed where nothing happened."""
    count, good = options.n or 20, True
    for cause in CAUSES:
        cases = []
        for case in cases_of(cause, range(options.seed, options.seed + count)):
            cases.append(case)
            if not case.good:
                print(f"  {cause or 'nothing'} seed {case.seed}: planted {case.planted}, found {_named(case.found)}")
        good &= _report(cause, cases)
    return 0 if good else 1


def cases_of(cause: Cause | None, seeds: range, orders: int = ORDERS) -> Iterator[Case]:
    """A shop per seed."""
    for seed in seeds:
        facts, fall = shop_of(cause, seed, orders)
        planted = (fall.dimension.removesuffix("_id"), fall.value) if fall else None
        yield Case(cause, seed, planted, findings(last_days(facts), PAYMENT_AMOUNT))


def shop_of(cause: Cause | None, seed: int, orders: int) -> tuple[Facts, Fall | None]:
    """A simulated shop with what was planted in it."""
    until = AFTER_FESTIVAL if cause == "holiday_shift" else CALM
    simulated = simulate(orders, seed, until=until, cause=cause)
    return simulated_facts(simulated), simulated.truth.fall


def last_days(facts: Facts) -> Asked:
    """The last thirty finished days against the thirty before."""
    known = coverage(facts)
    assert known is not None, "a simulated shop has orders"
    last = known.until_day - timedelta(days=1)
    return Asked(facts, Question(Period(last - timedelta(days=_DAYS - 1), last)))


def _report(cause: Cause | None, cases: list[Case]) -> bool:
    good = sum(case.good for case in cases)
    goal = FOUND if cause else QUIET
    rate = share(good, len(cases))
    assert rate is not None, "there are cases"
    exact = f", {sum(case.exact for case in cases)} of them as exactly that" if cause else ""
    what = f"{cause}: planted slice in the first {FIRST}" if cause else "nothing planted: quiet"
    span = f"95% interval {rate.low:.1%} to {rate.high:.1%}, goal {goal:.0%}"
    print(f"{what} in {good} of {len(cases)} = {rate.value:.1%} ({span}){exact}", flush=True)
    return good >= goal * len(cases)


def _named(found: tuple[Finding, ...]) -> str:
    return "; ".join(f"{finding.name.zh} {finding.change:+,}" for finding in found) or "nothing"
