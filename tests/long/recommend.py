"""Recommendation of simulated shops, held against what was planted and against what came: one JSON object.

Each shop ends after sixty days without a festival, and is cut 30 days before its end. Lists are made from the records
there were, and counted against what customers bought since, beside lists of what sells most and of an oracle that knows
every customer's taste. What was said of the chances is held against what came; what is called bought again, and after
how many days, against what was planted.
"""

import argparse
import json
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes
from analytics.cards.goods import categories
from analytics.coverage import present
from analytics.local_time import DAY
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.hits import TOP, Hits, hits_of, ratio
from analytics.recommend.shop.learnt import Learnt, learnt
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.owned import Owned, owned
from analytics.recommend.shop.past import bought
from analytics.recommend.shop.plain import AHEAD
from analytics.recommend.shop.ranking import Scores, best, same_for_all
from analytics.result import Estimate
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.progress import never
from sync.sandbox.shelf import BY_TASTE
from sync.sandbox.shop import CALM, simulate
from sync.sandbox.simulated import Simulated
from tests.long.samples import as_of
from tests.simulated import simulated_facts

ORDERS, SHOPS = 20_000, 10
KINDS = (
    "products", "skus", "customers", "referrals", "campaigns", "contents", "shares", "visits", "orders", "order_lines",
    "coupon_claims", "group_campaigns", "groups", "group_members",
)  # fmt: skip
Floats = NDArray[np.float64]


class Ahead(Struct, frozen=True, eq=False):
    """A shop as it was known, and what came."""

    made: Simulated
    learnt: Learnt
    counter: Counter
    users: Codes
    """Those who may be told anything."""
    came: Owned
    """What was bought in the days after, by the codes of the known shop."""


def main(options: argparse.Namespace) -> int:
    """0 if over all shops our lists hit more than what sells most, and chances are within a fifth of what came."""
    seeds = range(options.seed, options.seed + (options.n or SHOPS))
    shops = [case(seed) for seed in seeds]
    print(json.dumps({"orders": ORDERS, "shops": shops, "all": _over(shops)}, ensure_ascii=False, indent=1))
    every = _over(shops)
    return 0 if every["ours_over_popular"] > 1 and abs(every["came_over_said"] - 1) < 0.2 else 1


def case(seed: int, orders: int = ORDERS) -> dict[str, Any]:
    """One shop in numbers."""
    shop = ahead(simulate(orders, seed=seed, until=CALM))
    now, made = shop.counter.now, shop.made
    taste = _by_code(shop.counter.facts, made)
    ways = {
        "ours": shop.counter.new(shop.users).items,
        "popular": _lists(shop, same_for_all(now.popular)),
        "oracle": _lists(shop, _oracle(now, taste)),
    }
    hits = {way: _hits(shop, lists) for way, lists in ways.items()}
    kinds = np.array([*now.facts["products"].categories("category"), ""])[categories(now.facts)]
    return {
        "seed": seed,
        "in_force": "ours" if shop.learnt.ours else "popular",
        "replay": None if shop.learnt.record is None else _plain(shop.learnt.record.new.ratios["popular"]),
        "hits": {way: int(one.many.sum()) for way, one in hits.items()},
        "ours_over_popular": _plain(ratio(hits["ours"], hits["popular"], shop.users, seed)),
        "in_taste": {way: _in_taste(lists, kinds, taste[shop.users]) for way, lists in ways.items()},
        "said": float(np.nansum(_said(shop, ways["ours"]))),
        "came": int(hits["ours"].many.sum()),
        "again": _again(shop),
    }


def ahead(made: Simulated) -> Ahead:
    """The shop cut 30 days before its end."""
    whole = simulated_facts(made)
    cut = present(whole) - AHEAD * DAY
    records = [kept for kind in KINDS for one in made.records(kind) if (kept := as_of(one, cut)) is not None]
    known = facts_of(made.shop, records, as_of=cut)
    learnt_then = learnt(known)
    made_then = Counter(known, learnt_then)
    after = bought(whole).within(cut, cut + AHEAD * DAY)
    user, item = (
        _same(whole, known, kind, codes) for kind, codes in (("customers", after.user), ("products", after.item))
    )
    kept = (user >= 0) & (item >= 0)
    came = type(after)(user[kept], item[kept], after.at[kept], after.order[kept])
    size = made_then.now.users, made_then.now.items
    return Ahead(made, learnt_then, made_then, made_then.people, owned(came, *size))


