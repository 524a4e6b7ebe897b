"""Parts of orders by what became of them: refunded, sent, still waiting."""

from collections.abc import Callable

import numpy as np

from analytics.arrays import Codes, Mask
from analytics.cut import Cut
from analytics.local_time import HOUR
from analytics.log import PAID, REFUNDED, SOLD, Log
from analytics.part import Part, column
from analytics.shipping import BANDS, sent
from storage.columns import MISSING
from storage.derive import done_refunds, paid
from storage.facts import Facts
from storage.words import Words

_PAYMENT = column("payment_amount")
NEARLY_ALL = 0.9
"""Part of the refunds that must name what they belong to before shares of it are told."""


STANDING = Log(
    "standing_orders", "orders", Words("到期末为止的订单", "orders up to the period's end"), PAID.ordered,
    ("buyer_id",), standing=True,
)  # fmt: skip


def refunded(facts: Facts) -> Mask:
    """Which paid orders, in the order of ``Paid``, have a refund whose money went back."""

    def of_orders(facts: Facts) -> Mask:
        named = facts["refunds"]["order_id"][done_refunds(facts).position]
        found = np.zeros(len(facts.position("orders")) + 1, dtype=bool)
        found[named] = True
        found[-1] = False  # refunds that name no order
        return found[facts["orders"]["id"][paid(facts).position]]

    return facts.derived("refunded orders", of_orders)


def tells_refunded(facts: Facts) -> bool:
    """Whether refunds name the order they belong to, as far as there are any: all but a few of them."""
    named = facts["refunds"]["order_id"][done_refunds(facts).position]
    return not len(named) or float((named >= 0).mean()) >= NEARLY_ALL


def tells_line(facts: Facts) -> bool:
    """Whether refunds name the line they belong to, or the product and its order."""
    return facts.derived("tells refunded lines", lambda facts: _tells_line(facts))


def _tells_line(facts: Facts) -> bool:
    rows, table = done_refunds(facts).position, facts["refunds"]
    line, order, product = (table[name][rows] for name in ("line_id", "order_id", "product_id"))
    named = (line >= 0) | ((order >= 0) & (product >= 0))
    return not len(named) or float(named.mean()) >= NEARLY_ALL


def refunded_lines(facts: Facts) -> Mask:
    """Which sold lines, in the order of their log, were refunded: by name, or by their order and product."""

    def of_lines(facts: Facts) -> Mask:
        rows, table = done_refunds(facts).position, facts["refunds"]
        line = table["line_id"][rows]
        by_line = np.zeros(len(facts.position("order_lines")) + 1, dtype=bool)
        by_line[line] = True
        by_line[-1] = False
        lines = SOLD.codes(facts, ("id",))
        return by_line[lines] | _by_product(facts, rows[line < 0])

    return facts.derived("refunded lines", of_lines)


def _by_product(facts: Facts, refunds: Codes) -> Mask:
    """Which sold lines have the order and the product of some of the refunds."""
    table, size = facts["refunds"], len(facts.position("products")) + 1
    order, product = table["order_id"][refunds].astype(np.int64), table["product_id"][refunds]
    wanted = (order * size + product)[(order >= 0) & (product >= 0)]
    of_line, sold = SOLD.codes(facts, ("order_id",)).astype(np.int64), SOLD.codes(facts, ("product_id",))
    found: Mask = np.isin(of_line * size + sold, wanted) & (of_line >= 0) & (sold >= 0)
    return found


def _refunded(cut: Cut) -> Mask:
    return cut.of(refunded(cut.facts)) & _not_failed(cut)


def _sent_within(hours: int) -> Callable[[Cut], Mask]:
    def within(cut: Cut) -> Mask:
        times = sent(cut.facts)
        found: Mask = cut.of(times.sent) & (cut.of(times.waited) <= hours * HOUR)
        return found

    return within


def _banded(*keys: str) -> Callable[[Cut], Mask]:
    codes = [list(BANDS).index(key) for key in keys]
    return lambda cut: np.isin(cut.of(sent(cut.facts).band), codes)


def _not_failed(cut: Cut) -> Mask:
    """Which orders, or refunds of orders, are not those of a group that did not fill."""
    way = "group_id.status" if cut.log.kind == "orders" else "order_id.group_id.status"  # refunds and lines
    left: Mask = cut.codes((way,)) != cut.facts.category("status", "failed")
    return left


KEPT_ORDERS = Part(
    "kept_orders", PAID, Words("支付订单(拼团没成的除外)", "Paid orders but of groups that failed"), where=_not_failed,
    amounts=_PAYMENT,
)  # fmt: skip
REFUNDED_ORDERS = Part(
    "refunded_orders", PAID, Words("退过款的订单", "Refunded orders"), where=_refunded, amounts=_PAYMENT
)
KEPT_LINES = Part(
    "kept_lines", SOLD, Words("售出商品(拼团没成的除外)", "Lines sold but of groups that failed"), where=_not_failed,
    amounts=column("amount"),
)  # fmt: skip
REFUNDED_LINES = Part(
    "refunded_lines", SOLD, Words("退过款的售出商品", "Lines refunded"), amounts=column("amount"),
    where=lambda cut: cut.of(refunded_lines(cut.facts)) & _not_failed(cut),
)  # fmt: skip
GOODS_REFUNDS = Part(
    "goods_refunds", REFUNDED, Words("退款(拼团没成的除外)", "Refunds but of groups that failed"), where=_not_failed,
    amounts=column("amount"),
)  # fmt: skip
TO_SEND = Part(
    "to_send", PAID, Words("该发货的订单", "Orders to be sent"),
    where=lambda cut: ~_banded("closed", "grouping")(cut), amounts=_PAYMENT,
)  # fmt: skip
PARCELS = Part(
    "parcels", PAID, Words("发出的订单", "Orders sent"), amounts=_PAYMENT,
    where=lambda cut: cut.column("shipped_at") != MISSING,
)  # fmt: skip
WAITING = Part("waiting", PAID, Words("待发货", "Waiting"), where=_banded("waiting", "grouping"), amounts=_PAYMENT)
SENT_IN_24 = Part(
    "sent_in_24", PAID, Words("24 小时内发货", "Sent within 24 hours"), where=_sent_within(24), amounts=_PAYMENT
)
SENT_IN_48 = Part(
    "sent_in_48", PAID, Words("48 小时内发货", "Sent within 48 hours"), where=_sent_within(48), amounts=_PAYMENT
)
OVERDUE = Part(
    "overdue", STANDING, Words("超时未发货", "Waiting over 48 hours"), where=_banded("overdue"), amounts=_PAYMENT
)
