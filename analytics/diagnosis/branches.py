"""The tree as declared: which number stands below which, and in which way it is a part of it."""

from collections.abc import Collection, Mapping

from msgspec import Struct

from analytics.diagnosis.contributions import ROOT
from analytics.metric import Metric
from analytics.metrics.basket import (
    BUYERS_AMOUNT_PER_ORDER,
    GUEST_AMOUNT,
    ITEMS_PER_ORDER,
    PRICE_PER_ITEM,
    UNCOUNTED_ORDERS,
)
from analytics.metrics.income import NET_AMOUNT
from analytics.metrics.people import AOV, BUYER_COUNT, NEW, ORDERS_PER_BUYER, RETURNING
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import AMOUNT_PER_ORDER, PAID, PAYMENT_AMOUNT
from analytics.metrics.traffic import CONVERSION, VISITOR_COUNT
from storage.words import Words


class Branch(Struct, frozen=True):
    """One node."""

    metric: Metric
    parent: str | None
    way: str = ""
    always: bool = True
    """Shown in every tree; else only where it has a part in the change."""

    @property
    def id(self) -> str:
        """Of the node: that of its metric."""
        return self.metric.id


BRANCHES: tuple[Branch, ...] = (
    Branch(PAYMENT_AMOUNT, None),
    Branch(BUYER_COUNT, ROOT, "buyers"),
    Branch(AOV, ROOT, "buyers"),
    Branch(PAID, ROOT, "orders", always=False),
    Branch(AMOUNT_PER_ORDER, ROOT, "orders", always=False),
    Branch(NET_AMOUNT, ROOT, "kept"),
    Branch(REFUND_AMOUNT, ROOT, "kept"),
    Branch(VISITOR_COUNT, "buyers", "visits"),
    Branch(CONVERSION, "buyers", "visits"),
    Branch(NEW, "buyers", "kinds"),
    Branch(RETURNING, "buyers", "kinds"),
    Branch(ORDERS_PER_BUYER, "aov", "basket"),
    Branch(BUYERS_AMOUNT_PER_ORDER, "aov", "basket", always=False),
    Branch(ITEMS_PER_ORDER, "aov", "basket"),
    Branch(PRICE_PER_ITEM, "aov", "basket"),
    Branch(UNCOUNTED_ORDERS, "aov", "basket", always=False),
    Branch(GUEST_AMOUNT, "aov", "basket", always=False),
)

_SUMS = ("kept", "kinds")
_BESIDE: Mapping[str, Words] = {
    GUEST_AMOUNT.id: Words("，游客的钱另算一项", "; the money of guests is a part by itself"),
    UNCOUNTED_ORDERS.id: Words(
        "，不知道件数的订单和其余订单的差另算一项", "; how orders of unknown pieces differ from the others is one too"
    ),
}
"""Parts that stand beside the factors."""
_MEANS: Mapping[str, Words] = {
    "kept": Words(
        "：付来的钱里，留下的和退掉的；退款不是多卖的原因",
        ": what stayed of it and what went back; refunds sell nothing",
    )
}
"""What a way of splitting is not to be misread as."""


def grown(contributions: Collection[str]) -> list[Branch]:
    """The branches of a tree with these contributions: each before those below it, ways that add up first."""
    shown = [branch for branch in BRANCHES if branch.always or branch.id in contributions]
    return _below(None, shown, contributions)


def _below(parent: str | None, shown: list[Branch], contributions: Collection[str]) -> list[Branch]:
    own = [branch for branch in shown if branch.parent == parent]
    told = {branch.way for branch in own if branch.id in contributions}
    own.sort(key=lambda branch: branch.way not in told)  # stable: otherwise as declared
    return [each for branch in own for each in (branch, *_below(branch.id, shown, contributions))]


def how(branch: Branch, tree: list[Branch], contributions: Collection[str]) -> Words:
    """How the nodes below make it; empty for one without any."""
    below = [each for each in tree if each.parent == branch.id]
    told = [each for each in below if each.id in contributions] or below
    ways = [_said([each for each in told if each.way == way]) for way in dict.fromkeys(each.way for each in told)]
    zh, en = "；也等于 ".join(way.zh for way in ways), "; also ".join(way.en for way in ways)
    return Words(zh, en)


def _said(way: list[Branch]) -> Words:
    names = [each.metric.name for each in way if each.id not in _BESIDE]
    sign = " + " if way[0].way in _SUMS else " × "
    after = [_BESIDE[each.id] for each in way if each.id in _BESIDE]
    after += [_MEANS[way[0].way]] if way[0].way in _MEANS else []
    return Words(
        sign.join(name.zh for name in names) + "".join(each.zh for each in after),
        sign.join(name.en for name in names) + "".join(each.en for each in after),
    )
