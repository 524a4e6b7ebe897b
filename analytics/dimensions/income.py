"""Whose the money was: promoters and their level, the state of settlement, the type of a movement."""

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.dimension import category, fixed, reference
from analytics.settlement import STATES, settlement
from storage.words import Words


def _state(cut: Cut) -> Codes:
    return settlement(cut.facts).state[cut.position]


def _level(cut: Cut) -> Codes:
    levels = cut.column("level")
    return np.where(levels < 1, -1, np.minimum(levels, 3) - 1).astype(np.int8)


SETTLEMENT = fixed("settlement", Words("结算状态", "State of settlement"), frozenset({"orders"}), _state, STATES)
EARNER = reference(
    "earner",
    Words("推广人", "Promoter"),
    "customers",
    "name",
    {"commissions": ("customer_id",)},
    Words("未知推广人", "promoter not known"),
    Words("推广人编号", "Promoter id"),
)
COMMISSION_LEVEL = fixed(
    "commission_level",
    Words("佣金层级", "Commission level"),
    frozenset({"commissions"}),
    _level,
    {
        "1": Words("一级(直接推广)", "level 1 (direct)"),
        "2": Words("二级(上级)", "level 2 (above)"),
        "3": Words("三级及以上", "level 3 and above"),
    },
)
MOVEMENT = category(
    "movement",
    Words("流水类型", "Movement"),
    "type",
    {"settlements": ("type",)},
    {
        "sale": Words("货款", "sales"),
        "refund": Words("退款", "refunds"),
        "fee": Words("服务费", "fees"),
        "commission": Words("佣金", "commissions"),
        "withdrawal": Words("提现", "withdrawals"),
    },
)
