"""Asking for the traffic of each day: a call per day, so a day that was told is not asked for again.

A day is worked out in the night that follows and should be asked for after nine in the morning. The first round goes 90
days back. A day without numbers is asked for again for some days, for they may come late.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync.beijing import BEIJING
from sync.clocks import Clocks
from sync.forgiving import forgiving
from sync.source import RawPage
from sync.unfit import Unfit
from sync.youzan.bodies import Flow
from sync.youzan.calls import Calls
from sync.youzan.items import FlowItem
from sync.youzan.told import counted

METHOD = "youzan.bigdata.team.flowoverview.query/1.0.0"
FIRST_DAYS = 90
_READY = 9
_LATE = timedelta(days=3)
_A_DAY = 1
"""``date_type``: one day, as against a week or a month."""

_flow = forgiving(Flow)
_raw = msgspec.json.Decoder(Raw).decode


class State(Struct, frozen=True, omit_defaults=True):
    """Which days were asked for; days are ISO dates."""

    until: str = ""
    """All days to this one."""
    empty: tuple[str, ...] = ()
    """Of these, the ones that had no numbers."""


def walk(calls: Calls, clocks: Clocks, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
    """The days that are due, a page each."""
    place = State() if state is None else msgspec.json.decode(state, type=State)
    if place.until > f"{_last(clocks.latest)}":
        place = State()  # days were asked for that are still to come: nobody knows which of them were told
    for day in due(place, clocks.now):
        asked = {"current_day": int(day.replace("-", "")), "date_type": _A_DAY}
        flow, seen_at = calls.told(METHOD, asked, _raw, stop)
        others = tuple(each for each in place.empty if each != day)
        place = State(max(place.until, day), others if _has_numbers(flow) else (*others, day))
        item = FlowItem(flow, day, seen_at)
        yield RawPage(msgspec.json.encode([item]), msgspec.json.encode(place).decode(), seen_at)


def due(place: State, now: int) -> list[str]:
    """The days to ask for at a moment: those that were empty lately, then those that have not been asked for."""
    last = _last(now)
    first = last - timedelta(days=FIRST_DAYS - 1)
    if place.until:
        first = max(first, date.fromisoformat(place.until) + timedelta(days=1))
    again = [day for day in place.empty if last - date.fromisoformat(day) < _LATE]
    return again + [f"{first + timedelta(days=number)}" for number in range((last - first).days + 1)]


def _last(now: int) -> date:
    """The last day whose traffic is worked out."""
    moment = datetime.fromtimestamp(now / 1000, BEIJING)
    return moment.date() - timedelta(days=1 if moment.hour >= _READY else 2)


def _has_numbers(flow: Raw) -> bool:
    try:
        told = _flow(flow)
        return counted(told.uv) is not None or counted(told.pv) is not None
    except (msgspec.DecodeError, UnicodeDecodeError, Unfit):
        return True  # it goes to quarantine, which asks again by itself
