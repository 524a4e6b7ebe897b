"""What the key figures answer at once: terms about all paid orders of a period, where nothing is filtered."""

from collections.abc import Callable

from analytics.keyfigures import KeyFigures, key_figures
from analytics.metric import Term
from analytics.part import WHOLE, Narrow
from analytics.slice import Slice
from storage.derive import paid

_ANSWERS: dict[tuple[str, str], Callable[[KeyFigures], int]] = {
    ("paid_orders", "sum"): lambda figures: figures.payment_amount,
    ("paid_orders", "count"): lambda figures: figures.paid_orders,
    ("buyers", "count"): lambda figures: figures.buyers,
    ("new_buyers", "count"): lambda figures: figures.new_buyers,
    ("returning_buyers", "count"): lambda figures: figures.returning_buyers,
}


def at_once(cube: Slice, term: Term, narrow: Narrow) -> int | None:
    """The value of a term, or None where rows have to be looked at: among them sums of 0, which may be unknown."""
    answer = _ANSWERS.get((term.part.id, term.how))
    if answer is None or cube.filters or narrow != WHOLE:
        return None
    bounds = cube.period.bounds(cube.facts.shop.zone)
    value = answer(cube.once("key figures", lambda: key_figures(paid(cube.facts), *bounds)))
    return value if value or term.how == "count" else None
