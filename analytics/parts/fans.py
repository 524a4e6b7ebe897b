"""Parts of fans: who came, who left, who is there, who is active, and who bought within some days of coming."""

from collections.abc import Callable

import numpy as np

from analytics.arrays import Ints, Mask
from analytics.counting import known
from analytics.coverage import present
from analytics.cut import Cut
from analytics.fan_history import bringer, brought, by_code, came, first_purchase, joined_at, leaving, left
from analytics.last_seen import seen_between
from analytics.local_time import DAY
from analytics.log import PAID, Log
from analytics.part import Part, column
from storage.columns import MISSING
from storage.words import Words

WINDOWS = (7, 30, 90)
"""Days after coming within which a purchase is looked for."""

_SELF = ("id",)
CAME = Log("came", "customers", Words("粉丝加入", "fans joining"), came, _SELF, may_begin_late=True)
LEFT = Log("left", "customers", Words("取关", "unfollowing"), left, _SELF, may_begin_late=True, begins_with=CAME)
BROUGHT_IN = Log(
    "brought_in", "customers", Words("老带新", "fans brought by fans"), brought, _SELF, may_begin_late=True,
    begins_with=CAME,
)  # fmt: skip
THERE = Log("there", "customers", Words("粉丝", "fans"), came, _SELF, may_begin_late=True, standing=True, until=leaving)


def _active(cut: Cut) -> Mask:
    start, end = cut.period.bounds(cut.facts.shop.zone)
    active: Mask = seen_between(cut.facts, start, end)[cut.codes(_SELF)]
    return active


def _end(cut: Cut) -> int:
    return cut.period.bounds(cut.facts.shop.zone)[1]


def _bought(cut: Cut) -> Mask:
    bought: Mask = first_purchase(cut.facts)[cut.position] != MISSING
    return bought


def waited(cut: Cut) -> Ints:
    """Milliseconds from coming to the first purchase; below zero for who had bought before, ``MISSING`` for none."""
    since, first = joined_at(cut.facts)[cut.position], first_purchase(cut.facts)[cut.position]
    return np.where(first == MISSING, MISSING, known(first) - since)


def watched_for(days: int) -> Callable[[Cut], Mask]:
    """Who came long enough ago for the data to tell, and had not bought before."""

    def mask(cut: Cut) -> Mask:
        wait = waited(cut)
        watched: Mask = (cut.at + days * DAY <= present(cut.facts)) & ((wait >= 0) | (wait == MISSING))
        return watched

    return mask


def bought_within(days: int) -> Callable[[Cut], Mask]:
    """Who of these bought within so many days of coming."""
    watched = watched_for(days)

    def mask(cut: Cut) -> Mask:
        wait = waited(cut)
        within: Mask = watched(cut) & (wait >= 0) & (wait < days * DAY)
        return within

    return mask


def _bought_by_then(cut: Cut) -> Mask:
    first = first_purchase(cut.facts)[cut.position]
    bought: Mask = (first != MISSING) & (first < _end(cut))
    return bought


def _of_brought(cut: Cut) -> Mask:
    of_others: Mask = by_code(cut.facts, bringer(cut.facts), -1)[cut.codes(("buyer_id",))] >= 0
    return of_others


GAINED = Part("fans_gained", CAME, Words("新增粉丝", "Fans gained"))
LOST = Part("fans_lost", LEFT, Words("取关粉丝", "Fans lost"))
BROUGHT = Part("fans_brought", BROUGHT_IN, Words("老粉带来的新粉", "Fans brought by fans"))
BROUGHT_BUYING = Part(
    "brought_bought", BROUGHT_IN, Words("带来的人里买过的", "Those brought who bought"), where=_bought
)
FANS = Part("fans", THERE, Words("粉丝", "Fans"))
BUYING_FANS = Part("buying_fans", THERE, Words("买过的粉丝", "Fans who bought"), where=_bought_by_then)
BROUGHT_ORDERS = Part(
    "brought_orders", PAID, Words("带来的人的订单", "Orders of those brought"), where=_of_brought,
    amounts=column("payment_amount"),
)  # fmt: skip
ACTIVE = Part("active_fans", THERE, Words("活跃粉丝", "Active fans"), where=_active)

WATCHED_7, WATCHED_30, WATCHED_90 = (
    Part(f"watched_{days}", CAME, Words(f"加入满 {days} 天的新粉", f"Fans watched for {days} days"),
         where=watched_for(days))
    for days in WINDOWS
)  # fmt: skip
BOUGHT_7, BOUGHT_30, BOUGHT_90 = (
    Part(f"bought_{days}", CAME, Words(f"{days} 天内买过的新粉", f"Fans who bought within {days} days"),
         where=bought_within(days))
    for days in WINDOWS
)  # fmt: skip
