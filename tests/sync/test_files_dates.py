"""Dates are read in stated forms and never guessed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.files import dates
from sync.files.dates import DayOrder
from sync.files.values import Unreadable

LONDON = ZoneInfo("Europe/London")
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000)


def read(text: str, order: DayOrder | None = None, zone: ZoneInfo = LONDON) -> str:
    moment = dates.reader(zone, order, NOW)(text)
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


def refused(text: str, order: DayOrder | None = None) -> str:
    with pytest.raises(Unreadable) as unreadable:
        read(text, order)
    return unreadable.value.reason.zh


@pytest.mark.parametrize(
    "text",
    [
        "2011-12-01 08:26:00",
        "2011-12-01 08:26",
        "2011-12-01T08:26:00",
        "2011/12/1 8:26",
        "2011.12.01 8:26:00",
        "2011年12月1日 8:26",
        " 2011-12-01 08:26:00.000\t",
    ],
)
def test_forms_with_the_year_first(text: str) -> None:
    assert read(text) == "2011-12-01 08:26:00"


def test_a_day_alone_is_its_midnight() -> None:
    assert read("2011-07-01", zone=SHANGHAI) == "2011-06-30 16:00:00"


def test_summer_time_is_an_hour_ahead() -> None:
    assert read("2011-07-01 12:00:00") == "2011-07-01 11:00:00"


def test_a_skipped_hour_and_a_repeated_hour_do_not_break() -> None:
    assert read("2011-03-27 01:30:00") == "2011-03-27 01:30:00"  # clocks went from 01:00 to 02:00
    assert read("2011-10-30 01:30:00") == "2011-10-30 00:30:00"  # it came twice; the first one is meant
    assert read("2011-10-30 02:30:00") == "2011-10-30 02:30:00"


@given(st.datetimes(datetime(1990, 1, 2), datetime(2025, 12, 30)))  # noqa: DTZ001
def test_shanghai_agrees_with_arithmetic_where_there_is_no_summer_time(local: datetime) -> None:
    local = local.replace(microsecond=0)
    if local.year < 1992:
        return
    moment = dates.reader(SHANGHAI, None, NOW)(local.strftime("%Y-%m-%d %H:%M:%S"))
    assert moment == int(local.replace(tzinfo=UTC).timestamp() * 1000) - 8 * 3_600_000


def test_a_day_and_month_that_can_be_told_apart_are_read() -> None:
    assert read("13/01/2011 10:00") == "2011-01-13 10:00:00"
    assert read("01/13/2011 10:00") == "2011-01-13 10:00:00"
    assert read("05/05/2011 10:00") == "2011-05-05 09:00:00"


def test_a_day_and_month_that_cannot_be_told_apart_are_refused() -> None:
    assert "分不清" in refused("01/02/2011 10:00")


def test_the_column_as_a_whole_can_prove_the_order() -> None:
    assert dates.day_order(["12/1/2010 8:26", "12/13/2010 9:00"]) == "month_first"
    assert dates.day_order(["1/12/2010 8:26", "13/12/2010 9:00"]) == "day_first"
    assert read("12/1/2010 8:26", "month_first") == "2010-12-01 08:26:00"
    assert read("12/1/2010 8:26", "day_first") == "2010-01-12 08:26:00"


def test_the_column_proves_nothing_without_evidence_or_with_evidence_of_both() -> None:
    assert dates.day_order(["1/2/2011", "3/4/2011"]) is None
    assert dates.day_order(["13/2/2011", "3/14/2011"]) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2011-02-29 10:00", "不存在"),
        ("2011-13-01", "不存在"),
        ("31/31/2011", "不存在"),
        ("2011-01-01 25:00", "不存在"),
        ("yesterday", "看不懂"),
        ("1/2/11 8:26", "看不懂"),
        ("40878.35", "看不懂"),
        ("2011-12/01", "看不懂"),
        ("", "是空的"),
        ("1900-01-00", "不存在"),
        ("1900-01-01", "早于"),
        ("2099-01-01", "以后"),
        ("2026-01-02 00:00:01", "以后"),
    ],
)
def test_what_is_no_date_says_why(text: str, why: str) -> None:
    assert why in refused(text)
