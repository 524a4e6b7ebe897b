"""How often the 95% intervals of fill rates by province and size hold the planted rate, in simulated shops of a size.

The planted rate of a province and size is the mean over all offers of that size; offers differ in appeal, so the groups
of a cell come from some of them more than from others. Rates are therefore read over all days, when every offer has
had its turn. The share of single cells, a quarter of them from provinces planted unlike the others, is told beside.
"""

import argparse

import numpy as np

from analytics.group_buy.rates import cells, shrunk
from sync.sandbox.shop import simulate
from tests.simulated import simulated_facts

SEEDS = 20
ORDERS = (20_000, 60_000, 200_000)
LEAST, MOST = 0.90, 0.98
UNLIKE = ("上海", "浙江", "北京", "吉林", "黑龙江", "辽宁")


def main(options: argparse.Namespace) -> int:
    """0 if at every size of shop 90 to 98% of the intervals hold."""
    seeds = range(options.seed, options.seed + (options.n or SEEDS))
    good = True
    for orders in ORDERS:
        told = np.concatenate([_cells(orders, seed) for seed in seeds])
        held, unlike, width = told[:, 0].mean(), told[told[:, 1] == 1, 0].mean(), told[:, 2].mean()
        good &= LEAST <= held <= MOST
        print(
            f"{orders:,} orders: {held:.1%} of {len(told)} intervals hold, {width:.3f} wide; "
            f"of those of unlike provinces {unlike:.1%}",
            flush=True,
        )
    return 0 if good else 1


def _cells(orders: int, seed: int) -> np.ndarray:
    """Per province and size: whether the interval holds, whether the province is unlike others, how wide it is."""
    made = simulate(orders, seed=seed)
    facts = simulated_facts(made)
    groups, provinces = facts["groups"], facts.categories("province")
    completed, failed = (facts.category("status", name) for name in ("completed", "failed"))
    over = np.isin(groups["status"], [completed, failed])
    keys, place = np.unique(np.stack([groups["province"], groups["size"]])[:, over], axis=1, return_inverse=True)
    known = np.bincount(place.reshape(-1))
    filled = np.bincount(place.reshape(-1), groups["status"][over] == completed).astype(np.int64)
    rates = shrunk(cells(filled, known, keys[1]))
    planted = {(rate.province, rate.size): rate.fill for rate in made.truth.fill_rates}
    names = [provinces[code] for code in keys[0].tolist()]
    truth = np.array([planted[name, size] for name, size in zip(names, keys[1].tolist(), strict=True)])
    held = (rates.low <= truth) & (truth <= rates.high)
    return np.stack([held, [name in UNLIKE for name in names], rates.high - rates.low], axis=1).astype(np.float64)
