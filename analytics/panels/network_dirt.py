"""What is wrong with the records of who brought whom, and by which rule each was settled."""

from typing import NamedTuple

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.network.ever import TO_DATE
from analytics.network.fans import Fans, fans_forest
from analytics.result import Column, Row, Shown, Table
from analytics.subject import Panel
from storage.words import Words

_COLUMNS = (
    Column("what", Words("哪里不对", "What is wrong"), Shown.TEXT),
    Column("ties", Words("条数", "Records"), Shown.COUNT, total=True),
    Column("first", Words("例如(推荐关系编号)", "Such as (referral id)"), Shown.TEXT),
    Column("rule", Words("怎么处理", "How it is settled"), Shown.TEXT),
)
_NAMED = 3


class _Kind(NamedTuple):
    what: Words
    rule: Words


_KINDS = {
    "self_made": _Kind(
        Words("自己推荐自己", "Brought themselves"), Words("不算，当作店铺带来的。", "Left out: brought by nobody.")
    ),
    "orphans": _Kind(
        Words("推荐人不在粉丝里", "The one who brought is not on record"),
        Words("算新的一支，从被带来的人开始。", "Whoever was brought starts a tree."),
    ),
    "later": _Kind(
        Words("同一个人有好几位推荐人", "Several brought the same fan"),
        Words("只算最早的一位。", "Only the earliest counts."),
    ),
    "repeated": _Kind(Words("重复的记录", "The same once more"), Words("只算一次。", "Counted once.")),
    "closing": _Kind(
        Words("绕成圈", "In a circle"),
        Words("去掉圈里最晚的一条。", "The latest tie of the circle is left out."),
    ),
    "younger": _Kind(
        Words("推荐人比粉丝来得晚", "Who brought came after the fan"),
        Words("照算：有人先关注，后来才绑定推荐人。", "Counts: people follow first and are bound later."),
    ),
}


def network_dirt(asked: Asked, panel: Panel) -> Table:
    """A row per kind of fault that occurs."""
    fans = fans_forest(asked.facts)
    if not len(asked.facts["referrals"]):
        return Table(
            panel.id, panel.title, _COLUMNS, (), Words("数据里没有推荐关系。", "The data has no referrals at all.")
        )
    found = {name: of for name in _KINDS if len(of := _rows_of(fans, name))}
    if not found:
        clean = Words("推荐关系都说得通，没有要处理的。", "All referrals make sense: nothing had to be settled.")
        return Table(panel.id, panel.title, _COLUMNS, (), clean)
    ids = dict(zip(asked.facts["referrals"].row.tolist(), asked.facts["referrals"]["id"].tolist(), strict=True))
    names = asked.facts.ids("referrals")
    rows = tuple(
        Row(
            (
                _KINDS[name].what,
                len(of),
                "、".join(names[ids[row]] for row in of[:_NAMED].tolist()),
                _KINDS[name].rule,
            )
        )
        for name, of in found.items()
    )
    return Table(panel.id, panel.title, _COLUMNS, rows, TO_DATE, lead=_lead(sum(len(of) for of in found.values())))


def _rows_of(fans: Fans, name: str) -> Ints:
    rows: Ints = fans.younger if name == "younger" else getattr(fans.dirt, name)
    return rows


def _lead(many: int) -> Words:
    return Words(
        f"{many:,} 条推荐关系有问题，都按固定的规则处理了，不影响别的数字。",
        f"{many:,} referrals are odd; each was settled by a fixed rule.",
    )
