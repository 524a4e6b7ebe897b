"""What a column seems to hold, by its cells."""

from collections.abc import Callable, Sequence
from typing import Literal

from storage.identities import plain_phone
from sync.files.dates import is_date
from sync.files.values import Unreadable, decimal, unwrap

Look = Literal["time", "phone", "money"]

_ENOUGH = 0.8  # of the cells that say anything
_LEAST = 2
_MOBILE = 11  # digits


def look_of(cells: Sequence[str]) -> Look | None:
    """Dates, mobile numbers or money with its sign or its cents; None for anything else, whole numbers among them."""
    said = [bare for cell in cells if (bare := unwrap(cell))]
    if len(said) < _LEAST:
        return None
    if _mostly(said, is_date):
        return "time"
    if _mostly(said, _is_mobile):
        return "phone"
    return "money" if _mostly(said, _is_number) and any(map(_shows_money, said)) else None


def _mostly(said: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, said)) >= _ENOUGH * len(said)


def _is_mobile(text: str) -> bool:
    digits = plain_phone(text)
    return digits is not None and len(digits) == _MOBILE and digits.startswith("1")


def _is_number(text: str) -> bool:
    try:
        decimal(text, "")
    except Unreadable:
        return False
    return True


def _shows_money(text: str) -> bool:
    return "." in text or text.endswith("元") or any(sign in text for sign in "¥￥$£")
