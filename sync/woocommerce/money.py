"""Money as WooCommerce tells it, decimals in text, made into whole minor units that add up."""

from decimal import ROUND_HALF_UP, Decimal

Amount = str | int | float | None
"""A decimal as text; plugins also write numbers, and nothing is the empty text."""


def decimal_of(amount: Amount) -> Decimal:
    """The number that was told; nothing for an empty text. Raises ValueError for what is no number."""
    if amount is None or amount == "":
        return Decimal(0)
    try:
        number = Decimal(str(amount))
    except ArithmeticError as error:
        raise ValueError(f"Invalid decimal string {amount!r}") from error
    if not number.is_finite():
        raise ValueError(f"Invalid decimal string {amount!r}")
    return number


def units_of(amount: Decimal, exponent: int) -> int:
    """Minor units, half a unit rounded away from zero: the shop's settings may keep more digits than its currency."""
    return int(amount.scaleb(exponent).to_integral_value(ROUND_HALF_UP))
