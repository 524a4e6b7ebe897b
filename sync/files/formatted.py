"""Amounts as a shop shows them to people: ¥1,234.50 or 1.234,50 €, by its own settings, which the file does not tell.

Which mark is the decimal one follows from the amount: of two different marks the last; of one that stands once, that
mark, unless three digits follow, which no price has in a currency with fewer. Nothing else is guessed.
"""

import re
from decimal import Decimal

from storage.words import Words
from sync.currency import OTHER_CURRENCY
from sync.files.values import Unreadable, minor_units

_AMOUNT = re.compile(r"-?\d+(?:(?:[ \u00a0\u202f](?=\d{3}(?!\d))|[.,'’])\d+)*")
_MARK = re.compile(r"\D")

# Signs that stand for these currencies alone. A dollar is that of many countries, but of none of these.
_SIGNS = {
    "¥": {"CNY", "JPY"},
    "￥": {"CNY", "JPY"},
    "€": {"EUR"},
    "£": {"GBP", "FKP", "GGP", "GIP", "IMP", "JEP", "SHP"},
    "₩": {"KRW"},
    "₹": {"INR"},
    "฿": {"THB"},
    "₫": {"VND"},
    "₽": {"RUB"},
    "₱": {"PHP"},
}
_WITHOUT_DOLLARS = frozenset().union(*_SIGNS.values())


def amounts_in(text: str, currency: str, exponent: int) -> list[int]:
    """Every amount of a text in minor units, in order. Raises Unreadable for one that may be read in two ways, and
    for the sign of another currency than the shop's."""
    for sign, currencies in _SIGNS.items():
        if sign in text and currency not in currencies:
            raise _other(sign, currency)
    if "$" in text and currency in _WITHOUT_DOLLARS:
        raise _other("$", currency)
    return [minor_units(_number(found[0], exponent), exponent) for found in _AMOUNT.finditer(text)]


def _other(sign: str, currency: str) -> Unreadable:
    return Unreadable(OTHER_CURRENCY.fill(currency=sign, of_shop=currency))


def _number(text: str, exponent: int) -> Decimal:
    sign, digits = text[:1].replace("-", "") == "", text.lstrip("-")
    marks = _MARK.findall(digits)
    decimal = _decimal_mark(digits, marks, exponent)
    whole, _, part = digits.rpartition(decimal) if decimal else (digits, "", "")
    number = Decimal(f"{_MARK.sub('', whole)}.{part or 0}")
    return -number if sign else number


def _decimal_mark(digits: str, marks: list[str], exponent: int) -> str:
    """The decimal mark of a number; "" where it has none. Raises Unreadable."""
    if not marks or len(set(marks)) == 1 < len(marks):
        return ""
    last = marks[-1]
    if len(marks) > 1:
        return last
    after = len(digits.rpartition(last)[2])
    if after == 3 == exponent:
        raise Unreadable(
            Words(
                f"金额「{digits}」分不清「{last}」是千位还是小数点", f"“{last}” in {digits} may be either kind of mark"
            )
        )
    return "" if after == 3 else last
