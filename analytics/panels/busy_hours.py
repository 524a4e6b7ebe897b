"""When do people pay: weekday by hour, per day, so that a period with five Mondays does not make Mondays busy.

Days on which far more was sold than usual are left out: the orders of one Double 11 are no habit of Wednesdays.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.crossed import Grid, cell, grid
from analytics.dimensions.time import HOUR, WEEKDAY
from analytics.finished import finished_days, weekday_counts
from analytics.intervals import share
from analytics.measure import read_over
from analytics.metrics.sales import PAID
from analytics.odd_days import odd_days
from analytics.part import DAYS, Narrow
from analytics.period import Period, midnight
from analytics.result import Column, Heat, Row, Shown, Table, Value
from analytics.say import as_words, counted
from analytics.selections import selection
from analytics.slice import Slice
from analytics.subject import Panel
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

LEAST = 50
"""Orders below which a grid of 168 cells is chance alone."""
_HOURS = tuple(f"h{hour:02d}" for hour in range(24))
_STRETCH = 3  # hours in a row that are named as the busiest
_SURE = 0.05
_NAMED = 3  # days left out that are named
_PER_DAY = Words(
    "平均每天几单：这个星期几、这个钟点的单数 ÷ 期间里这个星期几有几天。只算已经结束的日子，以支付时间为准；"
    "卖得远超平常的日子(如大促)不算。",
    "Orders per day: those of this weekday and hour / how many such weekdays the period has. Finished days only, by "
    "time of payment; days that sold far more than usual (sales festivals) are left out.",
)
_COLUMNS = (
    Column("weekday", WEEKDAY.name, Shown.TEXT),
    *(Column(key, Words(f"{hour} 点", f"{hour}:00"), Shown.NUMBER, _PER_DAY) for hour, key in enumerate(_HOURS)),
    Column("days", Words("有几天", "Days"), Shown.COUNT),
)


class _Days(Struct, frozen=True):
    """The days that count."""

    period: Period
    odd: tuple[date, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many Mondays to Sundays there are."""
        left_out = [day.weekday() for day in self.odd]
        return tuple(number - left_out.count(day) for day, number in enumerate(weekday_counts(self.period)))

    @property
    def narrow(self) -> Narrow:
        """What leaves the others out."""
        return Narrow(without=tuple((DAYS, f"{day}/{day}") for day in self.odd))


def orders_by_hour(asked: Asked, panel: Panel) -> Table:
    """Paid orders per day in each hour of each weekday."""
    finished = finished_days(asked.facts, asked.question.period)
    if asked.unknown is not None or finished is None:
        why_not = asked.unknown or Words("期间里还没有结束的日子。", "No day of the period is over yet.")
        return Table(panel.id, panel.title, _COLUMNS, (), why_not)
    cube = Slice(asked.facts, finished, asked.question.filters)
    each_day = _per_day(cube)
    days = _Days(finished, () if isinstance(each_day, Words) else odd_days(finished.first, each_day))
    sums = grid(cube, PAID.top, WEEKDAY, HOUR, days.narrow)
    if isinstance(sums, Words) or int(sums.sum()) < LEAST:
        why_not = sums if isinstance(sums, Words) else _too_thin(int(sums.sum()))
        return Table(panel.id, panel.title, _COLUMNS, (), why_not)
    rows = tuple(_row(cube, days, day, sums[day]) for day in range(7) if days.counts[day])
    lead = _lead(asked.facts, sums, days.counts)
    return Table(panel.id, panel.title, _COLUMNS, rows, _note(days, asked), drawn=Heat(_HOURS), lead=lead)


def _per_day(cube: Slice) -> Ints | Words:
    zone, first = cube.facts.shop.zone, cube.period.first
    edges = [midnight(first + timedelta(days=day), zone) for day in range(len(cube.period) + 1)]
    found = read_over(cube, PAID.top, np.array(edges, dtype=np.int64))
    return found if isinstance(found, Words) else np.where(found == MISSING, 0, found)


def _too_thin(orders: int) -> Words:
    return Words(
        f"已结束的平常日子里只有 {orders} 单，少于 {LEAST} 单看不出规律。选更长的期间试试。",
        f"Only {counted(orders, 'order').en} on usual, finished days; fewer than {LEAST} show no pattern. "
        "Choose a longer period.",
    )


