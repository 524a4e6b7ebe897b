"""What can go wrong between a shop and its client: switches that can be combined, seeded so that a failure repeats."""

import random
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from msgspec import Struct

from storage.fields import columns_of
from storage.records import KINDS


class Fault(StrEnum):
    """Something a server or the line to it does wrong."""

    LOST_CONNECTION = "lost_connection"  # the line breaks in the middle of a page
    TOO_MANY_REQUESTS = "too_many_requests"  # 429 with Retry-After
    SERVER_ERROR = "server_error"  # 500 with a page of HTML
    EXPIRED_TOKEN = "expired_token"  # 401, the token is worth nothing from then on
    TRUNCATED_JSON = "truncated_json"  # a whole reply whose JSON stops halfway
    REPEATED_PAGE = "repeated_page"  # the page before once more, the cursor standing still
    REORDERED_PAGE = "reordered_page"  # the right records in a wrong order
    SLOW_BYTES = "slow_bytes"  # the page drips in
    WRONG_TYPES = "wrong_types"  # one record of the page does not fit the contract
    DUPLICATE_IDS = "duplicate_ids"  # an older state of some records follows the newer one


class Switch(Struct):
    """How often a fault strikes: with a probability, at most ``count`` times, for one resource or all."""

    probability: float
    count: int | None
    resource: str | None


class Faults:
    """The switches of one server."""

    def __init__(self, seed: int = 0) -> None:
        self.random = random.Random(seed)
        self.struck: Counter[Fault] = Counter()
        self.damaged: list[tuple[str, str]] = []
        """(resource, id) of each record that was sent with wrong types."""
        self.retry_after = 1
        """Seconds named by 429."""
        self.pause: float | None = None
        """Seconds between the drops of a slow page; None leaves it to the reply."""
        self._switches: dict[Fault, Switch] = {}

    def on(
        self, fault: Fault | str, probability: float = 1.0, count: int | None = None, resource: str | None = None
    ) -> None:
        """Let a fault strike from now on."""
        self._switches[Fault(fault)] = Switch(probability, count, resource)

    def on_as_told(self, text: str) -> None:
        """Switch on what a command line says: a name, or ``name=probability``; without one, one request in ten."""
        name, _, probability = text.partition("=")
        if name not in set(Fault):
            raise ValueError(f"there is no fault {name!r}; choose from {', '.join(Fault)}")
        self.on(name, float(probability or 0.1))

    def off(self, fault: Fault | str | None = None) -> None:
        """Mend one fault, or all."""
        for each in [Fault(fault)] if fault else list(self._switches):
            self._switches.pop(each, None)

    def strikes(self, fault: Fault, resource: str) -> bool:
        """Whether the fault happens to this request; counts it if so."""
        switch = self._switches.get(fault)
        if switch is None or switch.count == 0 or switch.resource not in (None, resource):
            return False
        if self.random.random() >= switch.probability:
            return False
        if switch.count is not None:
            switch.count -= 1
        self.struck[fault] += 1
        return True

    def spoil(self, resource: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The items of a page after the faults that change what is in it."""
        for fault, change in _CHANGES.items():
            if items and self.strikes(fault, resource):
                items = change(self, resource, items)
        return items

    def _reorder(self, _resource: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return self.random.sample(items, len(items))

    def _repeat_older(self, _resource: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        twice = self.random.sample(items, min(3, len(items)))
        return items + [item | {"updated_at": item["updated_at"] - 60_000} for item in twice]

    def _damage(self, resource: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        at = self.random.randrange(len(items))
        self.damaged.append((resource, items[at]["id"]))
        numbers = [column.name for column in columns_of(KINDS[resource]) if column.unit.sql == "INTEGER"]
        wrong = {
            self.random.choice(["updated_at", *numbers]): self.random.choice(["1,280.00元", "2026-01-01 08:00", [1]])
        }
        return [*items[:at], items[at] | wrong, *items[at + 1 :]]


_Change = Callable[[Faults, str, list[dict[str, Any]]], list[dict[str, Any]]]

_CHANGES: dict[Fault, _Change] = {
    Fault.DUPLICATE_IDS: Faults._repeat_older,
    Fault.REORDERED_PAGE: Faults._reorder,
    Fault.WRONG_TYPES: Faults._damage,
}
