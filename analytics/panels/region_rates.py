"""Which regions convert, and send back, more or less often than the others beyond chance."""

import numpy as np

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.dimensions.place import PROVINCE
from analytics.measure import read_by, read_term
from analytics.metric import Term, count
from analytics.metrics.people import BUYER_COUNT
from analytics.metrics.traffic import VISITOR_COUNT
from analytics.panels.region_money_back import region_money_back
from analytics.panels.side_by_side import part_of
from analytics.part import Narrow
from analytics.parts.fulfilment import KEPT_ORDERS, REFUNDED_ORDERS, tells_refunded
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.say import counted
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
    "本期支付的订单里到现在退过款的比例，带 95% 区间；拼团没成退的不算，最近的订单以后还可能退。",
    "Share of the orders paid in the period that were refunded by now, with the 95% interval; failed groups are left "
    "out, and the latest orders may still come back.",
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
    """Share of orders refunded per region, the most orders first; by money where refunds name no order."""
    if asked.unknown is None and not tells_refunded(asked.facts):
        return region_money_back(asked, panel)
    columns = _columns(
        Column("orders", Words("支付订单", "Paid orders"), Shown.COUNT),
        Column("refunds", Words("退过款的订单", "Orders refunded"), Shown.COUNT),
        Column("rate", Words("退款订单占比", "Part refunded"), Shown.RATIO, _RETURNED, bar=True),
    )
    name = Words("退过款的订单占", "part of orders refunded")
    return _table(asked, panel, columns, (count(KEPT_ORDERS), count(REFUNDED_ORDERS)), name)


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
    every, some = every[codes], some[codes]
    said = _said(some, every)
    numbers = zip(codes[:MOST].tolist(), every.tolist(), some.tolist(), said.tolist(), strict=False)
    rows = tuple(_row(asked, terms, *of_region) for of_region in numbers)
    lead = _lead(rows, (int(some.sum()), int(every.sum())), said, name)
    note = _small(len(np.flatnonzero(found[0][1:])) - len(codes), columns[1].name)
    return Table(panel.id, panel.title, columns, rows, note, drawn=Bars(PROVINCE.id, columns[3].id), lead=lead)


def _said(some: Ints, every: Ints) -> Ints:
    """1 for clearly higher than all others, -1 for lower, 0 for neither, or where it is no share of the whole."""
    shares = some <= every  # who buys need not have come from the same region
    said = np.zeros(len(some), dtype=np.int64)
    some, every = some[shares], every[shares]
    high = some * every.sum() > some.sum() * every
    said[shares] = np.where(unlike_the_rest(some, every), np.where(high, 1, -1), 0)
    return said


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
    cells = (PROVINCE.label_of(asked.facts, code), every, some, part_of(some, every), unlike)
    return Row(cells, part or whole, (None, whole, part, part, None))


def _lead(rows: tuple[Row, ...], sums: tuple[int, int], said: Ints, name: Words) -> Words:
    whole = sums[0] / sums[1]
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
        f"Not listed: {counted(others, 'more region').en} with fewer than {LEAST} {name.en.lower()}.",
    )
