"""The life of a shop month by month, each judged by what was known at its end, and where it stands on a day."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from analytics.coverage import coverage
from analytics.lifecycle.days import Days, days_of
from analytics.lifecycle.force import in_force
from analytics.lifecycle.opening import opened_before, opening_seen
from analytics.lifecycle.rhythm import Pause, pause_on
from analytics.lifecycle.rules import says
from analytics.lifecycle.signals import Signals, signals_on
from analytics.lifecycle.stages import LAPSING, START, Stage
from analytics.period import Period
from storage.facts import Facts
from storage.words import Words

YOUNG = 183
"""Days from its first order on that a shop is starting."""


class Look(Struct, frozen=True):
    """What is seen at the end of a day."""

    day: date
    says: Stage | Words
    """The stage that it speaks for; why it speaks for none."""
    signals: Signals
    pause: Pause | None
    """None where there are too few orders for a rhythm."""


class Month(Struct, frozen=True):
    """One calendar month that is over."""

    days: Period
    """From the first order on where it is the first month."""
    look: Look
    stage: Stage | None
    """In force at its end."""


class LifeCycle(Struct, frozen=True):
    """Where a shop stands at the end of a day, and how it came there."""

    now: Look
    stage: Stage | None
    """In force; None where the data is too thin."""
    since: date | None
    """The first day of the month from which on it has been in force; of a pause, the first day without an order."""
    months: tuple[Month, ...]
    """Oldest first."""
    first: date
    """Day of the first paid order."""
    last: date
    """Day of the last paid order up to then."""

    @property
    def paused(self) -> bool:
        """Whether it is a pause that makes the stage."""
        return _paused(self.now)


def life_cycle(facts: Facts, day: date | None = None) -> LifeCycle | Words:
    """The life up to the end of a day, by default the last one that is over in the data; why nothing can be said.

    Nothing later plays a part, so that every earlier day is judged as it would have been then.
    """
    days, known = days_of(facts), coverage(facts)
    if days is None or known is None:
        return Words("店铺还没有付款的订单。", "The shop has no paid orders yet.")
    place = min(days.place(day or known.last_over), len(days) - 1)
    if place < 0:
        return Words(f"第一笔付款在 {days.first}。", f"The first payment was on {days.first}.")
    key = f"life cycle up to {days.day(place)}"
    return facts.derived(key, lambda facts: _life(days, place, opened_before(facts, days)))


def judged_at(facts: Facts, period: Period) -> date | None:
    """The day at whose end the shop is judged when asked about a period.

    A period that reaches the last record takes in the silence after it; None for a shop without data.
    """
    known = coverage(facts)
    if known is None:
        return None
    return known.last_over if period.last >= min(known.last, known.last_over) else period.last


def _life(days: Days, place: int, old: bool) -> LifeCycle:
    looks = [_look(days, days.place(period.last), old) for period in _months(days, place)]
    underlying = in_force([look.says for look in looks])
    stages = [LAPSING if _paused(look) else stage for look, stage in zip(looks, underlying, strict=True)]
    periods = list(_months(days, place))
    now = _look(days, place, old)
    stage = LAPSING if _paused(now) else (underlying[-1] if underlying else now.says if now.says is START else None)
    last = days.day(int(days.orders[: place + 1].nonzero()[0][-1]))
    return LifeCycle(
        now=now,
        stage=stage if isinstance(stage, Stage) else None,
        since=last + timedelta(days=1) if _paused(now) else _since(periods, stages, stage),
        months=tuple(Month(*each) for each in zip(periods, looks, stages, strict=True)),
        first=days.first,
        last=last,
    )


def _look(days: Days, place: int, old: bool) -> Look:
    signals = signals_on(days, place)
    return Look(days.day(place), _says(days, place, old, signals), signals, pause_on(days, place))


def _says(days: Days, place: int, old: bool, signals: Signals) -> Stage | Words:
    if place >= YOUNG:
        return says(signals)
    if not old and opening_seen(days, place):
        return START
    return Words(
        f"订单从 {days.first} 才有，不足半年，分不清是新开的店，还是只导入了一段。",
        f"Orders begin on {days.first}, less than half a year ago: a new shop and an old one of which only a part was "
        "imported look alike.",
    )


def _paused(look: Look) -> bool:
    return look.pause is not None and look.pause.out_of_rhythm


def _months(days: Days, place: int) -> Iterator[Period]:
    """The calendar months that are over at the end of a day, the first one from the first order on."""
    first, end = days.first, days.day(place)
    while (last := _end_of_month(first)) <= end:
        yield Period(first, last)
        first = last + timedelta(days=1)


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _since(periods: list[Period], stages: list[Stage | None], stage: Stage | Words | None) -> date | None:
    """The first day of the last unbroken run of a stage."""
    if stage is None or not stages:
        return None
    run = len(stages)
    while run and stages[run - 1] is stage:
        run -= 1
    return periods[run].first if run < len(periods) else None
