"""A large shop, drawn: 200,000 users, 5,000 items of which few sell most, 1,000,000 rows over 500 days, 100,000 ties.

Tastes are drawn too (each user keeps to two of fifty groups of items), so that there is something to learn. It runs in
a process of its own, whose memory is what the fit took.
"""

import json
import subprocess
import sys
from time import perf_counter

import numpy as np

from analytics.recommend.data import Interactions, Ties
from analytics.recommend.fit import fit
from tests.bench._result import Result, alone, say

USERS, ITEMS, ROWS, TIES, GROUPS = 200_000, 5_000, 1_000_000, 100_000, 50


def shop(users: int, items: int, rows: int, ties: int, seed: int = 1) -> tuple[Interactions, Ties]:
    """The log and the ties."""
    rng = np.random.default_rng(seed)
    weight = 1 / np.arange(1, items + 1) ** 0.8
    item = rng.choice(items, rows, p=weight / weight.sum())
    user = np.minimum(rng.pareto(1.5, rows) / 20, 0.999999) * users  # few buy much
    user = rng.permutation(users)[user.astype(np.int64)]
    kept = rng.random(rows) < 0.7
    group = rng.integers(GROUPS, size=(users, 2))[user, rng.integers(2, size=rows)]
    item = np.where(kept, item - item % GROUPS + group, item).clip(0, items - 1)
    pairs = rng.integers(users, size=(2, ties)).astype(np.int32)
    log = Interactions(users, items, user.astype(np.int32), item.astype(np.int32), rng.random(rows) * 500)
    return log, Ties(pairs[0], pairs[1])


def scale(quick: bool) -> list[Result]:
    """Time and memory of a fit and of an update by a day's rows, and of lists for 5,000 users."""
    share = 10 if quick else 1
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench._recommend_scale", str(share)], capture_output=True, text=True, check=True
    )
    found = json.loads(told.stdout)
    say(f"large shop: {found}")
    what = f"{USERS // share:,} users, {ITEMS:,} items, {ROWS // share:,} rows"
    return [
        alone(f"{what}: fit", found["fit"], "s", 60.0),
        alone(f"{what}: memory", found["memory"], "MB", 1536.0),
        alone(f"{what}: update after a day, as a share of the fit", found["update"] / found["fit"], "share", 0.5),
        alone(f"{what}: scores of 5,000 users", found["scores"], "s"),
    ]


def _measured(share: int) -> dict[str, float]:
    import resource

    log, ties = shop(USERS // share, ITEMS, ROWS // share, TIES // share)
    assert log.at is not None
    day = log.at < 499
    before = Interactions(log.users, log.items, log.user[day], log.item[day], log.at[day])
    start = perf_counter()
    fitted = fit(before, ties)
    fit_took = perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = perf_counter()
    updated = fit(log, ties, kept=fitted.chosen)
    update_took = perf_counter() - start
    start = perf_counter()
    updated.scores(np.arange(min(5000, log.users)))
    return {"fit": fit_took, "memory": memory, "update": update_took, "scores": perf_counter() - start}


if __name__ == "__main__":
    print(json.dumps(_measured(int(sys.argv[1]))))
