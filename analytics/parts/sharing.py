"""Parts of sharing: what fans passed on, who came by it, and what was sold that way."""

from analytics.arrays import Mask
from analytics.cut import Cut
from analytics.part import Narrow, Part, column
from analytics.parts.traffic import got_to
from analytics.share_chains.soon import WINDOW, in_time, of_the_same, watched
from analytics.sharing_logs import BOUGHT_AFTER, FOLLOWED, LED_HERE, SHARED, SOLD_BY_SHARING, VISITED_AFTER
from storage.words import Words


def _by_share_of_period(cut: Cut) -> Mask:
    """Visits by shares that were made in the period themselves."""
    start, end = cut.period.bounds(cut.facts.shop.zone)
    shared = cut.codes(("share_id.created_at",))
    fresh: Mask = (shared >= start) & (shared < end)
    return fresh


SHARES = Part("shares", SHARED, Words("分享", "Shares"))
SHARERS = Part("sharers", SHARED, Words("分享的人", "Sharers"), each=("customer_id",))
SHARED_VISITS = Part("shared_visits", LED_HERE, Words("分享带来的访问", "Visits from shares"))
FRESH_VISITS = Part(
    "fresh_visits", LED_HERE, Words("本期的分享带来的访问", "Visits by shares of the period"), where=_by_share_of_period
)
SHARED_VISITORS = Part(
    "shared_visitors", LED_HERE, Words("分享带来的访客", "Visitors from shares"), each=("visitor_id",)
)
SHARED_ORDERS = Part(
    "shared_orders",
    SOLD_BY_SHARING,
    Words("分享带来的订单", "Orders from shares"),
    amounts=column("payment_amount"),
)
SHARED_BUYERS = Part(
    "shared_buyers", SOLD_BY_SHARING, Words("分享带来的买家", "Buyers from shares"), each=("buyer_id",)
)
SHARERS_VISITED = Part(
    "sharers_visited",
    SHARED,
    Words("带来访问的人", "Sharers who brought visits"),
    Narrow(without=(("sharer_step", ""), ("sharer_step", "shared"))),
    each=("customer_id",),
)
SHARERS_SOLD = Part(
    "sharers_sold",
    SHARED,
    Words("带来成交的人", "Sharers who brought sales"),
    Narrow(slices=(("sharer_step", "sold"),)),
    each=("customer_id",),
)
LED_TO_PRODUCT = Part(
    "led_to_product", LED_HERE, Words("看了商品", "Looked at a product"), got_to("product"), each=("visitor_id",)
)
LED_TO_CART = Part("led_to_cart", LED_HERE, Words("加了购物车", "Used the cart"), got_to("cart"), each=("visitor_id",))
LED_TO_ORDER = Part("led_to_order", LED_HERE, Words("下了单", "Ordered"), got_to("order"), each=("visitor_id",))
LED_TO_PAID = Part("led_to_paid", LED_HERE, Words("付了款", "Paid"), got_to("paid"), each=("visitor_id",))


def _of_ones_own(cut: Cut) -> Mask:
    first: Mask = cut.codes(("parent_share_id",)) < 0
    return first


FIRST_SHARES = Part("first_shares", SHARED, Words("自己起头的分享", "First shares"), where=_of_ones_own)
WATCHED_SHARES = Part(
    "watched_shares", SHARED, Words(f"满 {WINDOW} 天的分享", f"Shares watched for {WINDOW} days"), where=watched
)


def _followed_soon(part_id: str, name: Words, thing: str, same: bool) -> Part:
    """Shares that followed another in time, of the very thing of that one or of something else."""

    def where(cut: Cut) -> Mask:
        of_it = of_the_same(cut, thing)
        return in_time(cut) & (of_it if same else ~of_it)

    return Part(part_id, FOLLOWED, name, where=where)


CONTENT_PASSED_ON, PRODUCT_PASSED_ON = (
    _followed_soon(part_id, Words(f"{WINDOW} 天内接着传的", f"Passed on within {WINDOW} days"), thing, same=True)
    for part_id, thing in (("content_passed_on", "content_id"), ("product_passed_on", "product_id"))
)
OTHER_CONTENT, OTHER_PRODUCT = (
    _followed_soon(part_id, Words(f"{WINDOW} 天内分享的别的", f"Others within {WINDOW} days"), thing, same=False)
    for part_id, thing in (("other_than_content", "content_id"), ("other_than_product", "product_id"))
)
VISITED_SOON = Part(
    "visited_soon", VISITED_AFTER, Words(f"{WINDOW} 天内的访问", f"Visits within {WINDOW} days"), where=in_time
)
BOUGHT_SOON = Part(
    "bought_soon",
    BOUGHT_AFTER,
    Words(f"{WINDOW} 天内的订单", f"Orders within {WINDOW} days"),
    where=in_time,
    amounts=column("payment_amount"),
)
