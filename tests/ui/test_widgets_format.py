"""How numbers are written, case by case."""

import random
import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from analytics.period import Period
from analytics.result import Estimate, Shown
from analytics.say import money
from storage.shop import Shop
from ui.widgets.dates import axis_day, axis_month, day, span
from ui.widgets.format import (
    Writing,
    cell,
    change,
    full,
    move,
    moved,
    number,
    plain,
    points,
    short,
    tick,
    unit,
)

ZH = Writing("zh")
EN = Writing("en")
YEN = Writing("zh", "JPY", 0)
POUND = Writing("en", "GBP", 2, ZoneInfo("Europe/London"))
DINAR = Writing("zh", "BHD", 3)
NOON = 1_795_320_000_000  # 2026-11-22 04:00 UTC


@pytest.mark.parametrize(
    ("value", "shown", "writing", "expected"),
    [
        (1_234_560, Shown.MONEY, ZH, "¥12,345.60"),
        (0, Shown.MONEY, ZH, "¥0.00"),
        (9_999_999_900, Shown.MONEY, ZH, "¥99,999,999.00"),
        (-1, Shown.MONEY, ZH, "−¥0.01"),
        (1_234_560, Shown.MONEY, YEN, "¥1,234,560"),
        (1_234_560, Shown.MONEY, POUND, "£12,345.60"),
        (1_234_560, Shown.MONEY, DINAR, "BHD\u202f1,234.560"),
        (10_050.5, Shown.MONEY, ZH, "¥100.51"),  # a mean: half a fen is rounded up
        (12_345, Shown.COUNT, ZH, "12,345"),
        (0.1234, Shown.RATIO, ZH, "12.3%"),
        (0.0005, Shown.RATIO, ZH, "0.1%"),
        (-0.00001, Shown.RATIO, ZH, "0.0%"),
        (2.675, Shown.NUMBER, ZH, "2.68"),
        (NOON, Shown.TIME, ZH, "2026-11-22 12:00"),
        (NOON, Shown.TIME, POUND, "2026-11-22 04:00"),
        (date(2026, 11, 22), Shown.DAY, ZH, "2026-11-22 周日"),
        (date(2026, 11, 22), Shown.DAY, EN, "2026-11-22 Sun"),
        ("1234567890123456789", Shown.ID, ZH, "1234567890123456789"),
        ("小鹿🦌", Shown.TEXT, ZH, "小鹿🦌"),
        (None, Shown.MONEY, ZH, "—"),
    ],
)
def test_a_value_in_full(value, shown, writing, expected):
    assert full(value, shown, writing) == expected


@pytest.mark.parametrize(
    ("value", "shown", "writing", "expected"),
    [
        (987_650, Shown.MONEY, ZH, "¥9,876.50"),
        (1_234_560, Shown.MONEY, ZH, "¥1.23万"),
        (12_345_678, Shown.MONEY, ZH, "¥12.35万"),
        (123_456_789, Shown.MONEY, ZH, "¥123.5万"),
        (1_234_567_890, Shown.MONEY, ZH, "¥1,235万"),
        (9_999_999_900, Shown.MONEY, ZH, "¥1亿"),  # not 10,000万
        (45_000_000_000, Shown.MONEY, ZH, "¥4.5亿"),
        (-1_234_560, Shown.MONEY, ZH, "−¥1.23万"),
        (1_234_560, Shown.MONEY, EN, "¥12.35K"),
        (123_456_789, Shown.MONEY, POUND, "£1.23M"),
        (99_999_999, Shown.MONEY, POUND, "£1M"),  # not 1,000K
        (9_999, Shown.COUNT, ZH, "9,999"),
        (10_000, Shown.COUNT, ZH, "1万"),
        (999_999, Shown.COUNT, EN, "1M"),
        (0.0456, Shown.RATIO, ZH, "4.6%"),
        (None, Shown.COUNT, ZH, "—"),
        (10**15, Shown.COUNT, ZH, "10,000,000亿"),
    ],
)
def test_a_value_on_a_card(value, shown, writing, expected):
    assert short(value, shown, writing) == expected


def test_a_card_writes_an_amount_as_the_sentence_beside_it() -> None:
    """From 1万 on, where both round; among them every amount around the steps."""
    shop = Shop(id="s", name="店")
    steps = [
        base * 10**power + near for power in range(6, 13) for base in (1, 2, 38, 999, 9_999) for near in (-1, 0, 1)
    ]
    amounts = [*steps, *random.Random(1).sample(range(10**6, 10**13), 2_000)]
    for amount in (each for each in amounts if each >= 10**6):
        said = short(amount, Shown.MONEY, ZH)
        assert said == money(shop, amount).zh
        assert not re.search(r"\.\d*0[万亿]", said), "no zeros at the end"
        assert short(-amount, Shown.MONEY, ZH) == f"−{said}"


@pytest.mark.parametrize(
    ("value", "shown", "writing", "expected"),
    [
        (0, Shown.MONEY, ZH, "¥0"),
        (5_000_000, Shown.MONEY, ZH, "¥5万"),
        (250_000_000, Shown.MONEY, ZH, "¥250万"),
        (50_000, Shown.MONEY, ZH, "¥500"),
        (250, Shown.MONEY, ZH, "¥2.5"),
        (50_000_000_00, Shown.MONEY, ZH, "¥5,000万"),
        (2_500_000, Shown.MONEY, EN, "¥25K"),
        (-5_000_000, Shown.MONEY, ZH, "−¥5万"),
        (200, Shown.COUNT, ZH, "200"),
        (0.025, Shown.RATIO, ZH, "2.5%"),
        (0.1, Shown.RATIO, ZH, "10%"),
    ],
)
def test_a_tick_of_an_axis(value, shown, writing, expected):
    assert tick(value, shown, writing) == expected


