"""What the sandbox was asked, and how much it gave."""

from collections import Counter

from msgspec import Struct


class Asked(Struct, frozen=True):
    """One request as it was answered."""

    method: str
    path: str
    query: dict[str, str]
    status: int
    sent_bytes: int


class Log:
    """All requests so far."""

    def __init__(self) -> None:
        self.requests: list[Asked] = []
        self.items: Counter[str] = Counter()
        """Items given per resource, tombstones too."""

    def clear(self) -> None:
        """Start counting afresh."""
        self.requests.clear()
        self.items.clear()
