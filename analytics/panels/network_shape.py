"""Does it spread by itself: buyers per buyer, how much hangs on a few, whether chains end, how long they are."""

import math

from analytics.asked import Asked
from analytics.network.branching import Branching
from analytics.network.ever import TO_DATE
from analytics.network.fans import fans_forest
from analytics.network.growth import Growth, growth
from analytics.network.virality import Virality, virality
from analytics.result import Column, Row, Shown, Table, Value
from analytics.say import counted
from analytics.subject import Panel
from storage.words import Words

_COLUMNS = (
    Column("what", Words("看什么", "What"), Shown.TEXT),
    Column("value", Words("数值", "Value"), Shown.NUMBER),
    Column("means", Words("说明什么", "What it means"), Shown.TEXT),
)
_NO_TIES = Words("数据里没有谁带来谁的记录。", "The data does not tell who brought whom.")


def network_shape(asked: Asked, panel: Panel) -> Table:
    """A row per number, each with what it means."""
    fans = fans_forest(asked.facts)
    found = growth(fans)
    if isinstance(found, Words) or not (fans.forest.parent >= 0).any():
        return Table(panel.id, panel.title, _COLUMNS, (), found if isinstance(found, Words) else _NO_TIES)
    rows = (*_over_time(found), *_spreading(*found.longest), *_distances(virality(fans.forest)))
    return Table(panel.id, panel.title, _COLUMNS, rows, TO_DATE, lead=_lead(found))


def _row(what: Words, value: Value, means: Words) -> Row:
    return Row((what, value, means))


def _over_time(found: Growth) -> tuple[Row, ...]:
    return tuple(
        _row(
            Words(f"每位买家 {days} 天内带来几位买家(R)", f"Buyers per buyer within {days} days (R)"),
            told.reproduction,
            Words(
                f"看了 {told.buyers:,} 位加入满 {days} 天、并在 {days} 天内首次买的粉丝，他们带来 {told.brought:,} 位"
                "买家。大于 1 才会自己滚大。",
                f"{counted(told.buyers, 'fan').en} who came {days} days ago or longer and bought within {days} days "
                f"brought {told.brought:,} buyers. It grows by itself only above 1.",
            ),
        )
        for days, told in found.windows
    )


def _spreading(days: int, told: Branching) -> tuple[Row, ...]:
    k = told.dispersion
    few = Words(
        "越小越靠少数人：不到 0.5 时大多数人一个也带不来，少数人带来一大半。",
        "The smaller, the more hangs on a few: below 0.5 most bring nobody and a few bring most.",
    )
    even = Words("大家差不多，差别和碰运气一样大。", "All are alike: they differ no more than by chance.")
    return (
        _row(
            Words(f"靠少数人的程度(k，{days} 天)", f"How much hangs on a few (k, {days} days)"),
            None if math.isinf(k) else k,
            even if math.isinf(k) else few,
        ),
        _row(
            Words(f"一条链断掉的机会(按 {days} 天算)", f"Chance that a chain ends (by {days} days)"),
            told.extinction,
            Words(
                f"从一位买家开始的裂变不再投入时停下来的机会，只算每人头 {days} 天带来的；更久还会带来，实际小些。",
                f"That what begins with one buyer stops by itself, counting what each brings in {days} days only; more "
                "come later, so it is rather less.",
            ),
        ),
    )


def _distances(found: Virality) -> tuple[Row, ...]:
    if found.overall is None:
        return ()
    return (
        _row(
            Words("同一支里两个人平均隔几步", "Steps between two of a team"),
            found.overall,
            Words(
                "接近 2 是一个人带来所有人(靠大号)，越大越是一传十十传百(靠口口相传)。",
                "Near 2: one person brought all. The larger, the more it was handed on from friend to friend.",
            ),
        ),
    )


def _lead(found: Growth) -> Words:
    days, told = found.longest
    mean = told.reproduction
    said = f"{mean.value:.2f}"
    seen = counted(told.buyers, "buyer")
    zh = f"加入满 {days} 天的 {seen.zh} 位买家，每位带来 {said}({mean.low:.2f} – {mean.high:.2f})位买家"
    en = (
        f"Each buyer brings {said} ({mean.low:.2f} to {mean.high:.2f}) buyers within {days} days, as {seen.en} show "
        "who could be watched for so long"
    )
    if mean.low > 1:
        return Words(f"{zh}，裂变能自己滚大。", f"{en}: it spreads by itself.")
    if mean.high < 1 and found.still_growing is False:
        return Words(
            f"{zh}，并且不再增加：不到 1，靠裂变自己滚不大，要不断引来新人。",
            f"{en}, and no more come later: below 1 it does not spread by itself, new people must be won.",
        )
    if mean.high < 1:
        return Words(
            f"{zh}，日子久了还在增加；最后能不能超过 1、自己滚大，现在还说不准。",
            f"{en}, and more come as time goes on; whether it will reach 1 in the end and spread by itself cannot be "
            "told yet.",
        )
    return Words(f"{zh}，裂变能不能自己滚大还说不准。", f"{en}; whether it spreads by itself cannot be told.")