@pytest.mark.parametrize(
    ("value", "shown", "expected"),
    [
        (1_234_560, Shown.MONEY, "12345.60"),
        (-1_234_560, Shown.MONEY, "-12345.60"),
        (1_234_567, Shown.COUNT, "1234567"),
        (0.12345, Shown.RATIO, "12.35%"),
        (date(2026, 11, 22), Shown.DAY, "2026-11-22"),
        (None, Shown.MONEY, ""),
        ("00123", Shown.ID, "00123"),
    ],
)
def test_a_value_on_the_clipboard_is_one_a_spreadsheet_reads(value, shown, expected):
    assert plain(value, shown, ZH) == expected


@pytest.mark.parametrize(
    ("ratio", "text", "direction"),
    [
        (0.123, "+12.3%", "up"),
        (-0.04, "−4.0%", "down"),
        (0.0, "0.0%", "flat"),
        (0.0004, "0.0%", "flat"),
        (-0.0004, "0.0%", "flat"),
        (0.0005, "+0.1%", "up"),
        (9.994, "+999.4%", "up"),
        (25.5, "+2,550%", "up"),
        (-1.0, "−100.0%", "down"),
    ],
)
def test_a_change_carries_its_sign(ratio, text, direction):
    assert change(ratio) == text
    assert move(ratio) == direction


def test_a_cell_leaves_the_unit_to_the_header():
    assert cell(1_234_560, Shown.MONEY, ZH) == "12,345.60"
    assert [unit(Shown.MONEY, writing) for writing in (ZH, EN, POUND, DINAR)] == ["元", "¥", "£", "BHD"]
    assert unit(Shown.COUNT, ZH) == ""


def test_days_read_in_both_languages():
    assert day(date(2026, 11, 23), "zh") == "2026-11-23 周一"
    assert axis_day(date(2026, 11, 2), "zh") == "11月2日"
    assert axis_day(date(2026, 11, 2), "en") == "Nov 2"
    assert axis_month(date(2027, 1, 1), "zh") == "2027年1月"
    assert axis_month(date(2026, 12, 1), "en") == "Dec"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 10, 24), date(2026, 11, 22), "2026-10-24 – 11-22"),
        (date(2025, 12, 24), date(2026, 1, 22), "2025-12-24 – 2026-01-22"),
        (date(2026, 11, 22), date(2026, 11, 22), "2026-11-22"),
    ],
)
def test_a_span_of_days(first, last, expected):
    assert span(Period(first, last)) == expected


def test_an_estimate_carries_its_interval():
    rate = Estimate(0.1234, 0.098, 0.1512)
    assert cell(rate, Shown.RATIO, ZH) == "12.3% (9.8–15.1%)"
    money = Estimate(123_456, 98_000, 150_000)
    assert full(money, Shown.MONEY, ZH) == "¥1,234.56 (¥980.00–¥1,500.00)"
    assert cell(money, Shown.MONEY, ZH) == "1,234.56 (980.00–1,500.00)"
    assert short(Estimate(12_345_600, 9_800_000, 15_000_000), Shown.MONEY, ZH) == "¥12.35万 (¥9.8万–¥15万)"
    assert full(Estimate(-5, -20, 10), Shown.COUNT, EN) == "−5 (−20 – 10)", "a dash is not taken for a minus"
    assert plain(rate, Shown.RATIO, ZH) == "12.34%", "a spreadsheet gets the number; its ends have columns of their own"
    assert [number(value) for value in (rate, 3, None, "3")] == [0.1234, 3, None, None]


def test_the_end_of_an_interval_far_out_is_capped_and_a_value_never():
    wild = Estimate(0.5, -1.0, 485_165.19)
    assert cell(wild, Shown.RATIO, ZH) == "50.0% (−100.0% – 1000%+)"
    assert change(wild) == "+50.0% (−100.0% – 1000%+)"
    assert cell(Estimate(0.5, -11, 0.9), Shown.RATIO, EN) == "50.0% (−1000%+ – 90.0%)"
    assert cell(Estimate(9.5, 9.0, 10.0), Shown.RATIO, EN) == "950.0% (900.0–1,000.0%)"
    assert cell(12.5, Shown.RATIO, ZH) == "1,250.0%"
    assert full(Estimate(5, 2, 400), Shown.COUNT, ZH) == "5 (2–400)", "only ratios are"


def test_the_change_of_a_ratio_is_told_in_points():
    assert moved(0.24, 0.26, -1 / 13, Shown.RATIO, ZH) == "−2.0 个百分点"
    assert moved(0.24, 0.26, -1 / 13, Shown.RATIO, EN) == "−2.0 pts"
    assert moved(240, 260, -1 / 13, Shown.COUNT, ZH) == "−7.7%"
    assert moved(0.24, None, None, Shown.RATIO, ZH) == moved(None, 3, 0.5, Shown.COUNT, ZH) == ""
    assert points(Estimate(-0.02, -0.03, -0.01), EN) == "−2.0 (−3.0 – −1.0) pts"


def test_a_change_whose_interval_holds_zero_is_no_change():
    assert change(Estimate(0.123, 0.02, 0.201)) == "+12.3% (+2.0% – +20.1%)"
    assert move(Estimate(0.123, 0.02, 0.201)) == "up"
    assert move(Estimate(0.123, -0.02, 0.26)) == "flat"
    assert move(Estimate(-0.3, -0.4, -0.2)) == "down"