def _same(whole: Facts, known: Facts, kind: str, codes: Codes) -> Codes:
    """Codes of the whole shop as those of the known one, -1 for what was not there."""
    place = {key: code for code, key in enumerate(known.ids(kind))}
    return np.array([place.get(key, -1) for key in whole.ids(kind)], np.int64)[codes]


def _lists(shop: Ahead, scores: Scores) -> NDArray[np.int32]:
    return best(scores, shop.users, shop.counter.may, shop.counter.now.owned, TOP, never).items


def _hits(shop: Ahead, lists: NDArray[np.int32]) -> Hits:
    came = shop.came.of(shop.users)
    return hits_of(lists, came.row, came.item, shop.came.items)


def _by_code(facts: Facts, made: Simulated) -> NDArray[np.str_]:
    """Code of a customer -> their planted taste."""
    place = {record.id: row for row, record in enumerate(made.records("customers"))}
    return np.array([made.truth.taste[place[key]] if key in place else "" for key in facts.ids("customers")])


def _oracle(now: Moment, taste: NDArray[np.str_]) -> Scores:
    """What the simulation draws by, but for group-buys and what is due."""
    kinds = np.array([*now.facts["products"].categories("category"), ""])[categories(now.facts)]
    part = now.popular / now.popular.sum()
    of_kind = np.array([part[kinds == kind].sum() for kind in kinds])
    within = part / np.maximum(of_kind, 1e-12)
    return lambda users: (BY_TASTE * (taste[users][:, None] == kinds) * within + (1 - BY_TASTE) * part).astype(
        np.float32
    )


def _in_taste(lists: NDArray[np.int32], kinds: NDArray[np.str_], taste: NDArray[np.str_]) -> float:
    """Of all products on lists the part that is of the customer's taste."""
    found = kinds[np.maximum(lists, 0)] == taste[:, None]
    return float(found[lists >= 0].mean())


def _said(shop: Ahead, lists: NDArray[np.int32]) -> Floats:
    """The chance of every product on our lists."""
    step = shop.counter.new(shop.users).step
    row, place = np.nonzero(lists >= 0)
    return shop.counter.chance(shop.users[row], step[row, place]).value


def _again(shop: Ahead) -> dict[str, float]:
    """What is said to be bought again against what was planted, without the shop's own word for it."""
    facts, again = shop.counter.facts, shop.learnt.again
    place = {record.id: row for row, record in enumerate(shop.made.records("products"))}
    lasts = np.array([shop.made.truth.lasts[place[key]] for key in facts.ids("products")])
    said = again.bought_again(np.full(len(lasts), -1))
    sold = np.bincount(shop.counter.now.taken.item, minlength=len(lasts)) >= 30
    told = said & (lasts > 0) & ~np.isnan(again.days)
    return {
        "said": int(said.sum()),
        "false": int((said & (lasts == 0)).sum()),
        "found_of_sold_30_times": float(said[sold & (lasts > 0)].mean()),
        "days_off": float(np.abs(np.log(again.days[told] / lasts[told])).mean()),
        "days_over_truth": float(np.exp(np.median(np.log(again.days[told] / lasts[told])))),
        "interval_holds": float(((again.soonest[told] <= lasts[told]) & (lasts[told] <= again.latest[told])).mean()),
    }


def _over(shops: list[dict[str, Any]]) -> dict[str, Any]:
    sums = {way: sum(one["hits"][way] for one in shops) for way in ("ours", "popular", "oracle")}
    taste = {way: float(np.mean([one["in_taste"][way] for one in shops])) for way in ("ours", "popular", "oracle")}
    again = {name: float(np.mean([one["again"][name] for one in shops])) for name in shops[0]["again"]}
    said = sum(one["said"] for one in shops)
    return {
        "hits": sums,
        "ours_over_popular": sums["ours"] / sums["popular"],
        "oracle_over_popular": sums["oracle"] / sums["popular"],
        "in_taste": taste,
        "came_over_said": sum(one["came"] for one in shops) / said if said else float("nan"),
        "again": again,
    }


def _plain(found: Estimate | None) -> list[float] | None:
    return None if found is None else [round(end, 3) for end in (found.value, found.low, found.high)]
