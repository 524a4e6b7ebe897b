"""What a merchant asks who has samples, or a budget, to give away: light enough for a window that must not wait."""

from msgspec import Struct

DAYS = 90
"""How long a friend is watched, and how far the plan looks ahead."""


class Asked(Struct, frozen=True, kw_only=True):
    """What the merchant has to give. People are positions in ``facts["customers"]``."""

    budget: float
    """Samples, or money in minor units where there are costs."""
    cost: float | None = None
    """What giving costs for each person, minor units; None: the budget is a number of samples."""
    cost_of: tuple[tuple[int, float], ...] = ()
    """Other costs for some people."""
    excluded: tuple[int, ...] = ()
    already: tuple[int, ...] = ()
    margin: float | None = None
    """The part of sales that stays with the shop; None: sales are counted."""
    days: int = DAYS
    seed: int = 1
