"""Which orders the account does not match: those settled wrongly, the largest difference first."""

from analytics.asked import Asked
from analytics.dimensions.income import SETTLEMENT
from analytics.dimensions.order import ORDER
from analytics.dimensions.people import BUYER
from analytics.listing import Field, Listing, identified, listing_table, moment, named, number
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.panels.settled import nothing_due, unsettled
from analytics.parts.settled import WRONGLY_SETTLED
from analytics.result import Column, Shown, Table
from analytics.settlement import settlement
from analytics.subject import Panel
from storage.words import Words

MOST = 200
_FIELDS = (
    Field(Column("order_id", Words("订单编号", "Order id"), Shown.ID), identified(ORDER)),
    Field(Column("settlement", SETTLEMENT.name, Shown.TEXT), named(SETTLEMENT)),
    Field(
        Column("gap", Words("到账 − 应到", "Settled less due"), Shown.MONEY, total=True),
        lambda cut: settlement(cut.facts).gap[cut.position].tolist(),
    ),
    Field(Column("payment_amount", PAYMENT_AMOUNT.name, Shown.MONEY), number("payment_amount")),
    Field(Column("paid_at", Words("支付时间", "Paid"), Shown.TIME), moment),
    Field(Column("buyer", BUYER.name, Shown.TEXT), named(BUYER)),
)
_ALL_MATCH = Words("到期的订单都对得上。", "All orders that were due match.")


def not_matching(asked: Asked, panel: Panel) -> Table:
    """The orders that do not match; where nothing can be checked that is said, and not that all is well."""
    why_not = unsettled(asked) or nothing_due(asked)
    if why_not is not None:
        return Table(panel.id, panel.title, tuple(field.column for field in _FIELDS), (), why_not)
    listing = Listing(panel.id, panel.title, WRONGLY_SETTLED, ORDER, _FIELDS, "amount", MOST, _ALL_MATCH)
    return listing_table(asked, listing)
