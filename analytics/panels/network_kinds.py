"""What kinds of fans there are, as the picture of the network colours them: how many, what they bought and brought."""

import numpy as np

from analytics.asked import Asked
from analytics.dimensions.network import FAN_KIND
from analytics.network.ever import TO_DATE, behind
from analytics.network.fans import KIND_RULES, KINDS, Fans, fans_forest
from analytics.network.forest import children
from analytics.result import Bars, Column, Row, Shown, Table, Value
from analytics.say import counted, percent
from analytics.subject import Panel
from storage.facts import Facts
from storage.words import Words

_COLUMNS = (
    Column("kind", FAN_KIND.name, Shown.TEXT),
    Column("people", Words("人数", "People"), Shown.COUNT, bar=True, total=True),
    Column("part", Words("占比", "Share"), Shown.RATIO),
    Column("sales", Words("累计支付金额", "Paid to date"), Shown.MONEY, total=True),
    Column("brought", Words("带来的人", "Brought"), Shown.COUNT, total=True),
    Column("rule", Words("怎么算的", "Rule"), Shown.TEXT),
)


def network_kinds(asked: Asked, panel: Panel) -> Table:
    """A row per kind."""
    fans = fans_forest(asked.facts)
    if not len(fans):
        return Table(panel.id, panel.title, _COLUMNS, (), Words("还没有粉丝。", "There are no fans yet."))
    rows = tuple(_row(asked.facts, fans, code, key) for code, key in enumerate(KINDS))
    return Table(panel.id, panel.title, _COLUMNS, rows, TO_DATE, drawn=Bars("kind", "people"), lead=_lead(fans))


def _row(facts: Facts, fans: Fans, code: int, key: str) -> Row:
    inside, at = fans.kind == code, (FAN_KIND.id, key)
    people, orders = behind(facts, "customers", "network_fans", at), behind(facts, "orders", "buyer_orders", at)
    many = int(inside.sum())
    cells: tuple[Value, ...] = (
        KINDS[key],
        many,
        many / len(fans),
        int(fans.sales[inside].sum()),
        int(children(fans.forest)[inside].sum()),
        KIND_RULES[key],
    )
    return Row(cells, people, (None, people, None, orders if cells[3] else None, None, None))


def _lead(fans: Fans) -> Words:
    supporting = int((fans.kind == list(KINDS).index("supporting")).sum())
    sales = int(fans.sales.sum())
    own = int(fans.sales[fans.kind == 0].sum())
    part = percent(own / sales) if sales else "0.0%"
    many = counted(supporting, "supporting fan")
    everybody = f"{np.int64(len(fans)):,}"
    return Words(
        f"{everybody} 位粉丝里有 {many.zh} 位支撑粉丝(自己买，也带来买家)，他们自己买了全部金额的 {part}。",
        f"Of {everybody} fans {many.en} buy and bring buyers; they themselves bought {part} of all.",
    )