def _row(cube: Slice, days: _Days, day: int, sums: NDArray[np.int64]) -> Row:
    facts, number, without = cube.facts, days.counts[day], days.narrow.without
    each: list[Value] = [value / number for value in sums.tolist()]
    behind = [
        selection(cube, PAID.top, Narrow(cell(facts, WEEKDAY, day, HOUR, hour).slices, without)) if value else None
        for hour, value in enumerate(each)
    ]
    rows = selection(cube, PAID.top, Narrow(((WEEKDAY.id, WEEKDAY.key_of(facts, day)),), without))
    return Row((WEEKDAY.label_of(facts, day), *each, number), rows, (None, *behind, None))


def _lead(facts: Facts, sums: Grid, counts: Sequence[int]) -> Words:
    hours = sums.sum(axis=0)
    stretches = np.array([int(np.take(hours, range(hour, hour + _STRETCH), mode="wrap").sum()) for hour in range(24)])
    start, whole = int(stretches.argmax()), int(hours.sum())
    end = (start + _STRETCH - 1) % 24 + 1
    part = share(int(stretches[start]), whole)
    rest = [hour for hour in range(24) if _STRETCH <= (hour - start) % 24 <= 24 - _STRETCH]
    second = share(int(stretches[rest].max()), whole)
    assert part is not None, "there are orders"
    assert second is not None, "there are orders"
    clear = part.low > second.high
    sure = Words("，明显高过其他时段", ", clearly above the others") if clear else Words("", "")
    zh = f"最旺的三小时是 {start}–{end} 点，占 {part.value:.0%}({part.low:.0%}–{part.high:.0%}){sure.zh}"
    en = f"The busiest three hours are {start}:00–{end}:00 with {part.value:.0%} ({part.low:.0%}–{part.high:.0%})"
    busiest = _busiest(sums, counts)
    if busiest is None:
        return Words(
            f"{zh}；具体到星期几的哪个钟点，分不出高低。",
            f"{en}{sure.en}; single hours of a weekday cannot be told apart.",
        )
    day, hour = busiest
    name, value = as_words(WEEKDAY.label_of(facts, day)), sums[day, hour] / counts[day]
    return Words(
        f"{zh}；{name.zh} {hour}–{hour + 1} 点明显比别的日子旺，平均每天 {value:.1f} 单。",
        f"{en}{sure.en}; {name.en} {hour}:00–{hour + 1}:00 is clearly busier than on other days: {value:.1f} a day.",
    )


def _busiest(sums: Grid, counts: Sequence[int]) -> tuple[int, int] | None:
    """The fullest cell, where it has more orders than the same hour of all days explains; None else.

    It is the fullest of 168: so many times as likely is such a surplus by chance.
    """
    from scipy.special import bdtrc  # scipy takes its time to import

    per_day = sums / np.maximum(np.array(counts), 1)[:, None]
    day, hour = divmod(int(per_day.argmax()), 24)
    found, every = int(sums[day, hour]), int(sums[:, hour].sum())
    expected = counts[day] / sum(counts)
    p_value = float(bdtrc(found - 1, every, expected)) if found else 1.0
    return (day, hour) if p_value * sums.size <= _SURE else None


def _note(days: _Days, asked: Asked) -> Words | None:
    zh, en = [], []
    if days.period != asked.question.period:
        first, last = days.period.first, days.period.last
        zh.append(f"只算了 {first} 到 {last} 这些已结束的日子。")
        en.append(f"Finished days only: {first} to {last}.")
    if days.odd:
        named = "、".join(f"{day:%m-%d}" for day in days.odd[:_NAMED])
        more = Words(f" 等 {len(days.odd)} 天", f" and others, {len(days.odd)} days")
        more = more if len(days.odd) > _NAMED else Words("", "")
        zh.append(f"{named}{more.zh}卖得远超平常(如大促)，没有算进来。")
        en.append(f"Left out, as far more was sold than usual: {named.replace('、', ', ')}{more.en}.")
    return Words("".join(zh), " ".join(en)) if zh else None
