"""How the network goes on layer by layer: fans, buyers, sales, how they convert and how many buyers each one brings."""

from analytics.asked import Asked
from analytics.dimensions.network import LAYER, layer_name
from analytics.network.branching import Branching
from analytics.network.ever import TO_DATE, behind
from analytics.network.fans import fans_forest
from analytics.network.layers import Layer, Layers, layers
from analytics.result import Bars, Column, Estimate, Row, Shown, Table, Value
from analytics.say import counted, percent
from analytics.subject import Panel
from storage.facts import Facts
from storage.words import Words


def columns(days: int) -> tuple[Column, ...]:
    """Of the table; conversion and what is brought are those of a window of so many days."""
    return (
        Column("layer", LAYER.name, Shown.TEXT),
        Column("fans", Words("粉丝", "Fans"), Shown.COUNT, bar=True, total=True),
        Column("buyers", Words("买过的", "Bought"), Shown.COUNT, total=True),
        Column(
            "watched",
            Words("看满期的", "Watched in full"),
            Shown.COUNT,
            Words(
                f"加入满 {days} 天的粉丝：转化率按他们算。",
                f"Fans who came {days} days ago or longer: conversion is theirs.",
            ),
            total=True,
        ),
        Column(
            "conversion",
            Words("转化率", "Conversion"),
            Shown.RATIO,
            Words(
                f"加入满 {days} 天的粉丝里，{days} 天内买过的比例，带 95% 区间。新来的不算，免得越深的层越吃亏。",
                f"Of fans who came {days} days ago or longer: who bought within {days} days, with its 95% interval. "
                "Newcomers do not count, lest deep layers look weak.",
            ),
        ),
        Column(
            "reproduction",
            Words("每位买家带来几位买家", "Buyers per buyer"),
            Shown.NUMBER,
            Words(
                f"这一层的买家在自己加入后 {days} 天内带来的买家数，平均每位几位，带 95% 区间。超过 1 才会自己滚大。",
                f"Buyers whom a buyer of this layer brings within {days} days of coming, with its 95% interval. It "
                "grows by itself only where that is above 1.",
            ),
        ),
        Column("sales", Words("累计支付金额", "Paid to date"), Shown.MONEY, total=True),
        Column("part", Words("占比", "Share"), Shown.RATIO),
    )


def network_layers(asked: Asked, panel: Panel) -> Table:
    """A row per layer."""
    facts, fans = asked.facts, fans_forest(asked.facts)
    found = facts.derived("network layers", lambda facts: layers(fans_forest(facts)))
    if not len(fans):
        return Table(panel.id, panel.title, columns(found.days), (), Words("还没有粉丝。", "There are no fans yet."))
    if isinstance(found.through_others, Words):
        return Table(panel.id, panel.title, columns(found.days), (), found.through_others)
    rows = tuple(_row(facts, layer) for layer in found.layers)
    return Table(
        panel.id, panel.title, columns(found.days), rows, TO_DATE, drawn=Bars("layer", "fans"), lead=_lead(found)
    )


def _row(facts: Facts, layer: Layer) -> Row:
    key = (LAYER.id, str(layer.depth))
    people, buyers, orders = (
        behind(facts, "customers", "network_fans", key),
        behind(facts, "customers", "network_buyers", key),
        behind(facts, "orders", "buyer_orders", key),
    )
    cells: tuple[Value, ...] = (
        layer_name(layer.depth),
        layer.fans,
        layer.buyers,
        layer.watched,
        _known(layer.conversion),
        layer.branching.reproduction if isinstance(layer.branching, Branching) else None,
        layer.sales,
        layer.part,
    )
    return Row(cells, people, (None, people, buyers, None, None, None, orders, None))


def _known(value: Estimate | Words) -> Value:
    return value if isinstance(value, Estimate) else None


def _lead(found: Layers) -> Words:
    parts: list[Words] = []
    if isinstance(found.through_others, float):
        part = percent(found.through_others)
        parts.append(Words(f"{part} 的支付金额来自老粉带来的人", f"{part} of sales came from people brought by fans"))
    if isinstance(found.branching, Branching):
        parts.append(_growing(found.branching, found.days))
    else:
        parts.append(Words(found.branching.zh.rstrip("。"), found.branching.en.rstrip(".")))
    return Words("；".join(part.zh for part in parts) + "。", "; ".join(part.en for part in parts) + ".")


def _growing(found: Branching, days: int) -> Words:
    mean, buyers = found.reproduction, counted(found.buyers, "buyer")
    ends = f"{mean.low:.2f} – {mean.high:.2f}"
    return Words(
        f"每位买家 {days} 天内再带来 {mean.value:.2f}({ends})位买家(看了 {buyers.zh} 位加入满这么久、期间买过的)",
        f"each buyer brings {mean.value:.2f} ({ends}) buyers within {days} days ({buyers.en} watched for so long)",
    )
