"""Columns that follow from others, made once per Facts when first needed: logs in time order with running sums.

Amounts that are not known count as 0 here: the sum is that of what is known.
"""

import numpy as np
from msgspec import Struct

from storage.chains import Chain, chain, order_by_code, running
from storage.columns import MISSING, Array, Int32, Int64
from storage.facts import Facts


class Paid(Struct, frozen=True, eq=False):
    """All paid orders in the order in which they were paid."""

    position: Int64
    """Index into ``facts["orders"]``."""
    at: Int64
    """When the payment was confirmed, UTC milliseconds."""
    buyer: Int32
    """Code of the buyer, -1 for a guest."""
    amount: Int64
    """Payment amount in minor units."""
    amount_to: Int64
    """Running sums of ``amount``; length n + 1."""
    chain: Chain
    """Each order linked with the same buyer's orders before and after it."""

    def __len__(self) -> int:
        return len(self.at)

    @property
    def previous(self) -> Int32:
        """Index of the same buyer's previous paid order, -1 for a first order and for a guest's."""
        return self.chain.previous

    def between(self, start: int, stop: int) -> tuple[int, int]:
        """The slice of orders paid in [start, stop), UTC milliseconds."""
        return between(self.at, start, stop)


class DoneRefunds(Struct, frozen=True, eq=False):
    """All refunds whose money has gone back, in the order in which it went."""

    position: Int64
    """Index into ``facts["refunds"]``."""
    at: Int64
    """When the money went back, UTC milliseconds."""
    amount: Int64
    """Money given back in minor units."""
    amount_to: Int64
    """Running sums of ``amount``; length n + 1."""

    def between(self, start: int, stop: int) -> tuple[int, int]:
        """The slice of refunds done in [start, stop), UTC milliseconds."""
        return between(self.at, start, stop)


class SoldLines(Struct, frozen=True, eq=False):
    """The lines of all paid orders, in the order of ``Paid``."""

    paid_index: Int32
    """Index of the line's order in ``Paid``."""
    position: Int64
    """Index into ``facts["order_lines"]``."""
    amount: Int64
    """What the buyer paid for the line, minor units."""
    quantity: Int64
    """Pieces."""
    product: Int32
    """Code of the product, -1 where not known."""
    starts: Int64
    """The lines of paid order i are ``starts[i]:starts[i + 1]``."""


class Visits(Struct, frozen=True, eq=False):
    """All visits in time order."""

    position: Int64
    """Index into ``facts["visits"]``."""
    at: Int64
    """When the visit began, UTC milliseconds."""
    visitor: Int32
    """Code of the visitor, -1 where not known."""
    chain: Chain
    """Each visit linked with the same visitor's visits before and after it."""

    @property
    def previous(self) -> Int32:
        """Index of the same visitor's previous visit, -1 where there is none."""
        return self.chain.previous

    def between(self, start: int, stop: int) -> tuple[int, int]:
        """The slice of visits begun in [start, stop), UTC milliseconds."""
        return between(self.at, start, stop)


def paid(facts: Facts) -> Paid:
    """All orders with a known time of payment, by that time."""
    return facts.derived("paid", _paid)


def done_refunds(facts: Facts) -> DoneRefunds:
    """All refunds with a known time of refund that are neither open nor refused, by that time."""
    return facts.derived("done_refunds", _done_refunds)


def sold_lines(facts: Facts) -> SoldLines:
    """The lines of paid orders, order by order."""
    return facts.derived("sold_lines", _sold_lines)


def visits_by_time(facts: Facts) -> Visits:
    """All visits by the time they began."""
    return facts.derived("visits_by_time", _visits_by_time)


def between(at: Int64, start: int, stop: int) -> tuple[int, int]:
    """The slice of ascending times in [start, stop)."""
    lo, hi = np.searchsorted(at, (start, stop))
    return int(lo), int(hi)


def _paid(facts: Facts) -> Paid:
    orders = facts["orders"]
    position = _by_time(orders["paid_at"])
    buyer = orders["buyer_id"][position]
    amount = _known(orders["payment_amount"][position])
    return Paid(
        position=position,
        at=orders["paid_at"][position],
        buyer=buyer,
        amount=amount,
        amount_to=running(amount),
        chain=chain(buyer),
    )


def _done_refunds(facts: Facts) -> DoneRefunds:
    refunds = facts["refunds"]
    names = refunds.categories("status")
    not_done = [code for code, name in enumerate(names) if name in ("open", "refused")]
    position = _by_time(np.where(np.isin(refunds["status"], not_done), MISSING, refunds["refunded_at"]))
    amount = _known(refunds["amount"][position])
    return DoneRefunds(position=position, at=refunds["refunded_at"][position], amount=amount, amount_to=running(amount))


def _sold_lines(facts: Facts) -> SoldLines:
    lines = facts["order_lines"]
    orders = paid(facts)
    paid_index = _paid_index_of_lines(facts, orders)
    position = order_by_code(paid_index)[: np.count_nonzero(paid_index >= 0)]  # the others come last
    paid_index = paid_index[position]
    return SoldLines(
        paid_index=paid_index,
        position=position,
        amount=_known(lines["amount"][position]),
        quantity=_known(lines["quantity"][position]),
        product=lines["product_id"][position],
        starts=running(np.bincount(paid_index, minlength=len(orders))),
    )


def _paid_index_of_lines(facts: Facts, orders: Paid) -> Int32:
    """Line position -> index of its order in Paid, -1 for none; "not known" (-1) reads the extra last entry."""
    of_position = np.full(len(facts["orders"]) + 1, -1, np.int32)
    of_position[orders.position] = np.arange(len(orders), dtype=np.int32)
    of_code = np.append(of_position[facts.position("orders")], np.int32(-1))
    return of_code[facts["order_lines"]["order_id"]]


def _visits_by_time(facts: Facts) -> Visits:
    visits = facts["visits"]
    position = _by_time(visits["created_at"])
    visitor = visits["visitor_id"][position]
    return Visits(position=position, at=visits["created_at"][position], visitor=visitor, chain=chain(visitor))


def _by_time(times: Int64) -> Int64:
    """Positions with a known time, earliest first, equal times in row order."""
    position = np.flatnonzero(times != MISSING)
    return position[np.argsort(times[position], kind="stable")]


def _known(values: Array) -> Array:
    return np.where(values == MISSING, 0, values)
