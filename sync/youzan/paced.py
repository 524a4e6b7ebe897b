"""A round that costs many calls and tells little that is new: at most once a day, and seldomer where it costs more.

What a round cost is counted, and the next one begins when a tenth of the month's calls has paid for it: 2,000 calls of
100,000 take a round every six days. A round that was broken off goes on with the next sync.
"""

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct, structs

from sync.source import RawPage

A_DAY = 20 * 3600 * 1000
"""Less than a day, or a sync every evening would miss every second one."""
_A_MONTH = 30 * 24 * 3600 * 1000
_SHARE = 10
"""One part in so many of the month's calls may go to one such round and its repetitions."""

Walk = Callable[[str | None], Iterator[RawPage]]


class Pace(Struct, frozen=True, omit_defaults=True):
    """Where it stands. Times in UTC milliseconds, by the server's clock."""

    inner: str | None = None
    """The state of the walk itself."""
    begun: int | None = None
    """When the round under way began; None between two rounds."""
    calls: int = 0
    """What the round under way has cost."""
    ended: int | None = None
    """When the last round began that came to its end."""
    cost: int = 0
    """What that one cost."""


def pages(state: str | None, now: int, budget: int | None, used: Callable[[], int], walk: Walk) -> Iterator[RawPage]:
    """The pages of ``walk`` if a round is due; ``used`` counts this connection's calls. Raises what the walk raises."""
    pace = Pace() if state is None else msgspec.json.decode(state, type=Pace)
    if pace.begun is None:
        if not is_due(pace, now, budget):
            return
        pace = structs.replace(pace, begun=now, calls=0)
    before = used()
    for page, is_last in _with_last(walk(pace.inner), now):
        calls, before = pace.calls + used() - before, used()
        inner = page.state or pace.inner
        pace = structs.replace(pace, inner=inner, calls=calls)
        if is_last:
            pace = Pace(inner, ended=pace.begun, cost=calls)
        yield RawPage(page.items, msgspec.json.encode(pace).decode(), page.now)


def is_due(pace: Pace, now: int, budget: int | None) -> bool:
    """Whether a round may begin; either way, so that a clock set back puts nothing off for years."""
    if pace.ended is None:
        return True
    return abs(now - pace.ended) >= period(pace.cost, budget)


def period(cost: int, budget: int | None) -> int:
    """Milliseconds from one round to the next."""
    return A_DAY if not budget else max(A_DAY, _A_MONTH * cost * _SHARE // budget)


def _with_last(walked: Iterator[RawPage], now: int) -> Iterator[tuple[RawPage, bool]]:
    """Each page with whether it is the last; a walk without one ends with an empty page, that its end may be kept."""
    held = next(walked, RawPage(b"[]", "", now))
    while True:
        try:
            page = next(walked, None)
        except BaseException:
            yield held, False  # what came is kept, whatever became of the page after it
            raise
        if page is None:
            break
        yield held, False
        held = page
    yield held, True
