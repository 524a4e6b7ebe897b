"""Parts of what new fans buy soon after they came: their orders, counted at the moment they came."""

from collections.abc import Callable

from analytics.arrays import Mask
from analytics.content_fans import bought_by_fans
from analytics.coverage import present
from analytics.cut import Cut
from analytics.fan_history import by_code, first_purchase, joined_at
from analytics.local_time import DAY
from analytics.log import PAID, Log
from analytics.part import Part, column
from storage.columns import MISSING
from storage.words import Words

BOUGHT_BY_FANS = Log(
    "bought_by_fans", "orders", Words("新粉的订单", "orders of new fans"), bought_by_fans, ("buyer_id",), True, PAID
)


def _within(days: int) -> Callable[[Cut], Mask]:
    """Paid so soon after coming, by fans watched for all of these days who had not bought before."""

    def mask(cut: Cut) -> Mask:
        paid, buyer = cut.column("paid_at"), cut.codes(("buyer_id",))
        first = by_code(cut.facts, first_purchase(cut.facts), MISSING)[buyer]
        came = by_code(cut.facts, joined_at(cut.facts), MISSING)[buyer]
        inside: Mask = (paid >= cut.at) & (paid < cut.at + days * DAY) & (first >= came)
        return inside & (cut.at + days * DAY <= present(cut.facts))

    return mask


FIRST_SALES_7, FIRST_SALES_30 = (
    Part(
        f"first_sales_{days}",
        BOUGHT_BY_FANS,
        Words(f"新粉 {days} 天内的订单", f"Orders of new fans within {days} days"),
        where=_within(days),
        amounts=column("payment_amount"),
    )
    for days in (7, 30)
)
