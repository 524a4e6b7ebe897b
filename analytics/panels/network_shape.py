"""Does it spread by itself: buyers per buyer, how much hangs on a few, whether chains end, how long they are."""

import math

from analytics.asked import Asked
from analytics.network.branching import Branching
from analytics.network.ever import TO_DATE
from analytics.network.fans import Fans, fans_forest
from analytics.network.layers import Layers, layers
from analytics.network.virality import Virality, virality
from analytics.result import Column, Estimate, Row, Shown, Table, Value
from analytics.say import percent
from analytics.subject import Panel
from storage.words import Words

_COLUMNS = (
    Column("what", Words("看什么", "What"), Shown.TEXT),
    Column("value", Words("数值", "Value"), Shown.NUMBER),
    Column("means", Words("说明什么", "What it means"), Shown.TEXT),
)


def network_shape(asked: Asked, panel: Panel) -> Table:
    """A row per number, each with what it means."""
    fans = fans_forest(asked.facts)
    found = asked.facts.derived("network layers", lambda facts: layers(fans_forest(facts)))
    if isinstance(found.branching, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), found.branching)
    rows = (*_spreading(found, found.branching), *_distances(fans, virality(fans.forest)))
    return Table(panel.id, panel.title, _COLUMNS, rows, TO_DATE, lead=_lead(found.branching, found.days))


def _row(what: Words, value: Value, means: Words) -> Row:
    return Row((what, value, means))


def _spreading(found: Layers, told: Branching) -> tuple[Row, ...]:
    mean, k = told.reproduction, told.dispersion
    few = Words(
        "越小越靠少数人：不到 0.5 时大多数人一个也带不来，少数人带来一大半。",
        "The smaller, the more hangs on a few: below 0.5 most bring nobody and a few bring most.",
    )
    even = Words("大家差不多，差别和碰运气一样大。", "All are alike: they differ no more than by chance.")
    return (
        _row(
            Words(f"每位买家 {found.days} 天内带来几位买家(R)", f"Buyers per buyer within {found.days} days (R)"),
            mean,
            Words(
                f"看了 {told.buyers:,} 位观察满期的买家，他们带来 {told.brought:,} 位。大于 1 才会自己滚大。",
                f"{told.buyers:,} buyers watched in full brought {told.brought:,}. It grows by itself only above 1.",
            ),
        ),
        _row(
            Words("靠少数人的程度(k)", "How much hangs on a few (k)"),
            None if math.isinf(k) else k,
            even if math.isinf(k) else few,
        ),
        _row(
            Words("一条链迟早断掉的机会", "Chance that a chain ends"),
            told.extinction,
            Words(
                "从一位买家开始的裂变，不再投入时自己停下来的机会，1 是一定会停。",
                "That what begins with one buyer stops by itself when nothing is put in; surely where it is 1.",
            ),
        ),
    )


def _distances(fans: Fans, found: Virality) -> tuple[Row, ...]:
    trees = found.people[found.people > 1]
    if not len(trees) or found.overall is None:
        return ()
    deepest = int(fans.forest.depth.max()) + 1
    return (
        _row(
            Words("有人往下带的团队", "Trees of more than one"),
            len(trees),
            Words(
                f"最大的一棵 {int(trees.max()):,} 人，最深 {deepest} 层。",
                f"The largest has {int(trees.max()):,} people, the deepest {deepest} layers.",
            ),
        ),
        _row(
            Words("同一棵里两个人平均隔几步", "Steps between two of a tree"),
            found.overall,
            Words(
                "接近 2 是一个人带来所有人(靠大号)，越大越是一传十十传百(靠口口相传)。",
                "Near 2: one person brought all. The larger, the more it was handed on from friend to friend.",
            ),
        ),
    )


def _lead(told: Branching, days: int) -> Words:
    mean, end = told.reproduction, told.extinction
    if mean.low > 1:
        return Words(
            f"裂变能自己滚大：每位买家 {days} 天带来 {_said(mean)} 位买家。",
            f"It spreads by itself: each buyer brings {_said(mean)} buyers within {days} days.",
        )
    if mean.high < 1:
        return Words(
            f"裂变还不能自己滚大(每位买家带来 {_said(mean)} 位)，但每新来 100 位买家，最后会再多出约 "
            f"{_more(mean.value)} 位。",
            f"It does not spread by itself yet ({_said(mean)} per buyer), but every 100 new buyers bring about "
            f"{_more(mean.value)} more in the end.",
        )
    return Words(
        f"裂变能不能自己滚大还说不准：每位买家带来 {_said(mean)} 位，断掉的机会 {percent(end.low)} – "
        f"{percent(end.high)}。",
        f"Whether it spreads by itself cannot be told: {_said(mean)} per buyer; chains end with a chance of "
        f"{percent(end.low)} to {percent(end.high)}.",
    )


def _said(mean: Estimate) -> str:
    return f"{mean.value:.2f}({mean.low:.2f} – {mean.high:.2f})"


def _more(mean: float) -> str:
    """Of 100 who come all who follow them, layer after layer: a geometric series."""
    return f"{100 * mean / (1 - mean):,.0f}"
