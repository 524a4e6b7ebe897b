"""Cells into values: ids, decimals, counts, money. What cannot be read raises ``Unreadable`` with the reason."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from storage.words import Words

_NUMBER = re.compile(r"[+-]?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,15})?([eE][+-]?\d{1,2})?")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_CURRENCY = re.compile("^[¥￥£$]")
_LARGEST = 2**53
_ID_LENGTH = 128
_TEXT_LENGTH = 2000


class Unreadable(Exception):
    """A cell, and with it its line, cannot be used."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


def unreadable(column: str, text: str, zh: str, en: str) -> Unreadable:
    """``column`` holds ``text``, and that is wrong because ... (in both languages)."""
    shown = text if len(text) <= 40 else text[:40] + "…"
    return Unreadable(Words(f"「{column}」是「{shown}」，{zh}", f"{column} is “{shown}”: {en}"))


@lru_cache(1 << 16)
def identity(text: str, column: str) -> str:
    """An id without what spreadsheets wrap around it: blanks, TAB, ' and ="..."; "" where the cell is empty."""
    bare = text.strip().lstrip("'")
    if bare.startswith('="') and bare.endswith('"'):
        bare = bare[2:-1]
    bare = bare.strip("\"' \t\ufeff")
    if _SCIENTIFIC.fullmatch(bare):
        raise unreadable(
            column, text, "编号被 Excel 改成了科学计数，原来的数字丢了", "a spreadsheet has destroyed the id"
        )
    if len(bare) > _ID_LENGTH:
        raise unreadable(column, text, "编号太长", "the id is too long")
    return bare


@lru_cache(1 << 16)
def whole_identity(text: str, column: str) -> str:
    """An id that a program took for a number: 17850.0 is 17850."""
    bare = identity(text, column)
    return bare[:-2] if bare.endswith(".0") and bare[:-2].isdecimal() else bare


@lru_cache(1 << 16)
def plain_text(text: str, column: str) -> str:
    """Text without blanks around it; a text that comes often is kept in memory once."""
    if len(text) > _TEXT_LENGTH:
        raise unreadable(column, text, "文字太长", "the text is too long")
    return text.strip()


@lru_cache(1 << 16)
def decimal(text: str, column: str) -> Decimal:
    """A number as written: 1,234.50, ¥12.00, 3元."""
    bare = _CURRENCY.sub("", text.strip()).removesuffix("元")
    if not bare:
        raise Unreadable(Words(f"「{column}」是空的", f"{column} is empty"))
    if not _NUMBER.fullmatch(bare):
        raise unreadable(column, text, "不是数字", "not a number")
    number = Decimal(bare.replace(",", ""))
    if abs(number) > _LARGEST:
        raise unreadable(column, text, "数字太大", "too large")
    return number


@lru_cache(1 << 16)
def count(text: str, column: str) -> int:
    """A whole number; 6.0 is 6."""
    number = decimal(text, column)
    if number != number.to_integral_value():
        raise unreadable(column, text, "不是整数", "not a whole number")
    return int(number)


def minor_units(amount: Decimal, exponent: int) -> int:
    """Money in minor units of a currency with ``exponent`` digits, half a unit rounded away from zero."""
    units = int(amount.scaleb(exponent).to_integral_value(ROUND_HALF_UP))
    if abs(units) > _LARGEST:
        raise Unreadable(Words(f"金额 {amount} 太大", f"the amount {amount} is too large"))
    return units
