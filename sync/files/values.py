"""Cells into values: ids, decimals, counts, money. What cannot be read raises ``Unreadable`` with the reason."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from storage.words import Words

_NUMBER = re.compile(r"[+-]?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,15})?([eE][+-]?\d{1,2})?")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_CURRENCY = re.compile(r"^([+-]?)\s*[¥￥£$]\s*")
_LARGEST = 2**53
_BLANK = " \t\r\n\u3000\xa0\ufeff"
_WRAPPING = frozenset(_BLANK + "='\"")
_FLAGS = {"是": True, "yes": True, "true": True, "1": True, "否": False, "no": False, "false": False, "0": False}
_ID_LENGTH = 128
_TEXT_LENGTH = 2000


class Unreadable(Exception):
    """A cell, and with it its line, cannot be used."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.place: int | None = None
        """Of several lines that belong together, the one that is to blame; None for all of them."""


def unreadable(column: str, text: str, zh: str, en: str) -> Unreadable:
    """``column`` holds ``text``, and that is wrong because ... (in both languages)."""
    shown = text if len(text) <= 40 else text[:40] + "…"
    return Unreadable(Words(f"「{column}」是「{shown}」，{zh}", f"{column} is “{shown}”: {en}"))


def unwrap(text: str) -> str:
    """A cell without what programs wrap around it so that spreadsheets leave it alone: blanks, TAB, ="..." and '."""
    if text and text[0] not in _WRAPPING and text[-1] not in _WRAPPING:
        return text
    bare = text.strip(_BLANK)
    if bare.startswith('="') and bare.endswith('"') and len(bare) > 2:
        bare = bare[2:-1].replace('""', '"').strip(_BLANK)
    if bare[:1] == "'" and (len(bare) == 1 or bare[1].isdigit() or bare[1] in "=+-@#$*"):
        bare = bare[1:].strip(_BLANK)
    return bare


def identity(text: str, column: str) -> str:
    """An id without what spreadsheets wrap around it: blanks, TAB, ' and ="..."; "" where the cell is empty."""
    if text.isdecimal() and len(text) < _ID_LENGTH:
        return text
    bare = unwrap(text).strip("\"'" + _BLANK)
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


def short_text(text: str, column: str) -> str:
    """The text, unless it is too long for what a cell is meant to hold."""
    if len(text) > _TEXT_LENGTH:
        raise unreadable(column, text, "文字太长", "the text is too long")
    return text


@lru_cache(1 << 16)
def plain_text(text: str, column: str) -> str:
    """Text without blanks around it; a text that comes often is kept in memory once."""
    return short_text(text, column).strip()


@lru_cache(1 << 16)
def decimal(text: str, column: str) -> Decimal:
    """A number as written: 1,234.50, ¥12.00, -¥ 5, 1，234 元."""
    bare = _CURRENCY.sub(r"\1", text.strip()).removesuffix("元").rstrip().replace("，", ",")
    if not bare:
        raise Unreadable(Words(f"「{column}」是空的", f"{column} is empty"))
    if not _NUMBER.fullmatch(bare):
        raise unreadable(column, text, "不是数字", "not a number")
    number = Decimal(bare.replace(",", ""))
    if abs(number) > _LARGEST:
        raise unreadable(column, text, "数字太大", "too large")
    return number


def flag(text: str, column: str) -> bool:
    """是 or 否, yes or no."""
    found = _FLAGS.get(text.strip().lower())
    if found is None:
        raise unreadable(column, text, "不是「是」或「否」", "neither yes nor no")
    return found


@lru_cache(1 << 16)
def count(text: str, column: str) -> int:
    """A whole number; 6.0 is 6."""
    number = decimal(text, column)
    if number != number.to_integral_value():
        raise unreadable(column, text, "不是整数", "not a whole number")
    return int(number)


@lru_cache(1 << 16)
def money(text: str, column: str, exponent: int) -> int:
    """An amount as written, in minor units."""
    return minor_units(decimal(text, column), exponent)


def minor_units(amount: Decimal, exponent: int) -> int:
    """Money in minor units of a currency with ``exponent`` digits, half a unit rounded away from zero."""
    units = int(amount.scaleb(exponent).to_integral_value(ROUND_HALF_UP))
    if abs(units) > _LARGEST:
        raise Unreadable(Words(f"金额 {amount} 太大", f"the amount {amount} is too large"))
    return units
