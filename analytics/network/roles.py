"""The part each key person plays, by a stated rule, and what to do: one part a person, the first that fits.

Thresholds are of the shop itself (its buyers' sales, its fans' bringing), so a small shop has key people too. The
evidence for each is in ``evidence.py``.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.local_time import DAY
from analytics.network.fans import Fans, fans_forest
from analytics.network.forest import Floats
from analytics.network.share_ties import came_by_share
from analytics.network.standing import Standing, standing
from storage.facts import Facts
from storage.words import Words

TIMES = 3
"""Promoters bring so many times what is to be expected, or more, with 97.5% probability."""
LEAST_BUYERS = 3
"""Friends brought who bought, of promoters; friends who brought buyers themselves, of opinion leaders."""
BIG = 0.95
"""Big buyers are above this quantile of the sales of buyers."""
LEAST_ORDERS, SILENT, GONE = 3, 3.0, 180
"""About to lapse: so many orders, silent for so many times the mean gap between them (5% of those who still buy as
before are), but not for so many days: those are gone."""


class Role(Struct, frozen=True):
    """A part people play."""

    name: Words
    rule: Words
    treatment: Words


ROLES = {
    "lapsing": Role(
        Words("快要流失", "About to lapse"),
        Words(
            f"带货推手、意见领袖或消费前 5% 的买家，买过 {LEAST_ORDERS} 单以上，"
            f"没下单的时间已到平时间隔的 {SILENT:g} 倍，但不到 {GONE} 天。",
            f"A promoter, an opinion leader or one of the top 5% of buyers with {LEAST_ORDERS} orders or more, silent "
            f"for {SILENT:g} times the usual gap, but under {GONE} days.",
        ),
        Words(
            "这周由店主本人联系：问近况，按上次买的东西备一份补货或老客礼，不群发。",
            "The owner writes this week, in person: ask how things are, offer a refill of what was bought last.",
        ),
    ),
    "leader": Role(
        Words("意见领袖", "Opinion leader"),
        Words(
            f"带来的人里至少 {LEAST_BUYERS} 位自己又带来买家，再往下的人不少于直接带来的人。",
            f"At least {LEAST_BUYERS} of the friends brought have brought buyers themselves, and as many people stand "
            "further down as directly below.",
        ),
        Words(
            "请来一起做内容：新品先试，请写真实体验或开一场直播；给身份和署名，比给佣金管用。",
            "Make content together: first to try what is new, an honest review or a live show; a name counts more than "
            "commission.",
        ),
    ),
    "promoter": Role(
        Words("带货推手", "Promoter"),
        Words(
            f"带来至少 {LEAST_BUYERS} 位买家，并且有 97.5% 的把握，带人是同期粉丝的 {TIMES} 倍以上。",
            f"Brought {LEAST_BUYERS} buyers or more and, with 97.5% probability, brings {TIMES} times what fans who "
            "came at that time bring, or more.",
        ),
        Words(
            "给专属邀请码和够用的样品，奖励按带来的买家算(只算一级)；每月告诉 TA 带来了什么。",
            "A code of their own and enough samples, rewarded per buyer brought (one level only); tell them monthly "
            "what came of it.",
        ),
    ),
    "quiet": Role(
        Words("沉默大户", "Quiet big buyer"),
        Words(
            "消费在买家的前 5%，还没带来一位买家，也没人从 TA 的分享进店，近期仍在买。",
            "In the top 5% of buyers, brought no buyer and nobody by a share yet, and still buys.",
        ),
        Words(
            "先把服务做好，不催分享；下单后附一张可以送朋友的体验装或券，愿意送就送。",
            "Serve well and do not press for shares; add a sample or coupon to give to a friend, if they like.",
        ),
    ),
}  # fmt: skip
"""Roles by key, in the order in which they are looked for."""


class Roles(Struct, frozen=True, eq=False):
    """Per position in ``facts["customers"]`` but ``big``."""

    role: Codes
    """Places in ``ROLES``; -1 for everybody else."""
    spreading: Ints
    """Friends brought who brought buyers themselves."""
    beyond: Ints
    """Fans more than one step below."""
    silence: Floats
    """Days since the last purchase; nan without any."""
    gap: Floats
    """Mean days between orders; nan with fewer than two."""
    big: float
    """Sales from which on a buyer is a big one, minor units."""

    def of(self, role: str) -> Ints:
        """Who has a role, in row order."""
        return np.flatnonzero(self.role == list(ROLES).index(role))


def role_codes(facts: Facts) -> Codes:
    """Places in ``ROLES`` for all customers, -1 for everybody else; all -1 where nobody can be told from others."""

    def found(facts: Facts) -> Codes:
        ranks = standing(facts)
        if isinstance(ranks, Words):
            return np.full(len(facts["customers"]), -1, np.int8)
        return roles_in_shop(facts, ranks).role

    return facts.derived("fan role codes", found)


def roles_in_shop(facts: Facts, ranks: Standing) -> Roles:
    """The part of each fan of a shop, by its standing."""
    return facts.derived("fan roles", lambda facts: roles(fans_forest(facts), ranks, _shared_with(facts)))


def _shared_with(facts: Facts) -> Mask:
    """Through whose shares anybody known came."""
    return np.bincount(came_by_share(facts)[0], minlength=len(facts["customers"])) > 0


def roles(fans: Fans, ranks: Standing, sharing: Mask) -> Roles:
    """The part of each fan; ``sharing`` are those through whose shares somebody came."""
    spreading, beyond = _spreading(fans, ranks), ranks.reached - ranks.bringing.friends
    bought = np.where(fans.bought, fans.last_purchase, 0)
    silence = np.where(fans.bought, (fans.until - bought) / DAY, np.nan)
    gap = np.full(len(fans), np.nan)
    often = fans.orders > 1
    gap[often] = (fans.last_purchase[often] - fans.first_purchase[often]) / (fans.orders[often] - 1) / DAY
    big = float(np.quantile(fans.sales[fans.bought], BIG)) if fans.bought.any() else np.inf
    leader = (spreading >= LEAST_BUYERS) & (beyond >= ranks.bringing.friends)
    promoter, buys_big = _promoters(ranks), fans.bought & (fans.sales >= big) & (fans.sales > 0)
    lapsing = (
        (leader | promoter | buys_big)
        & (fans.orders >= LEAST_ORDERS)
        & (np.nan_to_num(silence) >= SILENT * np.nan_to_num(gap))
        & (np.nan_to_num(silence) < GONE)
    )
    quiet = buys_big & (ranks.buyers == 0) & ~sharing & ~fans.lapsed
    role = np.select([lapsing, leader, promoter, quiet], range(len(ROLES)), -1).astype(np.int8)
    return Roles(role, spreading, beyond, silence, gap, big)


def _spreading(fans: Fans, ranks: Standing) -> Ints:
    parent = fans.forest.parent
    again = (parent >= 0) & (ranks.buyers > 0)
    return np.bincount(parent[again], minlength=len(fans)).astype(np.int64)


def _promoters(ranks: Standing) -> Mask:
    found = ranks.buyers >= LEAST_BUYERS
    some = np.flatnonzero(found)
    found[some] = ranks.bringing.bounds(some)[0] >= TIMES
    return found
