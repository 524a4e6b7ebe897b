"""How long paid orders waited for their parcel: worked out once for all orders of a shop."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.coverage import present
from analytics.local_time import HOUR
from analytics.paths import along
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

DUE = 48 * HOUR
"""Platforms ask for a parcel within 48 hours of payment; a group-buy counts from the moment the group is full."""

BANDS: dict[str, tuple[int | None, Words]] = {
    "12": (12, Words("12 小时内", "within 12 hours")),
    "24": (24, Words("12–24 小时", "12–24 hours")),
    "48": (48, Words("24–48 小时", "24–48 hours")),
    "72": (72, Words("48–72 小时", "48–72 hours")),
    "168": (168, Words("3–7 天", "3–7 days")),
    "later": (None, Words("7 天以上", "over 7 days")),
    "waiting": (None, Words("待发货(48 小时内)", "waiting, up to 48 hours")),
    "overdue": (None, Words("超 48 小时未发货", "waiting over 48 hours")),
    "grouping": (None, Words("拼团还没满", "its group is not full")),
    "closed": (None, Words("没发货就关闭", "closed before sending")),
}
"""What became of an order, by key: sent within so many hours, or not sent."""
_WAITING, _OVERDUE, _GROUPING, _CLOSED = (
    list(BANDS).index(key) for key in ("waiting", "overdue", "grouping", "closed")
)


class Sent(Struct, frozen=True, eq=False):
    """Waiting times of all paid orders, in the order of ``Paid``."""

    waited: Ints
    """Milliseconds from payment (or the full group) to the parcel, or to the last that is known of a waiting one."""
    sent: Mask
    band: Codes
    """Code of the band, in the order of ``BANDS``."""


def sent(facts: Facts) -> Sent:
    """The waiting times."""
    return facts.derived("waiting times", _sent)


def tells_shipping(facts: Facts) -> bool:
    """Whether the source says when orders were sent."""
    return facts.derived("tells shipping", lambda facts: bool((facts["orders"]["shipped_at"] != MISSING).any()))


def _sent(facts: Facts) -> Sent:
    orders, until = paid(facts), present(facts)
    table = facts["orders"]
    shipped, closed, finished = (table[name][orders.position] for name in ("shipped_at", "closed_at", "finished_at"))
    done = shipped != MISSING
    end = np.where(done, shipped, np.where(closed != MISSING, closed, np.where(finished != MISSING, finished, until)))
    ready, grouping = _ready(facts)
    waited = np.where(grouping, 0, np.maximum(end - ready, 0))  # nothing can be sent before the group is full
    over = (closed != MISSING) | (finished != MISSING) | _moved_on(facts)[orders.position]
    hours = [limit * HOUR for limit, _ in BANDS.values() if limit]
    unsent = np.where(grouping, _GROUPING, np.where(waited > DUE, _OVERDUE, _WAITING))
    bands = np.where(done, np.searchsorted(hours, waited, side="left"), np.where(over, _CLOSED, unsent))
    return Sent(waited, done, bands.astype(np.int32))


def _ready(facts: Facts) -> tuple[Ints, Mask]:
    """When each paid order could be sent: once paid, and its group full. And which are in a group that is not."""
    orders = paid(facts)
    full = along(facts, "orders", ("group_id.completed_at",))[orders.position]
    opened = along(facts, "orders", ("group_id.created_at",))[orders.position]
    grouping = (opened != MISSING) & (full == MISSING) & (facts["orders"]["shipped_at"][orders.position] == MISSING)
    return np.maximum(orders.at, full), grouping  # MISSING is smaller than any moment


def _moved_on(facts: Facts) -> Mask:
    """Which orders are past sending by their status, whatever times the source leaves out."""
    names = facts["orders"].categories("status")
    past = [code for code, name in enumerate(names) if name in ("shipped", "finished", "closed")]
    return np.isin(facts["orders"]["status"], past)
