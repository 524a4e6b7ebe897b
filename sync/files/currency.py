"""In which currency the amounts of a table are: chosen, told by the file, or that of the shop it is for.

Most platforms know one currency. Shops of the others have one each, and some of their files tell it line by line:
then a new shop keeps its books in the most frequent one, and lines in another are rejected.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from storage.errors import KnownError
from storage.shop import Shop
from sync.currency import OTHER_CURRENCY
from sync.files import refusals
from sync.files.grouping import Line
from sync.files.preset import ANY, Preset
from sync.files.values import Unreadable, unwrap

Told = Mapping[str, int]
"""Currencies that a file tells, and how often."""


class Unsettled(KnownError):
    """Nothing tells the currency of a table, or it is not that of the shop; ``told`` is what the table tells."""

    def __init__(self, error: KnownError, told: Told) -> None:
        super().__init__(error.what, error.next_step)
        self.told = told


def code(text: str) -> str:
    """A currency as everybody writes it: USD. Raises KnownError for a text that is none."""
    bare = text.strip().upper()
    if len(bare) != 3 or not bare.isascii() or not bare.isalpha():
        raise refusals.no_currency(text)
    return bare


def told_by(preset: Preset, row: Sequence[str]) -> str:
    """The currency that a row tells; "" for none."""
    at = preset.currency_at
    cell = "" if at is None else unwrap(row[at])
    return "" if cell in preset.blanks else cell.upper()


def settled(path: Path, preset: Preset, there: Shop | None, chosen: str, told: Told) -> str:
    """The currency in which to read the file at ``path`` into the shop that is ``there``, or a new one.

    Raises Unsettled where nothing tells it, or where it is not the shop's; KnownError for a choice that is none.
    """
    currency = _proposed(path, preset, there, code(chosen) if chosen else "", told)
    if there is not None and there.currency != currency:
        raise Unsettled(refusals.other_currency(there.name, there.currency, currency), told)
    return currency


def _proposed(path: Path, preset: Preset, there: Shop | None, chosen: str, told: Told) -> str:
    if chosen:
        return chosen
    if preset.shop.currency != ANY:
        return preset.shop.currency
    if there is not None and (not told or there.currency in told):
        return there.currency
    if not told:
        raise Unsettled(refusals.currency_not_told(path), told)
    return max(told, key=lambda currency: told[currency])


def only_in(currency: str, preset: Preset, line: Line) -> Line:
    """``line``, for which a row that tells another currency is Unreadable."""

    def read(row: Sequence[str]) -> Any:
        if (told := told_by(preset, row)) not in ("", currency):
            raise Unreadable(OTHER_CURRENCY.fill(currency=told, of_shop=currency))
        return line(row)

    return line if preset.currency is None else read
