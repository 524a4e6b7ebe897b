"""Values as interfaces in China tell them: Beijing time without a zone, yuan as decimals, ids as numbers or as text."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

BEIJING = timezone(timedelta(hours=8))
"""In which times are told that name no zone, whatever this computer is set to."""

Long = int | str
"""A whole number, which the same field writes as a number or as text."""

_FORM = "%Y-%m-%d %H:%M:%S"
_LONGEST = 2000


def local(text: str) -> int:
    """UTC milliseconds of ``2019-09-09 16:05:52``, which is Beijing time. Raises ValueError."""
    return int(datetime.strptime(text.strip(), _FORM).replace(tzinfo=BEIJING).timestamp()) * 1000


def local_or_none(text: str | None) -> int | None:
    """The same where the field may be empty; MySQL's zero date is that, too."""
    bare = (text or "").strip()
    return local(bare) if bare and not bare.startswith("0000") else None


def asked(at: int) -> str:
    """UTC milliseconds as such an interface wants to be asked: Beijing time with seconds."""
    return datetime.fromtimestamp(at // 1000, BEIJING).strftime(_FORM)


def fen(yuan: str | float | None) -> int | None:
    """Minor units of an amount in yuan; None where there is none. Raises ValueError for what is no number."""
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
