"""Money as WooCommerce tells it, decimals in text, made into whole minor units that add up."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from sync.forgiving import ESSENTIAL
from sync.unfit import no_amount

Amount = Annotated[str | int | float | None, ESSENTIAL]
"""A decimal as text; plugins also write numbers, and nothing is the empty text."""

_LARGEST = 2**53


def decimal_of(amount: Amount) -> Decimal:
    """The number that was told; nothing for an empty text. Raises Unfit for what is no amount."""
    if amount is None or amount == "":
        return Decimal(0)
    try:
        number = Decimal(str(amount))
    except ArithmeticError:
        raise no_amount(amount) from None
    if not number.is_finite() or abs(number) > _LARGEST:
        raise no_amount(amount)
    return number


def units_of(amount: Decimal, exponent: int) -> int:
    """Minor units, half a unit rounded away from zero: the shop's settings may keep more digits than its currency."""
    return int(amount.scaleb(exponent).to_integral_value(ROUND_HALF_UP))
