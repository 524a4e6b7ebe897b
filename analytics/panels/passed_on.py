"""Which contents and products are passed on by the people they reach: shares of the very same that each share leads to.

Only shares watched for a whole window count. Every mean is shown as it was, with its own interval; for the order, and
for what stands out, those shared a few times only are drawn towards what is common to all.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.clustered_rates import per_unit
from analytics.dimension import Dimension
from analytics.dimensions.sharing import FOLLOWED_CONTENT, FOLLOWED_PRODUCT, SHARED_CONTENT, SHARED_PRODUCT
from analytics.measure import term_for
from analytics.metric import Term, count, total
from analytics.metrics.sharing import SHARE_COUNT
from analytics.panels.passed_on_said import COLUMNS, lead, no_parents, too_few
from analytics.part import Narrow, Part
from analytics.parts.sharing import (
    BOUGHT_SOON,
    CONTENT_PASSED_ON,
    FIRST_SHARES,
    OTHER_CONTENT,
    OTHER_PRODUCT,
    PRODUCT_PASSED_ON,
    VISITED_SOON,
    WATCHED_SHARES,
)
from analytics.result import Bars, Estimate, Row, Selection, Table, Value
from analytics.selections import selection
from analytics.share_chains.chains import chains, left_out
from analytics.share_chains.spread import Spread, estimates, spread
from analytics.sharing_logs import SHARED
from analytics.subject import Panel
from storage.words import Words

TOP = 50


class _Thing(Struct, frozen=True):
    """What is shared: how it is told apart, and how the shares that follow are."""

    field: str
    shared: Dimension
    followed: Dimension
    same: Part
    other: Part


_CONTENT = _Thing("content_id", SHARED_CONTENT, FOLLOWED_CONTENT, CONTENT_PASSED_ON, OTHER_CONTENT)
_PRODUCT = _Thing("product_id", SHARED_PRODUCT, FOLLOWED_PRODUCT, PRODUCT_PASSED_ON, OTHER_PRODUCT)


def contents_passed_on(asked: Asked, panel: Panel) -> Table:
    """A row per content shared in the period."""
    return _passed_on(asked, panel, _CONTENT)


def products_passed_on(asked: Asked, panel: Panel) -> Table:
    """A row per product shared in the period."""
    return _passed_on(asked, panel, _PRODUCT)


def _passed_on(asked: Asked, panel: Panel, thing: _Thing) -> Table:
    columns = (*name_columns(thing.shared), *COLUMNS)
    why_not = asked.unknown or _unusable(asked, thing) or no_parents(asked.facts)
    if why_not is not None:
        return Table(panel.id, panel.title, columns, (), why_not)
    found = spread(asked.now.cut(SHARED), asked.now.codes(SHARED, thing.shared), thing.field)
    why_not = too_few(found)
    if why_not is not None:
        return Table(panel.id, panel.title, columns, (), why_not)
    order = found.order[:TOP]
    rows = _rows(asked, thing, found, order)
    cut_off = len(found.codes) if len(found.codes) > TOP else None
    drawn, said = Bars(thing.shared.id, "passed_on_per_share"), lead(found, order[0], rows[0])
    note = left_out(chains(asked.facts))
    return Table(panel.id, panel.title, columns, rows, note if note.zh else None, cut_off, drawn, said)


def _unusable(asked: Asked, thing: _Thing) -> Words | None:
    usable = term_for(asked.now, SHARE_COUNT.top, [thing.shared])
    return usable if isinstance(usable, Words) else None


def _rows(asked: Asked, thing: _Thing, found: Spread, order: Sequence[int]) -> tuple[Row, ...]:
    """The rows of some places; visits and sales stay empty where nobody knows which share led to them."""
    each = estimates(per_unit(found.followed.only(order)))
    visits, sales = (
        estimates(per_unit(led.only(order))) if _known(asked, term) else [None] * len(order)
        for led, term in ((found.visits, count(VISITED_SOON)), (found.sales, total(BOUGHT_SOON)))
    )
    return tuple(
        _row(asked, thing, int(found.codes[place]), (
            int(found.shares[place]),
            int(found.first[place]),
            int(found.followed.units[place]),
            int(found.followed.total[place]),
            each[at],
            int(found.others[place]),
            int(found.longest[place]),
            None if np.isnan(found.virality[place]) else float(found.virality[place]),
            visits[at],
            sales[at],
        ))
        for at, place in enumerate(order)
    )  # fmt: skip


def _known(asked: Asked, term: Term) -> bool:
    return not isinstance(term_for(asked.now, term), Words)


def _row(asked: Asked, thing: _Thing, code: int, values: tuple[Value, ...]) -> Row:
    names = name_cells(asked, thing.shared, code)
    key = thing.shared.key_of(asked.facts, code)
    shared, followed = (Narrow(slices=((dimension.id, key),)) for dimension in (thing.shared, thing.followed))
    own = [(term, shared) for term in (SHARE_COUNT.top, count(FIRST_SHARES), count(WATCHED_SHARES))]
    passed, other = ((count(part), followed) for part in (thing.same, thing.other))
    led: list[tuple[Term, Narrow] | None] = [
        *own, passed, passed, other, None, None, (count(VISITED_SOON), shared), (total(BOUGHT_SOON), shared)
    ]  # fmt: skip
    behind = [
        selection(asked.now, *one) if one and _some(value) else None for one, value in zip(led, values, strict=True)
    ]
    rows: tuple[Selection | None, ...] = (*(None for _ in names), *behind)
    return Row((*names, *values), behind[0], rows)


def _some(value: Value) -> bool:
    """Whether rows stand behind a number."""
    return bool(value.value if isinstance(value, Estimate) else value)
