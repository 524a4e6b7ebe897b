"""Who the key people are: what each fan is worth by own purchases and by those who came through them.

Two amounts answer two questions. ``spread`` is about the person: what the friends buy whom they bring in a window, had
everybody the chances of an average fan. It ranks the key people. ``worth`` is the account so far: own sales, and what
friends reached are worth, less with every step down. Both value a friend by empirical Bayes (``friends_worth.py``).
Neither counts mere friends: who came early has many, and what they buy differs. On a forest no search can beat these
sums: nobody is reached by two ways.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.local_time import DAY
from analytics.network.bringing import Bringing, bringing
from analytics.network.fans import Fans, brought_buyers, fans_forest
from analytics.network.forest import Floats, below, sizes
from analytics.network.friends_worth import FriendsWorth, friends_worth
from analytics.network.pagerank import pagerank
from analytics.network.watched import WINDOW, early_sales, watched
from analytics.result import Estimate
from analytics.say import count, counted
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

LEAST_TIES = 30
"""With fewer friends brought in all, nobody is told from others."""


class Standing(Struct, frozen=True, eq=False):
    """One value per position in ``facts["customers"]`` but where said otherwise."""

    days: int
    """The window."""
    bringing: Bringing
    """Friends brought: how many (the degree), how many were to be expected, and their ratio."""
    buyers: Ints
    """Friends brought who bought to date."""
    reached: Ints
    """All fans below, at any distance."""
    downstream: Ints
    """What all of these bought to date, minor units."""
    friends: FriendsWorth
    """What a friend of each is worth in the window."""
    usual: float
    """Friends whom a fan brings in a window on average, by all ties to date."""
    spread: Floats
    """What friends brought in a window buy in theirs, at the chances of an average fan, minor units."""
    worth: Floats
    """Own sales and the discounted worth of friends reached, minor units."""
    pagerank: Floats

    def spread_of(self, place: int) -> Estimate:
        """``spread`` of one fan with the interval of how eagerly they bring."""
        low, high = self.bringing.bounds(np.array([place]))
        each = self.usual * float(self.friends.per_friend[place])
        return Estimate(float(self.spread[place]), float(low[0]) * each, float(high[0]) * each)

    def ranked(self, most: int) -> Ints:
        """Those who brought somebody, by ``spread``, greatest first."""
        order = np.argsort(-self.spread, kind="stable")
        return order[self.bringing.friends[order] > 0][:most]


def standing(facts: Facts) -> Standing | Words:
    """The standing of all fans; else why nobody can be told from others."""
    return facts.derived(
        "fans standing", lambda facts: standing_of(fans_forest(facts), early_sales(facts, fans_forest(facts)))
    )


def standing_of(fans: Fans, early: Ints, days: int = WINDOW) -> Standing | Words:
    """The same from a network, and what each fan bought within the window."""
    forest = fans.forest
    ties = int((forest.parent >= 0).sum())
    if ties < LEAST_TIES:
        return _too_few(ties)
    brings = bringing(forest.parent, fans.since, fans.tied)
    friends = friends_worth(forest, early, watched(fans, days).whole)
    if friends.mean <= 0:
        return _too_early(days)
    usual = ties / _windows(fans, days)
    return Standing(
        days,
        brings,
        brought_buyers(forest, fans.bought),
        sizes(forest),
        np.rint(below(forest, fans.sales.astype(np.float64))).astype(np.int64),
        friends,
        usual,
        brings.ratio * usual * friends.per_friend,
        fans.sales + friends.per_friend * friends.reached,
        pagerank(forest),
    )


def _windows(fans: Fans, days: int) -> float:
    """For how many windows fans have been there, all together."""
    there = fans.until - fans.since[fans.since != MISSING]
    return float(np.maximum(there, 0).sum() / (days * DAY))


def _too_early(days: int) -> Words:
    return Words(
        f"老粉带来的人里，还没有加入满 {days} 天并且买过的，算不出带来一个人值多少。",
        f"Of the friends brought nobody came {days} days ago and bought; what one is worth cannot be told yet.",
    )


def _too_few(ties: int) -> Words:
    return Words(
        f"老粉一共只带来 {count(ties)} 人，满 {LEAST_TIES} 人才能看出谁是关键人物。",
        f"Fans brought {counted(ties, 'friend').en} in all; who the key people are can be told from {LEAST_TIES} on.",
    )
