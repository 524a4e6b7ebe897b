"""Which ratios of the tree are told apart by volume, mix and rate, and over the values of which dimension.

People are told apart by where they first came from in the period: then nobody is counted twice and the sums are exact.
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from analytics.dimension import Dimension
from analytics.dimensions.first import FIRST_CHANNEL, FIRST_PROVINCE
from analytics.dimensions.goods import CATEGORY
from analytics.dimensions.people import BUYER_KIND
from analytics.dimensions.place import CHANNEL
from analytics.metric import Metric, Term
from analytics.metrics.basket import BUYERS_MONEY, BUYERS_ORDERS, ITEMS_PER_ORDER, PRICE_PER_ITEM
from analytics.metrics.people import AOV, BUYER_COUNT, ORDERS_PER_BUYER
from analytics.metrics.traffic import CONVERSION, VISITOR_COUNT
from storage.words import Words


class Level(Struct, frozen=True):
    """A ratio that is not quite the tree's, so that it must not bear its name."""

    name: Words
    definition: Words
    beside: Words
    """How it goes together with the tree's."""


class Rate(Struct, frozen=True):
    """A ratio of the tree over a dimension."""

    metric: Metric
    top: Term
    bottom: Term
    volume: Words
    """What the bottom counts."""
    dimension: Dimension
    counted: Literal["money", "buyers", "top"] = "top"
    """In what effects are told: the top is money, buyers worth so much each, or something counted as it is."""

    level: Level | None = None
    """What the ratio is called here; None where it is the tree's own number."""

    @property
    def name(self) -> Words:
        """Of the ratio."""
        return self.level.name if self.level else self.metric.name

    @property
    def definition(self) -> Words:
        """Of the ratio."""
        return self.level.definition if self.level else self.metric.definition

    @property
    def id(self) -> str:
        """Of its table."""
        return f"mix_{self.metric.id}_{self.dimension.id}"


def _over(rate: Rate, *dimensions: Dimension) -> tuple[Rate, ...]:
    return tuple(replace(rate, dimension=dimension) for dimension in dimensions)


def _of(metric: Metric, top: Term, bottom: Term, volume: Words, counted: Literal["money", "buyers", "top"]) -> Rate:
    return Rate(metric, top, bottom, volume, FIRST_CHANNEL, counted)


_PER_BUYER = Level(
    Words("人均支付(不含游客)", "Paid per buyer (guests apart)"),
    Words("有买家的订单的支付金额 ÷ 支付买家数。", "What known buyers paid / buyers."),
    Words(
        "客单价还把游客的钱除在买家头上，所以比这里高；这里构成和水平两项，大致就是客单价的影响去掉游客那一份。",
        "The amount per buyer of the tree has the money of guests in it; mix and rate here are about its part in the"
        " change without that of guests.",
    ),
)
_PER_PIECE = Level(
    Words("明细件均价", "Price per piece of the lines"),
    Words(
        "订单明细的金额 ÷ 明细的件数，运费等明细也算件数。", "Amounts of order lines / their pieces, extras included."
    ),
    Words(
        "这里按订单明细算，运费等明细也算件数，和件均价(整单金额 ÷ 商品件数)不是一个数；"
        "构成和水平两项合起来，才和件均价的影响可比。",
        "This goes by order lines, extras count as pieces: not the price per item of the tree (whole orders / pieces of"
        " goods). Mix and rate together compare with its part in the change.",
    ),
)
_PIECES, _COUNTED = ITEMS_PER_ORDER.top, ITEMS_PER_ORDER.bottom
assert _COUNTED is not None
_ORDERS = Words("订单数", "orders")
_PRICES = _of(PRICE_PER_ITEM, PRICE_PER_ITEM.top, _PIECES, Words("件数", "pieces"), "money")

RATES: tuple[Rate, ...] = (
    *_over(
        _of(CONVERSION, BUYER_COUNT.top, VISITOR_COUNT.top, Words("访客数", "visitors"), "buyers"),
        FIRST_CHANNEL,
        FIRST_PROVINCE,
    ),
    *_over(
        replace(_of(AOV, BUYERS_MONEY, BUYER_COUNT.top, Words("买家数", "buyers"), "money"), level=_PER_BUYER),
        FIRST_CHANNEL,
        BUYER_KIND,
        FIRST_PROVINCE,
    ),
    *_over(
        _of(ORDERS_PER_BUYER, BUYERS_ORDERS, BUYER_COUNT.top, Words("买家数", "buyers"), "top"),
        FIRST_CHANNEL,
        BUYER_KIND,
    ),
    *_over(_of(ITEMS_PER_ORDER, _PIECES, _COUNTED, _ORDERS, "top"), CHANNEL),
    *_over(_PRICES, CHANNEL),
    *_over(replace(_PRICES, level=_PER_PIECE), CATEGORY),
)
