"""Parts of buyers with what they spent: a click lists the people, their total is the money."""

from analytics.arrays import Mask
from analytics.cut import Cut
from analytics.log import PAID, SOLD
from analytics.part import Part, column
from storage.words import Words


def _known(cut: Cut) -> Mask:
    of_buyer: Mask = cut.codes(cut.log.person) >= 0
    return of_buyer


SPENDERS = Part(
    "spenders", PAID, Words("买家和他们的金额", "Buyers and what they spent"), where=_known, each=("buyer_id",),
    amounts=column("payment_amount"),
)  # fmt: skip
LINE_SPENDERS = Part(
    "line_spenders", SOLD, Words("买家和他们的金额", "Buyers and what they spent"), where=_known,
    each=("order_id.buyer_id",), amounts=column("amount"),
)  # fmt: skip
