"""Are the fans still about: how long ago each of them was last seen, by the end of the period."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.fans import LAST_SEEN
from analytics.fan_history import known_by_orders_only
from analytics.measure import read
from analytics.metric import Metric, count
from analytics.metrics.fans import FANS_TOTAL
from analytics.panels.fan_sources import BUYERS_ONLY
from analytics.panels.side_by_side import Ratio, SideBySide, number, part_of, side_by_side
from analytics.parts.fans import BUYING_FANS
from analytics.result import Bars, Good, Shown, Table
from analytics.say import count as say_count
from analytics.say import percent
from analytics.subject import Panel
from storage.words import Words

_RULE = Words(
    "最后一次访问、付款或分享距周期结束多少天。", "Days from the last visit, payment or share to the end of the period."
)
_BUYING = Metric(
    "buying_fans",
    Words("其中买过的", "Of them buyers"),
    Words("到周期结束时付过款的。", "Who had paid by the end of the period."),
    Shown.COUNT,
    Good.UP,
    count(BUYING_FANS),
)
_SHARE = Ratio(
    "buying_share",
    Words("买过的比例", "Share that bought"),
    Words("到周期结束时付过款的比例，带 95% 区间。", "Share that had paid by the end, with interval."),
    Shown.RATIO,
    "buying_fans",
    "fans",
    part_of,
)
_TABLE = SideBySide(LAST_SEEN, (FANS_TOTAL, _BUYING), (_SHARE,))


def fan_activity(asked: Asked, panel: Panel) -> Table:
    """A row per stretch of days."""
    table = side_by_side(asked, panel, _TABLE)
    fans = read(asked.now, FANS_TOTAL).value
    if not table.rows or not fans:
        return table
    note = BUYERS_ONLY if known_by_orders_only(asked.facts) else _RULE
    by_band = {row.behind[1].slices[0][1]: number(row, table.columns, "fans") for row in table.rows if row.behind[1]}
    recent, gone = by_band.get("7", 0) + by_band.get("30", 0), by_band.get("older", 0)
    lead = Words(
        f"{say_count(int(fans))} 个粉丝里，{percent(recent / fans)} 最近 30 天来过，"
        f"{percent(gone / fans)} 半年以上没来。",
        f"Of {say_count(int(fans))} fans {percent(recent / fans)} were there within 30 days, "
        f"{percent(gone / fans)} not for half a year.",
    )
    return replace(table, drawn=Bars("last_seen", "fans"), lead=lead, note=note)
