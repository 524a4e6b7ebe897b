"""A holiday is as large as a year ago and this time together say; where they contradict, as large as this time."""

from datetime import date, timedelta

from analytics.asked import Asked
from analytics.diagnosis.finding import Finding
from analytics.diagnosis.view import diagnose
from analytics.diagnosis.why.findings import findings
from analytics.diagnosis.why.holiday import holiday_findings
from analytics.diagnosis.why.waterfall import why_table
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.period import Period
from analytics.question import Question
from analytics.say import money
from storage.notebook import EMPTY
from tests.analytics.diagnosis.noise.living import Living

LAST_YEAR, THIS_YEAR = date(2025, 11, 11), date(2026, 11, 11)
NOVEMBER = Question(Period(date(2026, 11, 1), date(2026, 11, 20)), against=Period(date(2026, 9, 10), date(2026, 9, 29)))


def double_eleven(then: float, now: float, daily: float = 20) -> tuple[Asked, Finding | None]:
    """Two years of the same sales every day, but for the days from a week before Double 11 to its day."""

    def level(day: date) -> float:
        for middle, times in ((LAST_YEAR, then), (THIS_YEAR, now)):
            if middle - timedelta(days=7) <= day <= middle:
                return daily * times
        return daily

    shop = Living(1, 5000).sell(date(2025, 6, 1), date(2026, 11, 20), level)
    asked = Asked(shop.facts(date(2026, 11, 21)), NOVEMBER)
    return asked, next((one for one in findings(asked, PAYMENT_AMOUNT) if one.values == (("day", "双11"),)), None)


def test_the_same_holiday_is_found_with_its_size() -> None:
    asked, found = double_eleven(then=3, now=3)
    assert found is not None
    came = sum(_amounts(asked, THIS_YEAR - timedelta(days=7), THIS_YEAR))
    assert found.interval.low <= came * 2 / 3 <= found.interval.high
    assert found.change == min(found.interval.high, max(found.interval.low, found.change))


def test_a_smaller_holiday_than_a_year_ago_is_not_told_larger_than_it_was() -> None:
    """A year ago four times the sales, this time half as much more."""
    asked, found = double_eleven(then=4, now=1.5)
    there_is = sum(_amounts(asked, THIS_YEAR - timedelta(days=20), THIS_YEAR + timedelta(days=4)))
    calm = sum(_amounts(asked, date(2026, 9, 4), date(2026, 9, 28)))
    assert found is None or 0 < found.change <= 1.3 * (there_is - calm)


def test_a_holiday_that_did_not_come_is_no_reason() -> None:
    assert double_eleven(then=4, now=0.7)[1] is None


def test_without_sales_before_it_a_holiday_has_no_size() -> None:
    """A shop that opens again on the day after National Day, both years."""

    def level(day: date) -> float:
        return 20 if day.month > 10 or (day.month == 10 and day.day > 8) else 0

    shop = Living(1, 5000).sell(date(2025, 6, 1), date(2025, 6, 3), lambda _day: 20)
    shop.sell(date(2025, 6, 4), date(2026, 11, 20), level)
    days = Period(date(2026, 10, 1), date(2026, 10, 20))
    asked = Asked(shop.facts(date(2026, 11, 21)), Question(days, against=Period(date(2026, 9, 1), date(2026, 9, 20))))
    assert not holiday_findings(asked, PAYMENT_AMOUNT)


def test_it_is_said_that_the_size_is_that_of_a_year_ago() -> None:
    asked, found = double_eleven(then=3, now=3)
    assert found is not None
    table = why_table(asked, PAYMENT_AMOUNT, (found,), "up")
    assert table.lead is not None
    assert "双11(按去年同期估计) 多了" in table.lead.zh


def test_the_headline_names_the_holiday_that_is_much_of_the_change() -> None:
    asked, found = double_eleven(then=3, now=3)
    assert found is not None
    loud, calm = (
        diagnose(told.facts, asked.question, EMPTY).headline.zh for told in (asked, double_eleven(then=1, now=1)[0])
    )
    assert f"双11按去年估计约 +{money(asked.facts.shop, found.change).zh}" in loud
    assert "双11" not in calm


def _amounts(asked: Asked, first: date, last: date) -> list[int]:
    facts = asked.facts
    midday = 12 * 3_600_000
    days = (facts["orders"]["paid_at"] + 8 * 3_600_000) // (2 * midday)
    low, high = ((day - date(1970, 1, 1)).days for day in (first, last))
    return [int(amount) for amount in facts["orders"]["payment_amount"][(low <= days) & (days <= high)]]
