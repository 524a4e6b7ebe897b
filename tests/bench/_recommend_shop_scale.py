"""Learning what to offer whom in a large simulated shop: 200,000 buyers of 4,900 products, 970,000 orders.

It runs in a process of its own; memory is what learning took, and beside it what the facts of the shop hold.
"""

import json
import subprocess
import sys
from time import perf_counter, process_time

import numpy as np

from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.learnt import Learnt, learn
from analytics.recommend.shop.past import bought, products
from storage.facts import Facts
from storage.progress import ignore, never
from sync.sandbox.shop import simulate
from tests.bench._memory import forget_peak, peak
from tests.bench._result import Result, alone, say
from tests.simulated import simulated_facts

ORDERS = 970_000


def shop_scale(quick: bool) -> list[Result]:
    """Time, processor time and memory of learning, of learning again, and of a block of lists."""
    orders = ORDERS // (10 if quick else 1)
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench._recommend_shop_scale", str(orders)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(told.stdout)
    say(f"large simulated shop: {found}")
    what = f"{found['buyers']:,} buyers, {found['products']:,} products, {orders:,} orders"
    return [
        alone(f"{what}: learn", found["seconds"], "s", 60.0),
        alone(f"{what}: learn, processor", found["core"], "s"),
        alone(f"{what}: memory, of which facts {found['held']:.0f}", found["peak"], "MB"),
        alone(f"{what}: memory on top of the facts", found["peak"] - found["held"], "MB", 1536.0),
        alone(f"{what}: learn again", found["again"], "s", 60.0),
        alone(f"{what}: learn again, processor", found["again_core"], "s"),
        alone(f"{what}: lists of 20,000 customers", found["lists"], "s"),
    ]


def _measured(orders: int) -> dict[str, float]:
    facts = simulated_facts(simulate(orders, seed=1))
    buyers, held = len(np.unique(bought(facts).user)), forget_peak()
    first, seconds, core = _timed(facts, None)
    most = peak()
    _, again, again_core = _timed(facts, first)
    counter = Counter(facts, first)
    start = perf_counter()
    counter.new(next(counter.blocks()))
    return {
        "buyers": buyers, "products": products(facts), "ours": first.ours, "seconds": seconds, "core": core,
        "again": again, "again_core": again_core, "held": held, "peak": most, "lists": perf_counter() - start,
    }  # fmt: skip


def _timed(facts: Facts, before: Learnt | None) -> tuple[Learnt, float, float]:
    start, core = perf_counter(), process_time()
    found = learn(facts, before, ignore, never)
    return found, perf_counter() - start, process_time() - core


if __name__ == "__main__":
    print(json.dumps(_measured(int(sys.argv[1]))))
