"""Which ratios of the tree are told apart by volume, mix and rate, and over the values of which dimension.

People are told apart by where they first came from in the period: then nobody is counted twice and the sums are exact.
"""

from typing import Literal

from msgspec import Struct

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

    @property
    def id(self) -> str:
        """Of its table."""
        return f"mix_{self.metric.id}_{self.dimension.id}"


def _of(metric: Metric, top: Term, bottom: Term, volume: Words, counted: Literal["money", "buyers", "top"]) -> Rate:
    return Rate(metric, top, bottom, volume, FIRST_CHANNEL, counted)


def _over(rate: Rate, *dimensions: Dimension) -> tuple[Rate, ...]:
    return tuple(
        Rate(rate.metric, rate.top, rate.bottom, rate.volume, dimension, rate.counted) for dimension in dimensions
    )


_PIECES, _COUNTED = ITEMS_PER_ORDER.top, ITEMS_PER_ORDER.bottom
assert _COUNTED is not None
_ORDERS = Words("订单数", "orders")

RATES: tuple[Rate, ...] = (
    *_over(
        _of(CONVERSION, BUYER_COUNT.top, VISITOR_COUNT.top, Words("访客数", "visitors"), "buyers"),
        FIRST_CHANNEL,
        FIRST_PROVINCE,
    ),
    *_over(
        _of(AOV, BUYERS_MONEY, BUYER_COUNT.top, Words("买家数", "buyers"), "money"),
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
    *_over(_of(PRICE_PER_ITEM, PRICE_PER_ITEM.top, _PIECES, Words("件数", "pieces"), "money"), CHANNEL, CATEGORY),
)
