"""Planted contents that attract buyers and spread: how often ours ranks them first, beside raw counts and raw shares.

Each simulated shop is asked about eleven months that end a month before its data. The best tenth of all contents by the
planted factor are the ones to find; told is what part of the first ten of a ranking they are.
"""

import argparse
from datetime import timedelta

import numpy as np

from analytics.asked import Asked
from analytics.attracted import MONTH, Attracted, attracted
from analytics.coverage import coverage
from analytics.dimensions.sharing import SHARED_CONTENT
from analytics.network.forest import Floats
from analytics.period import Period
from analytics.question import Question
from analytics.share_chains.spread import spread
from analytics.sharing_logs import SHARED
from storage.facts import Facts
from sync.sandbox.appeal import Appeal
from sync.sandbox.shop import simulate
from tests.simulated import simulated_facts

ORDERS, SEEDS, FIRST, BEST = (20_000, 60_000), 20, 10, 0.1
RAW, SLACK = ("raw share", "raw mean"), 0.01
"""Rankings by the plain rate, and how far chance may put them ahead."""


def main(options: argparse.Namespace) -> int:
    """0 if on average ours finds more of the planted best than every count, and no fewer than the raw share or mean."""
    seeds, good = range(options.seed, options.seed + (options.n or SEEDS)), True
    for orders in ORDERS:
        found: dict[str, dict[str, list[float]]] = {}
        for seed in seeds:
            for name, parts in found_in(orders, seed).items():
                for way, part in parts.items():
                    found.setdefault(name, {}).setdefault(way, []).append(part)
        for name, ways in found.items():
            means = {way: float(np.mean(parts)) for way, parts in ways.items()}
            good &= _leads(means)
            told = ", ".join(f"{way} {mean:.3f}" for way, mean in means.items())
            print(f"{orders:,} orders, {name}: of the first {FIRST} the planted best are {told}", flush=True)
    return 0 if good else 1


def found_in(orders: int, seed: int) -> dict[str, dict[str, float]]:
    """For each question what part of the first ten by each way of ranking are planted best, in one shop."""
    made = simulate(orders, seed=seed)
    asked, appeal = _asked(simulated_facts(made)), made.truth.appeal
    return {"buyers attracted": _attracting(asked, appeal), "passed on": _spreading(asked, appeal)}


def _leads(means: dict[str, float]) -> bool:
    others = [mean - SLACK if way in RAW else mean for way, mean in means.items() if way != "ours"]
    return means["ours"] > max(others)


def _asked(facts: Facts) -> Asked:
    known = coverage(facts)
    assert known is not None
    last = known.last_over - timedelta(days=30)
    return Asked(facts, Question(Period(last - timedelta(days=334), last)))


def _attracting(asked: Asked, appeal: Appeal) -> dict[str, float]:
    found = attracted(asked, MONTH)
    assert isinstance(found, Attracted), "so many orders come with fans enough"
    raw = found.bought / np.maximum(found.watched, 1)
    return _scored(
        appeal.buys[found.codes],
        {"ours": found.surely, "raw share": raw, "fans": found.fans, "buyers": found.bought, "sales": found.sales},
    )


def _spreading(asked: Asked, appeal: Appeal) -> dict[str, float]:
    found = spread(asked.now.cut(SHARED), asked.now.codes(SHARED, SHARED_CONTENT), "content_id")
    raw = found.followed.total / np.maximum(found.followed.units, 1)
    return _scored(
        appeal.spread[found.codes],
        {"ours": found.surely, "raw mean": raw, "shares": found.shares, "passed on": found.followed.total},
    )


def _scored(planted: Floats, ways: dict[str, Floats]) -> dict[str, float]:
    """What part of the first ten by each way are among the planted best; contents without records are not ranked."""
    best = planted >= np.quantile(planted, 1 - BEST)
    first = {way: np.argsort(-np.asarray(scores, np.float64), kind="stable")[:FIRST] for way, scores in ways.items()}
    return {way: float(best[rows].mean()) for way, rows in first.items()} | {"by chance": float(best.mean())}
