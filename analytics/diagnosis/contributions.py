"""What each node did to the payment amount, in whole minor units that add up on every node and in every way.

A unit of a node is worth so much of its parent, and a unit of the parent so much of the root. With LMDI that is the
same as splitting the root into all its factors at once; with Shapley the orders keep the factors of a node together
(G. Owen, "Values of games with a priori unions", 1977). Money of guests has no buyer: its change is a part by itself.
"""

from collections.abc import Mapping

from msgspec import Struct

from analytics.diagnosis.apportion import apportion
from analytics.diagnosis.products import Products, products
from analytics.diagnosis.rule import Rule
from analytics.diagnosis.sums import Sums

ROOT = "payment_amount"


class Way(Struct, frozen=True):
    """One way of splitting a node: parts that add up to the part of the node."""

    parent: str
    id: str
    parts: Mapping[str, float]
    """By node; not rounded."""


def contributions(ways: tuple[Way, ...], change: int) -> dict[str, int]:
    """The contribution of every node to the ``change`` of the root; parents come before what is below them."""
    found = {ROOT: change}
    for way in ways:
        found |= zip(way.parts, apportion(list(way.parts.values()), found[way.parent]), strict=True)
    return found


def ways(rule: Rule, before: Sums, now: Sums) -> tuple[Way, ...]:
    """Every way in which the change between two periods can be split, parents first."""
    every = products(before, now)
    guests = {"guest_amount": float(now.guests - before.guests)} if before.guests or now.guests else {}
    return (
        *_money(rule, every, guests),
        *_kept(before, now),
        *_buyers(rule, every, before, now),
        *_basket(rule, every, guests),
    )


def worth_of_a_buyer(rule: Rule, before: Sums, now: Sums) -> float:
    """What one buyer more is worth of the payment amount, minor units; 0 where nobody is known."""
    money = products(before, now).money
    return money.worth(rule).get("buyers", 0.0) if money else 0.0


def _money(rule: Rule, every: Products, guests: Mapping[str, float]) -> list[Way]:
    if every.money is None:
        return []
    parts = every.money.parts(rule)
    if "aov" not in parts:
        return [Way(ROOT, "orders", parts)]
    return [Way(ROOT, "buyers", parts | {"aov": parts["aov"] + sum(guests.values())})]


def _kept(before: Sums, now: Sums) -> list[Way]:
    """What was paid has been given back or stays."""
    if before.refunded is None or now.refunded is None:
        return []
    refunds = float(now.refunded - before.refunded)
    net = now.paid - before.paid - refunds
    return [Way(ROOT, "kept", {"net_amount": net, "refund_amount": refunds})]


def _buyers(rule: Rule, every: Products, before: Sums, now: Sums) -> list[Way]:
    if every.money is None or "buyers" not in every.money.nodes:
        return []
    worth = every.money.worth(rule)["buyers"]
    visits = every.visits.parts(rule) if every.visits else {}
    kinds = {"new_buyers": float(now.new - before.new), "returning_buyers": float(now.returning - before.returning)}
    split: dict[str, dict[str, float]] = {"visits": visits, "kinds": kinds}
    return [
        Way("buyers", name, {node: worth * part for node, part in parts.items()})
        for name, parts in split.items()
        if parts
    ]


def _basket(rule: Rule, every: Products, guests: Mapping[str, float]) -> list[Way]:
    if every.money is None or every.basket is None:
        return []
    worth = every.money.worth(rule)["aov"]
    parts = {node: worth * part for node, part in every.basket.parts(rule).items()}
    return [Way("aov", "basket", {**parts, **guests})]
