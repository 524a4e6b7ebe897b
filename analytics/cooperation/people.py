"""The shop's own side of a co-operation: who bought what in two years, and by which phones each buyer is known."""

import numpy as np
from msgspec import Struct

from analytics.cooperation.buckets import Hashes
from analytics.coverage import present
from analytics.local_time import DAY
from storage.columns import Int32
from storage.derive import paid, sold_lines
from storage.facts import Facts

DAYS = 730
"""How far back a buyer counts: who has not come for two years is no customer to share."""


class Known(Struct, frozen=True, eq=False):
    """People with a phone, a row per phone; some have several."""

    person: Int32
    """Codes of customers."""
    crowd: Hashes
    """Of the phone: its bucket among all numbers (``buckets.py``), the same for everybody."""
    coin: Hashes
    """Of the phone, keyed by this profile alone: what the partner cannot work out."""
    key: bytes
    """Of the agreement: the partner makes the same marks with it."""


class Bought(Struct, frozen=True, eq=False):
    """Who bought what within the last ``DAYS``; gifts are no choice and do not count."""

    buyers: Int32
    """Codes of all who paid, ascending."""
    person: Int32
    """One of each pair of a buyer and a product: no pair comes twice."""
    product: Int32


def bought(facts: Facts) -> Bought:
    """What counts of the shop's sales."""
    return facts.derived("bought for a co-operation", _bought)


def _bought(facts: Facts) -> Bought:
    orders, lines = paid(facts), sold_lines(facts)
    begins = int(np.searchsorted(orders.at, present(facts) - DAYS * DAY))
    buyers = np.unique(orders.buyer[begins:])
    buyer = orders.buyer[lines.paid_index]
    counts = (lines.paid_index >= begins) & (buyer >= 0) & (lines.product >= 0)
    counts &= facts["order_lines"]["is_gift"][lines.position] != 1
    size = len(facts.position("products"))
    pairs = np.unique(buyer[counts].astype(np.int64) * size + lines.product[counts])
    person, product = np.divmod(pairs, max(size, 1))
    return Bought(buyers[buyers >= 0], person.astype(np.int32), product.astype(np.int32))
