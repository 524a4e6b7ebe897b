"""What a merchant asks of recommendation: light enough for a window that must not wait."""

from typing import Literal

from msgspec import Struct

Way = Literal["customer", "product", "segment"]
"""In which of three ways one asks what to offer whom."""


class Asked(Struct, frozen=True, kw_only=True):
    """One of the three, by id; none asks for the whole page."""

    customer: str | None = None
    """What to offer this customer."""
    product: str | None = None
    """Whom to tell of this product."""
    segment: str | None = None
    """Which five products for this group: its id, "level:金卡", or its name."""
    floor: float = 0.0
    """The least margin, as a part of the price, of what is offered; unknown margins pass."""
