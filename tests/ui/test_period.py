"""The question of the window: period, comparison, filters; always printed, kept per shop, taken back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt

from analytics.period import Period
from tests.ui.desk import Desk
from tests.ui.little_shop import shop


def _printed(desk: Desk) -> tuple[str, str]:
    return desk.window.bar.period.text(), desk.window.bar.comparison.text()


def test_the_bar_prints_both_ranges(desk: Desk) -> None:
    desk.window.bar._clock = lambda: date(2026, 11, 23)
    desk.open("orders")
    assert _printed(desk) == ("近 30 天  10-23 – 11-21", "对比上期  09-23 – 10-22")


def test_choosing_a_named_period_prints_both_ranges_and_asks_the_page(desk: Desk) -> None:
    desk.window.bar._clock = lambda: date(2026, 11, 23)
    desk.click(desk.window.bar.period)
    desk.click(desk.window.bar.periods.presets["last_month"])
    desk.settle()
    assert _printed(desk) == ("上月  10-01 – 10-31", "对比上期  09-01 – 09-30")
    assert desk.page.view.period == Period(date(2026, 10, 1), date(2026, 10, 31))
    assert not desk.window.bar.periods.isVisible()


def test_any_days_are_chosen_by_two_clicks_in_the_calendar_in_either_order(desk: Desk) -> None:
    desk.click(desk.window.bar.period)
    days = desk.window.bar.periods._days
    days._calendar.clicked.emit(QDate(2026, 11, 8))
    days._calendar.clicked.emit(QDate(2026, 11, 3))
    desk.click(days._apply)
    desk.settle()
    question = desk.window.context.state.question
    assert question.period == Period(date(2026, 11, 3), date(2026, 11, 8))
    assert question.comparison == Period(date(2026, 10, 28), date(2026, 11, 2))


def test_years_are_written_where_a_day_is_not_of_this_year(desk: Desk) -> None:
    desk.window.bar._clock = lambda: date(2027, 2, 1)
    desk.window.context.state.open("buyers")
    assert _printed(desk) == ("近 30 天  2026-10-23 – 2026-11-21", "对比上期  2026-09-23 – 2026-10-22")


def test_the_comparison_can_be_last_year_or_none(desk: Desk) -> None:
    desk.window.bar._open_comparisons()
    for action, words in zip(desk.window.bar.comparisons.actions(), ("上期", "去年", "不对比"), strict=True):
        assert words in action.text()
    desk.window.bar.comparisons.actions()[2].trigger()
    desk.window.bar.comparisons.close()
    desk.settle()
    assert desk.window.bar.comparison.text() == "不对比"
    assert desk.page.view.comparison is None


def test_filters_offer_what_the_shop_has_and_show_as_chips(desk: Desk) -> None:
    bar = desk.window.bar
    desk.click(bar.filter)
    desk.settle()
    channels = bar.filters._lists[0]._list
    assert sorted(channels.item(row).text().split()[0] for row in range(channels.count())) == [
        "公众号",
        "小程序",
        "直播",
    ]
    channels.item(0).setCheckState(Qt.CheckState.Checked)
    chosen = channels.item(0).text().split()[0]
    desk.click(bar.filters._buyers["returning"])
    desk.click(bar.filters._apply)
    desk.settle()
    assert bar.chips.texts() == (f"渠道：{chosen}", "老客")
    assert desk.page.view.filters.channels == (chosen,)

    bar.chips.changed.emit(desk.window.context.state.question.filters.__class__())
    desk.settle()
    assert bar.chips.texts() == ()


def test_steps_are_taken_back_and_forth(desk: Desk) -> None:
    state = desk.window.context.state
    usual = state.place.asked
    desk.click(desk.window.bar.period)
    desk.click(desk.window.bar.periods.presets["last_7"])
    desk.open("products")
    desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (state.place.page_id, state.place.asked.preset) == ("overview", "last_7")
    desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert state.place.asked == usual
    assert not desk.window.bar.back.isEnabled()
    desk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert state.place.asked.preset == "last_7"
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert state.place.asked == usual
    desk.settle()


def test_undo_takes_back_a_question_but_no_walk(desk: Desk) -> None:
    desk.open("products")
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.page_id == "products"


def test_each_shop_keeps_its_question_over_a_restart(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(synced=True)
    desk.doors.guarded = False
    desk.doors._store.put_shop(shop("s2", "另一家店"))
    desk.doors.guarded = True
    desk.window.context.entering.look()
    desk.settle()
    desk.click(desk.window.bar.period)
    desk.click(desk.window.bar.periods.presets["last_90"])
    desk.window.context.state.choose("s2")
    assert desk.window.context.state.place.asked.preset == "last_30"
    desk.window.context.state.choose("s1")
    assert desk.window.context.state.place.asked.preset == "last_90"
    desk.settle()
    desk.close()

    again = open_desk(synced=True)
    assert again.window.context.state.known.shop.id == "s1"
    assert again.window.context.state.place.asked.preset == "last_90"


def test_rows_answer_the_old_question_so_a_new_one_leads_back(desk: Desk) -> None:
    desk.doors.guarded = False  # rows are read as they are scrolled into sight
    state = desk.window.context.state
    selection = desk.page.view.figure("paid_orders").rows
    desk.page.open_rows.emit(selection, "支付订单")
    desk.settle()
    assert state.place.page_id == "rows"
    assert desk.window.bar.title.text() == "支付订单"
    desk.click(desk.window.bar.period)
    desk.click(desk.window.bar.periods.presets["last_7"])
    desk.settle()
    assert desk.page.page_id == "overview"
