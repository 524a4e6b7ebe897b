"""Parts of refunds."""

from analytics.log import REFUNDED
from analytics.part import Part, column
from storage.words import Words

REFUNDS = Part("refunds", REFUNDED, Words("退款", "Refunds"), amounts=column("amount"))
