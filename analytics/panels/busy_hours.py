"""When do people pay: weekday by hour, per day, so that a period with five Mondays does not make Mondays busy."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.asked import Asked
from analytics.crossed import Grid, cell, grid
from analytics.dimensions.time import HOUR, WEEKDAY
from analytics.finished import finished_days, weekday_counts
from analytics.measure import read_term
from analytics.metric import Metric
from analytics.metrics.sales import PAID, PAYMENT_AMOUNT
from analytics.part import Narrow
from analytics.period import Period
from analytics.result import Column, Heat, Row, Shown, Table, Value
from analytics.say import as_words, money
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
_PER_DAY = Words(
    "平均到每一天：这个星期几、这个钟点的合计 ÷ 期间里这个星期几有几天。只算已经结束的日子，以支付时间为准。",
    "Per day: the sum of this weekday and hour / how many such weekdays the period has. Finished days only, by time of "
    "payment.",
)


def orders_by_hour(asked: Asked, panel: Panel) -> Table:
    """Paid orders per day in each hour of each weekday."""
    return _answer(asked, panel, PAID, Shown.NUMBER)


def money_by_hour(asked: Asked, panel: Panel) -> Table:
    """Payment amount per day in each hour of each weekday."""
    return _answer(asked, panel, PAYMENT_AMOUNT, Shown.MONEY)


def _answer(asked: Asked, panel: Panel, metric: Metric, shown: Shown) -> Table:
    columns = _columns(shown)
    days = finished_days(asked.facts, asked.question.period)
    cube = Slice(asked.facts, days, asked.question.filters) if days else asked.now
    sums = asked.unknown or grid(cube, metric.top, WEEKDAY, HOUR)
    why_not = sums if isinstance(sums, Words) else _too_thin(cube, days)
    if isinstance(sums, Words) or days is None or why_not is not None:
        return Table(panel.id, panel.title, columns, (), why_not)
    sums = np.where(sums == MISSING, 0, sums)
    counts = weekday_counts(days)
    rows = tuple(_row(cube, metric, day, counts[day], sums[day], shown) for day in range(7) if counts[day])
    lead = _lead(asked.facts, sums, counts, shown)
    return Table(panel.id, panel.title, columns, rows, _note(days, asked), drawn=Heat(_HOURS), lead=lead)


def _columns(shown: Shown) -> tuple[Column, ...]:
    named = [Column(key, Words(f"{hour} 点", f"{hour}:00"), shown, _PER_DAY) for hour, key in enumerate(_HOURS)]
    return (
        Column("weekday", WEEKDAY.name, Shown.TEXT),
        *named,
        Column("days", Words("有几天", "Days"), Shown.COUNT),
    )


def _too_thin(cube: Slice, days: Period | None) -> Words | None:
    if days is None:
        return Words("期间里还没有结束的日子。", "No day of the period is over yet.")
    orders = int(read_term(cube, PAID.top).value or 0)
    if orders < LEAST:
        return Words(
            f"已结束的日子里只有 {orders} 单，少于 {LEAST} 单看不出规律。选更长的期间试试。",
            f"Only {orders} orders on finished days; fewer than {LEAST} show no pattern. Choose a longer period.",
        )
    return None


def _row(cube: Slice, metric: Metric, day: int, count: int, sums: NDArray[np.int64], shown: Shown) -> Row:
    facts = cube.facts
    each: list[Value] = [round(value / count) if shown is Shown.MONEY else value / count for value in sums.tolist()]
    behind = [
        selection(cube, metric.top, cell(facts, WEEKDAY, day, HOUR, hour)) if value else None
        for hour, value in enumerate(each)
    ]
    rows = selection(cube, metric.top, Narrow(slices=((WEEKDAY.id, WEEKDAY.key_of(facts, day)),)))
    return Row((WEEKDAY.label_of(facts, day), *each, count), rows, (None, *behind, None))


def _lead(facts: Facts, sums: Grid, counts: Sequence[int], shown: Shown) -> Words:
    per_day = sums / np.maximum(np.array(counts), 1)[:, None]
    day, hour = divmod(int(per_day.argmax()), 24)
    name = as_words(WEEKDAY.label_of(facts, day))
    value = float(per_day[day, hour])
    orders = Words(f"{value:.1f} 单", f"{value:.1f} orders")
    amount = money(facts.shop, round(value)) if shown is Shown.MONEY else orders
    start, part = _busiest(sums)
    end = (start + _STRETCH - 1) % 24 + 1
    return Words(
        f"最旺的是{name.zh} {hour}–{hour + 1} 点，平均每天 {amount.zh}；"
        f"全周最旺的三小时是 {start}–{end} 点，占 {part:.0%}。",
        f"Busiest: {name.en} {hour}:00–{hour + 1}:00 with {amount.en} a day; "
        f"the busiest three hours are {start}:00–{end}:00 with {part:.0%} of the week.",
    )


def _busiest(sums: Grid) -> tuple[int, float]:
    """Where the busiest stretch of hours begins, and its part of the whole."""
    hours = sums.sum(axis=0)
    stretches = [int(np.take(hours, range(hour, hour + _STRETCH), mode="wrap").sum()) for hour in range(24)]
    start = int(np.argmax(stretches))
    return start, stretches[start] / max(int(hours.sum()), 1)


def _note(days: Period, asked: Asked) -> Words | None:
    if days == asked.question.period:
        return None
    return Words(
        f"只算了 {days.first} 到 {days.last} 这些已结束的日子。", f"Finished days only: {days.first} to {days.last}."
    )
