"""Which contents attract fans who buy: of the new fans who came through each, watched equally long, who bought.

Every share is shown as it was, with its own interval; for the order, and for what stands out, those with few fans are
drawn towards what is common to all, and the low end counts.
"""

import numpy as np

from analytics.asked import Asked
from analytics.attracted import MONTH, WEEK, Attracted, Window
from analytics.breakdown import name_cells
from analytics.clustered_rates import lumps, per_unit
from analytics.content_fans import soon_after
from analytics.dimensions.fans import CAME_BY_CONTENT
from analytics.fan_history import known_by_orders_only
from analytics.intervals import share
from analytics.measure import read_by, read_term, term_for
from analytics.metric import count, total
from analytics.panels.content_fans_said import RULE, columns, lead, too_few
from analytics.panels.fan_sources import BUYERS_ONLY
from analytics.part import Narrow
from analytics.parts.fans import GAINED, WATCHED_30
from analytics.result import Bars, Row, Table
from analytics.selections import selection
from analytics.share_chains.spread import estimates
from analytics.subject import Panel
from storage.words import Words

TOP = 50
"""Rows at most."""


def content_fans(asked: Asked, panel: Panel) -> Table:
    """A row per content through which fans of the period came, best first."""
    window = _window(asked)
    heads = columns(window)
    found = asked.unknown or _found(asked, window)
    why_not = found if isinstance(found, Words) else too_few(found, window)
    if known_by_orders_only(asked.facts):
        why_not = BUYERS_ONLY
    if isinstance(found, Words) or why_not is not None:
        return Table(panel.id, panel.title, heads, (), why_not)
    order = found.order
    rows = tuple(_row(asked, window, found, place) for place in order[:TOP])
    cut_off = len(order) if len(order) > TOP else None
    drawn, said = Bars(CAME_BY_CONTENT.id, "buying_share"), lead(asked, found, window)
    return Table(panel.id, panel.title, heads, rows, RULE, cut_off, drawn, said)


def _window(asked: Asked) -> Window:
    """Thirty days where most fans of the period came so long ago, else seven."""
    gained, watched = (read_term(asked.now, count(part)).value or 0 for part in (GAINED, WATCHED_30))
    return MONTH if 2 * watched >= gained else WEEK


def _found(asked: Asked, window: Window) -> Attracted | Words:
    now, dimension = asked.now, CAME_BY_CONTENT
    usable = term_for(now, count(GAINED), [dimension])
    if isinstance(usable, Words):
        return usable
    numbers = [read_by(now, count(part), dimension) for part in (GAINED, window.watched, window.bought)]
    fans, watched, bought = (values[1:] for values in numbers if not isinstance(values, Words))
    rows = now.rows(window.watched)
    code = dimension.codes(rows)
    paid = soon_after(asked.facts, window.days)[rows.position[code >= 0]]
    led = lumps(paid, code[code >= 0], len(fans))
    shown = np.flatnonzero(fans > 0)
    each = estimates(per_unit(led))
    sums = np.rint(led.total).astype(np.int64)
    return Attracted(shown, fans[shown], watched[shown], bought[shown], sums[shown], [each[code] for code in shown])


def _row(asked: Asked, window: Window, found: Attracted, place: int) -> Row:
    code = int(found.codes[place])
    narrow = Narrow(slices=((CAME_BY_CONTENT.id, CAME_BY_CONTENT.key_of(asked.facts, code)),))
    names = name_cells(asked, CAME_BY_CONTENT, code)
    fans, watched, bought, sales = (
        int(values[place]) for values in (found.fans, found.watched, found.bought, found.sales)
    )
    terms = (count(GAINED), count(window.watched), count(window.bought), total(window.sales))
    came, seen, buying, money = (selection(asked.now, term, narrow) for term in terms)
    buying, money = (buying if bought else None), (money if sales else None)
    cells = (*names, fans, watched, bought, share(bought, watched), sales, found.each[place])
    behind = (*(None for _ in names), came, seen if watched else None, buying, buying, money, money)
    return Row(cells, came, behind)
