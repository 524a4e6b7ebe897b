"""The largest teams: who stands at the top, how many hang below, how deep, and what all of them bought."""

import numpy as np

from analytics.asked import Asked
from analytics.dimensions.fans import BRINGER
from analytics.network.ever import TO_DATE, behind
from analytics.network.fans import Fans, fans_forest
from analytics.network.forest import heights
from analytics.network.virality import virality
from analytics.result import Bars, Column, Row, Shown, Table, Value
from analytics.say import count, counted, percent
from analytics.subject import Panel
from storage.facts import Facts
from storage.words import Words

TOP = 100
_COLUMNS = (
    Column("fan", Words("带头的人", "At the top"), Shown.TEXT),
    Column("fan_id", BRINGER.id_name or Words("粉丝编号", "Fan id"), Shown.ID),
    Column("people", Words("全队人数", "People"), Shown.COUNT, bar=True),
    Column("direct", Words("直接带来", "Brought directly"), Shown.COUNT),
    Column("layers", Words("往下几层", "Layers below"), Shown.COUNT),
    Column("buyers", Words("买过的人", "Bought"), Shown.COUNT),
    Column("sales", Words("全队累计支付", "Paid by all"), Shown.MONEY),
    Column(
        "distance",
        Words("两人平均隔几步", "Steps between two"),
        Shown.NUMBER,
        Words("接近 2：都是带头的人带来的；越大越是口口相传。", "Near 2: all were brought by the one at the top."),
    ),
)
_NOBODY = Words("还没有哪位粉丝带来过人。", "No fan has brought anybody yet.")


def network_trees(asked: Asked, panel: Panel) -> Table:
    """A row per tree of more than one, the largest first."""
    facts, fans = asked.facts, fans_forest(asked.facts)
    found = virality(fans.forest)
    order = np.argsort(-found.people, kind="stable")
    order = order[found.people[order] > 1]
    if not len(order):
        return Table(panel.id, panel.title, _COLUMNS, (), _NOBODY)
    root, length = fans.forest.root, len(fans)
    buyers, sales = (np.bincount(root, one.astype(np.float64), length) for one in (fans.bought, fans.sales))
    direct = np.bincount(fans.forest.parent[fans.forest.parent >= 0], minlength=length)
    deep = heights(fans.forest)
    rows = []
    for place in order[:TOP].tolist():
        top = int(found.root[place])
        numbers = (int(found.people[place]), int(direct[top]), int(deep[top]), int(buyers[top]), round(sales[top]))
        rows.append(_row(facts, top, (*numbers, float(found.mean_distance[place]))))
    people = found.people[order]
    return Table(
        panel.id, panel.title, _COLUMNS, tuple(rows), TO_DATE, len(order) if len(order) > TOP else None,
        Bars("fan", "people"), _lead(fans, people),
    )  # fmt: skip


def _row(facts: Facts, top: int, numbers: tuple[Value, ...]) -> Row:
    code = int(facts["customers"]["id"][top])
    key = BRINGER.key_of(facts, code)
    friends = behind(facts, "customers", "network_fans", (BRINGER.id, key))
    cells: tuple[Value, ...] = (BRINGER.label_of(facts, code), key, *numbers)
    return Row(cells, friends, (None, None, None, friends, None, None, None, None))


def _lead(fans: Fans, people: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Words:
    many, ten = counted(len(people), "team"), min(10, len(people))
    part = percent(float(people[:ten].sum()) / len(fans))
    if len(people) == 1:
        return Words(
            f"只有一支队伍有人往下带，{count(int(people[0]))} 人，占全部粉丝的 {part}。",
            f"One team has more than one: {count(int(people[0]))} people, {part} of all fans.",
        )
    return Words(
        f"{many.zh} 支队伍有人往下带，前 {ten} 支占全部粉丝的 {part}；最大的一支 {count(int(people[0]))} 人。",
        f"{many.en} with more than one; the first {ten} hold {part} of all fans, the largest {count(int(people[0]))}.",
    )
