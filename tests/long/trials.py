"""Trials on shops that are there: how often they find something where nobody got anything, and hold what was planted.

The buyers of a shop are split over and over, a fifth of them held out, and their orders of two months are read back.
Nothing was done, so at most one trial in twenty may find something. Then a part of the orders of everybody is taken
away at random, which is what those held out do; the intervals of buyers and of amounts have to hold the difference.
Simulated shops, and the real wholesaler with its few large baskets. Plain Welch intervals of amounts stand beside.
"""

import argparse
import math

import numpy as np
from msgspec import Struct

from analytics.intervals import Z95
from analytics.trial.amounts import Paid
from analytics.trial.outcome import compare
from analytics.trial.split import arms_of, split
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from sync.sandbox.shop import simulate
from tests.online_retail import FILE, lines
from tests.simulated import simulated_facts

ORDERS, SHOPS, SPLITS, HELD, KEPT = 12_000, 6, 1_000, 0.2, 0.7
WINDOW = 60 * 86_400_000
FINDS, HOLDS = 0.06, 0.935


class Shop(Struct, frozen=True, eq=False):
    """What each buyer of a shop paid in the window: with all their orders, and with a part of them."""

    name: str
    ids: list[str]
    whole: np.ndarray
    thin: np.ndarray


class Told(Struct, frozen=True):
    """Parts of the splits of one shop."""

    finds: float
    """Trials of nothing that find something."""
    buyers: float
    """Intervals of buyers that hold the planted difference."""
    amounts: float
    welch: float


def main(options: argparse.Namespace) -> int:
    """0 if trials of nothing are quiet enough and the intervals of buyers hold."""
    shops = [simulated(seed) for seed in range(options.seed, options.seed + (options.n or SHOPS))]
    if FILE.exists():
        shops.append(wholesaler())
    found = []
    print(f"{SPLITS:,} splits each, {HELD:.0%} held out, {1 - KEPT:.0%} of their orders gone")
    for shop in shops:
        one = told(shop)
        found.append(one)
        bought = (shop.whole > 0).mean()
        print(
            f"  {shop.name}: {len(shop.ids):,} people, {bought:.1%} buy; nothing found in {1 - one.finds:.1%}; "
            f"intervals hold: buyers {one.buyers:.1%}, amounts {one.amounts:.1%} (Welch {one.welch:.1%})"
        )
    quiet = np.mean([one.finds for one in found]) <= FINDS
    return 0 if quiet and np.mean([one.buyers for one in found]) >= HOLDS else 1


def simulated(seed: int) -> Shop:
    """A simulated shop's last two months."""
    facts = simulated_facts(simulate(ORDERS, seed=seed))
    orders = paid(facts)
    known = orders.buyer >= 0
    return _shop(f"simulated {seed}", facts, orders.buyer[known], orders.at[known], orders.amount[known], seed)


def _shop(
    name: str, facts: Facts, buyer: np.ndarray, at: np.ndarray, amount: np.ndarray, seed: int
) -> Shop:  # fmt: skip
    begin = int(at.max()) - WINDOW
    people = np.unique(buyer[at < begin])
    names = facts.ids("customers")
    ids = [names[code] for code in people.tolist()]
    return Shop(name, ids, *_paid_by(people, buyer[at >= begin], amount[at >= begin], seed))


def wholesaler() -> Shop:
    """The last two months of the Online Retail file."""
    sales = lines()
    sales = sales[(sales.CustomerID != "") & ~sales.is_refund]
    orders = sales.groupby(["CustomerID", "InvoiceNo"]).agg(day=("day", "min"), pence=("pence", "sum")).reset_index()
    late = (orders.day >= "2011-10-01") & (orders.day < "2011-12-01")
    ids = sorted(orders[orders.day < "2011-10-01"].CustomerID.unique())
    place = {one: number for number, one in enumerate(ids)}
    inside = orders[late & orders.CustomerID.isin(place)]
    buyer = np.array([place[one] for one in inside.CustomerID])
    return Shop("Online Retail", ids, *_paid_by(np.arange(len(ids)), buyer, inside.pence.to_numpy(), 1))


def _paid_by(people: np.ndarray, buyer: np.ndarray, amount: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    place = np.searchsorted(people, buyer)
    ours = (place < len(people)) & (people[np.minimum(place, len(people) - 1)] == buyer) & (amount != MISSING)
    stays = np.random.default_rng(seed).random(len(buyer)) < KEPT
    return tuple(
        np.bincount(place[some], amount[some].astype(float), minlength=len(people)) for some in (ours, ours & stays)
    )  # type: ignore[return-value]


def told(shop: Shop) -> Told:
    """All splits of one shop."""
    truth = (shop.whole > 0).mean() - (shop.thin > 0).mean(), shop.whole.mean() - shop.thin.mean()
    counts = np.zeros(4)
    for number in range(SPLITS):
        held = split(f"{shop.name} {number}", shop.ids, arms_of(HELD, ())) == 1
        treated = shop.whole[~held]
        (nothing,) = compare([_arm(treated), _arm(shop.whole[held])], 1)
        (found,) = compare([_arm(treated), _arm(shop.thin[held])], 1)
        head = found.head
        counts += (
            nothing.told,
            found.share.low <= truth[0] <= found.share.high,
            head is None or head.low <= truth[1] <= head.high,
            abs(treated.mean() - shop.thin[held].mean() - truth[1]) <= Z95 * _welch(treated, shop.thin[held]),
        )
    return Told(*(counts / SPLITS).tolist())


def _welch(one: np.ndarray, other: np.ndarray) -> float:
    return math.sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other))


def _arm(amounts: np.ndarray) -> Paid:
    bought = int((amounts > 0).sum())
    return Paid(len(amounts), bought, bought, round(amounts.sum()), float((amounts**2).sum()))
