"""Orders whose goods never left: closed, or wholly refunded, before anything was sent.

An order that still waits is not one of them. Where the source tells nothing of sending, a refund alone does not say
that the goods stayed.
"""

import numpy as np

from analytics.arrays import Codes, Mask
from analytics.paths import places
from analytics.shipping import tells_shipping
from storage.columns import MISSING
from storage.derive import done_refunds
from storage.facts import Facts


def never_sent(facts: Facts) -> Mask:
    """Which orders, by position in ``facts["orders"]``; one place more, False, for -1."""
    return facts.derived("orders never sent", _never_sent)


def _never_sent(facts: Facts) -> Mask:
    orders = facts["orders"]
    status, names = orders["status"], orders.categories("status")
    went = (orders["shipped_at"] != MISSING) | (orders["finished_at"] != MISSING)
    went |= np.isin(status, _codes(names, "shipped", "finished"))
    closed = (orders["closed_at"] != MISSING) | np.isin(status, _codes(names, "closed"))
    back_first = _refunded_before_sending(facts) if tells_shipping(facts) else np.zeros(len(orders), dtype=bool)
    found: Mask = np.append((closed & ~went) | back_first, False)
    return found


def _codes(names: tuple[str, ...], *wanted: str) -> list[int]:
    return [names.index(name) for name in wanted if name in names]


def _refunded_before_sending(facts: Facts) -> Mask:
    """Which orders got all their money back before the parcel left, or without one."""
    orders, refunds = facts["orders"], done_refunds(facts)
    amount, paid = facts["refunds"]["amount"][refunds.position], orders["payment_amount"]
    order: Codes = places(facts, "orders")[facts["refunds"]["order_id"][refunds.position]]
    shipped, finished = orders["shipped_at"], orders["finished_at"]
    leaves = np.where(shipped != MISSING, shipped, np.where(finished != MISSING, finished, np.iinfo(np.int64).max))
    early = (order >= 0) & (amount != MISSING) & (refunds.at < leaves[order])
    back = np.bincount(order[early], weights=amount[early], minlength=len(orders))
    whole: Mask = (paid != MISSING) & (paid > 0) & (back >= paid)
    return whole
