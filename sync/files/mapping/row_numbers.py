"""Numbers for orders that have none: from what a line says, so that the same line is known again in a longer table."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b

import msgspec
from msgspec import UNSET

from sync.files.mapping.orders import OrderRow
from sync.files.preset import Group

_WHO = ("buyer", "buyer_name", "phone")
_WHAT = ("code", "title")
_OTHERWISE = ("spec", "quantity", "price", "amount", "paid")


def numbered(groups: Iterable[Group]) -> Iterator[Group]:
    """Groups of one line each, under a number made from it and from how often the same line has come before.

    Only what nobody changes afterwards is looked at, and as it was read: neither a note that was added nor another way
    of writing the date makes it another order.
    """
    times: Counter[int] = Counter()
    for group in groups:
        digest = _digest(group.lines[0])
        times[digest] += 1
        nth = f"#{times[digest]}" if times[digest] > 1 else ""
        yield Group(f"row:{digest:016x}{nth}", group.numbers, group.lines)


def _digest(line: OrderRow) -> int:
    moment = line.placed_at if line.placed_at is not UNSET else line.paid_at
    said = [moment, _first(line, _WHO), _first(line, _WHAT), *(getattr(line, field) for field in _OTHERWISE)]
    told = msgspec.json.encode([None if each is UNSET else each for each in said])
    return int.from_bytes(blake2b(told, digest_size=8).digest())


def _first(line: OrderRow, fields: tuple[str, ...]) -> object:
    return next((found for field in fields if (found := getattr(line, field)) is not UNSET), UNSET)
