"""The walk through the accounts of a shop: a list that cannot be asked for changes.

Once a day it is read as a whole, by id. In between only what was opened since is asked for, newest first, until an
account is met that was known. An account that is deleted moves all behind it up by one place; so each page begins
before the end of the last one, and what might slip through still is found the next day.
"""

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Raw, Struct, structs

from sync.clocks import read_clocks
from sync.exchange import Params
from sync.source import RawPage
from sync.woocommerce.lists import MOST, Listed, as_array, number_of

_A_DAY = 20 * 3600.0
"""Seconds after which all are read again: less than a day, or a sync every evening would miss every second one."""
_AGAIN = 10
"""Accounts of a page that the next one brings again."""

Ask = Callable[[Params], Listed]


class Walk(Struct, frozen=True, omit_defaults=True):
    """Where the walk is. Between rounds neither ``offset`` nor ``page`` is set."""

    whole_at: float | None = None
    """When the last whole round began, seconds since 1970 by this computer's clock."""
    known: int = 0
    """The highest id of the last round that ended."""
    highest: int = 0
    """The highest id of this round."""
    offset: int | None = None
    """In a whole round: how many accounts come before the next page."""
    page: int = 0
    """In a round of new ones: the next page."""


def pages(state: str | None, now: float, ask: Ask) -> Iterator[RawPage]:
    """One round from a state; ``ask`` answers for the parameters of one page. Raises what it raises."""
    walk = Walk() if state is None else msgspec.json.decode(state, type=Walk)
    walk = walk if walk.page or walk.offset is not None else _begin(walk, now)
    while walk.page or walk.offset is not None:
        answer = ask(_question(walk))
        walk = _after(walk, answer)
        items = as_array([bytes(item) for item in answer.items])
        yield RawPage(items, msgspec.json.encode(walk).decode(), read_clocks(int(now * 1000), answer.now).now)


def _begin(walk: Walk, now: float) -> Walk:
    whole = walk.whole_at is None or abs(now - walk.whole_at) > _A_DAY
    if whole:
        return Walk(whole_at=now, known=walk.known, highest=walk.known, offset=0)
    return structs.replace(walk, highest=walk.known, page=1)


def _question(walk: Walk) -> Params:
    known: Params = {"role": "all", "orderby": "id", "per_page": MOST}
    if walk.offset is None:
        return {**known, "order": "desc", "page": walk.page}
    return {**known, "order": "asc", "offset": walk.offset}


def _after(walk: Walk, answer: Listed) -> Walk:
    numbers = [number for item in answer.items if (number := number_of(item)) is not None]
    highest = max([walk.highest, *numbers])
    if _is_last(walk, answer.items, numbers):
        return Walk(walk.whole_at, highest, highest)
    if walk.offset is None:
        return structs.replace(walk, highest=highest, page=walk.page + 1)
    return structs.replace(walk, highest=highest, offset=walk.offset + MOST - _AGAIN)


def _is_last(walk: Walk, items: list[Raw], numbers: list[int]) -> bool:
    if len(items) < MOST:
        return True
    return walk.offset is None and min(numbers, default=0) <= walk.known
