"""Does sharing sell: how many sharers bring visits and sales, and how far those who come by a share get."""

from analytics.asked import Asked
from analytics.panels.funnel import Step, funnel
from analytics.parts.sharing import (
    LED_TO_CART,
    LED_TO_ORDER,
    LED_TO_PAID,
    LED_TO_PRODUCT,
    SHARED_VISITORS,
    SHARERS,
    SHARERS_SOLD,
    SHARERS_VISITED,
)
from analytics.result import Table
from analytics.sharing_logs import LED_HERE, SOLD_BY_SHARING
from analytics.subject import Panel
from storage.words import Words

_SHARERS = (
    Step("shared", Words("分享了", "Shared"), SHARERS),
    Step("visited", Words("分享带来了访问", "Brought visits"), SHARERS_VISITED),
    Step("sold", Words("分享带来了成交", "Brought sales"), SHARERS_SOLD),
)
_LED = (
    Step("visit", Words("从分享进店", "Came by a share"), SHARED_VISITORS),
    Step("product", Words("看了商品", "Looked at a product"), LED_TO_PRODUCT),
    Step("cart", Words("加了购物车", "Used the cart"), LED_TO_CART),
    Step("order", Words("下了单", "Ordered"), LED_TO_ORDER),
    Step("paid", Words("付了款", "Paid"), LED_TO_PAID),
)
_FARTHEST = Words(
    "按每个人本期走到的最远一步算；中间少了记录的，也算走过。",
    "By the farthest step of each person in the period; steps without a record count as taken.",
)
_PAID = Words(
    "“付了款”是从分享进过店的人里，本期付过任何一单的，不论那一单是不是分享带来的；没认出是哪位粉丝的访客也算。"
    "“分享带来的买家”数的是分享带来的那些订单的买家，所以两个数不一样。",
    "“Paid” are those who came by a share and paid any order of the period, whether it came of sharing or not; "
    "visitors who are not known by name count too. “Buyers from shares” are the buyers of orders that sharing led to: "
    "another number.",
)


def sharers_funnel(asked: Asked, panel: Panel) -> Table:
    """Sharers, those whose shares brought a visit, those whose shares brought a paid order."""
    steps = [step for step in _SHARERS if step.id != "visited" or len(LED_HERE.ordered(asked.facts).at)]
    steps = [step for step in steps if step.id != "sold" or len(SOLD_BY_SHARING.ordered(asked.facts).at)]
    return funnel(asked, panel, Words("人数", "Sharers"), steps, _FARTHEST)


def led_funnel(asked: Asked, panel: Panel) -> Table:
    """Visitors who came by a share, step by step to the payment."""
    return funnel(
        asked, panel, Words("人数", "People"), _LED, Words(_FARTHEST.zh + _PAID.zh, f"{_FARTHEST.en} {_PAID.en}")
    )
