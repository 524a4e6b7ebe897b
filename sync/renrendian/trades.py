"""Asking for orders: found by the time they were placed, and one call for each order. What changes later nothing tells.

A round first asks once more for what was not given or could not be read (``owing.py``). Then it lists what was placed
since the last one and asks for each order that is not under way in the copy; in the very first round for all of them,
the last weeks first. Then those under way are asked for again, in turn, ``AGAIN`` of them in a run (``turns.py``).

So a call is spent only on an order that is new or not final yet, and what came of each is seen within the rounds that
it takes to go over all of them. A change later than that is not seen.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct, structs

from storage.progress import StopAsked
from storage.records import Order
from sync.beijing import asked, local
from sync.clocks import say_if_apart
from sync.copied import Copied
from sync.cursors import lookback, windows
from sync.cursors.window import Terms
from sync.future import read_in_time
from sync.renrendian import listings, owing, turns
from sync.renrendian.calls import ORDER, ORDERS, Calls
from sync.renrendian.items import Withheld
from sync.renrendian.owing import Owed
from sync.renrendian.reading import read_items
from sync.renrendian.singles import Singles
from sync.renrendian.turns import DAY, Part, Turn
from sync.rows import id_of
from sync.source import RawPage

_SECOND = 1000
AGAIN = 500
_PART = 20
"""Orders of a page that are asked for again; a line that breaks costs no more than these."""

TERMS = Terms(
    step=_SECOND,
    size=listings.SIZE,
    cap=100 * listings.SIZE,
    span=30 * DAY,
    opened=local("2014-01-01 00:00:00"),  # the platform is younger
    lag=60 * _SECOND,
    overlap=60 * 60 * _SECOND,
)


class State(Struct, frozen=True, omit_defaults=True):
    """Where it stands: of the orders only those that the copy does not tell of."""

    walk: str | None = None
    """That of the list of orders."""
    turn: Turn = Turn()
    owed: tuple[Owed, ...] = ()


def unread(state: str) -> windows.Unread | None:
    """The orders that are still to be read; see ``Connector.unread``."""
    walk = msgspec.json.decode(state, type=State).walk
    return None if walk is None else windows.unread(walk, TERMS)


class Orders:
    """The walk over the orders of a shop, from a state on."""

    def __init__(self, calls: Calls, copied: Copied, state: str | None, stop: StopAsked) -> None:
        self._calls = calls
        self._copied = copied
        self._stop = stop
        self._singles = Singles(calls, ORDER, "order_sn", stop)
        self._place = State() if state is None else msgspec.json.decode(state, type=State)

    def pages(self) -> Iterator[RawPage]:
        """One round."""
        clocks = self._calls.clocks(self._stop)
        part = turns.next_part(self._copied, self._place.turn, clocks, AGAIN)  # without what this round will find
        self._place = structs.replace(self._place, turn=part.turn)
        yield from self._owed()
        yield from self._new_ones()
        yield from self._again(part)
        say_if_apart(self._calls.clocks(self._stop))

    def _owed(self) -> Iterator[RawPage]:
        due = owing.due(self._place.owed, self._calls.clocks(self._stop).now)
        for start in range(0, len(due), _PART):
            yield self._page(self._came(due[start : start + _PART]))

    def _new_ones(self) -> Iterator[RawPage]:
        known = {each.id for each in self._place.owed}

        def find(question: lookback.Question) -> lookback.Listed:
            listed = self._list(question)
            known.update(self._copied.not_closed(listed.ids))
            return listed

        def ask(number: str) -> lookback.Record | None:
            raw, placed_at = (None, None) if number in known else self._ask(number)
            return None if raw is None else lookback.Record(raw, placed_at)

        for page in lookback.pages(self._place.walk, self._calls.clocks(self._stop), TERMS, find, ask):
            self._place = structs.replace(self._place, walk=page.state)
            yield structs.replace(page, state=self._state(), now=self._calls.clocks(self._stop).now)

    def _again(self, part: Part) -> Iterator[RawPage]:
        for start in range(0, len(part.due), _PART):
            asked_for = part.due[start : start + _PART]
            owed = {each.id for each in self._place.owed}
            items = self._came(each.id for each in asked_for if each.id not in owed)
            self._place = structs.replace(self._place, turn=turns.taken(part, asked_for))
            yield self._page(items)

    def _list(self, question: lookback.Question) -> lookback.Listed:
        window = {
            "type": "all",
            "created_at_start": asked(question.start),
            "created_at_end": asked(question.end),
        }
        page = self._calls.listed(ORDERS, window, question.offset, question.size, self._stop)
        return lookback.Listed([id_of(row, "order_sn") for row in page.items], page.total)

    def _came(self, numbers: Iterable[str]) -> list[bytes]:
        return [raw for number in numbers if (raw := self._ask(number)[0]) is not None]

    def _ask(self, number: str) -> tuple[bytes | None, int | None]:
        """An order, or what stands for one, and when it was placed if that is told; nothing of one that is gone."""
        told = self._singles.told(number)
        now = self._calls.clocks(self._stop).now
        if told is None:
            self._place = structs.replace(self._place, owed=owing.given_up(self._place.owed, number, now))
            return None, None
        raw = msgspec.json.encode(told) if isinstance(told, Withheld) else bytes(told)
        placed_at = _placed_at(raw, now)
        owed = self._place.owed
        owed = owing.missed(owed, number, now) if placed_at is None else owing.settled(owed, number)
        self._place = structs.replace(self._place, owed=owed)
        return raw, placed_at

    def _page(self, items: Sequence[bytes]) -> RawPage:
        return RawPage(b"[" + b",".join(items) + b"]", self._state(), self._calls.clocks(self._stop).now)

    def _state(self) -> str:
        return msgspec.json.encode(self._place).decode()


def _placed_at(raw: bytes, now: int) -> int | None:
    """When an order was placed, UTC milliseconds; None for one that will not be in the copy."""
    batch = read_in_time(read_items, "orders", b"[" + raw + b"]", now)
    told = (record.created_at for records in batch.records for record in records if isinstance(record, Order))
    return next(told, None)
