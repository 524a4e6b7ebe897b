"""What customers kept of what they bought: whose money all went back tells of no liking, from the moment it went.

A line is given back once refunds that name it, or its order and product, or its order, add up to what was paid for it.
Each refund counts from its own time on, so a replay knows of none that was still to come.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.log import NEVER
from analytics.never_sent import never_sent
from analytics.paths import along
from analytics.recommend.shop.past import EVER, Taken, bought, bought_lines
from storage.columns import MISSING
from storage.derive import DoneRefunds, done_refunds, paid, sold_lines
from storage.facts import Facts

ALL = 0.99
"""The part of what was paid that has to come back: discounts that are shared out leave a trace of rounding."""


def kept(facts: Facts, stop: int, start: int = EVER) -> Taken:
    """What was bought in [start, stop), UTC milliseconds, and not all given back before ``stop``."""
    return _without(facts, start, stop, given_back(facts) < stop)


def had(facts: Facts, moment: int) -> Taken:
    """What customers had in hand by a moment: kept, or sent back after it had come; not what never left the shop."""
    return _without(facts, EVER, moment, (given_back(facts) < moment) & stayed(facts))


def given_back(facts: Facts) -> Ints:
    """When the money for each line of ``bought`` had all gone back, UTC milliseconds; ``NEVER`` where it has not."""
    return facts.derived("bought and given back", lambda facts: _when_back(facts)[bought_lines(facts)])


def stayed(facts: Facts) -> Mask:
    """Of which lines of ``bought`` the goods never left the shop."""

    def build(facts: Facts) -> Mask:
        order = paid(facts).position[sold_lines(facts).paid_index[bought_lines(facts)]]
        found: Mask = never_sent(facts)[order]
        return found

    return facts.derived("bought and never sent", build)


def _without(facts: Facts, start: int, stop: int, lines: Mask) -> Taken:
    """What was bought in [start, stop) but some of the lines of ``bought``."""
    every = bought(facts)
    lo, hi = every.between(start, stop)
    return every.within(start, stop).only(~lines[lo:hi])


class _Ways(Struct, frozen=True, eq=False):
    """The numbers by which refunds and lines find each other, 0 and up; -1 where not known."""

    line: Ints
    product: Ints
    """Of the order and the product."""
    order: Ints


def _when_back(facts: Facts) -> Ints:
    """The same of every line sold: by that of the three ways which is whole first."""
    lines, refunds = sold_lines(facts), done_refunds(facts)
    own, named = _of_lines(facts), _of_refunds(facts)
    found: Ints = np.minimum.reduce(
        [
            _whole(refunds, named.line, own.line, lines.amount),
            _whole(refunds, named.product, own.product, _sums(own.product, lines.amount)),
            _whole(refunds, named.order, own.order, _goods(facts)[lines.paid_index]),
        ]
    )
    return found


def _of_lines(facts: Facts) -> _Ways:
    lines = sold_lines(facts)
    order = facts["orders"]["id"][paid(facts).position[lines.paid_index]]
    line = facts["order_lines"]["id"][lines.position]
    return _Ways(line.astype(np.int64), _pair(facts, order, lines.product), order.astype(np.int64))


def _of_refunds(facts: Facts) -> _Ways:
    rows = done_refunds(facts).position
    order = along(facts, "refunds", ("order_id", "line_id.order_id"))[rows]
    product = along(facts, "refunds", ("product_id", "line_id.product_id"))[rows]
    line = facts["refunds"]["line_id"][rows]
    return _Ways(line.astype(np.int64), _pair(facts, order, product), order.astype(np.int64))


def _pair(facts: Facts, order: Codes, product: Codes) -> Ints:
    both = order.astype(np.int64) * len(facts.position("products")) + product
    return np.where((order >= 0) & (product >= 0), both, -1)


def _goods(facts: Facts) -> Ints:
    """What was paid for the goods of each order of ``Paid``; freight is often kept. 0 where not known."""
    orders, position = facts["orders"], paid(facts).position
    payment, freight = orders["payment_amount"][position], orders["shipping_amount"][position]
    found: Ints = np.where(payment == MISSING, 0, payment - np.where(freight == MISSING, 0, freight))
    return found


def _sums(key: Ints, amount: Ints) -> NDArray[np.float64]:
    """Per row the amounts of all rows with its key."""
    _, place = np.unique(key, return_inverse=True)
    found: NDArray[np.float64] = np.bincount(place, amount).astype(np.float64)[place]
    return found


def _whole(refunds: DoneRefunds, named: Ints, key: Ints, due: NDArray[np.generic]) -> Ints:
    """Per line when refunds that name its key add up to what is due; ``NEVER`` where they do not, or nothing is due."""
    keys, place = np.unique(key, return_inverse=True)
    needed, when = np.zeros(len(keys)), np.full(len(keys), NEVER)
    needed[place] = due
    row = np.minimum(np.searchsorted(keys, named), max(len(keys) - 1, 0))
    ours = np.flatnonzero((keys[row] == named) & (named >= 0)) if len(keys) else np.zeros(0, np.int64)
    ours = ours[np.argsort(row[ours], kind="stable")]  # in the order of time within a key
    row, amount = row[ours], refunds.amount[ours]
    before = np.cumsum(amount) - amount
    first = np.searchsorted(row, row)
    whole = (needed[row] > 0) & (before + amount - before[first] >= ALL * needed[row])
    np.minimum.at(when, row[whole], refunds.at[ours[whole]])
    found: Ints = when[place]
    return found
