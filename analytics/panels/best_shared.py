"""What is worth sharing: products and contents by the visits that each share of them brings.

Those shared a few times only are drawn towards what is common to all, so that one lucky share does not lead the list;
the list is ranked by what can be relied on, the lower end of the interval.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.dimension import Dimension
from analytics.dimensions.sharing import SHARED_CONTENT, SHARED_PRODUCT
from analytics.measure import read_by, term_for
from analytics.metrics.sharing import FRESH_VISIT_COUNT, SHARE_COUNT
from analytics.part import Narrow
from analytics.rates import prior_of, shrunk
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.selections import selection
from analytics.subject import Panel
from storage.words import Words

TOP = 50
_RATE = Words(
    "每次分享能带来几次访问：分享次数少的往平均靠，带 95% 区间。",
    "Visits that a share brings; those shared a few times only are drawn towards the average, with 95% interval.",
)


class Found(NamedTuple):
    """What was shared: its code, how often, and the visits that brought."""

    codes: NDArray[np.intp]
    shares: Ints
    visits: Ints


def best_shared_products(asked: Asked, panel: Panel) -> Table:
    """A row per product shared in the period."""
    return _best(asked, panel, SHARED_PRODUCT)


def best_shared_contents(asked: Asked, panel: Panel) -> Table:
    """A row per content shared in the period."""
    return _best(asked, panel, SHARED_CONTENT)


def _best(asked: Asked, panel: Panel, dimension: Dimension) -> Table:
    columns = (
        *name_columns(dimension),
        Column("shares", SHARE_COUNT.name, Shown.COUNT, SHARE_COUNT.definition),
        Column("fresh_visits", FRESH_VISIT_COUNT.name, Shown.COUNT, FRESH_VISIT_COUNT.definition),
        Column("visits_per_share", Words("每次分享带来访问", "Visits per share"), Shown.NUMBER, _RATE, bar=True),
    )
    why_not = _why_not(asked, dimension)
    shares, visits = (read_by(asked.now, metric.top, dimension) for metric in (SHARE_COUNT, FRESH_VISIT_COUNT))
    if why_not is not None or isinstance(shares, Words) or isinstance(visits, Words):
        return Table(panel.id, panel.title, columns, (), why_not)
    codes = np.flatnonzero(shares[1:] > 0)
    if not len(codes):
        return Table(panel.id, panel.title, columns, (), Words("本期没有分享过。", "None was shared in the period."))
    known = Found(codes, shares[1:][codes], visits[1:][codes])
    best = _best_first(asked, dimension, known)
    rows = tuple(_row(asked, dimension, known, place, rates) for place, rates in best)
    cut_off = len(codes) if len(codes) > TOP else None
    drawn = Bars(dimension.id, "visits_per_share")
    lead = _lead(rows, best[0][1], int(known.visits.sum()) / int(known.shares.sum()))
    return Table(panel.id, panel.title, columns, rows, total_rows=cut_off, drawn=drawn, lead=lead)


def _best_first(asked: Asked, dimension: Dimension, found: Found) -> list[tuple[int, Estimate]]:
    """The places of the best in what was found, with their rates."""
    rates = shrunk(found.visits, found.shares, prior_of(found.visits, found.shares))
    places = np.lexsort((-rates.value, -rates.low))[: TOP * 2].tolist()
    places.sort(key=lambda at: (-rates.low[at], -rates.value[at], dimension.key_of(asked.facts, int(found.codes[at]))))
    return [(at, Estimate(float(rates.value[at]), float(rates.low[at]), float(rates.high[at]))) for at in places[:TOP]]


def _why_not(asked: Asked, dimension: Dimension) -> Words | None:
    terms = [term_for(asked.now, metric.top, [dimension]) for metric in (SHARE_COUNT, FRESH_VISIT_COUNT)]
    return asked.unknown or next((term for term in terms if isinstance(term, Words)), None)


def _row(asked: Asked, dimension: Dimension, found: Found, place: int, rates: Estimate) -> Row:
    code = int(found.codes[place])
    narrow = Narrow(slices=((dimension.id, dimension.key_of(asked.facts, code)),))
    shared, led = (selection(asked.now, metric.top, narrow) for metric in (SHARE_COUNT, FRESH_VISIT_COUNT))
    names = name_cells(asked, dimension, code)
    cells = (*names, int(found.shares[place]), int(found.visits[place]), rates)
    return Row(cells, shared, (*(None for _ in names), shared, led, led))


def _lead(rows: tuple[Row, ...], best: Estimate, mean: float) -> Words:
    name = rows[0].cells[0]
    if best.low <= mean:
        return Words(
            f"平均每次分享带来 {mean:.1f} 次访问；没有哪一个明显高出一截。",
            f"A share brings {mean:.1f} visits on average; none stands out clearly.",
        )
    return Words(
        f"平均每次分享带来 {mean:.1f} 次访问；最有把握高出平均的是“{name}”，每次约 {best.value:.1f} 次。",
        f"A share brings {mean:.1f} visits on average; most surely above it is “{name}” with about {best.value:.1f}.",
    )
