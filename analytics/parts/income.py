"""Parts of the shop's money: commissions, movements on the account, advertising, the cost of goods."""

from collections.abc import Callable

import numpy as np

from analytics.arrays import Ints, Mask
from analytics.counting import known
from analytics.cut import Cut
from analytics.log import SOLD, Log, by_day, by_time
from analytics.never_sent import never_sent
from analytics.part import Part, column
from analytics.paths import places
from storage.columns import MISSING
from storage.words import Words

COMMISSIONED = Log(
    "commissioned", "commissions", Words("佣金", "commissions"), by_time("commissions", "created_at"),
    ("customer_id",), may_begin_late=True, taken_up=True,
)  # fmt: skip
MOVED = Log(
    "moved", "settlements", Words("账户流水", "account movements"), by_time("settlements", "created_at"),
    ("order_id.buyer_id",), may_begin_late=True,
)  # fmt: skip
SPENT = Log(
    "spent", "ad_spend", Words("推广花费", "advertising cost"), by_day("ad_spend"), (),
    may_begin_late=True, taken_up=True,
)  # fmt: skip


def _of_type(name: str) -> Callable[[Cut], Mask]:
    """Movements of one type."""

    def mask(cut: Cut) -> Mask:
        same: Mask = cut.codes(("type",)) == cut.facts.category("type", name)
        return same

    return mask


def _not(of: Callable[[Cut], Mask]) -> Callable[[Cut], Mask]:
    return lambda cut: ~of(cut)


def _cost(cut: Cut) -> Ints:
    """What the pieces of a line cost to buy."""
    each, pieces = cut.codes(("sku_id.cost", "product_id.cost")), cut.column("quantity")
    unknown = (each == MISSING) | (pieces == MISSING)
    return np.where(unknown, MISSING, known(each) * known(pieces))


def _taken(cut: Cut) -> Ints:
    """A cost as a positive amount."""
    amounts = cut.column("amount")
    return np.where(amounts == MISSING, MISSING, -known(amounts))


def _valid(cut: Cut) -> Mask:
    valid: Mask = cut.codes(("status",)) != cut.facts.category("status", "cancelled")
    return valid


def _not_kept_back(cut: Cut) -> Mask:
    """Lines whose goods left or are still to leave."""
    left: Mask = ~never_sent(cut.facts)[places(cut.facts, "orders")[cut.codes(("order_id",))]]
    return left


COMMISSIONS = Part("commissions", COMMISSIONED, Words("佣金", "Commissions"), where=_valid, amounts=column("amount"))
FEES = Part("fees", MOVED, Words("平台服务费", "Platform fees"), where=_of_type("fee"), amounts=_taken)
MOVEMENTS = Part(
    "movements", MOVED, Words("账户流水(不含提现)", "Movements but withdrawals"), where=_not(_of_type("withdrawal")),
    amounts=column("amount"),
)  # fmt: skip
AD_COST = Part("ad_cost", SPENT, Words("推广花费", "Advertising cost"), amounts=column("cost"))
GOODS_COST = Part("goods_cost", SOLD, Words("商品成本", "Cost of goods"), where=_not_kept_back, amounts=_cost)
