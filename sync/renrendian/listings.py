"""Lists that no time narrows: members, promoters, products on sale. They are read whole, once a day.

``lookback`` walks windows of time, and here the window is a day, whatever stands in it: the list is asked for as it is.
A day that moved while its pages were turned cannot be halved, so it is read again, and what ``offset`` means is tried
out, as with orders.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Raw

from storage.progress import StopAsked
from sync.cursors import lookback
from sync.cursors.window import Terms
from sync.renrendian.calls import Calls
from sync.renrendian.items import Seen
from sync.rows import id_of
from sync.source import RawPage

DAY = 24 * 3600 * 1000
A_DAY = 20 * 3600 * 1000
"""Less than a day, or a sync every evening would miss every second one."""
SIZE = 40
"""Rows of a page, as a client that runs against the real interface asks for."""

_split = msgspec.json.Decoder(list[Raw]).decode


def pages(calls: Calls, method: str, names: tuple[str, ...], state: str | None, stop: StopAsked) -> Iterator[RawPage]:
    """One round over a list if one is due: each row once, as ``Seen``. ``names`` are those of its id."""
    clocks = calls.clocks(stop)
    today = clocks.now // DAY * DAY
    rows: dict[str, lookback.Record] = {}

    def ask(question: lookback.Question) -> lookback.Listed:
        page = calls.listed(method, {}, question.offset, question.size, stop)
        ids = [id_of(row, *names) for row in page.items]
        seen = (msgspec.json.encode(Seen(row, page.seen_at)) for row in page.items)
        rows.update((key, lookback.Record(raw, None)) for key, raw in zip(ids, seen, strict=True))
        return lookback.Listed(ids, page.total)

    terms = Terms(step=DAY, size=SIZE, cap=SIZE * 10**7, span=DAY, opened=today - DAY, lag=0, overlap=0, period=A_DAY)
    return lookback.pages(state, clocks, terms, ask, rows.get)


def whole(calls: Calls, method: str, names: tuple[str, ...], stop: StopAsked) -> list[Raw]:
    """Every row of a list, as ``Seen``."""
    return [row for page in pages(calls, method, names, None, stop) for row in _split(page.items)]
