"""Metrics of the shop's money: what is left of what was paid, and what went where."""

from analytics.metric import Metric, total
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.rules import BY_PAYMENT_DAY, FILTERED, FILTERED_MONEY, REFUND_DAY, REFUNDS_APART, define
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.parts.income import AD_COST, COMMISSIONS, FEES, GOODS_COST, MOVEMENTS
from analytics.result import Good, Shown
from storage.words import Words

_NOTHING_PAID = Words("周期内没有支付金额。", "Nothing was paid in the period.")
_MOVEMENT_DAY = Words(
    "按账户流水发生的当地日期计算，与订单何时支付、何时退款无关。",
    "Counted on the local day of the movement on the account, whenever the order was paid or refunded.",
)
_OF_ORDER = Words(
    "筛选渠道、地区时取所属订单的；不能按类目和新老买家筛选。",
    "Filters: channel and region are those of its order; category and kind of buyer do not apply.",
)
_OF_CHANNEL = Words(
    "筛选渠道时取花费所属的渠道；不能按地区、类目和新老买家筛选。",
    "Filters: the channel paid for; region, category and kind of buyer do not apply.",
)

NET_AMOUNT = Metric(
    "net_amount",
    Words("退款后金额", "Net of refunds"),
    define(
        Words("支付金额 − 退款金额。", "Payment amount - refund amount."), BY_PAYMENT_DAY, REFUND_DAY, FILTERED_MONEY
    ),
    Shown.MONEY,
    Good.UP,
    PAYMENT_AMOUNT.top,
    less=(REFUND_AMOUNT.top,),
)
COMMISSION_AMOUNT = Metric(
    "commission_amount",
    Words("佣金", "Commissions"),
    define(
        Words("周期内产生的推广佣金之和，已取消的不算，还没发放的也算。",
              "Commissions earned in the period, cancelled ones left out, those not yet paid out included."),
        Words("按佣金产生的当地日期计算；订单之后退款、佣金取消的会减少。",
              "Counted on the local day on which they were earned; those cancelled by a later refund leave."),
        _OF_ORDER,
    ),
    Shown.MONEY,
    Good.NEITHER,
    total(COMMISSIONS),
)  # fmt: skip
COMMISSION_RATE = Metric(
    "commission_rate",
    Words("佣金占比", "Commission rate"),
    define(Words("佣金 ÷ 支付金额。", "Commissions / payment amount."), BY_PAYMENT_DAY, REFUNDS_APART, _OF_ORDER),
    Shown.RATIO,
    Good.DOWN,
    COMMISSION_AMOUNT.top,
    PAYMENT_AMOUNT.top,
    _NOTHING_PAID,
)
FEE_AMOUNT = Metric(
    "fee_amount",
    Words("平台服务费", "Platform fees"),
    define(
        Words("周期内账户流水里的服务费之和。", "The fees among the movements on the account."),
        _MOVEMENT_DAY,
        _OF_ORDER,
    ),
    Shown.MONEY,
    Good.DOWN,
    total(FEES),
)
AD_AMOUNT = Metric(
    "ad_cost",
    Words("推广花费", "Advertising cost"),
    define(
        Words("周期内各渠道推广花费之和。", "What advertising cost in the period, over all channels."),
        Words(
            "按花费所属的当地日期计算，与订单和退款无关。",
            "Counted on the local day it was spent for; orders and refunds play no part.",
        ),
        _OF_CHANNEL,
    ),
    Shown.MONEY,
    Good.NEITHER,
    total(AD_COST),
)
GOODS_COST_AMOUNT = Metric(
    "goods_cost",
    Words("商品成本", "Cost of goods"),
    define(
        Words("售出件数 × 商品现在的进货成本；不知道成本的商品不算。",
              "Pieces sold x what the product costs to buy now; products without a known cost are left out."),
        BY_PAYMENT_DAY,
        Words("没发货就关闭或全额退款的订单不算，货还在店里；还没发的算。发出去又退回来的不扣减。",
              "Orders closed or wholly refunded before sending are left out, their goods are still there; those yet to "
              "be sent count. Goods that came back are not subtracted."),
        FILTERED,
    ),
    Shown.MONEY,
    Good.NEITHER,
    total(GOODS_COST),
)  # fmt: skip
CASH_IN = Metric(
    "cash_in",
    Words("账户净收入", "Account income"),
    define(
        Words("周期内账户流水之和，提现不算：到账的货款减去退款、服务费和佣金。",
              "The sum of movements on the account but withdrawals: sales settled less refunds, fees and commissions."),
        _MOVEMENT_DAY,
        _OF_ORDER,
    ),
    Shown.MONEY,
    Good.UP,
    total(MOVEMENTS),
)  # fmt: skip
