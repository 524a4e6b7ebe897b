"""Logs: the events of a shop in the order in which they count, the ground that every number stands on."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.paths import Paths, along
from analytics.period import midnight
from storage.columns import MISSING
from storage.derive import done_refunds, paid, sold_lines
from storage.facts import Facts
from storage.words import Words

EPOCH = date(1970, 1, 1)
NEVER = int(np.iinfo(np.int64).max)
"""The end of what stands still."""


class Ordered(Struct, frozen=True):
    """Rows of one kind, sorted by the moment at which each counts (UTC milliseconds)."""

    position: Codes
    at: Ints


class Log(Struct, frozen=True):
    """Which rows of a kind count, and when."""

    id: str
    kind: str
    name: Words
    ordered: Callable[[Facts], Ordered]
    person: Paths
    """The way to the customer who acted."""
    may_begin_late: bool = False
    """A source may keep no such rows, or begin to later than it kept orders; then they are unknown, not 0."""
    begins_with: "Log | None" = None
    """The log with whose first row these begin to be kept: nobody can leave before somebody came."""
    links: Paths = ()
    """Who is counted so often that the rows of each are linked once and for all: the visitors of visits."""
    standing: bool = False
    """Rows stay from their moment on: a period has all that stand at its end, as the fans there are."""
    until: Callable[[Facts], Ints] | None = None
    """When each row of a standing log ends, in its order, ``NEVER`` where it does not; None where none ever does."""
    taken_up: bool = False
    """Of a tool that a shop takes up one day, as group-buys: the period in which it did so is known from then on, and
    before there was nothing. Of visits nobody knows whether there were none or none were kept."""

    def codes(self, facts: Facts, paths: Paths) -> Codes:
        """What ``paths`` lead to, in the order of the log."""

        def in_order(facts: Facts) -> Codes:
            return along(facts, self.kind, paths)[self.ordered(facts).position]

        return facts.derived(f"log {self.id} {paths}", in_order)

    def column(self, facts: Facts, name: str) -> Ints:
        """A column of numbers in the order of the log."""

        def in_order(facts: Facts) -> Ints:
            return facts[self.kind][name][self.ordered(facts).position]

        return facts.derived(f"log {self.id} column {name}", in_order)


def _paid(facts: Facts) -> Ordered:
    orders = paid(facts)
    return Ordered(orders.position, orders.at)


def _sold(facts: Facts) -> Ordered:
    lines = sold_lines(facts)
    return Ordered(lines.position, paid(facts).at[lines.paid_index])


def _refunded(facts: Facts) -> Ordered:
    refunds = done_refunds(facts)
    return Ordered(refunds.position, refunds.at)


def by_time(kind: str, path: str) -> Callable[[Facts], Ordered]:
    """The rows of a kind by the moment at the end of the path; those without one are left out."""

    def sort(facts: Facts) -> Ordered:
        at = along(facts, kind, (path,))
        known = np.flatnonzero(at != MISSING)
        at = at[known]
        if (at[1:] < at[:-1]).any():
            order = np.argsort(at, kind="stable")
            known, at = known[order], at[order]
        return Ordered(known, at)

    return _once(f"{kind} by {path}", sort)


def some_of(log: Log, name: str, which: Callable[[Facts], Mask]) -> Callable[[Facts], Ordered]:
    """The rows of another log for which ``which`` holds, given in its order."""

    def choose(facts: Facts) -> Ordered:
        every, kept = log.ordered(facts), np.flatnonzero(which(facts))
        return Ordered(every.position[kept], every.at[kept])

    return _once(name, choose)


def by_day(kind: str) -> Callable[[Facts], Ordered]:
    """The rows of a kind that tells a local day: they count at its first moment."""

    def sort(facts: Facts) -> Ordered:
        days, zone = facts[kind]["day"], facts.shop.zone
        different, which = np.unique(days, return_inverse=True)
        at = np.array([midnight(EPOCH + timedelta(days=int(day)), zone) for day in different], dtype=np.int64)[which]
        order = np.argsort(at, kind="stable")
        return Ordered(order, at[order])

    return _once(f"{kind} by day", sort)


def _once(name: str, build: Callable[[Facts], Ordered]) -> Callable[[Facts], Ordered]:
    return lambda facts: facts.derived(f"log of {name}", build)


PAID = Log("paid", "orders", Words("支付订单", "paid orders"), _once("paid", _paid), ("buyer_id",))
PLACED = Log("placed", "orders", Words("下单", "orders placed"), by_time("orders", "created_at"), ("buyer_id",))
SOLD = Log("sold", "order_lines", Words("商品明细", "lines sold"), _once("sold", _sold), ("order_id.buyer_id",))
ORDERED = Log(
    "ordered",
    "order_lines",
    Words("下单明细", "lines ordered"),
    by_time("order_lines", "order_id.created_at"),
    ("order_id.buyer_id",),
)
REFUNDED = Log(
    "refunded", "refunds", Words("退款", "refunds"), _once("refunded", _refunded), ("buyer_id", "order_id.buyer_id")
)
VISITED = Log("visited", "visits", Words("访问", "visits"), by_time("visits", "created_at"), ("customer_id",), True)
