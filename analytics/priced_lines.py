"""Sold lines by item (a variant, or a product without any) with the price paid per piece: once for all questions."""

from datetime import timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.counting import sorting
from analytics.log import EPOCH, SOLD
from analytics.period import local_day, midnight
from storage.columns import MISSING
from storage.facts import Facts


class PricedLines(Struct, frozen=True, eq=False):
    """All sold lines in the order of their log, and once more by item."""

    item: Codes
    """The variant, or the product where no variant is named; -1 for neither, and where nothing tells a price."""
    product: Codes
    day: Codes
    """Local day, counted from 1970."""
    pieces: Ints
    price: NDArray[np.float64]
    """Paid per piece, minor units."""
    order: Codes
    """Places of the lines that have an item, by item and time."""
    starts: Ints
    """The lines of item i are ``order[starts[i]:starts[i + 1]]``."""


def priced_lines(facts: Facts) -> PricedLines:
    """The lines by item, worked out once."""
    return facts.derived("priced lines", _priced)


def _priced(facts: Facts) -> PricedLines:
    """Lines without pieces or with nothing paid (gifts) tell no price."""
    variant, product = SOLD.codes(facts, ("sku_id",)), SOLD.codes(facts, ("product_id",))
    pieces, amount = SOLD.column(facts, "quantity"), SOLD.column(facts, "amount")
    told = (pieces > 0) & (amount != MISSING) & (amount > 0) & (product >= 0)
    item = np.where(told, np.where(variant >= 0, variant, product + np.int32(len(facts.position("skus")))), -1)
    known = np.flatnonzero(item >= 0)
    order = known[sorting(item[known])]
    starts = np.concatenate([[0], np.cumsum(np.bincount(item[known], minlength=1))])
    price = np.where(told, amount, 0) / np.where(told, pieces, 1)
    return PricedLines(item, product, _days(facts), np.where(pieces == MISSING, 0, pieces), price, order, starts)


def _days(facts: Facts) -> Codes:
    """The local day of each sold line."""
    at, zone = SOLD.ordered(facts).at, facts.shop.zone
    if not len(at):
        return np.zeros(0, dtype=np.int32)
    first, last = (local_day(int(moment), zone) for moment in (at[0], at[-1]))
    days = range((last - first).days + 1)
    edges = np.array([midnight(first + timedelta(days=day), zone) for day in days])
    return ((first - EPOCH).days - 1 + np.searchsorted(edges, at, side="right")).astype(np.int32)
