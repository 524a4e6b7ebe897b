"""How recently and how often people bought in the last year, and what they spent: the grid known as RFM."""

import numpy as np
from numpy.typing import NDArray

from analytics.asked import Asked
from analytics.crossed import cell, grid
from analytics.dimensions.loyalty import RECENCY
from analytics.dimensions.people import ORDERS_OF_BUYER
from analytics.metric import count, total
from analytics.orders_of_buyer import MOST
from analytics.panels.standings import LEAST, YEAR, too_few
from analytics.part import Narrow
from analytics.parts.loyalty import LINE_SPENDERS, SPENDERS
from analytics.result import Column, Heat, Row, Selection, Shown, Table
from analytics.say import as_words, counted
from analytics.selections import selection
from analytics.slice import Slice
from analytics.subject import Panel
from analytics.told import told
from analytics.window import back_from_end, shorter_than_asked
from storage.words import Words

PEOPLE = count(SPENDERS, LINE_SPENDERS)
SPENT = total(SPENDERS, LINE_SPENDERS)
_TIMES = range(1, MOST + 1)
_BANDS = Words(
    f"期末往前 {YEAR} 天：竖着看最近一次购买距期末多久，横着看这 {YEAR} 天里付了几单。"
    "格子里是这些买家的支付金额，点开是买家名单。",
    f"The {YEAR} days up to the period's end: down, how long ago the last order was; across, how many orders were "
    "paid. A cell is what these buyers paid, and opens the list of them.",
)


def rfm(asked: Asked, panel: Panel) -> Table:
    """Money and buyers by the time since the last order and the number of orders."""
    cube = back_from_end(asked, YEAR)
    if isinstance(cube, Words):
        return Table(panel.id, panel.title, _columns(), (), cube)
    found = told(*(grid(cube, term, RECENCY, ORDERS_OF_BUYER) for term in (PEOPLE, SPENT)))
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _columns(), (), found)
    people, spent = found
    if people.sum() < LEAST:
        return Table(panel.id, panel.title, _columns(), (), too_few(int(people.sum())))
    rows = tuple(_row(cube, band, people[band], spent[band]) for band in range(len(people)))
    note = shorter_than_asked(asked, cube.period)
    return Table(
        panel.id,
        panel.title,
        _columns(),
        rows,
        note,
        drawn=Heat(tuple(f"m{times}" for times in _TIMES)),
        lead=_lead(cube, people, spent),
    )


def _columns() -> tuple[Column, ...]:
    def times(number: int) -> Words:
        return Words(
            f"{number} 单" + "及以上" * (number == MOST),
            f"{number}+ orders" if number == MOST else counted(number, "order").en,
        )

    money = [Column(f"m{number}", times(number), Shown.MONEY, _BANDS, total=True) for number in _TIMES]
    people = [
        Column(
            f"b{number}",
            Words(f"{times(number).zh}人数", f"Buyers, {times(number).en}"),
            Shown.COUNT,
            _BANDS,
            total=True,
        )
        for number in _TIMES
    ]
    return (Column("recency", RECENCY.name, Shown.TEXT, _BANDS), *money, *people)


def _row(cube: Slice, band: int, people: NDArray[np.int64], spent: NDArray[np.int64]) -> Row:
    name = RECENCY.label_of(cube.facts, band)
    cells = [_open(cube, band, times - 1) if people[times - 1] else None for times in _TIMES]
    whole = selection(cube, PEOPLE, Narrow(slices=((RECENCY.id, RECENCY.key_of(cube.facts, band)),)))
    return Row((name, *spent.tolist(), *people.tolist()), whole, (None, *cells, *cells))


def _open(cube: Slice, band: int, times: int) -> Selection | None:
    return selection(cube, PEOPLE, cell(cube.facts, RECENCY, band, ORDERS_OF_BUYER, times))


def _lead(cube: Slice, people: NDArray[np.int64], spent: NDArray[np.int64]) -> Words:
    facts = cube.facts
    band, times = divmod(int(spent.argmax()), len(_TIMES))
    when, often = as_words(RECENCY.label_of(facts, band)), as_words(ORDERS_OF_BUYER.label_of(facts, times))
    number, part = int(people[band, times]), spent[band, times] / max(int(spent.sum()), 1)
    once = int(people[:, 0].sum()) / int(people.sum())
    return Words(
        f"近一年 {people.sum():,} 位买家，{once:.0%} 只买过一次；"
        f"最值钱的是“{when.zh}、{often.zh}”的 {number:,} 位，占金额的 {part:.0%}。",
        f"{people.sum():,} buyers in a year, {once:.0%} of them bought once; worth most are the {number:,} who bought "
        f"{when.en}, {often.en}: {part:.0%} of the money.",
    )
