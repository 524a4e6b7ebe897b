"""Will open groups fill: the program's forecast on later groups of simulated shops, beside two others.

Shops of 60,000 orders; of each, what was known after 70% of its groups is learnt from, and the groups opened later are
told apart at 25, 50 and 75% of their time. Intervals are by leaders drawn with replacement.
"""

import argparse

import numpy as np
from numpy.typing import NDArray

from analytics.group_buy.history import groups_by
from analytics.group_buy.nudge import nudges
from sync.sandbox.shop import simulate
from tests.long._group_models import CHECKS, Stand, by_hazard, by_history, by_pace, stands
from tests.simulated import simulated_facts

Floats = NDArray[np.float64]
SEEDS, ORDERS, EARLIER, DRAWS = 8, 60_000, 0.7, 2000
NAMES = ("gamma-Poisson", "hazard", "history by part", "history by hours")


def main(options: argparse.Namespace) -> int:
    """0 if the forecast has the better Brier score than the better of the two histories at each check."""
    seeds = range(options.seed, options.seed + (options.n or SEEDS))
    shops = [_shop(seed) for seed in seeds]
    print(_still_open(seeds))
    better = [_judged(at, shops) for at in range(len(CHECKS))]
    return 0 if all(better) else 1


def _shop(seed: int) -> list[tuple[Stand, list[Floats]]]:
    """Of each check: how the later groups stood, and what each method says."""
    facts = simulated_facts(made := simulate(ORDERS, seed=seed))
    opened = np.sort(facts["groups"]["created_at"])
    now = int(opened[int(EARLIER * len(opened))])
    known, every = groups_by(facts, now), groups_by(facts, made.until)
    over = known.only(known.over(now))
    later = every.only((every.opened >= now) & every.over(made.until))
    before, after = ([stands(facts, groups, check) for check in CHECKS] for groups in (over, later))
    told = (
        by_pace(over, after),
        by_hazard([stands(facts, over, 0.0), *before], after),
        by_history(before, after, hours=False),
        by_history(before, after, hours=True),
    )
    return [(one, [method[at] for method in told]) for at, one in enumerate(after)]


def _still_open(seeds: range) -> str:
    """Groups that are open at the end of the data, whose outcome is planted."""
    told, planted = [], []
    for seed in seeds:
        facts = simulated_facts(made := simulate(ORDERS, seed=seed))
        found = nudges(facts, made.until, np.ones(len(facts["groups"]), dtype=bool))
        assert found is not None
        names = [facts.ids("groups")[facts["groups"]["id"][place]] for place in found.position.tolist()]
        told += found.chance.tolist()
        planted += [made.truth.open_groups[name] for name in names]
    error = np.mean((np.array(told) - np.array(planted)) ** 2)
    return f"open at the end: {len(told)}, {sum(told):.1f} should fill, {sum(planted)} will; Brier {error:.4f}"


def _judged(at: int, shops: list[list[tuple[Stand, list[Floats]]]]) -> bool:
    """Print how the methods did at one check; whether ours beats the histories."""
    filled = np.concatenate([shop[at][0].filled for shop in shops]).astype(np.float64)
    leader = np.concatenate([shop[at][0].leader + number * 10**7 for number, shop in enumerate(shops)])
    told = [np.concatenate([shop[at][1][method] for shop in shops]) for method in range(len(NAMES))]
    print(f"at {CHECKS[at]:.0%} of the time: {len(filled)} groups, {filled.mean():.1%} filled")
    errors = [(chance - filled) ** 2 for chance in told]
    for name, chance, error in zip(NAMES, told, errors, strict=True):
        low, high = _interval(errors[0] - error, leader)
        print(
            f"  {name:16} Brier {error.mean():.4f}  log-loss {_log_loss(chance, filled):.4f}  "
            f"ours less this: {(errors[0] - error).mean():+.4f} ({low:+.4f} to {high:+.4f})"
        )
    print("  " + _calibration(told[0], filled))
    return errors[0].mean() < min(errors[2].mean(), errors[3].mean())


def _log_loss(chance: Floats, filled: Floats) -> float:
    inside = np.clip(chance, 1e-6, 1 - 1e-6)
    return float(-(filled * np.log(inside) + (1 - filled) * np.log(1 - inside)).mean())


def _interval(gain: Floats, leader: NDArray[np.int64]) -> tuple[float, float]:
    """The 95% interval of the mean gain, leaders drawn with replacement."""
    chance = np.random.default_rng(1)
    who = np.unique(leader, return_inverse=True)[1]
    total, many = np.bincount(who, gain), np.bincount(who)
    drawn = chance.integers(len(many), size=(DRAWS, len(many)))
    means = total[drawn].sum(axis=1) / many[drawn].sum(axis=1)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def _calibration(chance: Floats, filled: Floats) -> str:
    """What was said against what happened, by fifths."""
    fifths = np.array_split(np.argsort(chance, kind="stable"), 5)
    pairs = [f"{chance[rows].mean():.0%} was {filled[rows].mean():.0%}" for rows in fifths]
    off = sum(abs(chance[rows].mean() - filled[rows].mean()) * len(rows) for rows in fifths) / len(chance)
    return f"said and happened: {', '.join(pairs)}; off by {off:.1%} on average"
