"""Between what a file says and what it does not: UNSET in lines and records, None and "" in what works on them."""

from typing import TypeVar

from msgspec import UNSET, UnsetType

T = TypeVar("T")


def said(value: T | None) -> T | UnsetType:
    """What was found out, as a field: UNSET where it was nothing."""
    return UNSET if value is None else value


def text(value: str | UnsetType | None) -> str:
    """A field as text, "" where the file does not say."""
    return value if isinstance(value, str) else ""


def number(value: int | UnsetType | None) -> int:
    """An amount or a count, 0 where the file does not say."""
    return value if isinstance(value, int) else 0
