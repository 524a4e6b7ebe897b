"""Values as Youzan tells them: the unit belongs to the field, not to the vendor, so every field names its reader."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

BEIJING = timezone(timedelta(hours=8))
"""In which the interface tells local times, whatever this computer is set to."""

Long = int | str
"""A whole number, which the same field writes as a number or as text."""

LONG_AGO = 1
"""As of when a list knows a name that is beside its purpose: whoever else tells it knows better."""

_FORM = "%Y-%m-%d %H:%M:%S"
_LONGEST = 2000
_IN_MILLISECONDS = 10**11
"""Seconds do not get that high before the year 5138."""


def local(text: str) -> int:
    """UTC milliseconds of ``2019-09-09 16:05:52``, which is Beijing time. Raises ValueError."""
    return int(datetime.strptime(text.strip(), _FORM).replace(tzinfo=BEIJING).timestamp()) * 1000


def local_or_none(text: str | None) -> int | None:
    """The same where the field may be empty."""
    return local(text) if text and text.strip() else None


def seconds(at: Long | None) -> int | None:
    """UTC milliseconds of seconds since 1970; nothing for 0, which is how an empty field is told."""
    return int(at) * 1000 or None if at else None


def somehow(at: Long) -> int:
    """UTC milliseconds of a field of which nobody writes whether it is a local time, seconds or milliseconds."""
    if isinstance(at, str) and not at.strip().isdigit():
        return local(at)
    number = int(at)
    return number if number >= _IN_MILLISECONDS else number * 1000


def asked(at: int) -> str:
    """UTC milliseconds as the interface wants to be asked: Beijing time, with seconds, or it fails."""
    return datetime.fromtimestamp(at // 1000, BEIJING).strftime(_FORM)


def day_of(at: int) -> str:
    """The day in Beijing of UTC milliseconds, ``2026-11-30``."""
    return f"{datetime.fromtimestamp(at / 1000, UTC).astimezone(BEIJING):%Y-%m-%d}"


def fen(yuan: str | float | None) -> int | None:
    """Minor units of an amount in yuan. Raises ValueError for what is no number."""
    if yuan is None or yuan == "":
        return None
    try:
        number = Decimal(str(yuan)).scaleb(2)
    except ArithmeticError as error:
        raise ValueError(f"Invalid decimal string {yuan!r}") from error
    if not number.is_finite() or number != int(number):
        raise ValueError(f"Invalid decimal string {yuan!r}")
    return int(number)


def plain(text: Long | None) -> str | None:
    """Text without blanks around it; None for an empty one. Phones come as numbers, too."""
    return str(text if text is not None else "").strip()[:_LONGEST] or None


def name_of(number: Long | None) -> str | None:
    """An id; 0 and nothing are how one that is not there is told."""
    return plain(number) if number not in (0, "0") else None


def counted(number: str | float | None) -> int | None:
    """A count that is told as a number or as text; -999999 is how the interface tells that it does not know."""
    if number is None or number == "":
        return None
    count = float(number)
    if count != int(count):
        raise ValueError(f"Invalid count {number!r}")
    return int(count) if count >= 0 else None
