"""What is worth sharing: products and contents by the visits that each share of them brings.

Every rate is shown as it was, with its own interval. For the order, and for what stands out, those shared a few times
only are drawn towards what is common to all, so that one lucky share does not lead the list; ranked by the lower end.
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
from analytics.panels.share_depth_reach import PER_SHARE
from analytics.part import Narrow
from analytics.rates import prior_of, rate, shrunk
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.selections import selection
from analytics.subject import Panel
from storage.words import Words

TOP = 50
_RATE = Words(
    "带来的访问 ÷ 分享次数，带 95% 区间。排名次时分享次数少的往平均靠一靠，免得碰巧一次就排第一，"
    "所以不是按这一列从大到小。",
    "Visits brought / shares, with the 95% interval. For the ranking those shared a few times only are drawn towards "
    "the average, lest one lucky share lead: so the list does not fall with this column.",
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
        Column("visits_per_share", PER_SHARE.name, Shown.NUMBER, _RATE, bar=True),
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
    rows = tuple(_row(asked, dimension, known, place) for place, _ in best)
    cut_off = len(codes) if len(codes) > TOP else None
    drawn = Bars(dimension.id, "visits_per_share")
    lead = _lead(rows[0], best[0][1], int(known.visits.sum()) / int(known.shares.sum()))
    return Table(panel.id, panel.title, columns, rows, total_rows=cut_off, drawn=drawn, lead=lead)


def _best_first(asked: Asked, dimension: Dimension, found: Found) -> list[tuple[int, float]]:
    """The places of the best in what was found, each with the rate that it surely has after what is known of all."""
    rates = shrunk(found.visits, found.shares, prior_of(found.visits, found.shares))
    places = np.lexsort((-rates.value, -rates.low))[: TOP * 2].tolist()
    places.sort(key=lambda at: (-rates.low[at], -rates.value[at], dimension.key_of(asked.facts, int(found.codes[at]))))
    return [(at, float(rates.low[at])) for at in places[:TOP]]


def _why_not(asked: Asked, dimension: Dimension) -> Words | None:
    terms = [term_for(asked.now, metric.top, [dimension]) for metric in (SHARE_COUNT, FRESH_VISIT_COUNT)]
    return asked.unknown or next((term for term in terms if isinstance(term, Words)), None)


def _row(asked: Asked, dimension: Dimension, found: Found, place: int) -> Row:
    code = int(found.codes[place])
    narrow = Narrow(slices=((dimension.id, dimension.key_of(asked.facts, code)),))
    shared, led = (selection(asked.now, metric.top, narrow) for metric in (SHARE_COUNT, FRESH_VISIT_COUNT))
    names = name_cells(asked, dimension, code)
    shares, visits = int(found.shares[place]), int(found.visits[place])
    cells = (*names, shares, visits, rate(visits, shares))
    return Row(cells, shared, (*(None for _ in names), shared, led, led))


def _lead(first: Row, surely: float, mean: float) -> Words:
    """``surely`` is the rate that can be relied on of the first."""
    if surely <= mean:
        return Words(
            f"平均每次分享带来 {mean:.1f} 次访问；没有哪一个明显高出一截。",
            f"A share brings {mean:.1f} visits on average; none stands out clearly.",
        )
    name, own = first.cells[0], first.cells[-1]
    assert isinstance(own, Estimate), "it was shared"
    return Words(
        f"平均每次分享带来 {mean:.1f} 次访问；最有把握高出平均的是“{name}”，每次 {own.value:.1f} 次。",
        f"A share brings {mean:.1f} visits on average; most surely above it is “{name}” with {own.value:.1f}.",
    )
