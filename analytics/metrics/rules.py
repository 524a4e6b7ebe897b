"""The sentences that definitions share: what every sale, refund and visit is counted by."""

from storage.words import Words

BY_PAYMENT_DAY = Words(
    "按店铺当地日期、以支付时间为准；未支付的订单不算。",
    "Counted on the shop's local day of payment; unpaid orders do not count.",
)
REFUNDS_APART = Words(
    "之后的退款不扣减，另列在退款金额里。", "Later refunds are not subtracted; they are shown as refund amount."
)
GUESTS_ARE_ORDERS = Words(
    "没有买家身份的订单(游客)算订单，不算买家。", "Orders without a known buyer (guests) are orders but not buyers."
)
YEAR_BACK = Words(
    "新老以周期开始时为准：开始前 365 天内付过款的是老买家，其余是新买家。",
    "New or returning is judged as the period begins: who paid in the 365 days before is returning, others are new.",
)
FILTERED = Words(
    "筛选渠道、地区时只算这些订单；筛选类目时只算含该类目商品的订单；筛选新老买家时只算这些买家，游客不在内。",
    "Channel and region filters leave the orders of these; a category filter leaves orders with a line of it; "
    "new or returning leaves the orders of these buyers, without guests.",
)
FILTERED_MONEY = Words(
    "筛选渠道、地区时只算这些订单；筛选类目时只算该类目商品的金额，运费不属于任何类目；"
    "筛选新老买家时只算这些买家，游客不在内。",
    "Channel and region filters leave the orders of these; a category filter leaves the amounts of its lines, and "
    "freight belongs to no category; new or returning leaves the orders of these buyers, without guests.",
)
REFUND_DAY = Words(
    "按退款到账的当地日期计算，与订单何时支付无关；申请中和被拒绝的不算。",
    "Counted on the local day the money went back, whenever the order was paid; open and refused ones do not count.",
)
REFUND_FILTERED = Words(
    "筛选时，渠道、地区取退款自己的，没有就取原订单的；类目取退款商品的；新老买家取退款买家在本期的身份。",
    "Filters: channel and region are those of the refund or else of its order; category is that of the refunded "
    "product; new or returning is what the refunded buyer is in this period.",
)
VISIT_FILTERED = Words(
    "筛选时，渠道、地区取访问自己的；类目取被看商品的；访客不分新老买家。",
    "Filters: channel and region are those of the visit; category is that of the product looked at; visitors are not "
    "told apart as new or returning.",
)


def define(formula: Words, *rules: Words) -> Words:
    """A definition: the formula, then the rules that apply."""
    return Words(
        "".join([formula.zh, *(rule.zh for rule in rules)]), " ".join([formula.en, *(rule.en for rule in rules)])
    )
