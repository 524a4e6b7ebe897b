"""Values as Vendure tells them: moments and texts."""

from collections.abc import Iterable
from datetime import datetime

_LONGEST = 2000


def millis(moment: datetime) -> int:
    """UTC milliseconds; what is finer is cut off."""
    return int(moment.timestamp()) * 1000 + moment.microsecond // 1000


def newest(moments: Iterable[datetime]) -> int:
    """The newest of some moments, UTC milliseconds."""
    return max(map(millis, moments))


def plain(text: str | None) -> str | None:
    """Text without blanks around it; None for an empty one."""
    return (text or "").strip()[:_LONGEST] or None
