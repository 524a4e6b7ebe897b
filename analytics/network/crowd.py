"""Some people of the network as a view: what those inside a loop bought and brought, to look at and to export."""

import numpy as np

from analytics.arrays import Ints
from analytics.dimensions.fans import BRINGER
from analytics.dimensions.network import FAN_KIND, layer_name
from analytics.network.ever import ever
from analytics.network.fans import KINDS, fans_forest
from analytics.network.forest import children
from analytics.network.layers import DEEPEST
from analytics.network.picture import picture_of
from analytics.question import Filters
from analytics.result import Column, Row, Shown, Table, Value, View
from analytics.say import counted, money
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

_TITLE = Words("圈中的粉丝", "Fans inside the loop")
_COLUMNS = (
    Column("fan", Words("粉丝", "Fan"), Shown.TEXT),
    Column("fan_id", BRINGER.id_name or Words("粉丝编号", "Fan id"), Shown.ID),
    Column("kind", FAN_KIND.name, Shown.TEXT),
    Column("layer", Words("层", "Layer"), Shown.TEXT),
    Column("sales", Words("累计支付金额", "Paid to date"), Shown.MONEY, bar=True, total=True),
    Column("orders", Words("支付订单", "Paid orders"), Shown.COUNT, total=True),
    Column("friends", Words("带来的人", "Brought"), Shown.COUNT, total=True),
    Column("last", Words("最近购买", "Last bought"), Shown.TIME),
)


def crowd(facts: Facts, nodes: Ints) -> View:
    """Those at some positions of ``facts["customers"]``, who bought most first."""
    fans = fans_forest(facts)
    nodes = nodes[np.argsort(-fans.sales[nodes], kind="stable")]
    return View(
        id="crowd",
        title=_TITLE,
        shop=facts.shop,
        period=ever(facts),
        comparison=None,
        filters=Filters(),
        data_as_of=facts.as_of,
        headline=_said(facts, nodes),
        figures=(),
        tables=(Table("people", _TITLE, _COLUMNS, tuple(_rows(facts, nodes))),),
    )


def _rows(facts: Facts, nodes: Ints) -> list[Row]:
    fans, picture = fans_forest(facts), picture_of(facts)
    friends, kinds = children(fans.forest), list(KINDS.values())
    rows = []
    for node in nodes.tolist():
        last = int(fans.last_purchase[node])
        cells: tuple[Value, ...] = (
            picture.name(node),
            picture.ids[node],
            kinds[int(fans.kind[node])],
            layer_name(min(int(fans.forest.depth[node]), DEEPEST)),
            int(fans.sales[node]),
            int(fans.orders[node]),
            int(friends[node]),
            None if last == MISSING else last,
        )
        rows.append(Row(cells))
    return rows


def _said(facts: Facts, nodes: Ints) -> Words:
    fans = fans_forest(facts)
    bought, lapsed = int(fans.bought[nodes].sum()), int(fans.lapsed[nodes].sum())
    sales, many = money(facts.shop, int(fans.sales[nodes].sum())), counted(len(nodes), "fan")
    return Words(
        f"圈中 {many.zh} 位粉丝：{bought:,} 位买过，累计支付 {sales.zh}，其中 {lapsed:,} 位 90 天没买了。",
        f"{many.en}: {bought:,} bought {sales.en} to date, {lapsed:,} of them not within 90 days.",
    )
