"""Signs worked out a second time, day by day in plain loops from the orders themselves."""

import math
from collections import defaultdict
from datetime import date, timedelta
from statistics import median

import msgspec
import pytest
from scipy.stats import theilslopes

from analytics.lifecycle.days import days_of
from analytics.lifecycle.signals import LEAST_STRETCHES, signals_on
from analytics.period import local_day
from storage.facts_memory import facts_of
from tests.analytics.lifecycle.planted import CHINA, FIRST, Curve, end_of, moving, planted, silent
from tests.analytics.making import LONDON, Book, daily

FESTIVALS = {2024: date(2024, 2, 10), 2025: date(2025, 1, 29)}
ACTING = (((1, 1), 2, 2), ((5, 1), 1, 4), ((6, 18), 18, 2), ((10, 1), 1, 7), ((11, 11), 20, 4), ((12, 12), 3, 2))


def near_festival(day: date) -> bool:
    return any(-25 <= (day - one).days <= 15 for one in FESTIVALS.values())


def acted_on(day: date) -> bool:
    fixed = [(date(year, *spot), a, b) for year in (day.year - 1, day.year, day.year + 1) for spot, a, b in ACTING]
    return near_festival(day) or any(-before <= (day - at).days <= after for at, before, after in fixed)


def per_day(sold: dict[date, int], last: date, left_out: object) -> dict[int, float]:
    """Stretch 0 is the newest: what was sold per counted day."""
    found = {}
    for back in range(13):
        days = [last - timedelta(days=14 * back + each) for each in range(14)]
        counted = [day for day in days if not left_out(day) and day >= FIRST]  # type: ignore[operator]
        if len(counted) >= 5 and days[-1] >= FIRST:
            found[back] = sum(sold[day] for day in counted) / len(counted)
    return found


def levels(*both: dict[int, float]) -> list[dict[int, float]]:
    """Their logarithms; nothing is a tenth of the least of all of them."""
    least = min(value for some in both for value in some.values() if value) / 10
    return [{back: math.log(value or least) for back, value in some.items()} for some in both]


@pytest.mark.parametrize("curve", [moving(-0.05, 10), silent(19.0, 20.5)], ids=("falling", "closed for a while"))
@pytest.mark.parametrize("day", [date(2025, 7, 31), date(2025, 11, 30), date(2025, 9, 12)])
def test_the_course_and_last_year_are_those_of_a_plain_count(day: date, curve: Curve) -> None:
    records = planted(curve, seed=6)
    sold: dict[date, int] = defaultdict(int)
    for one in records:
        sold[local_day(one.paid_at, CHINA.zone)] += one.payment_amount  # type: ignore[attr-defined]
    days = days_of(facts_of(CHINA, records, as_of=end_of(24)))
    assert days is not None
    found = signals_on(days, days.place(day))
    (now,) = levels(per_day(sold, day, acted_on))
    slope = theilslopes(list(now.values()), [-back * 14 / (365.25 / 12) for back in now]).slope
    assert found.sales is not None
    assert found.sales.value == pytest.approx(math.expm1(slope), abs=0.004)  # per stretch, then per month: not in logs
    assert found.comparable == len(now)
    assert found.sold == sum(value > 0 for value in per_day(sold, day, acted_on).values())
    this, last = levels(*(per_day(sold, end, near_festival) for end in (day, day.replace(year=2024))))
    year = {back: value - last[back] for back, value in this.items() if back in last}
    newest = sorted(year[back] for back in sorted(year)[:9])
    assert found.against_last_year is not None
    assert found.against_last_year.value == pytest.approx(math.expm1(median(newest)))
    assert found.against_last_year.low == pytest.approx(max(math.expm1(newest[1]), -0.9))  # told up to tenfold
    whole = [sum(sold[end - timedelta(days=back)] for back in range(126)) for end in (day, day.replace(year=2024))]
    assert found.whole == pytest.approx(whole[0] / whole[1] - 1)
    assert signals_on(days, days.place(date(2025, 4, 1))).whole is None  # last year began in January
    assert found.orders == sum(
        day - timedelta(days=365) < local_day(one.paid_at, CHINA.zone) <= day  # type: ignore[attr-defined]
        for one in records
    )


def test_where_nothing_was_sold_there_is_no_course() -> None:
    """Not even one made of how many days of each fortnight count."""
    free = [msgspec.structs.replace(one, payment_amount=0) for one in planted(months=12)]  # type: ignore[type-var]
    for records in (free, planted(silent(4.0), months=12)):
        days = days_of(facts_of(CHINA, records, as_of=end_of(12)))
        assert days is not None
        found = signals_on(days, len(days) - 1)
        assert (found.sales, found.season, found.against_last_year, found.sold) == (None, None, None, 0)
        assert found.comparable >= LEAST_STRETCHES


def test_a_course_rests_on_at_least_half_of_the_fortnights() -> None:
    for often, told in ((14, True), (56, False)):
        book = Book()
        for back in range(0, 700, often):
            book = daily(book, str(date(2025, 12, 30) - timedelta(days=back)), 1, 1000)
        days = days_of(book.facts("2026-01-01 12:00"))
        assert days is not None
        found = signals_on(days, len(days) - 1)
        assert (found.sales is not None) is told
        assert (2 * found.sold >= found.comparable) is told


def test_a_shop_outside_china_has_no_chinese_holidays() -> None:
    days = days_of(facts_of(LONDON, planted(shop=LONDON, months=14), as_of=end_of(14)))
    assert days is not None
    assert days.ordinary.all()
    assert days.open.all()


def test_different_buyers_of_a_day_are_counted_once() -> None:
    records = planted(months=3, seed=1)
    people: dict[date, set[str]] = defaultdict(set)
    for one in records:
        people[local_day(one.paid_at, CHINA.zone)].add(one.buyer_id)  # type: ignore[attr-defined]
    days = days_of(facts_of(CHINA, records, as_of=end_of(3)))
    assert days is not None
    assert days.buyers.tolist() == [len(people[days.day(place)]) for place in range(len(days))]
