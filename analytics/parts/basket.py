"""Parts of what known buyers ordered: their orders and lines, apart from those of guests, and with how many pieces."""

from collections.abc import Callable

from analytics.arrays import Mask
from analytics.cut import Cut
from analytics.log import PAID, SOLD
from analytics.part import Part, column
from analytics.parts.buyers import GUEST, NOT_GUEST
from storage.columns import MISSING
from storage.words import Words

_ORDER = ("order_id",)


def _told(name: str) -> Callable[[Cut], Mask]:
    return lambda cut: cut.column(name) != MISSING


def _untold(name: str) -> Callable[[Cut], Mask]:
    return lambda cut: cut.column(name) == MISSING


_COUNTED = Words("有买家、知道件数的订单", "Orders of known buyers with known pieces")
_UNCOUNTED = Words("有买家、不知道件数的订单", "Orders of known buyers whose pieces are not known")

BUYER_PIECES = Part(
    "buyer_pieces", PAID, _COUNTED, NOT_GUEST, where=_told("item_count"), amounts=column("item_count")
)  # fmt: skip
BUYER_PIECES_MONEY = Part(
    "buyer_pieces_money", PAID, _COUNTED, NOT_GUEST, where=_told("item_count"), amounts=column("payment_amount")
)
UNCOUNTED = Part("uncounted_orders", PAID, _UNCOUNTED, NOT_GUEST, where=_untold("item_count"))

BUYER_LINES = Part(
    "buyer_lines", SOLD, Words("有买家的商品明细", "Lines of known buyers"), NOT_GUEST, amounts=column("amount")
)
GUEST_LINES = Part("guest_lines", SOLD, Words("游客的商品明细", "Lines of guests"), GUEST, amounts=column("amount"))
BUYER_LINE_PIECES = Part(
    "buyer_line_pieces", SOLD, _COUNTED, NOT_GUEST, where=_told("quantity"), amounts=column("quantity")
)
BUYER_LINE_PIECES_MONEY = Part(
    "buyer_line_pieces_money", SOLD, _COUNTED, NOT_GUEST, where=_told("quantity"), amounts=column("amount")
)
BUYER_LINE_COUNTED = Part(
    "buyer_line_counted", SOLD, _COUNTED, NOT_GUEST, where=_told("quantity"), each=_ORDER
)  # fmt: skip
UNCOUNTED_LINES = Part("uncounted_lines", SOLD, _UNCOUNTED, NOT_GUEST, where=_untold("quantity"), each=_ORDER)
