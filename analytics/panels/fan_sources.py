"""Which sources bring fans who buy: of the fans of the period, watched for equally long, who bought, by source."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.fans import SOURCE
from analytics.fan_history import known_by_orders_only
from analytics.measure import read_term
from analytics.metric import Metric, count
from analytics.metrics.fans import FANS_GAINED
from analytics.panels.side_by_side import Ratio, SideBySide, number, part_of, side_by_side
from analytics.panels.told_apart import rows_of, told_apart
from analytics.part import Part
from analytics.parts.fans import BOUGHT_7, BOUGHT_30, GAINED, WATCHED_7, WATCHED_30
from analytics.result import Bars, Good, Shown, Table
from analytics.say import as_words
from analytics.say import count as say_count
from analytics.subject import Panel
from storage.words import Words

LEAST = 20
"""Fans of a source below which it is not named in the lead."""
BUYERS_ONLY = Words(
    "数据来源只有买过的人，没买的粉丝没有记录，所以说不出粉丝里有多少人会买。",
    "The source knows buyers only and keeps no fans who did not buy: which part of the fans buys is not known.",
)


def _by(days: int, watched: Part, bought: Part) -> SideBySide:
    """The table for fans who came so many days ago or longer."""
    rule = Words(
        f"加入满 {days} 天、加入前没买过的新粉；没满天数的不算，免得刚来的拉低比例。",
        f"Fans who came {days} days ago or longer without buying before: who has just come would lower the share.",
    )
    said = Words(f"这些新粉里 {days} 天内付过款的。", f"Those of them who paid within {days} days of coming.")
    metrics = (
        FANS_GAINED,
        Metric("watched", Words(f"满 {days} 天的", f"Watched {days} days"), rule, Shown.COUNT, Good.UP, count(watched)),
        Metric("fans_bought", bought.name, said, Shown.COUNT, Good.UP, count(bought)),
    )
    name = Words(f"{days} 天内买过的比例", f"share that bought within {days} days")
    share = Ratio("buying_share", name, rule, Shown.RATIO, "fans_bought", "watched", part_of)
    return SideBySide(SOURCE, metrics, (share,))


_MONTH, _WEEK = _by(30, WATCHED_30, BOUGHT_30), _by(7, WATCHED_7, BOUGHT_7)


def fan_sources(asked: Asked, panel: Panel) -> Table:
    """A row per source."""
    declared = _table(asked)
    table = side_by_side(asked, panel, declared)
    if not table.rows:
        return table
    if known_by_orders_only(asked.facts):
        return replace(table, rows=(), note=BUYERS_ONLY)
    return replace(
        table, drawn=Bars("source", "buying_share"), lead=_lead(table, declared), note=declared.ratios[0].definition
    )


def _table(asked: Asked) -> SideBySide:
    """Thirty days where most fans of the period came so long ago, else seven."""
    gained, watched = (read_term(asked.now, count(part)).value or 0 for part in (GAINED, WATCHED_30))
    return _MONTH if 2 * watched >= gained else _WEEK


def _lead(table: Table, declared: SideBySide) -> Words:
    most = table.rows[0]
    gained = say_count(int(number(most, table.columns, "fans_gained")))
    name = as_words(most.cells[0]) if isinstance(most.cells[0], str | Words) else Words("", "")
    apart = told_apart(rows_of(table, "fans_bought", "watched", LEAST), declared.ratios[0].name)
    return Words(
        f"带来新粉最多的是{name.zh}({gained} 人)；{apart.zh}。",
        f"Most new fans came by {name.en} ({gained}); {apart.en}.",
    )
