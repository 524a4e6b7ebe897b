"""Which regions convert, and send back, more or less often than the others beyond chance."""

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.dimensions.place import PROVINCE
from analytics.intervals import share
from analytics.measure import read_by, read_term
from analytics.metric import Term, count
from analytics.metrics.people import BUYER_COUNT
from analytics.metrics.traffic import VISITOR_COUNT
from analytics.part import Narrow
from analytics.parts.fulfilment import GOODS_REFUNDS, KEPT_ORDERS
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.selections import selection
from analytics.shares import unlike_the_rest
from analytics.subject import Panel
from analytics.told import told
from storage.words import Words

LEAST = 30
"""Visitors or orders that a region needs to be shown."""
MOST = 60
"""Regions listed."""
_NAMED = 3
_UNLIKE = Words("和其他地区比", "Against the others")
_UNLIKE_RULE = Words(
    "和其余地区合起来比，排除碰巧之后才说偏高偏低(误报控制在 5%)。",
    "Against all other regions together; only what is beyond chance (false discoveries held at 5%).",
)
_ABOVE, _BELOW = Words("明显偏高", "clearly higher"), Words("明显偏低", "clearly lower")
_CONVERSION = Words(
    "这个地区的支付买家数 ÷ 这个地区的访客数，带 95% 区间。",
    "Buyers of the region / its visitors, with the 95% interval.",
)
_RETURNED = Words(
    "本期退款笔数 ÷ 本期支付订单，带 95% 区间；拼团没成退的不算。",
    "Refunds of the period / paid orders of the period, with the 95% interval; failed groups are left out.",
)


def region_conversion(asked: Asked, panel: Panel) -> Table:
    """Conversion per region, the most visitors first."""
    columns = _columns(
        Column("visitors", VISITOR_COUNT.name, Shown.COUNT),
        Column("buyers", BUYER_COUNT.name, Shown.COUNT),
        Column("conversion", Words("支付转化率", "Conversion"), Shown.RATIO, _CONVERSION, bar=True),
    )
    name = Words("转化率", "conversion")
    return _table(asked, panel, columns, (VISITOR_COUNT.top, BUYER_COUNT.top), name)


def region_refunds(asked: Asked, panel: Panel) -> Table:
    """Refund rate per region, the most orders first."""
    columns = _columns(
        Column("orders", Words("支付订单", "Paid orders"), Shown.COUNT),
        Column("refunds", Words("退款笔数", "Refunds"), Shown.COUNT),
        Column("rate", Words("退款率", "Refund rate"), Shown.RATIO, _RETURNED, bar=True),
    )
    return _table(asked, panel, columns, (count(KEPT_ORDERS), count(GOODS_REFUNDS)), Words("退款率", "refund rate"))


def _columns(*numbers: Column) -> tuple[Column, ...]:
    return (
        Column(PROVINCE.id, PROVINCE.name, Shown.TEXT),
        *numbers,
        Column("unlike", _UNLIKE, Shown.TEXT, _UNLIKE_RULE),
    )


def _table(asked: Asked, panel: Panel, columns: tuple[Column, ...], terms: tuple[Term, Term], name: Words) -> Table:
    """``terms`` are what the share is of, and what the share is."""
    why_not = asked.unknown or PROVINCE.untold(asked.facts) or _not_told(asked, terms)
    found = why_not or told(*(read_by(asked.now, term, PROVINCE) for term in terms))
    if isinstance(found, Words):
        return Table(panel.id, panel.title, columns, (), found)
    every, some = (values[1:] for values in found)
    codes = np.flatnonzero(every >= LEAST)
    if len(codes) < 2:
        return Table(panel.id, panel.title, columns, (), _too_few(columns[1].name))
    names = {code: PROVINCE.key_of(asked.facts, code) for code in codes.tolist()}
    codes = np.array(sorted(names, key=lambda code: (-int(every[code]), names[code])))
    every, some = every[codes], np.minimum(some[codes], every[codes])
    unlike = unlike_the_rest(some, every)
    high = some * every.sum() > some.sum() * every
    said = np.where(unlike, np.where(high, 1, -1), 0)
    numbers = zip(codes[:MOST].tolist(), every.tolist(), some.tolist(), said.tolist(), strict=False)
    rows = tuple(_row(asked, terms, *of_region) for of_region in numbers)
    lead = _lead(rows, some, every, said, name)
    note = _small(len(np.flatnonzero(found[0][1:])) - len(codes), columns[1].name)
    return Table(panel.id, panel.title, columns, rows, note, drawn=Bars(PROVINCE.id, columns[3].id), lead=lead)


def _not_told(asked: Asked, terms: tuple[Term, Term]) -> Words | None:
    """Why one of the two is not known at all, though the other is."""
    return next((reading.reason for reading in (read_term(asked.now, term) for term in terms) if reading.reason), None)


def _too_few(name: Words) -> Words:
    return Words(
        f"{name.zh}满 {LEAST} 的地区不到两个，没法比。", f"Fewer than two regions have {LEAST} {name.en.lower()}."
    )


def _row(asked: Asked, terms: tuple[Term, Term], code: int, every: int, some: int, said: int) -> Row:
    narrow = Narrow(slices=((PROVINCE.id, PROVINCE.key_of(asked.facts, code)),))
    whole, part = (selection(asked.now, term, narrow) for term in terms)
    part = part if some else None
    unlike = (None, _ABOVE, _BELOW)[said]
    cells = (PROVINCE.label_of(asked.facts, code), every, some, share(some, every), unlike)
    return Row(cells, part or whole, (None, whole, part, part, None))


def _lead(rows: tuple[Row, ...], some: Ints, every: Ints, said: NDArray[np.int64], name: Words) -> Words:
    whole = int(some.sum()) / int(every.sum())
    zh, en = f"合计{name.zh} {whole:.1%}", f"{name.en.capitalize()} is {whole:.1%} over all"
    parts = [
        (label, [row for row, mark in zip(rows, said.tolist(), strict=False) if mark == sign])
        for sign, label in ((-1, _BELOW), (1, _ABOVE))
    ]
    for label, found in parts:
        if found:
            names = "、".join(
                f"{row.cells[0]} {rate:.1%}" for row in found[:_NAMED] if (rate := _rate(row)) is not None
            )
            zh += f"；{label.zh}的有 {len(found)} 个：{names}"
            en += f"; {len(found)} {label.en}: {names.replace('、', ', ')}"
    if not any(found for _, found in parts):
        return Words(f"{zh}，各地区没有明显差别。", f"{en}; no region clearly differs.")
    return Words(f"{zh}。", f"{en}.")


def _rate(row: Row) -> float:
    estimate = row.cells[3]
    return float(estimate.value) if isinstance(estimate, Estimate) else 0.0


def _small(others: int, name: Words) -> Words | None:
    if others <= 0:
        return None
    return Words(
        f"另有 {others} 个地区{name.zh}不到 {LEAST}，没有列出。",
        f"{others} more regions have fewer than {LEAST} {name.en.lower()} and are not listed.",
    )
