"""Values as interfaces in China tell them: Beijing time without a zone, yuan as decimals, ids as numbers or as text."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from sync.forgiving import ESSENTIAL
from sync.unfit import Unfit, no_amount, no_moment, no_number

BEIJING = timezone(timedelta(hours=8))
"""In which times are told that name no zone, whatever this computer is set to."""

Long = int | str
"""An id or a phone, which the same field writes as a number or as text."""
Number = int | Annotated[str, Meta(pattern=r"^\s*(-?[0-9]{1,18}(\.0+)?)?\s*$")]
"""A whole number that is reckoned with, written as a number or as text; empty where there is none."""
Pieces = Annotated[Number | None, ESSENTIAL]
Yuan = Annotated[str | int | float | None, ESSENTIAL]
"""An amount."""
Local = Annotated[str | None, ESSENTIAL]
"""A moment."""

_FORM = "%Y-%m-%d %H:%M:%S"
_LONGEST = 2000
_LARGEST = 2**53


def local(text: str) -> int:
    """UTC milliseconds of ``2019-09-09 16:05:52``, which is Beijing time. Raises Unfit."""
    try:
        moment = datetime.strptime(text.strip(), _FORM).replace(tzinfo=BEIJING)
    except ValueError:
        raise no_moment(text) from None
    return int(moment.timestamp()) * 1000


def local_or_none(text: str | None) -> int | None:
    """The same where the field may be empty; MySQL's zero date is that, too."""
    bare = (text or "").strip()
    return local(bare) if bare and not bare.startswith("0000") else None


def readable(texts: Iterable[str | None]) -> list[int]:
    """UTC milliseconds of those texts of which some can be made out."""
    found = []
    for text in texts:
        with suppress(Unfit):
            found.append(local_or_none(text))
    return [at for at in found if at is not None]


def asked(at: int) -> str:
    """UTC milliseconds as such an interface wants to be asked: Beijing time with seconds."""
    return datetime.fromtimestamp(at // 1000, BEIJING).strftime(_FORM)


def fen(yuan: str | float | None) -> int | None:
    """Minor units of an amount in yuan; None where there is none. Raises Unfit for what is no amount."""
    number = _decimal(yuan, no_amount)
    return None if number is None else _exactly(number.scaleb(2), yuan, no_amount)


def whole(told: str | float | None) -> int | None:
    """A whole number, told as one or as text; None where there is none. Raises Unfit."""
    number = _decimal(told, no_number)
    return None if number is None else _exactly(number, told, no_number)


def _decimal(told: str | float | None, otherwise: Callable[[object], Unfit]) -> Decimal | None:
    bare = "" if told is None else str(told).strip()
    if not bare:
        return None
    try:
        number = Decimal(bare)
    except ArithmeticError:
        raise otherwise(told) from None
    if not number.is_finite() or abs(number) > _LARGEST:
        raise otherwise(told)
    return number


def _exactly(number: Decimal, told: object, otherwise: Callable[[object], Unfit]) -> int:
    if number != number.to_integral_value():
        raise otherwise(told)
    return int(number)


def plain(text: Long | None) -> str | None:
    """Text without blanks around it; None for an empty one. Phones come as numbers, too."""
    return str(text if text is not None else "").strip()[:_LONGEST] or None


def name_of(number: Long | None) -> str | None:
    """An id; 0 and nothing are how one that is not there is told."""
    return plain(number) if number not in (0, "0") else None
