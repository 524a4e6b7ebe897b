"""The trend: ticks that read well, a chart that is read by pointer and by keys, and its table twin."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analytics.result import Shown
from tests.ui.hand_made import COMPARISON, EN, PERIOD, ZH, days, rows, series, trend
from ui import theme
from ui.widgets.trendchart import TrendChart
from ui.widgets.trendpanel import TrendPanel
from ui.widgets.trendscale import apart, bucket_ticks, value_ticks
from ui.widgets.trendtable import twin


@pytest.mark.parametrize(
    ("values", "shown", "ticks"),
    [
        ((0, 162), Shown.COUNT, [0, 50, 100, 150, 200]),
        ((3, None, 1), Shown.COUNT, [0, 1, 2, 3]),
        ((), Shown.COUNT, [0, 1]),
        ((0, 0), Shown.MONEY, [0, 100]),
        ((1_600_000,), Shown.MONEY, [0, 500_000, 1_000_000, 1_500_000, 2_000_000]),
        ((-120, 250), Shown.COUNT, [-200, -100, 0, 100, 200, 300]),
        ((0.031,), Shown.RATIO, [0.0, 0.01, 0.02, 0.03, 0.04]),
    ],
)
def test_values_have_round_ticks_from_zero(values, shown, ticks) -> None:
    assert value_ticks(values, shown) == pytest.approx(ticks)


def test_ticks_reach_over_every_value() -> None:
    for top in (1, 7, 99, 101, 12_345, 9_999_999_900, 0.0004):
        ticks = value_ticks((top,), Shown.NUMBER)
        assert ticks[0] == 0
        assert ticks[-2] < top <= ticks[-1]
        assert len(ticks) <= 7


def test_days_are_labelled_on_mondays_as_soon_as_there_is_no_room_for_each() -> None:
    starts = days(date(2026, 10, 24), 30)
    labelled = [starts[index] for index in bucket_ticks(starts, "day", 6)]
    assert labelled == [date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]
    assert bucket_ticks(starts[:5], "day", 6) == [0, 1, 2, 3, 4]
    assert bucket_ticks(starts[:1], "day", 6) == [0]


def test_months_are_labelled_from_january() -> None:
    starts = tuple(date(2025 + month // 12, month % 12 + 1, 1) for month in range(4, 28))
    labelled = [starts[index].month for index in bucket_ticks(starts, "month", 9)]
    assert labelled == [7, 10, 1, 4, 7, 10, 1, 4]


@pytest.mark.parametrize("ends", [(0.0, 0.0), (50.0, 51.0), (100.0, 100.0)])
def test_names_of_lines_that_end_together_do_not_touch_and_stay_in_the_chart(ends) -> None:
    first, second = apart(ends, 8.0, 0.0, 100.0)
    assert abs(first - second) >= 8.0
    assert min(first, second) >= 0
    assert max(first, second) <= 100
    assert (first > second) == (ends[0] >= ends[1])


@pytest.fixture
def chart(qtbot: QtBot) -> TrendChart:
    made = TrendChart()
    qtbot.addWidget(made)
    made.resize(600, 260)
    made.show_series(trend(), series(), ZH)
    made.show()
    return made


def dates(chart: TrendChart) -> list[str]:
    return [text for _bucket, text in chart.drawing.bucket_labels(chart.place)]


def test_axes_carry_units_and_dates(chart: TrendChart) -> None:
    assert [text for _value, text in chart.drawing.value_labels] == ["¥0", "¥500", "¥1,000", "¥1,500"]
    assert [text for _bucket, text in chart.drawing.bucket_labels(chart.place)] == [
        "10月26日",
        "11月2日",
        "11月9日",
        "11月16日",
    ]
    chart.show_series(trend(), series(), EN)
    assert [text for _bucket, text in chart.drawing.bucket_labels(chart.place)] == [
        "Oct 26",
        "Nov 2",
        "Nov 9",
        "Nov 16",
    ]


def test_weekends_are_marked_and_an_unfinished_day_is_named(chart: TrendChart) -> None:
    assert chart.drawing.weekends == [0, 1, 7, 8, 14, 15, 21, 22, 28, 29]
    assert chart.drawing.names == ("本期，还没过完", "对比期")
    chart.show_series(trend(unfinished=False), series(), ZH)
    assert chart.drawing.names == ("本期", "对比期")
    chart.show_series(trend(grain="week"), series(), ZH)
    assert chart.drawing.weekends == []


def colours(chart: TrendChart, box: QRectF) -> set[str]:
    """The colours painted in a part of the chart."""
    image = chart.grab().toImage()
    part = box.toAlignedRect()
    return {
        image.pixelColor(x, y).name()
        for x in range(part.left(), part.right() + 1)
        for y in range(part.top(), part.bottom() + 1)
    }


def test_the_day_that_is_not_over_is_hatched(chart: TrendChart) -> None:
    over_the_lines = chart.place.column(29).adjusted(2, 2, -2, -150)
    hatched = colours(chart, over_the_lines)
    chart.show_series(trend(unfinished=False), series(values=(1,) * 30), ZH)
    plain = colours(chart, over_the_lines)
    assert len(plain) <= 2, "the band of the weekend and a hairline"
    assert len(hatched - plain) > 3


def test_colours_follow_the_theme(chart: TrendChart, qapp: QApplication) -> None:
    line = chart.place.box
    assert theme.LIGHT.categories[0].lower() in colours(chart, line)
    theme.apply(qapp, "dark")
    assert theme.DARK.categories[0].lower() in colours(chart, line)


def test_the_pointer_reads_a_day_out(chart: TrendChart, qtbot: QtBot) -> None:
    qtbot.mouseMove(chart, QPoint(round(chart.place.across(5)), 100))
    assert chart.cursor_at == 5
    said = chart.accessibleDescription()
    assert said == "2026-10-29 周四 双11期间 · ¥1,050.00 · 对比 2026-09-29 周二 ¥1,000.00 · ▲ +5.0%"
    assert chart.readout.isVisible()
    qtbot.mouseMove(chart, QPoint(2, 100))
    assert not chart.readout.isVisible()


def test_two_clicks_on_a_day_ask_for_its_rows(chart: TrendChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.open_bucket) as opened:
        qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(round(chart.place.across(7)), 60))
    assert opened.args == [7]


def test_thereadout_stays_inside_at_both_ends(chart: TrendChart) -> None:
    for bucket in (0, 29):
        chart.point_at(bucket)
        assert chart.rect().contains(chart.readout.geometry())


def test_an_unfinished_day_is_not_compared(chart: TrendChart) -> None:
    chart.point_at(29)
    assert "还没过完" in chart.accessibleDescription()
    assert "%" not in chart.accessibleDescription()


def test_the_keys_read_it_too(chart: TrendChart, qtbot: QtBot) -> None:
    chart.setFocus()
    for key, bucket in (("Left", 29), ("Left", 28), ("Home", 0), ("Left", 0), ("Right", 1), ("End", 29), ("Right", 29)):
        qtbot.keyClick(chart, getattr(Qt.Key, f"Key_{key}"))
        assert chart.cursor_at == bucket
    with qtbot.waitSignal(chart.open_bucket) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [29]
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.cursor_at is None
    assert not chart.readout.isVisible()


def test_the_wheel_is_left_to_the_page(chart: TrendChart) -> None:
    wheel = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart, wheel)
    assert not wheel.isAccepted()


def test_one_day_is_two_columns_beside_each_other(qtbot: QtBot) -> None:
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.resize(600, 260)
    shown = trend(starts=days(PERIOD.first, 1), unfinished=False)
    chart.show_series(shown, series(values=(100_000,), previous=(50_000,)), ZH)
    middle, half = chart.place.box.center().x(), chart.place.upwards(50_000)
    left = QRectF(middle - 100, half - 40, 60, 30)
    assert colours(chart, left) == {theme.LIGHT.categories[0].lower()}
    assert theme.LIGHT.categories[0].lower() not in colours(chart, left.translated(140, 0))


@pytest.mark.parametrize("values", [(), (None,), (None, None, 5), (0,), (99_999_999_00,) * 3])
def test_thin_and_huge_data_is_drawn(qtbot: QtBot, values) -> None:
    chart = TrendChart()
    qtbot.addWidget(chart)
    shown = trend(starts=days(PERIOD.first, len(values)), previous_starts=None, unfinished=bool(values))
    chart.show_series(shown, series(values=values, previous=None, rows=()), EN)
    chart.show()
    chart.point_at(0 if values else None)
    assert not chart.grab().isNull()


def test_the_twin_has_every_number_of_the_chart() -> None:
    made = twin(trend(), series())
    assert [column.id for column in made.columns] == [
        "bucket", "payment_amount", "previous_bucket", "previous", "change", "paid_orders",
    ]  # fmt: skip
    assert [row.cells[1] for row in made.rows] == list(series().values)
    assert made.rows[3].cells == (date(2026, 10, 27), 103_000, date(2026, 9, 27), 100_000, pytest.approx(0.03), 3)
    assert made.rows[29].cells[4] is None, "the day that is not over is not compared"
    third, before = (("days", "2026-10-27/2026-10-27"),), (("days", "2026-09-27/2026-09-27"),)
    assert made.rows[3].rows == rows(slices=third)
    compared = series(previous_rows=(*[None] * 3, rows(period=COMPARISON, slices=before)))
    behind = twin(trend(), compared).rows[3].behind
    assert behind == (None, rows(slices=third), None, rows(period=COMPARISON, slices=before), None, rows(slices=third))
    assert made.columns[3].compared
    assert [column.total for column in made.columns] == [False, True, False, True, False, True]


def test_a_longer_comparison_has_no_total_of_the_days_listed() -> None:
    longer = twin(trend(), series(previous=(1,) * 31))
    assert not longer.columns[3].total
    shorter = twin(trend(), series(previous=(1,) * 28))
    assert shorter.rows[29].cells[2:4] == (date(2026, 10, 23), None)


def test_the_panel_switches_metric_and_turns_to_the_table(qtbot: QtBot) -> None:
    panel = TrendPanel()
    qtbot.addWidget(panel)
    panel.show_trend(trend(), ZH)
    panel.show()
    panel.switch.choose(1)
    assert panel.series is not None
    assert panel.series.id == "paid_orders"
    panel.toggle.click()
    assert panel.table.isVisible()
    assert panel.table.model.columns[1].id == "paid_orders"
    panel.show_trend(trend(), EN)
    assert panel.series.id == "paid_orders", "the choice outlives new data"
    panel.toggle.click()
    assert panel.chart.isVisible()


def test_a_day_of_the_chart_leads_to_its_rows(qtbot: QtBot) -> None:
    panel = TrendPanel()
    qtbot.addWidget(panel)
    panel.show_trend(trend(), ZH)
    with qtbot.waitSignal(panel.open_rows) as opened:
        panel.chart.open_bucket.emit(3)
    assert opened.args == [rows(slices=(("days", "2026-10-27/2026-10-27"),)), "支付金额 ¥1,030.00 · 2026-10-27 周二"]


def test_holidays_stand_above_the_days_they_act_on(chart: TrendChart) -> None:
    (eleven,) = chart.drawing.holidays
    starts = chart.drawing.trend.starts
    assert (eleven.name.zh, starts[eleven.day]) == ("双11", date(2026, 11, 11))
    assert (eleven.first, starts[eleven.last]) == (0, date(2026, 11, 15)), "it acts before the first day already"
    chart.point_at(eleven.day)
    assert chart.accessibleDescription().startswith("2026-11-11 周三 双11 · ")
    pounds = replace(ZH, currency="GBP")
    chart.show_series(trend(), series(), pounds)
    assert chart.drawing.holidays == [], "a shop elsewhere keeps no Double 11"


def test_the_band_of_a_holiday_carries_its_name(chart: TrendChart) -> None:
    ((box, name),) = chart.drawing.holiday_names(chart.place)
    (eleven,) = chart.drawing.holidays
    assert name == "双11"
    assert box.center().x() == pytest.approx(chart.place.across(eleven.day), abs=1)
    assert 0 <= box.top() < box.bottom() <= chart.place.box.top() - 8, "above the mark, within the chart"
    assert theme.LIGHT.flat.lower() in colours(chart, box)
    chart.point_at(eleven.first)
    assert "双11期间" in chart.accessibleDescription()


def test_names_of_holidays_never_touch_and_stay_over_the_days(chart: TrendChart) -> None:
    """From Double 11 to the Spring Festival, in charts of every width; the day of the last is not among them."""
    for width in (240, 400, 900):
        chart.resize(width, 200)
        for first, count in ((date(2026, 11, 1), 90), (date(2026, 12, 12), 2), (date(2027, 1, 13), 20)):
            starts = tuple(first + timedelta(days=day) for day in range(count))
            chart.show_series(trend(starts=starts), series(values=(1,) * count, previous=None), EN)
            boxes = [box for box, _name in chart.drawing.holiday_names(chart.place)]
            assert boxes
            room = chart.place.box.adjusted(-0.5, 0, 0.5, 0)
            assert all(room.left() <= box.left() and box.right() <= room.right() for box in boxes)
            assert not any(one.intersects(other) for place, one in enumerate(boxes) for other in boxes[:place])


def test_a_lone_value_of_the_comparison_is_a_point_with_its_name(chart: TrendChart) -> None:
    assert chart.drawing.lone_comparison is None
    chart.show_series(trend(), series(previous=(None,) * 12 + (100_000,)), ZH)
    assert chart.drawing.lone_comparison == 12
    beside = QRectF(chart.place.across(12) + 8, chart.place.upwards(100_000) - 8, 30, 16)
    assert theme.LIGHT.muted.lower() in colours(chart, beside)


def test_of_one_day_that_is_not_over_the_column_alone_is_hatched(chart: TrendChart) -> None:
    one = {"starts": (PERIOD.last,), "previous_starts": (COMPARISON.last,)}
    chart.show_series(trend(**one), series(values=(50_000,), previous=(100_000,)), ZH)
    left = colours(chart, QRectF(chart.place.box.left() + 2, chart.place.box.top() + 40, 40, 100))
    assert len(left) <= 2, "ground and a hairline"


def test_the_first_month_of_an_axis_carries_its_year(chart: TrendChart) -> None:
    months = tuple(date(2026, month, 20) for month in range(3, 9))
    chart.show_series(trend(grain="month", starts=months), series(values=(1,) * 6, previous=None), ZH)
    assert dates(chart)[:2] == ["2026年3月", "4月"]
