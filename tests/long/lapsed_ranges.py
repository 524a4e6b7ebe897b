"""How often what comes lies in the 95% ranges of money and of buyers, in shops that no model was made for.

Customers of a shop of 500 days buy by a known process; the 90 days after it, which nobody has seen, are held against
what was said: of each group, of all together, and of how many come within 60 days. MBG/NBD is taken to be in force,
so that it is wrong about its customers in all shops but one; once more the regular ones with whatever is in force.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.churn.groups import GROUPS, groups
from analytics.churn.record import look_back
from analytics.churn.shop_log import shop_log, today
from analytics.churn.standing import FAR, SOON, set_right, standing
from analytics.lifetime.backtest import DEFAULT, judged
from analytics.lifetime.log import Floats, PurchaseLog, purchase_log
from analytics.lifetime.past import Past
from analytics.lifetime.summary import bought, summary
from analytics.result import Estimate
from tests.analytics.churn.shops import rows_of, sold

LAST, CUSTOMERS, SHOPS = 499, 1_500, 20
RATE, LEAVES, AMOUNT = (0.7, 1 / 60), (0.9, 4.0), 5_000
HOLD = 0.85
"""Of all groups of a process together ranges hold at least so often; of the total in all processes together, too."""


class Customers(Struct, frozen=True, eq=False):
    """Who they are: one value each."""

    first: Floats
    rate: Floats
    leaves: Floats
    """The chance to leave after a purchase."""


class Process(Struct, frozen=True):
    """How customers buy."""

    gaps: Callable[[np.random.Generator, float], float] = lambda rng, rate: rng.exponential(1 / rate)
    kept: Callable[[float], float] = lambda at: 1.0
    """The part of purchases that are made on a day."""
    alike: bool = False
    """Whether all customers are the same."""
    growing: bool = False
    model: str | None = DEFAULT
    """None: the one in force."""


REGULAR: Callable[[np.random.Generator, float], float] = lambda rng, rate: rng.gamma(4, 1 / (4 * rate))  # noqa: E731
PROCESSES = {
    "as MBG/NBD has it": Process(),
    "all alike": Process(alike=True),
    "regular gaps": Process(REGULAR),
    "regular gaps, model in force": Process(REGULAR, model=None),
    "growing": Process(growing=True),
    "bursts every 60 days": Process(kept=lambda at: 1.0 if int(at) % 60 < 8 else 0.2),
    "all rates fall": Process(kept=lambda at: float(np.exp(-at / 250))),
    "strong season": Process(kept=lambda at: (1 + 0.9 * np.sin(2 * np.pi * at / 365)) / 1.9),
}


def main(options: argparse.Namespace) -> int:
    """0 if the ranges hold often enough."""
    shops, totals, good = options.n or SHOPS, [], True
    for name, process in PROCESSES.items():
        told = defaultdict(list)
        for number in range(shops):
            for key, one in said_and_came(process, options.seed * 1_000 + number).items():
                told[key].append(one)
        print(f"{name}, {shops} shops")
        for key in ("all", "buyers", *GROUPS):
            if told[key]:
                print(f"    {key:9} {_line(told[key])}", flush=True)
        totals += told["all"]
        every = [one for key in GROUPS for one in told[key]]
        good &= _held(every) >= HOLD
        print(f"    of all groups {_held(every):.0%} of {len(every)}")
    print(f"total: {_held(totals):.1%} of {len(totals)}")
    return 0 if good and _held(totals) >= HOLD else 1


def said_and_came(process: Process, seed: int) -> dict[str, tuple[Estimate, float]]:
    """Of one shop: group, all or buyers -> what was said, and what came."""
    log = drawn(process, seed)
    known = log.day <= LAST
    facts = sold(rows_of(PurchaseLog(log.customers, log.customer[known], log.day[known], log.amount[known])), last=LAST)
    past, day = Past(shop_log(facts)), today(facts)
    verdict = judged(past, day)
    assert verdict is not None
    model = process.model or verdict.chosen
    record, _ = look_back(facts, past, day, model)
    raw = standing(past, day, model)
    now = set_right(raw, record.levels.of(groups(facts, raw)))
    group, who = groups(facts, now), np.array([int(name[1:]) for name in facts.ids("customers")])[now.who]
    came = _by_customer(log, bought(log, summary(log, LAST), FAR).amount)[who]
    again = _by_customer(log, bought(log, summary(log, LAST), SOON).times)[who]
    spend = {key: np.where(group == number, now.spend, 0.0) for number, key in enumerate(GROUPS)} | {"all": now.spend}

    def told(money: Floats) -> Estimate:
        return record.sum_of(float(money.sum()), np.bincount(group, weights=money, minlength=len(GROUPS)))

    found = {key: (told(money), float(came[money > 0].sum())) for key, money in spend.items() if money.any()}
    return found | {"buyers": (verdict.come_of(now.chance), float((again > 0).sum()))}


def drawn(process: Process, seed: int) -> PurchaseLog:
    """What customers of a process buy, to the end of the days that nobody has seen."""
    rng, end = np.random.default_rng(seed), LAST + 1 + FAR
    people = _people(process, rng)
    who, at = [], []
    for number in range(len(people.first)):
        moment = people.first[number]
        while moment < end:
            if moment == people.first[number] or rng.random() < process.kept(moment):
                who.append(number)
                at.append(int(moment))
                if rng.random() < people.leaves[number]:
                    break
            moment += process.gaps(rng, people.rate[number])
    level = np.full(len(people.first), AMOUNT) if process.alike else AMOUNT * 3 / rng.gamma(4, 1, len(people.first))
    paid = np.maximum(1, np.round(rng.gamma(6, 1 / 6, len(who)) * level[who]))
    return purchase_log(np.array(who), np.array(at), paid, len(people.first))


def _people(process: Process, rng: np.random.Generator) -> Customers:
    share = rng.random(CUSTOMERS)
    first = LAST * (np.sqrt(share) if process.growing else 0.95 * share)
    if process.alike:
        return Customers(first, np.full(CUSTOMERS, 1 / 45), np.full(CUSTOMERS, 0.15))
    return Customers(first, rng.gamma(RATE[0], RATE[1], CUSTOMERS), rng.beta(*LEAVES, CUSTOMERS))


def _by_customer(log: PurchaseLog, values: Floats | Ints) -> Floats:
    found = np.zeros(log.customers)
    found[summary(log, LAST).who] = values
    return found


def _line(told: list[tuple[Estimate, float]]) -> str:
    said, came = (sum(values) for values in zip(*((one.value, came) for one, came in told), strict=True))
    wide = float(np.mean([(one.high - one.low) / 2 / max(one.value, 1) for one, _ in told]))
    return f"holds {_held(told):4.0%} of {len(told):2}, said / came {said / max(came, 1):.2f}, +-{wide:.0%} on average"


def _held(told: list[tuple[Estimate, float]]) -> float:
    return float(np.mean([one.low <= came <= one.high for one, came in told]))
