"""Currencies: how many digits their amounts have after the point, and that amounts of two do not add up."""

from storage.words import Words

OTHER_CURRENCY = Words(
    "金额是 {currency}，店铺用的是 {of_shop}，不能相加",
    "the amounts are in {currency}, the shop's are in {of_shop}: they cannot be added up",
)
"""Why an order is not taken. Nobody told us at what rate."""

_WITHOUT_MINOR_UNIT = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_IN_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def exponent_of(currency: str) -> int:
    """Digits after the point of an ISO 4217 currency."""
    if currency in _WITHOUT_MINOR_UNIT:
        return 0
    return 3 if currency in _IN_THOUSANDTHS else 2
