"""What is worth sharing: products and contents by the visits that each share of them brings.

Those shared a few times only are drawn towards what is common to all, so that one lucky share does not lead the list;
the list is ranked by what can be relied on, the lower end of the interval.
"""

import numpy as np

from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.dimension import Dimension
from analytics.dimensions.sharing import SHARED_CONTENT, SHARED_PRODUCT
from analytics.measure import read_by, term_for
from analytics.metrics.sharing import FRESH_VISIT_COUNT, SHARE_COUNT
from analytics.part import Narrow
from analytics.rates import Prior, prior_of, rate, shrunk
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.selections import selection
from analytics.subject import Panel
from storage.words import Words

TOP = 50
_RATE = Words(
    "每次分享能带来几次访问：分享次数少的往平均靠，带 95% 区间。",
    "Visits that a share brings; those shared a few times only are drawn towards the average, with 95% interval.",
)


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
    prior = prior_of(visits[1:][codes].tolist(), shares[1:][codes].tolist())
    rated = [(_rated(int(visits[code + 1]), int(shares[code + 1]), prior), code) for code in codes.tolist()]
    rated.sort(key=lambda pair: (-pair[0].low, -pair[0].value, dimension.key_of(asked.facts, pair[1])))
    rows = tuple(
        _row(asked, dimension, code, int(shares[code + 1]), int(visits[code + 1]), found) for found, code in rated[:TOP]
    )
    cut_off = len(rated) if len(rated) > TOP else None
    drawn = Bars(dimension.id, "visits_per_share")
    lead = _lead(rows, rated[0][0], int(visits[1:][codes].sum()) / int(shares[1:][codes].sum()))
    return Table(panel.id, panel.title, columns, rows, total_rows=cut_off, drawn=drawn, lead=lead)


def _why_not(asked: Asked, dimension: Dimension) -> Words | None:
    terms = [term_for(asked.now, metric.top, [dimension]) for metric in (SHARE_COUNT, FRESH_VISIT_COUNT)]
    return asked.unknown or next((term for term in terms if isinstance(term, Words)), None)


def _rated(visits: int, shares: int, prior: Prior) -> Estimate:
    found = shrunk(visits, shares, prior) or rate(visits, shares)
    assert found is not None, "only what was shared is rated"
    return found


def _row(asked: Asked, dimension: Dimension, code: int, shares: int, visits: int, found: Estimate) -> Row:
    narrow = Narrow(slices=((dimension.id, dimension.key_of(asked.facts, code)),))
    shared, led = (selection(asked.now, metric.top, narrow) for metric in (SHARE_COUNT, FRESH_VISIT_COUNT))
    names = name_cells(asked, dimension, code)
    return Row((*names, shares, visits, found), shared, (*(None for _ in names), shared, led, led))


def _lead(rows: tuple[Row, ...], best: Estimate, mean: float) -> Words:
    name = rows[0].cells[0]
    if best.low <= mean:
        return Words(
            f"平均每次分享带来 {mean:.1f} 次访问；没有哪一个明显高出一截。",
            f"A share brings {mean:.1f} visits on average; none stands out clearly.",
        )
    return Words(
        f"平均每次分享带来 {mean:.1f} 次访问；最值得分享的是“{name}”，每次约 {best.value:.1f} 次。",
        f"A share brings {mean:.1f} visits on average; most worth sharing is “{name}” with about {best.value:.1f}.",
    )
