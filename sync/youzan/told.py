"""Values as Youzan tells them beside those that others in China tell alike (``sync/beijing.py``): the unit belongs to
the field, not to the vendor, so every field names its reader."""

from sync.beijing import Long, local, whole

LONG_AGO = 1
"""As of when a list knows a name that is beside its purpose: whoever else tells it knows better."""

_IN_MILLISECONDS = 10**11
"""Seconds do not get that high before the year 5138."""


def seconds(at: Long | None) -> int | None:
    """UTC milliseconds of seconds since 1970; nothing for 0, which is how an empty field is told."""
    number = whole(at)
    return number * 1000 if number else None


def somehow(at: Long) -> int:
    """UTC milliseconds of a field of which nobody writes whether it is a local time, seconds or milliseconds."""
    if isinstance(at, str) and not at.strip().isdecimal():
        return local(at)
    number = whole(at) or 0
    return number if number >= _IN_MILLISECONDS else number * 1000


def counted(number: str | float | None) -> int | None:
    """A count that is told as a number or as text; -999999 is how the interface tells that it does not know."""
    count = whole(number)
    return count if count is not None and count >= 0 else None
