"""What chance deals out: buyers, each with everything they did; a guest's order and an unknown visitor are their own.

Money and orders come in buyers: whoever orders five times decides once whether to be a customer, and one buyer may be
a sixth of a week. So every test and interval of the diagnosis resamples buyers, never orders.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics import counting
from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.log import Log
from analytics.metric import Term
from analytics.part import WHOLE, Narrow
from analytics.slice import Slice
from storage.facts import Facts

Floats = NDArray[np.float64]

_ORDER_OF = {"orders": ("id",), "order_lines": ("order_id",), "refunds": ("order_id",)}
"""What stands for a guest."""


class Roster(Struct, frozen=True):
    """The units that did something on either side, numbered from 0."""

    number: NDArray[np.int32]
    """By raw code (``unit_codes``); -1 for those who did nothing."""
    size: int


def unit_codes(cut: Cut) -> Codes:
    """A raw code for the unit that each row belongs to: visitors for visits, else buyers, else orders, else rows."""
    log = cut.log
    return cut.of(cut.facts.derived(f"units of {log.id}", lambda facts: _units(facts, log)))


def _units(facts: Facts, log: Log) -> Codes:
    """The same for all rows of a log."""
    kind, own = log.kind, log.ordered(facts).position
    if kind == "visits":
        return _else(log.codes(facts, ("visitor_id",)), own, len(facts.position("visitors")))
    people, orders = len(facts.position("customers")), len(facts.position("orders"))
    order = _else(log.codes(facts, _ORDER_OF[kind]), own, orders) if kind in _ORDER_OF else own + orders
    return _else(log.codes(facts, log.person), order, people) if log.person else order + people


def space(kind: str) -> str:
    """Which units the rows of a kind belong to: two kinds of one space share their units."""
    return "visitors" if kind == "visits" else "people"


def roster(cuts: Sequence[Cut]) -> Roster:
    """The units of these rows, all of one space."""
    raw = [unit_codes(cut) for cut in cuts]
    seen = np.zeros(max((int(codes.max(initial=-1)) for codes in raw), default=-1) + 1, dtype=np.bool_)
    for codes in raw:
        seen[codes] = True
    there = np.flatnonzero(seen)
    number = np.full(len(seen), -1, dtype=np.int32)
    number[there] = np.arange(len(there), dtype=np.int32)
    return Roster(number, len(there))


def per_unit(cube: Slice, term: Term, units: Roster, narrow: Narrow = WHOLE) -> Floats:
    """What each unit adds to a term in what ``narrow`` leaves; the sum is the term."""
    cut = cube.rows(term.part, narrow)
    if term.how == "count":
        cut = counting.first_of_each(cut, term.part)
        return np.bincount(units.number[unit_codes(cut)], minlength=units.size).astype(np.float64)
    amounts = counting.known(counting.amounts(cut, term.part))
    return np.bincount(units.number[unit_codes(cut)], amounts, minlength=units.size).astype(np.float64)


def _else(codes: Codes, otherwise: Codes, size: int) -> Codes:
    """The codes, and above them what stands for those not known."""
    unknown = np.flatnonzero(codes < 0)
    result = codes.copy()
    result[unknown] = otherwise[unknown] + size
    return result
