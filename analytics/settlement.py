"""Whether what arrived on the account is what the order says: each order's state of settlement.

A sale is due ``DUE`` after the buyer confirmed receipt. Orders confirmed before the record of movements begins are left
out, since their movements may lie before it.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.coverage import coverage
from analytics.local_time import DAY
from analytics.paths import along, places
from storage.columns import MISSING
from storage.derive import done_refunds
from storage.facts import Facts
from storage.words import Words

DUE = 15 * DAY
"""Milliseconds within which sales and refunds reach the account."""

STATES = {
    "right": Words("已到账且相符", "settled, as ordered"),
    "open": Words("还没到期", "not due yet"),
    "missing": Words("到期没到账", "due and not settled"),
    "short": Words("到账偏少", "settled too little"),
    "over": Words("到账偏多", "settled too much"),
    "refund": Words("退款对不上", "refunds differ"),
}
_RIGHT, _OPEN, _MISSING, _SHORT, _OVER, _REFUND = range(6)
WRONG = ("missing", "short", "over", "refund")


class Settlement(Struct, frozen=True):
    """One value per row of ``facts["orders"]``."""

    state: Codes
    """Index into ``STATES``; -1 for orders that nothing can be said of."""
    gap: Ints
    """Settled less what should have been, minor units; 0 where all is right or open."""


def settlement(facts: Facts) -> Settlement:
    """How every order was settled, as of the end of the data."""
    return facts.derived("settlement of orders", _settle)


def _settle(facts: Facts) -> Settlement:
    orders, known = facts["orders"], coverage(facts)
    moved = facts["settlements"]
    if known is None or not len(moved):
        return Settlement(np.full(len(orders), -1, np.int8), np.zeros(len(orders), np.int64))
    payment, finished = orders["payment_amount"], orders["finished_at"]
    sale, sales = _sums(facts, "sale")
    back, _ = _sums(facts, "refund")
    expected_back, settling = _refunds(facts, known.until)
    begins = int(moved["created_at"][moved["created_at"] != MISSING].min())
    usable = (orders["paid_at"] != MISSING) & (payment != MISSING)
    due = usable & (finished != MISSING) & (finished >= begins) & (finished + DUE <= known.until)
    gap = sale - np.where(payment == MISSING, 0, payment)
    gap_back = -back - expected_back
    state = np.full(len(orders), -1, np.int8)
    for code, holds in (
        (_OPEN, usable & ((finished == MISSING) | (finished >= begins))),
        (_MISSING, due & (sales == 0)),
        (_RIGHT, usable & (sales > 0)),
        (_REFUND, usable & (sales > 0) & ~settling & (gap_back != 0)),
        (_SHORT, usable & (sales > 0) & (gap < 0)),
        (_OVER, usable & (sales > 0) & (gap > 0)),
    ):
        state[holds] = code
    return Settlement(state, _gaps(state, gap, gap_back))


def _gaps(state: Codes, gap: Ints, gap_back: Ints) -> Ints:
    wrong_sale = (state == _MISSING) | (state == _SHORT) | (state == _OVER)
    return np.where(wrong_sale, gap, np.where(state == _REFUND, -gap_back, 0)).astype(np.int64)


def _sums(facts: Facts, kind: str) -> tuple[Ints, Ints]:
    """Per order, what its movements of a type come to, and how many there are."""
    moved = facts["settlements"]
    order = places(facts, "orders")[along(facts, "settlements", ("order_id",))]
    wanted: Mask = (moved["type"] == facts.category("type", kind)) & (order >= 0)
    wanted &= moved["amount"] != MISSING
    size = len(facts["orders"])
    sums = np.bincount(order[wanted], moved["amount"][wanted], minlength=size)
    return np.rint(sums).astype(np.int64), np.bincount(order[wanted], minlength=size)


def _refunds(facts: Facts, until: int) -> tuple[Ints, Mask]:
    """Per order, what was refunded long enough ago to have left the account, and whether some is younger."""
    refunds, table = done_refunds(facts), facts["refunds"]
    order = places(facts, "orders")[table["order_id"][refunds.position]]
    amount = table["amount"][refunds.position]
    usable = (order >= 0) & (amount != MISSING)
    young = refunds.at + DUE > until
    size = len(facts["orders"])
    sums = np.bincount(order[usable], amount[usable], minlength=size)
    return np.rint(sums).astype(np.int64), np.bincount(order[usable & young], minlength=size) > 0
