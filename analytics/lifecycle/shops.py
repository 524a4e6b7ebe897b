"""The shops of a profile side by side: which is fading, which has fallen silent, and what to do first."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from analytics.coverage import coverage
from analytics.lifecycle.course import LifeCycle, life_cycle
from analytics.lifecycle.headline import because, first_step
from analytics.lifecycle.risk import risk
from analytics.lifecycle.stages import FADING, GROWING, LAPSING, START, STEADY, Stage
from analytics.result import Column, Row, Shown, Table, Value, View
from analytics.say import counted
from storage.facts import Facts
from storage.shop import Shop
from storage.words import Words

_WORRY: tuple[Stage | None, ...] = (LAPSING, FADING, None, START, GROWING, STEADY)
"""Whom to look at first."""
_COLUMNS = (
    Column("shop", Words("店铺", "Shop"), Shown.TEXT),
    Column("shop_id", Words("店铺编号", "Shop id"), Shown.ID),
    Column("stage", Words("阶段", "Stage"), Shown.TEXT),
    Column("since", Words("从哪天起", "Since"), Shown.DAY),
    Column(
        "risk",
        Words("停业风险", "Risk of lapsing"),
        Shown.TEXT,
        Words(
            "拿停顿和店铺自己的节奏比，不是概率。",
            "Compares the pause with the shop's own rhythm; it is not a probability.",
        ),
    ),
    Column("first_step", Words("先做什么", "First step"), Shown.TEXT),
    Column("why", Words("为什么", "Why"), Shown.TEXT),
    Column("last_order", Words("最后付款", "Last payment"), Shown.DAY),
    Column("known_to", Words("数据到", "Data up to"), Shown.DAY),
)


class Standing(Struct, frozen=True):
    """One shop as it stands at the newest of its own data."""

    shop: Shop
    life: LifeCycle | Words
    known_to: date | None
    """The last day that is over in its data."""

    @property
    def stage(self) -> Stage | None:
        """Its stage, where it can be told."""
        return None if isinstance(self.life, Words) else self.life.stage


def standing_of(facts: Facts) -> Standing:
    """Where one shop stands: small enough to be kept when its facts are let go."""
    known = coverage(facts)
    return Standing(facts.shop, life_cycle(facts), known.last_over if known else None)


def most_worrying(shops: Sequence[Standing]) -> tuple[Standing, ...]:
    """The shops in the order in which to look at them; equals by name."""
    return tuple(sorted(shops, key=lambda one: (_WORRY.index(one.stage), one.shop.name, one.shop.id)))


def shops_table(shops: Sequence[Standing]) -> Table:
    """A row per shop, the most worrying first."""
    ranked = most_worrying(shops)
    rows = tuple(Row(_cells(one)) for one in ranked)
    note = Words(
        "每家店按自己数据的最新一天判断，不随上面的日期和筛选变。",
        "Each shop is judged on the latest day of its own data, whatever dates and filters are chosen above.",
    )
    return Table("shops", Words("所有店铺", "All your shops"), _COLUMNS, rows, note, lead=_lead(ranked))


def with_shops(view: View, shops: Sequence[Standing]) -> View:
    """The view of one shop, all of them first."""
    return replace(view, tables=(shops_table(shops), *view.tables))


def _cells(one: Standing) -> tuple[Value, ...]:
    life, stage = one.life, one.stage
    if isinstance(life, Words):
        return (one.shop.name, one.shop.id, None, None, None, None, life, None, one.known_to)
    says = life.now.says
    why = because(life) if stage is not None else says if isinstance(says, Words) else None
    return (
        one.shop.name,
        one.shop.id,
        stage.name if stage else None,
        life.since,
        risk(life),
        first_step(stage, life) if stage else None,
        why,
        life.last,
        one.known_to,
    )


def _lead(ranked: Sequence[Standing]) -> Words:
    first, unknown = _worrying(ranked), sum(one.stage is None for one in ranked)
    if not unknown:
        return Words(f"{first.zh}。", f"{first.en}.")
    return Words(
        f"{first.zh}；{unknown} 家说不出。", f"{first.en}; of {counted(unknown, 'shop').en} nothing can be told."
    )


def _worrying(ranked: Sequence[Standing]) -> Words:
    named = [(one.shop.name, one.stage.name) for one in ranked if one.stage is LAPSING or one.stage is FADING]
    if not named:
        return Words("没有店铺在下滑或快停了", "No shop is fading or about to lapse")
    return Words(
        f"先看：{'、'.join(f'{name}({stage.zh})' for name, stage in named)}",
        f"Look first at: {', '.join(f'{name} ({stage.en.lower()})' for name, stage in named)}",
    )
