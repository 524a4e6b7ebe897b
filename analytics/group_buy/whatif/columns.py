"""The columns of the tables of a what-if, with what each number means."""

from analytics.group_buy.whatif.asked import GOALS, Goal
from analytics.result import Column, Shown
from storage.words import Words

GOAL = "goal"
_SPAN = Words("带 95% 区间：说的是平均会怎样。", "With the 95% interval of what is to be expected.")
_UNITS: dict[Goal, Shown] = {"newcomers": Shown.NUMBER, "margin": Shown.MONEY, "clear": Shown.NUMBER}
_NAMES: dict[Goal, Words] = {
    "newcomers": Words("新客", "New buyers"),
    "margin": Words("毛利", "Margin"),
    "clear": Words("卖出件数", "Pieces sold"),
}
MARGIN = Words(
    "成团订单的货款 − 退款 − 成本(退回来的不算) − 团长奖励 − 固定花费；不含运费、佣金和平台手续费。",
    "Paid for goods in filled groups, less refunds, cost of what does not come back, rewards and the fixed spend; "
    "without freight, commissions and platform fees.",
)


_BETTER = Words("比和上次一样做更好的可能性。", "That it serves the goal better than last time's terms.")
BETTER: dict[Goal, Words] = {
    "newcomers": Words(
        "毛利加上新客以后再买带来的毛利，比和上次一样做更多的可能性；不知道成本时只比新客。",
        "That margin, and what new buyers bring later, is more than with last time's terms; new buyers alone where "
        "the cost is not known.",
    ),
    "margin": _BETTER,
    "clear": _BETTER,
}


def _best(goal: Goal) -> Words:
    """Many options alike share the chance: a low one is no word against the advice."""
    new = goal == "newcomers"
    by_zh = "毛利加新客以后再买带来的毛利(不知道成本时只按新客)" if new else f"“{GOALS[goal].zh}”"
    later = "margin and what new buyers bring later (new buyers alone where the cost is not known)"
    by_en = later if new else GOALS[goal].en
    return Words(
        f"在能选的做法里，按{by_zh}没有更好的可能性。差不多的做法分着占，所以建议得对，它也可能不高。",
        f"That no option beats it by {by_en}. Options nearly alike share the chance, so it may be low for good advice.",
    )


def columns_of(goal: Goal, spends: bool) -> tuple[Column, ...]:
    """An option per row. Where margin is the goal its bad case is told once; without a spend nothing breaks even."""
    left_out = {"bad_margin"} if goal == "margin" else set()
    left_out |= set() if spends else {"break_even"}
    return tuple(column for column in _columns_of(goal) if column.id not in left_out)


EFFICIENT = Column(
    "efficient", Words("划算", "Efficient"), Shown.TEXT,
    Words(
        "没有别的做法新客和毛利都不少于它、且有一样更多。",
        "No other option brings at least as much of both new buyers and margin, and more of one.",
    ),
)  # fmt: skip


def _columns_of(goal: Goal) -> tuple[Column, ...]:
    return (
        Column("mark", Words("做法", "Option"), Shown.TEXT),
        Column("offer", Words("条件", "Terms"), Shown.TEXT),
        Column("size", Words("几人成团", "People"), Shown.COUNT),
        Column("price", Words("拼团价", "Group price"), Shown.MONEY),
        Column("window", Words("时限", "Time"), Shown.TEXT),
        Column("reward", Words("团长奖励", "Reward"), Shown.MONEY),
        Column(
            "tried", Words("全店试过的团", "Groups tried, all goods"), Shown.COUNT,
            Words(
                "全店所有商品里正好这样组合、已有结果的团。为 0 的由各项分别试过的结果合起来算，当作各管各的。",
                "Finished groups of all products under exactly these terms. Where there are none it is put together "
                "from what each term did, taken to act by itself.",
            ),
        ),
        Column(
            "tried_here", Words("这个商品试过的团", "Of this product"), Shown.COUNT,
            Words("其中是这个商品的。", "Those of them of this product."),
        ),
        Column("opened", Words("预计开团", "Groups opened"), Shown.NUMBER, _SPAN),
        Column("fill", Words("成团率", "Fill rate"), Shown.RATIO, _SPAN),
        Column(
            "newcomers", Words("新客", "New buyers"), Shown.NUMBER,
            Words("成团的人里从没付过款的。带 95% 区间。", "People in filled groups who never paid before; 95%."),
        ),
        Column("margin", Words("毛利", "Margin"), Shown.MONEY, MARGIN),
        Column("pieces", Words("卖出件数", "Pieces sold"), Shown.NUMBER, _SPAN),
        Column(
            "bad", Words(f"坏情况：{_NAMES[goal].zh}", f"Bad case: {_NAMES[goal].en.lower()}"),
            Shown.MONEY if goal == "margin" else Shown.COUNT,
            Words("十场里有一场不到这个数。", "One offer in ten falls short of this."),
        ),
        Column(
            "bad_margin", Words("坏情况：毛利", "Bad case: margin"), Shown.MONEY,
            Words("十场里有一场不到这个数。", "One offer in ten falls short of this."),
        ),
        Column(
            "best", Words("最好的把握", "Chance to be best"), Shown.RATIO,
            _best(goal),
        ),
        Column(
            "better", Words("好过上次的把握", "Chance to beat last time"), Shown.RATIO, BETTER[goal],
        ),
        Column(
            "per_newcomer", Words("每个新客让利", "Given per new buyer"), Shown.MONEY,
            Words(
                "(单买价 − 拼团价) × 件数 + 团长奖励 + 固定花费，除以新客。",
                "(solo price - group price) x pieces + rewards + fixed spend, per new buyer.",
            ),
        ),
        Column(
            "break_even", Words("保本成团率", "Break-even fill rate"), Shown.RATIO,
            Words(
                "成团率低于它就亏固定花费；空的表示成了团也亏，或不知道成本。",
                "Below it the fixed spend is not earned; empty where filled groups lose money, or the cost is unknown.",
            ),
        ),
    )  # fmt: skip


def lever_columns(goal: Goal) -> tuple[Column, ...]:
    """A value of a term per row."""
    return (
        Column("lever", Words("改什么", "What is changed"), Shown.TEXT),
        Column("value", Words("改成", "To"), Shown.TEXT),
        Column("opened", Words("预计开团", "Groups opened"), Shown.NUMBER, _SPAN),
        Column("fill", Words("成团率", "Fill rate"), Shown.RATIO, _SPAN),
        Column(GOAL, _NAMES[goal], _UNITS[goal], _SPAN),
        Column("better", Words("好过上次的把握", "Chance to beat last time"), Shown.RATIO, BETTER[goal]),
    )


PLAN_COLUMNS = (
    Column("arm", Words("做法", "Option"), Shown.TEXT),
    Column("changed", Words("改了什么", "What is changed"), Shown.TEXT),
    Column("groups", Words("要多少个有结果的团", "Groups with an outcome"), Shown.COUNT),
)
RULE_COLUMNS = (
    Column("says", Words("提醒", "Reminder"), Shown.TEXT),
    Column("source", Words("出处", "Source"), Shown.TEXT),
)
