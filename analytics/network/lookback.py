"""Looking back: had key people been picked a window ago, what would those picked have brought since.

What was known then is ranked in each way, by the same functions as today, and held against the friends whom people
brought in the window that followed. So the ranking of key people is judged on the shop's own past, beside plain ones.
"""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.arrays import Codes, Ints, Mask
from analytics.intervals import mean
from analytics.local_time import DAY
from analytics.network.fans import Fans, fans_forest
from analytics.network.forest import Floats, forest_of
from analytics.network.standing import Standing, standing_of
from analytics.network.watched import WINDOW
from analytics.paths import places
from analytics.result import Estimate
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

PICKED = 20
WAYS = {
    "ours": Words("本表的排法(带人劲头)", "This ranking (how they bring)"),
    "degree": Words("带人最多的", "Most friends brought"),
    "pagerank": Words("PageRank 最高的", "Highest PageRank"),
    "sales": Words("买得最多的", "Biggest buyers"),
    "anyone": Words("随便选", "Anyone"),
}
"""Ways to pick by id, the first one ours."""


class Way(Struct, frozen=True):
    """What those picked in one way brought in the window after."""

    id: str
    people: tuple[int, ...]
    """Positions in ``facts["customers"]``; nobody in particular for anyone."""
    friends: float
    """Friends brought by all of them; for anyone: by as many on average."""
    each: Estimate
    """Friends per person who was picked."""
    buyers: float
    """Of these friends those who bought by the end."""
    sales: float
    """What they bought by the end, minor units."""


class Lookback(Struct, frozen=True):
    """All ways beside each other."""

    days: int
    picked: int
    fans: int
    """Who could have been picked."""
    ways: tuple[Way, ...]


class Then(Struct, frozen=True, eq=False):
    """The network as it was known at a moment, and what each bought."""

    fans: Fans
    there: Mask
    """Who was known."""
    early: Ints
    """What each had bought by then within the window of coming, minor units."""


class _After(Struct, frozen=True, eq=False):
    """What each brought after the moment: friends, those of them who bought, and what these bought."""

    friends: Floats
    buyers: Floats
    sales: Floats


def lookback(facts: Facts, days: int = WINDOW) -> Lookback | Words:
    """The ways, as they would have done over the last window; else why they cannot be compared."""
    return facts.derived(f"key people looked back {days}", lambda facts: _lookback(facts, days))


def then(facts: Facts, fans: Fans, moment: int, days: int = WINDOW) -> Then:
    """What was known at a moment; who came later stands alone and has no beginning."""
    there = (fans.since < moment) & (fans.since != MISSING)
    parent = np.where(there, fans.forest.parent, -1).astype(np.int32)
    sales, early = bought_before(facts, fans, moment, days)
    known = replace(
        fans,
        forest=forest_of(parent),
        tied=np.where(parent >= 0, fans.tied, MISSING),
        since=np.where(there, fans.since, MISSING),
        bought=fans.bought & (fans.first_purchase < moment),
        sales=sales,
        until=moment,
    )
    return Then(known, there, early)


def scores_of(fans: Fans, ranks: Standing) -> dict[str, Floats]:
    """What each way ranks by; those who brought nobody come last in ours."""
    return {
        "ours": np.where(ranks.bringing.friends > 0, ranks.spread, -1.0),
        "degree": ranks.bringing.friends.astype(np.float64),
        "pagerank": ranks.pagerank,
        "sales": fans.sales.astype(np.float64),
    }


def first(scores: Floats, there: Mask, many: int) -> Ints:
    """The positions of the first by a score, among those who were there."""
    return np.argsort(-np.where(there, scores, -np.inf), kind="stable")[: min(many, int(there.sum()))]


def _lookback(facts: Facts, days: int) -> Lookback | Words:
    fans = fans_forest(facts)
    past = then(facts, fans, fans.until - days * DAY, days)
    ranks = standing_of(past.fans, past.early, days)
    if isinstance(ranks, Words):
        return _too_young(days, ranks)
    if int(past.there.sum()) <= PICKED:
        return _too_few(days)
    after = _after(fans, past.there)
    picks = {name: first(score, past.there, PICKED) for name, score in scores_of(past.fans, ranks).items()}
    ways = [_way(name, people, after) for name, people in picks.items()]
    return Lookback(days, PICKED, int(past.there.sum()), (*ways, _anyone(past.there, after)))


def _way(name: str, people: Ints, after: _After) -> Way:
    friends = after.friends[people]
    each = mean(len(people), float(friends.sum()), float((friends**2).sum()))
    assert each is not None, "more than one is picked"
    low = max(each.low, 0.0)
    return Way(
        name,
        tuple(people.tolist()),
        float(friends.sum()),
        Estimate(each.value, low, each.high),
        float(after.buyers[people].sum()),
        float(after.sales[people].sum()),
    )


def _anyone(there: Mask, after: _After) -> Way:
    every = _way("anyone", np.flatnonzero(there), after)
    part = PICKED / int(there.sum())
    return replace(every, people=(), friends=every.friends * part, buyers=every.buyers * part, sales=every.sales * part)


def _after(fans: Fans, there: Mask) -> _After:
    """Of friends who came later to people who were there."""
    parent = fans.forest.parent
    new = np.flatnonzero(~there & (parent >= 0))
    above, count = parent[new], len(fans)
    return _After(
        _sum(above, np.ones(len(new)), count),
        _sum(above, fans.bought[new], count),
        _sum(above, fans.sales[new], count),
    )


def _sum(place: Codes, values: Floats | Ints | Mask, count: int) -> Floats:
    return np.bincount(place, values.astype(np.float64), minlength=count).astype(np.float64)


def bought_before(facts: Facts, fans: Fans, moment: int, days: int = WINDOW) -> tuple[Ints, Ints]:
    """What each bought before a moment, and of that within the window of coming."""
    log = paid(facts)
    buyer = places(facts, "customers")[log.buyer]
    past = np.flatnonzero((buyer >= 0) & (log.at < moment))
    buyer, at, amount = buyer[past], log.at[past], log.amount[past].astype(np.float64)
    soon = at < fans.since[buyer] + days * DAY
    every, early = np.bincount(buyer, amount, len(fans)), np.bincount(buyer[soon], amount[soon], len(fans))
    return np.rint(every).astype(np.int64), np.rint(early).astype(np.int64)


def _too_young(days: int, why: Words) -> Words:
    return Words(
        f"退回 {days} 天前看，那时的数据还不够：{why.zh}",
        f"{days} days ago there was too little data yet: {why.en}",
    )


def _too_few(days: int) -> Words:
    return Words(
        f"{days} 天前的粉丝还不到 {PICKED} 位，没法回头比。",
        f"{days} days ago there were no more than {PICKED} fans: nothing can be compared.",
    )
