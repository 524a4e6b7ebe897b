"""Which contents attract fans who buy: of the new fans who came through each, watched equally long, who bought.

Every share is shown as it was, with its own interval; for the order, and for what stands out, those with few fans are
drawn towards what is common to all, and the low end counts.
"""

from analytics.asked import Asked
from analytics.attracted import Attracted, Window, attracted, window_of
from analytics.breakdown import name_cells
from analytics.dimensions.fans import CAME_BY_CONTENT
from analytics.fan_history import known_by_orders_only
from analytics.intervals import share
from analytics.metric import count, total
from analytics.panels.content_fans_said import RULE, columns, lead, too_few
from analytics.panels.fan_sources import BUYERS_ONLY
from analytics.part import Narrow
from analytics.parts.fans import GAINED
from analytics.result import Bars, Row, Table
from analytics.selections import selection
from analytics.subject import Panel
from storage.words import Words

TOP = 50
"""Rows at most."""


def content_fans(asked: Asked, panel: Panel) -> Table:
    """A row per content through which fans of the period came, best first."""
    window = window_of(asked)
    heads = columns(window)
    found = asked.unknown or attracted(asked, window)
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


def _row(asked: Asked, window: Window, found: Attracted, place: int) -> Row:
    code = int(found.codes[place])
    narrow = Narrow(slices=((CAME_BY_CONTENT.id, CAME_BY_CONTENT.key_of(asked.facts, code)),))
    names = name_cells(asked, CAME_BY_CONTENT, code)
    fans, watched, bought, sales = (
        int(values[place]) for values in (found.fans, found.watched, found.bought, found.sales)
    )
    terms = (count(GAINED), count(window.watched), count(window.bought), total(window.sales))
    came, seen, buying, money = (selection(asked.now, term, narrow) for term in terms)
    earned = (None, None) if money is None else (sales, found.each[place])  # no orders are kept of those days
    buying, money = (buying if bought else None), (money if sales else None)
    cells = (*names, fans, watched, bought, share(bought, watched), *earned)
    behind = (*(None for _ in names), came, seen if watched else None, buying, buying, money, money)
    return Row(cells, came, behind)
