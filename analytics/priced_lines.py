"""Sold lines by item (a variant, or a product without any) with the price paid per piece, for all questions.

Those of a group-buy, of a campaign or with a coupon are left out: what they cost is no price that the shop asked of
everybody, and who bought was called. So are those whose money went back. An item's own lines are sorted when a question
first looks at it: questions mostly look at the same few.
"""

from datetime import timedelta

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.counting import sorting
from analytics.log import EPOCH, SOLD
from analytics.parts.fulfilment import refunded_lines, tells_line
from analytics.paths import places
from analytics.period import local_day, midnight
from analytics.prices import Sales, sales
from storage.columns import MISSING
from storage.facts import Facts


class PricedLines(Struct, frozen=True, eq=False):
    """All sold lines by item."""

    item: Codes
    """In the order of the log: the variant, or the product where no variant is named; -1 for neither, for what was not
    sold at the price asked of everybody, and where nothing tells a price."""
    order: Codes
    """Places in the log of the lines that have an item, by item and time."""
    starts: Ints
    """The lines of item i are ``order[starts[i]:starts[i + 1]]``."""

    def of(self, item: int) -> Codes:
        """The places in the log of the lines of an item, in the order of time."""
        return self.order[self.starts[item] : self.starts[item + 1]]


def priced_lines(facts: Facts) -> PricedLines:
    """The lines by item, worked out once."""
    return facts.derived("priced lines", _priced)


def sales_of(facts: Facts, item: int) -> Sales:
    """The sales ``of`` an item, days counted from 1970, worked out once."""
    return facts.derived(f"sales of item {item}", lambda facts: _sales(facts, item))


def _priced(facts: Facts) -> PricedLines:
    """Lines without pieces or with nothing paid (gifts) tell no price."""
    variant, product = SOLD.codes(facts, ("sku_id",)), SOLD.codes(facts, ("product_id",))
    pieces, amount = SOLD.column(facts, "quantity"), SOLD.column(facts, "amount")
    told = (pieces > 0) & (amount != MISSING) & (amount > 0) & (product >= 0) & ~set_apart(facts)
    item = np.where(told, np.where(variant >= 0, variant, product + np.int32(len(facts.position("skus")))), -1)
    known = np.flatnonzero(item >= 0)
    order = known[sorting(item[known])]
    starts = np.concatenate([[0], np.cumsum(np.bincount(item[known], minlength=1))])
    return PricedLines(item, order, starts)


def set_apart(facts: Facts) -> Mask:
    """Which sold lines are of a group, of a campaign, with a coupon or refunded, in the order of their log."""
    return facts.derived("sold lines set apart", _set_apart)


def _set_apart(facts: Facts) -> Mask:
    orders = facts["orders"]
    called: Mask = orders["type"] == facts.category("type", "group")
    for way in ("group_id", "campaign_id", "coupon_claim_id"):
        called = called | (orders[way] >= 0)
    apart: Mask = np.append(called, False)[places(facts, "orders")[SOLD.codes(facts, ("order_id",))]]
    return apart | refunded_lines(facts) if tells_line(facts) else apart


def _sales(facts: Facts, item: int) -> Sales:
    mine = priced_lines(facts).of(item)
    at, pieces, amount = SOLD.ordered(facts).at, SOLD.column(facts, "quantity"), SOLD.column(facts, "amount")
    return sales(_days(facts, at[mine]), pieces[mine], amount[mine] / pieces[mine])


def _days(facts: Facts, at: Ints) -> Codes:
    """The local days of moments at which something was sold, counted from 1970."""
    first, starts = facts.derived("days of sold lines", _days_sold)
    days: Codes = (first - 1 + np.searchsorted(starts, at, side="right")).astype(np.int32)
    return days


def _days_sold(facts: Facts) -> tuple[int, Ints]:
    """The first day with a sale, and the moments at which it and those after it began."""
    at, zone = SOLD.ordered(facts).at, facts.shop.zone
    first, last = (local_day(int(moment), zone) for moment in (at[0], at[-1]))
    starts = [midnight(first + timedelta(days=day), zone) for day in range((last - first).days + 1)]
    return (first - EPOCH).days, np.array(starts)
