"""How long to wait before a request is tried again, and when to give up. Pure; the waiting is done elsewhere."""

from datetime import UTC
from email.utils import parsedate_to_datetime

from msgspec import Struct


class Patience(Struct, frozen=True):
    """The limits of trying again, per request. Seconds."""

    tries: int = 10
    few_tries: int = 4
    """Tries for what seldom passes by itself: somebody offline wants to hear it soon."""
    waiting: float = 180.0
    first_wait: float = 0.5
    longest_wait: float = 30.0


def backoff(patience: Patience, failures: int, chance: float) -> float:
    """Seconds to wait after the n-th failure in a row: anything up to a bound that doubles (full jitter)."""
    return chance * min(patience.longest_wait, patience.first_wait * 2.0 ** (failures - 1))


def asked_wait(retry_after: str | None, now: float) -> float | None:
    """Seconds a ``Retry-After`` header asks for, as a number or as a date; None if it says nothing readable."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    if date.tzinfo is None:  # "-0000": UTC of an unknown place
        date = date.replace(tzinfo=UTC)
    return max(0.0, date.timestamp() - now)


def next_wait(patience: Patience, failures: int, asked: float | None, chance: float) -> float:
    """Seconds to wait now. What the server asks for is a minimum; jitter on top keeps clients apart."""
    jitter = backoff(patience, failures, chance)
    return jitter if asked is None else asked + min(jitter, patience.first_wait)
