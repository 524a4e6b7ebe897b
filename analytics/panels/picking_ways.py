"""Does the ranking of key people hold: those picked a window ago, in each way, and whom they brought since."""

from analytics.asked import Asked
from analytics.network.lookback import WAYS, Lookback, Way, lookback
from analytics.result import Bars, Column, Row, Shown, Table, Value
from analytics.subject import Panel
from storage.words import Words


def _columns(days: int, picked: int) -> tuple[Column, ...]:
    return (
        Column("way", Words("怎么选", "Picked by"), Shown.TEXT),
        Column(
            "each",
            Words("之后每位带来几人", "Friends each brought since"),
            Shown.NUMBER,
            Words(
                f"{days} 天前按这种排法选 {picked} 位，之后 {days} 天每位平均带来几位新粉，带 95% 区间。",
                f"Of {picked} picked in this way {days} days ago: friends each of them brought since, with its 95% "
                "interval.",
            ),
            bar=True,
        ),
        Column("friends", Words("一共带来", "Brought in all"), Shown.NUMBER),
        Column("buyers", Words("其中已经买过", "Of them bought"), Shown.NUMBER),
        Column("sales", Words("这些新粉买了", "What these bought"), Shown.MONEY),
    )


def picking_ways(asked: Asked, panel: Panel) -> Table:
    """A row per way of picking."""
    found = lookback(asked.facts)
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _columns(180, 20), (), found)
    rows = tuple(_row(way) for way in found.ways)
    columns = _columns(found.days, found.picked)
    return Table(panel.id, panel.title, columns, rows, _note(found), drawn=Bars("way", "each"), lead=_lead(found))


def _row(way: Way) -> Row:
    cells: tuple[Value, ...] = (WAYS[way.id], way.each, way.friends, way.buyers, round(way.sales))
    return Row(cells)


def _note(found: Lookback) -> Words:
    return Words(
        f"只用 {found.days} 天前已知的数据排名，再看真实的后来；那时有 {found.fans:,} 位粉丝。",
        f"Ranked by what was known {found.days} days ago only, then held against what came; there were {found.fans:,} "
        "fans at that time.",
    )


def _lead(found: Lookback) -> Words:
    ours, others = found.ways[0], {way.id: way for way in found.ways[1:]}
    anyone = others["anyone"]
    times = ours.friends / anyone.friends if anyone.friends else None
    than = Words(f"，是随便选的 {times:.0f} 倍", f", {times:.0f} times anybody else") if times else Words("", "")
    plain = max((way for way in others.values() if way.id != "anyone"), key=lambda way: way.friends)
    apart = ours.each.low > plain.each.high
    verdict = (
        Words("明显更多", "clearly more")
        if apart
        else Words("和它们差不多，这次分不出高下", "about as many: they cannot be told apart")
        if plain.friends >= 0.8 * ours.friends
        else Words("更多，但人数少，还不能断定", "more, though so few people are no proof")
    )
    return Words(
        f"{found.days} 天前按本表选出的 {found.picked} 位，之后带来 {ours.friends:,.0f} 人{than.zh}；"
        f"最好的简单排法({WAYS[plain.id].zh})带来 {plain.friends:,.0f} 人，相比{verdict.zh}。",
        f"The {found.picked} whom this ranking would have picked {found.days} days ago brought {ours.friends:,.0f} "
        f"since{than.en}; the best plain way ({WAYS[plain.id].en.lower()}) {plain.friends:,.0f}: ours {verdict.en}.",
    )
