"""The life of a shop month by month, each judged by what was known at its end, and where it stands on a day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from analytics.coverage import coverage
from analytics.lifecycle.days import Days, days_of
from analytics.lifecycle.force import Force, after
from analytics.lifecycle.opening import opened_before, opening_seen
from analytics.lifecycle.rhythm import Pause, pause_on
from analytics.lifecycle.rules import says
from analytics.lifecycle.signals import Signals, signals_on
from analytics.lifecycle.stages import LAPSING, START, Stage
from analytics.period import Period
from analytics.say import counted
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
    """None where orders came on one day only."""

    @property
    def paused(self) -> bool:
        """Whether the shop has stopped for longer than the times between its orders explain."""
        return self.pause is not None and self.pause.out_of_rhythm

    @property
    def may_be_over(self) -> bool:
        """Whether it is silent for long after so few orders that this may be the end or as ever."""
        return self.pause is not None and self.pause.cannot_be_told


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
        return self.now.paused


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
    course = facts.derived("course of the life cycle", lambda facts: _all_months(days, opened_before(facts, days)))
    return _life(course, place)


def judged_at(facts: Facts, period: Period) -> date | None:
    """The day at whose end the shop is judged when asked about a period.

    A period that reaches the last record takes in the silence after it; None for a shop without data.
    """
    known = coverage(facts)
    if known is None:
        return None
    return known.last_over if period.last >= min(known.last, known.last_over) else period.last


class _Course(Struct, frozen=True):
    """All months there are, worked out once: each look rests on its own past only, so that any day can stop there."""

    days: Days
    old: bool
    """Whether the shop was there long before its first order."""
    months: tuple[Period, ...]
    looks: tuple[Look, ...]
    underlying: tuple[Stage | None, ...]
    """The stage before the first month and at the end of each, pauses aside."""


def _all_months(days: Days, old: bool) -> _Course:
    months = tuple(_months(days))
    looks: list[Look] = []
    forces = [Force()]
    for one in months:
        looks.append(_look(days, days.place(one.last), old, forces[-1].stage))
        forces.append(after(forces[-1], looks[-1].says))
    return _Course(days, old, months, tuple(looks), tuple(force.stage for force in forces))


def _life(course: _Course, place: int) -> LifeCycle:
    days = course.days
    over = sum(one.last <= days.day(place) for one in course.months)
    periods, looks, before = course.months[:over], course.looks[:over], course.underlying[over]
    stages = [_with_pause(*each) for each in zip(looks, course.underlying[1 : over + 1], strict=True)]
    now = _look(days, place, course.old, before)
    # A shop that has just been seen to open needs no end of a month.
    stage = _with_pause(now, START if now.says is START else before)
    last = days.day(int(days.orders[: place + 1].nonzero()[0][-1]))
    return LifeCycle(
        now=now,
        stage=stage,
        since=last + timedelta(days=1) if now.paused else _since(periods, stages, stage, days.first),
        months=tuple(Month(*each) for each in zip(periods, looks, stages, strict=True)),
        first=days.first,
        last=last,
    )


def _with_pause(look: Look, stage: Stage | None) -> Stage | None:
    """A pause speaks for itself; during a silence that may be the end nothing else is claimed."""
    if look.paused:
        return LAPSING
    return None if look.may_be_over else stage


def _look(days: Days, place: int, old: bool, before: Stage | None) -> Look:
    signals, pause = signals_on(days, place), pause_on(days, place)
    said = _says(days, place, old, signals, before)
    if pause is not None and pause.cannot_be_told:
        said = _may_be_over(pause)
    return Look(days.day(place), said, signals, pause)


def _may_be_over(pause: Pause) -> Words:
    many = counted(pause.gaps + 1, "day")
    return Words(
        f"已 {pause.days} 天没有付款，以前只有 {pause.gaps + 1} 天卖出过东西，说不准是停了，还是隔这么久才卖一次。",
        f"No payment for {counted(pause.days, 'day').en}, and on {many.en} only before. Whether that is the end, or as "
        "ever, cannot be told.",
    )


def _says(days: Days, place: int, old: bool, signals: Signals, before: Stage | None) -> Stage | Words:
    if place >= YOUNG:
        return says(signals, before)
    if not old and opening_seen(days, place):
        return START
    return Words(
        f"订单从 {days.first} 才有，不足半年，分不清是新开的店，还是只导入了一段。",
        f"Orders begin on {days.first}, less than half a year ago. Whether the shop is new, or only part of its "
        "history was imported, cannot be told.",
    )


def _months(days: Days) -> Iterator[Period]:
    """The calendar months that are over, the first one from the first order on."""
    first, end = days.first, days.day(len(days) - 1)
    while (last := _end_of_month(first)) <= end:
        yield Period(first, last)
        first = last + timedelta(days=1)


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _since(periods: Sequence[Period], stages: Sequence[Stage | None], stage: Stage | None, first: date) -> date | None:
    """The first day of the first month of the unbroken run of a stage; a shop starts with its first order."""
    if stage is START:
        return first
    run = len(stages)
    while run and stages[run - 1] is stage:
        run -= 1
    return periods[run].first if stage is not None and run < len(periods) else None
