"""Movements on Douyin's account, and what each of them is made of.

The columns beside the amount tell it, fees with a minus; only where they come to the amount are they believed. What
moves for another reason than an order goes by the name that the platform gives it (动账场景).
"""

from typing import Annotated

from msgspec import Struct

from storage.fields import Category, Key, Moment, Money, Ref, Text
from sync.files.lines import column, perhaps
from sync.files.said import number, text
from sync.files.values import unreadable

_SIGNS = {"入账": 1, "出账": -1}
_SCENES = {
    "货款结算入账": "sale",
    "超期自动结算": "sale",
    "退款-结算后退款-退用户": "refund",
    "退款-极速退二次售后-退用户": "refund",
    "退款-极速退二阶段商家资金回补": "refund",
    "退款-退款失败资金退回": "refund",
    "退款-订单退款触发-退补贴": "平台补贴",
    "退款-订单退款触发-分账": "fee",
    "退款-订单退款触发-退分账": "fee",
    "佣金入账": "commission",
    "提现": "withdrawal",
    "提现退票": "withdrawal",
}
_MADE_OF = {
    "sale": ("paid", "freight"),
    "平台补贴": (
        "subsidy",
        "freight_subsidy",
        "other_subsidy",
        "trade_in",
        "government",
        "promoter_subsidy",
        "pay_subsidy",
        "credit_subsidy",
        "bank_subsidy",
    ),
    "refund": ("refund",),
    "fee": ("service_fee", "promotion_fee"),
    "commission": ("commission", "agent_commission", "channel_share", "recruiter_fee", "other_share"),
}
"""Fields of a line by the type of movement they are."""


class Line(Struct, frozen=True):
    """One movement."""

    id: Annotated[Key, column("动帐流水号", "动账流水号")]
    at: Annotated[Moment, column("动账时间")]
    direction: Annotated[Text, column("动账方向")]
    amount: Annotated[Money, column("动账金额")]
    scene: Annotated[Text, column("动账场景")]
    account: Annotated[Category, perhaps("动账账户")]
    order: Annotated[Ref, perhaps("订单号")]
    sub: Annotated[Ref, perhaps("子订单号")]
    product: Annotated[Ref, perhaps("商品ID")]
    note: Annotated[Text, perhaps("备注")]
    paid: Annotated[Money, perhaps("订单实付应结")]
    freight: Annotated[Money, perhaps("运费实付")]
    subsidy: Annotated[Money, perhaps("实际平台补贴")]
    freight_subsidy: Annotated[Money, perhaps("实际平台补贴_运费")]
    other_subsidy: Annotated[Money, perhaps("其他平台补贴")]
    trade_in: Annotated[Money, perhaps("以旧换新抵扣")]
    government: Annotated[Money, perhaps("政府补贴平台垫资")]
    promoter_subsidy: Annotated[Money, perhaps("实际达人补贴")]
    pay_subsidy: Annotated[Money, perhaps("实际抖音支付补贴")]
    credit_subsidy: Annotated[Money, perhaps("实际抖音月付营销补贴")]
    bank_subsidy: Annotated[Money, perhaps("银行补贴")]
    refund: Annotated[Money, perhaps("订单退款")]
    service_fee: Annotated[Money, perhaps("平台服务费")]
    promotion_fee: Annotated[Money, perhaps("站外推广费")]
    commission: Annotated[Money, perhaps("佣金")]
    agent_commission: Annotated[Money, perhaps("服务商佣金")]
    channel_share: Annotated[Money, perhaps("渠道分成")]
    recruiter_fee: Annotated[Money, perhaps("招商服务费")]
    other_share: Annotated[Money, perhaps("其他分成")]


def signed(line: Line) -> int:
    """What came in, or went out as a negative amount, minor units. Raises Unreadable."""
    if not isinstance(line.amount, int):
        raise unreadable("动账金额", "", "没有金额", "there is no amount")
    sign = _SIGNS.get(text(line.direction))
    if sign is None:
        raise unreadable("动账方向", text(line.direction), "不是「入账」或「出账」", "neither in nor out")
    return sign * abs(line.amount)


def kind_of(line: Line) -> str | None:
    """What the movement as a whole is."""
    scene = text(line.scene) or text(line.note)
    return _SCENES.get(scene, scene) or None


def made_of(line: Line) -> dict[str, int]:
    """What it is made of, by type, signed; empty where the columns do not tell it or do not come to the amount."""
    amount = signed(line)
    for left_out in ((), ("freight",)):
        parts = {kind: _sum(line, fields, left_out) for kind, fields in _MADE_OF.items()}
        if sum(parts.values()) == amount:
            return {kind: part for kind, part in parts.items() if part}
    return {}


def tells_parts(line: Line) -> bool:
    """Whether the columns say anything of what it is made of."""
    return any(_sum(line, fields, ()) for fields in _MADE_OF.values())


def _sum(line: Line, fields: tuple[str, ...], left_out: tuple[str, ...]) -> int:
    return sum(number(getattr(line, field)) for field in fields if field not in left_out)
