"""Parts of buyers with what they spent: a click lists the people, their total is the money."""

from analytics.log import PAID, SOLD
from analytics.part import Part, column
from analytics.parts.buyers import NOT_GUEST
from storage.words import Words

SPENDERS = Part(
    "spenders", PAID, Words("买家和他们的金额", "Buyers and what they spent"), NOT_GUEST, each=("buyer_id",),
    amounts=column("payment_amount"),
)  # fmt: skip
LINE_SPENDERS = Part(
    "line_spenders", SOLD, Words("买家和他们的金额", "Buyers and what they spent"), NOT_GUEST,
    each=("order_id.buyer_id",), amounts=column("amount"),
)  # fmt: skip
