"""Parts of paid orders by how they were settled."""

from analytics.arrays import Ints
from analytics.cut import Cut
from analytics.log import PAID
from analytics.part import Narrow, Part
from analytics.settlement import settlement
from storage.words import Words


def _gap(cut: Cut) -> Ints:
    return abs(settlement(cut.facts).gap[cut.position])


WRONGLY_SETTLED = Part(
    "wrongly_settled",
    PAID,
    Words("对不上的订单", "Orders that do not match"),
    Narrow(without=(("settlement", ""), ("settlement", "right"), ("settlement", "open"))),
    amounts=_gap,
)
