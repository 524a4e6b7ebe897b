"""The key figures of any period over all orders of a shop, without grouping anything.

This is the one place where they are computed: the views call it, and the benchmark ``periods`` measures it.
"""

from msgspec import Struct

from analytics.local_time import DAY
from storage.derive import Paid

YEAR_MS = 365 * DAY
"""A returning buyer has paid within this time before the period began."""


class KeyFigures(Struct, frozen=True):
    """What was sold in a period, and to whom. Money in minor units."""

    payment_amount: int
    paid_orders: int
    buyers: int
    """Distinct known buyers; guests are orders, not buyers."""
    returning_buyers: int
    """Those who had paid in the 365 days before the period began."""

    @property
    def new_buyers(self) -> int:
        """The buyers who are not returning."""
        return self.buyers - self.returning_buyers


def key_figures(paid: Paid, start_ms: int, end_ms: int) -> KeyFigures:
    """The key figures of [start_ms, end_ms), UTC milliseconds."""
    start, stop = paid.between(start_ms, end_ms)
    since = paid.at.searchsorted(start_ms - YEAR_MS)
    return KeyFigures(
        payment_amount=int(paid.amount_to[stop] - paid.amount_to[start]),
        paid_orders=stop - start,
        buyers=paid.chain.people(start, stop),
        returning_buyers=paid.chain.people_back(start, stop, int(since)),
    )
