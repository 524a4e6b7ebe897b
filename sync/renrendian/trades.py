"""Asking for orders: found by the time they were placed, and one call for each order. What changes later nothing tells.

A round first lists what was placed since the last one and asks for each new order, in the very first round for all of
them, the last weeks first. Whatever may change still is remembered as **open**; then the open ones are asked for again,
those that were not for the longest time first, ``AGAIN`` of them in a run. An order is open

- until it is closed (10, 11, 12 never paid, 13 all given back), or was finished ``AFTER_SALES`` ago;
- but no longer than ``LOOK_BACK`` after it was placed. When that is over it is asked for one last time.

So a call is spent only on an order that is new or not final yet, and what came of each is seen within the rounds that
it takes to go over all open ones. A change later than that is not seen.
"""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Raw, Struct, structs

from storage.progress import StopAsked
from sync.beijing import asked, local, local_or_none
from sync.clocks import Clocks, say_if_apart
from sync.cursors import lookback
from sync.cursors.window import Terms
from sync.forgiving import forgiving
from sync.renrendian import listings
from sync.renrendian.bodies import Trade
from sync.renrendian.calls import ORDER, ORDERS, Calls
from sync.renrendian.orders import newest
from sync.renrendian.statuses import CLOSED, FINISHED
from sync.renrendian.troubles import NotThere
from sync.rows import id_of
from sync.source import RawPage
from sync.unfit import Unfit

_SECOND = 1000
_DAY = 24 * 3600 * _SECOND
LOOK_BACK = 90 * _DAY
AFTER_SALES = 30 * _DAY
"""Longer than a buyer may send something back."""
AGAIN = 500
_PART = 20
"""Orders of a page that are asked for again; a line that breaks costs no more than these."""

TERMS = Terms(
    step=_SECOND,
    size=listings.SIZE,
    cap=100 * listings.SIZE,
    span=30 * _DAY,
    opened=local("2014-01-01 00:00:00"),  # the platform is younger
    lag=60 * _SECOND,
    overlap=60 * 60 * _SECOND,
)

_trade = forgiving(Trade)


class Open(Struct, frozen=True, array_like=True):
    """An order that may change still."""

    id: str
    placed_at: int
    """UTC milliseconds."""


class State(Struct, frozen=True, omit_defaults=True):
    """Where it stands."""

    walk: str | None = None
    """That of the list of orders."""
    open: tuple[Open, ...] = ()
    """Those that were not asked for the longest come first."""
    left: int = 0
    """How many of them this round has still to ask for again."""
    rounds: int = 0
    """How many rounds over open orders have begun."""


class Orders:
    """The walk over the orders of a shop, from a state on."""

    def __init__(self, calls: Calls, state: str | None, stop: StopAsked) -> None:
        self._calls = calls
        self._stop = stop
        self._place = State() if state is None else msgspec.json.decode(state, type=State)

    def pages(self) -> Iterator[RawPage]:
        """One round; what was broken off is done first."""
        yield from self._again()
        before = len(self._place.open)
        yield from self._new_ones()
        left = min(before, AGAIN)
        if left:
            self._place = structs.replace(self._place, left=left, rounds=self._place.rounds + 1)
            yield from self._again()
        say_if_apart(self._calls.clocks(self._stop))

    def _new_ones(self) -> Iterator[RawPage]:
        clocks = self._calls.clocks(self._stop)
        found: list[Open] = []
        known = {each.id for each in self._place.open}

        def ask(number: str) -> lookback.Record | None:
            if number in known:  # it is asked for again anyhow
                return None
            raw, still_open = self._ask(number, None, clocks)
            found.extend(still_open)
            return None if raw is None else lookback.Record(raw, _placed_at(raw))

        for page in lookback.pages(self._place.walk, clocks, TERMS, self._list, ask):
            known.update(each.id for each in found)
            self._place = structs.replace(self._place, walk=page.state, open=(*self._place.open, *found))
            found.clear()
            yield self._page(page.items)

    def _again(self) -> Iterator[RawPage]:
        while self._place.left:
            clocks = self._calls.clocks(self._stop)
            part = self._place.open[: min(_PART, self._place.left)]
            came = [self._ask(each.id, each.placed_at, clocks) for each in part]
            still_open = [each for _, each_open in came for each in each_open]
            self._place = structs.replace(
                self._place,
                open=(*self._place.open[len(part) :], *still_open),
                left=self._place.left - len(part) if part else 0,
            )
            yield self._page(b"[" + b",".join(raw for raw, _ in came if raw is not None) + b"]")

    def _list(self, question: lookback.Question) -> lookback.Listed:
        window = {
            "type": "all",
            "created_at_start": asked(question.start),
            "created_at_end": asked(question.end),
        }
        page = self._calls.listed(ORDERS, window, question.offset, question.size, self._stop)
        return lookback.Listed([id_of(row, "order_sn") for row in page.items], page.total)

    def _ask(self, number: str, placed_at: int | None, clocks: Clocks) -> tuple[bytes | None, Sequence[Open]]:
        """An order, and itself if it is open still; nothing of one that is gone.

        One clock alone is not enough to call an order too old to change: were it ahead, its changes would be lost.
        """
        try:
            raw = self._calls.told(ORDER, {"order_sn": number}, Raw, self._stop)
        except NotThere:
            return None, ()
        now = clocks.now if clocks.there is not None else 0
        try:
            trade = _trade(raw)
            placed_at = local(trade.created_at)
            is_final = _is_final(trade, now)
        except (msgspec.DecodeError, UnicodeDecodeError, Unfit):
            placed_at = clocks.now if placed_at is None else placed_at
            is_final = False  # perhaps it can be read the next time
        return bytes(raw), () if is_final or now - placed_at > LOOK_BACK else (Open(number, placed_at),)

    def _page(self, items: bytes) -> RawPage:
        now = self._calls.clocks(self._stop).now
        return RawPage(items, msgspec.json.encode(self._place).decode(), now)


def _placed_at(raw: bytes) -> int | None:
    try:
        return local(_trade(raw).created_at)
    except (msgspec.DecodeError, UnicodeDecodeError, Unfit):
        return None


def _is_final(trade: Trade, now: int) -> bool:
    status = str(trade.status)
    if status == FINISHED:
        return now - (local_or_none(trade.finished_at) or newest(trade)) > AFTER_SALES
    return status in CLOSED
