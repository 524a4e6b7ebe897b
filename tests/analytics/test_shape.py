"""What callers build on: the JSON object, presets, choices, buckets, bands and the clock."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from analytics import bands
from analytics.as_json import to_json
from analytics.buckets import buckets, grain_for
from analytics.choices import filter_choices
from analytics.keyfigures import key_figures
from analytics.local_time import hours, weekdays
from analytics.period import Period
from analytics.presets import comparable_period, default_period, last_day, presets
from analytics.question import Question
from analytics.trendtable import trend_table
from analytics.views import LESSONS, SUBJECTS, VIEWS, evaluate
from storage.columns import MISSING
from storage.derive import paid
from storage.facts_memory import facts_of
from storage.shop import Shop
from tests.analytics.making import CHINA, Book, asking, daily
from tests.analytics.shops import shop_of


@pytest.mark.parametrize("view_id", VIEWS)
def test_the_json_object_has_the_declared_shape(view_id: str) -> None:
    shop, records = shop_of(5, 25)
    view = evaluate(view_id, facts_of(shop, records), Question(Period(date(2023, 10, 11), date(2023, 11, 6))))
    given = json.loads(json.dumps(to_json(view, "en"), ensure_ascii=False))
    assert given["view"] == view_id
    if view_id not in LESSONS:  # these look at all days, whatever is asked
        assert given["period"] == {"from": "2023-10-11", "to": "2023-11-06"}
        assert given["comparison"] == {"from": "2023-09-14", "to": "2023-10-10"}
    assert given["currency"] == "CNY"
    for metric, figure in zip(given["metrics"], view.figures, strict=True):
        assert {"id", "name", "unit", "value", "previous", "change", "reason"} <= set(metric)
        assert metric["value"] == figure.value
        assert metric["unit"] in ("money", "count", "ratio", "number")
        assert metric["value"] is not None or metric["reason"]
    assert list(given["tables"]) == [*(one.id for one in (*view.trends, *view.tables))]
    for table in given["tables"].values():
        assert all(len(row) == len(table["columns"]) == len(table["units"]) for row in table["rows"])


def test_the_json_object_tells_the_usual_span_and_why_there_is_no_change() -> None:
    facts = daily(Book(), "2026-01-01", 90, 1000, buyer="b1").facts("2026-04-01 00:00")
    given = to_json(evaluate("overview", facts, asking("2026-03-25", "2026-03-31")))
    metrics = {metric["id"]: metric for metric in given["metrics"]}
    assert metrics["payment_amount"]["change_reason"] is None
    assert metrics["new_buyers"]["change_reason"] == "对比期不大于 0。"
    assert metrics["visitors"]["change_reason"] is None
    assert "没有访问记录" in metrics["visitors"]["reason"]
    alone = to_json(evaluate("overview", facts, asking("2026-03-25", "2026-03-31", "none")))
    assert next(metric for metric in alone["metrics"] if metric["id"] == "payment_amount")["usual"] == {
        "mark": "within", "low": 7000, "high": 7000, "periods": 11, "value": 7000, "tested": None,
        "from": "2026-03-25", "to": "2026-03-31",
    }  # fmt: skip
    assert alone["metrics"][0]["change_reason"] == "没有选对比期。"


def test_a_trend_keeps_the_buckets_of_a_longer_comparison() -> None:
    facts = daily(Book(), "2026-01-01", 59, 1000).facts("2026-03-01 00:00")
    view = evaluate("overview", facts, asking("2026-02-01", "2026-02-28"))
    table = trend_table(view.trends[0])
    assert len(table.rows) == 31
    assert table.rows[30].cells[0:2] == (None, None)
    assert table.rows[30].cells[5:7] == (date(2026, 1, 31), 1000)
    assert [column.id for column in table.columns if column.total] == [
        "payment_amount", "paid_orders", "previous_payment_amount", "previous_paid_orders",
    ]  # fmt: skip


def test_the_overview_has_the_ids_that_scripts_rely_on() -> None:
    ids = [metric.id for metric in SUBJECTS["overview"].figures]
    assert ids == [
        "payment_amount", "paid_orders", "buyers", "aov", "new_buyers", "returning_buyers", "refund_amount", "visitors",
        "conversion",
    ]  # fmt: skip


def test_the_kernel_and_the_view_agree_on_any_period() -> None:
    for seed in range(20):
        facts = facts_of(*shop_of(seed, 25))
        period = Period(date(2023, 10, 25), date(2023, 11, 20))
        kernel = key_figures(paid(facts), *period.bounds(facts.shop.zone))
        view = evaluate("overview", facts, Question(period, "none"))
        for name in ("buyers", "new_buyers", "returning_buyers", "paid_orders"):
            assert view.figure(name).value == getattr(kernel, name)


def test_presets_are_relative_to_the_given_day() -> None:
    named = {preset.id: preset.period for preset in presets(date(2026, 3, 31))}
    assert named["today"] == Period(date(2026, 3, 31), date(2026, 3, 31))
    assert named["last_7"] == Period(date(2026, 3, 24), date(2026, 3, 30))
    assert named["this_month"] == Period(date(2026, 3, 1), date(2026, 3, 31))
    assert named["last_month"] == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert named["last_year"] == Period(date(2025, 1, 1), date(2025, 12, 31))
    assert len(named["last_365"]) == 365


def test_the_default_is_the_last_30_days_of_the_data_not_of_the_calendar() -> None:
    facts = Book().order("2026-03-31 23:59", 1).facts("2026-06-01 00:00")
    assert default_period(facts) == Period(date(2026, 3, 2), date(2026, 3, 31))
    open_today = Book().order("2026-03-02 15:00", 1).order("2026-03-31 15:00", 1).facts("2026-03-31 16:00")
    assert default_period(open_today).last == date(2026, 3, 30)
    opened = Book().order("2026-03-31 15:00", 1).facts("2026-03-31 16:00")
    assert default_period(opened) == Period(date(2026, 3, 31), date(2026, 3, 31))
    empty = facts_of(CHINA, [])
    assert last_day(empty) is None
    assert len(default_period(empty)) == 30


def test_the_days_that_can_be_compared_have_as_many_before_them_in_the_data() -> None:
    young = Book().order("2026-03-01 10:00", 1).order("2026-03-11 15:00", 1).facts("2026-03-12 09:00")
    assert comparable_period(young) == Period(date(2026, 3, 7), date(2026, 3, 11))
    old = Book().order("2025-01-01 10:00", 1).order("2026-03-11 15:00", 1).facts("2026-03-12 09:00")
    assert comparable_period(old) == Period(date(2026, 2, 10), date(2026, 3, 11))
    assert comparable_period(Book().order("2026-03-11 15:00", 1).facts("2026-03-11 16:00")) is None
    assert comparable_period(Book().order("2026-03-11 15:00", 1).facts("2026-03-12 16:00")) is None
    assert comparable_period(facts_of(CHINA, [])) is None


def test_choices_count_paid_orders_and_offer_nothing_that_no_order_has() -> None:
    book = Book().product("tea", "茶", "茶叶").order(None, 1, channel="never paid")
    book.order("2026-03-01 10:00", 1, channel="live", lines=[("tea", 1), ("tea", 1), ("cup", 1)])
    book.order("2026-03-01 10:00", 1, channel="live").order("2026-03-01 10:00", 1, channel="mini").order(
        "2026-03-01 10:00", 1
    )
    choices = filter_choices(book.facts())
    assert [(choice.value, choice.orders) for choice in choices.channels] == [("live", 2), ("", 1), ("mini", 1)]
    assert choices.provinces == ()
    assert {choice.value: choice.orders for choice in choices.categories} == {"茶叶": 1, "": 1}


def test_buckets_cover_the_period_without_gaps() -> None:
    for length in (1, 30, 92, 93, 200, 201, 800):
        period = Period(date(2024, 1, 31), date(2024, 1, 31) + timedelta(days=length - 1))
        by = buckets(period, grain_for(period))
        days = [bucket.first + timedelta(days=number) for bucket in by.periods for number in range(len(bucket))]
        assert {len(bucket) for bucket in by.periods[:-1]} <= {"day": {1}, "week": {7}, "month": {29, 30, 31, 28}}[
            by.grain
        ]
        assert days == [period.first + timedelta(days=number) for number in range(length)]
    assert [bucket.first for bucket in buckets(Period(date(2024, 1, 31), date(2024, 4, 30)), "month").periods] == [
        date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30),
    ]  # fmt: skip


def test_hours_and_weekdays_follow_the_local_clock_through_both_changes() -> None:
    for zone in (ZoneInfo("Europe/London"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("UTC")):
        start = int(datetime(2022, 1, 1, tzinfo=UTC).timestamp() * 1000)
        at = start + np.arange(0, 3 * 366 * 24, dtype=np.int64) * 1_800_000 * 2 + 12_345
        local = [datetime.fromtimestamp(moment / 1000, zone) for moment in at.tolist()]
        assert hours(at, zone).tolist() == [moment.hour for moment in local]
        assert weekdays(at, zone).tolist() == [moment.weekday() for moment in local]


def test_bands_are_round_and_say_what_they_hold() -> None:
    book = Book()
    for number in range(250):
        book.order("2026-03-01 10:00", 1000 + 100 * number)
    facts = book.facts()
    bounds = bands.bounds_of(facts)
    assert bounds == (5000, 10_000, 20_000)
    amounts = np.array([0, 4999, 5000, 9999, 20_000, MISSING], dtype=np.int64)
    assert bands.band(amounts, bounds).tolist() == [0, 0, 1, 1, 3, -1]
    labels = [bands.label(facts.shop, bounds, code).zh for code in range(4)]
    assert labels == ["¥50 以下", "¥50 – ¥100", "¥100 – ¥200", "¥200 及以上"]


def test_headlines_speak_of_money_as_people_do() -> None:
    book = Book(Shop(id="s1", name="大店")).order("2026-01-01 00:00", 1)
    for day in range(1, 29):
        book.order(f"2026-02-{day:02d} 10:00", 10_000_000, "b1").order(f"2026-03-{day:02d} 10:00", 12_000_000, "b1")
    view = evaluate("overview", book.facts("2026-04-02 00:00"), asking("2026-03-01", "2026-03-31"))
    assert view.headline.zh == "03-01 – 03-31 支付金额 ¥336万，比对比期多 ¥56万(+20.0%)，看不准是不是真的变了。"
    assert view.headline.en.startswith("03-01 – 03-31: Payment amount ¥3,360,000, ¥560,000 more than the comparison")
