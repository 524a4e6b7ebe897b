"""A merchant reads a page: what happened, for which days, and every number leads to the rows that make it."""

from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from analytics.result import Figure, Heat, Selection, Shown, View
from analytics.views import VIEWS, evaluate
from storage.errors import KnownError
from storage.facts import Facts
from storage.progress import ignore, never
from storage.words import Words
from tests.ui.desk import Desk
from tests.ui.hand_made import view
from ui.empty import Empty
from ui.pages.analysis import AnalysisPage
from ui.pages.rows import RowsPage
from ui.widgets.figurebutton import FigureButton
from ui.widgets.figurecard import FigureCard
from ui.widgets.resultmodel import ResultModel

PAGES = ("overview", "orders", "buyers", "products")


def analysis(desk: Desk, page_id: str = "overview") -> AnalysisPage:
    page = desk.open(page_id)
    assert isinstance(page, AnalysisPage)
    assert page.view is not None
    assert page.body is not None
    return page


def facts_of(desk: Desk) -> Facts:
    """The facts of the shop, asked for outside the window."""
    desk.doors.guarded = False
    found = desk.window.context.facts_now("s1", ignore, never)
    desk.doors.guarded = True
    return found


def buttons(page: AnalysisPage) -> tuple[FigureButton, ...]:
    assert page.body is not None
    return page.body.strip.buttons


@pytest.mark.parametrize("page_id", PAGES)
def test_a_page_shows_what_its_view_says(reading_desk: Desk, page_id: str) -> None:
    page = analysis(reading_desk, page_id)
    question = reading_desk.window.context.state.question
    assert question is not None
    expected = evaluate(page_id, facts_of(reading_desk), question)  # worked out apart from the page
    assert page.view == expected
    assert page.body.head.headline.text() == expected.headline.zh
    assert {button.figure.id for button in buttons(page)} == {figure.id for figure in expected.figures}
    assert sum(isinstance(button, FigureCard) for button in buttons(page)) == 6
    filled = sorted(expected.tables, key=lambda table: not table.rows)
    assert page.body.tables.tabs.titles == tuple(table.title.zh for table in filled)


def test_both_ranges_are_printed_on_the_page(reading_desk: Desk) -> None:
    page = analysis(reading_desk)
    days = page.body.head.days.text()
    assert page.view.comparison is not None
    for day in (page.view.period.first, page.view.comparison.first):
        assert day.isoformat() in days
    assert "数据截至" in days


def stands_behind(desk: Desk, selection: Selection, title: str) -> tuple[int, int | None]:
    """Open the rows; their count and their sum."""
    desk.page.open_rows.emit(selection, title)
    desk.settle()
    page = desk.page
    assert isinstance(page, RowsPage)
    assert page.found is not None
    assert page.table.model.rowCount() == len(page.found.rows) == len(np.unique(page.found.rows))
    return len(page.found.rows), page.found.total


def measured(figure: Figure) -> bool:
    """Whether the number is a count or a sum of its rows: averages and ratios are made of two."""
    return figure.rows is not None and figure.bottom_rows is None and figure.shown in (Shown.MONEY, Shown.COUNT)


@pytest.mark.parametrize("page_id", PAGES)
def test_every_figure_leads_to_rows_that_count_and_sum_to_it(reading_desk: Desk, page_id: str) -> None:
    figures = [figure for figure in analysis(reading_desk, page_id).view.figures if measured(figure)]
    assert figures
    for figure in figures:
        for value, selection in ((figure.value, figure.rows), (figure.previous, figure.previous_rows)):
            if selection is None:
                continue
            count, total = stands_behind(reading_desk, selection, figure.name.zh)
            assert value in (count, total), figure.id
            if figure.shown is Shown.MONEY:
                assert total == value, figure.id


@pytest.mark.parametrize("page_id", PAGES)
def test_every_row_of_a_table_leads_to_rows_that_sum_to_it(reading_desk: Desk, page_id: str) -> None:
    for table in analysis(reading_desk, page_id).view.tables:
        if isinstance(table.drawn, Heat):
            continue  # its cells are averages; each leads to rows of its own
        money = [place for place, column in enumerate(table.columns) if column.shown is Shown.MONEY]
        counts = [place for place, column in enumerate(table.columns) if column.shown is Shown.COUNT]
        for row in table.rows[:3]:
            if row.rows is None:
                continue
            count, total = stands_behind(reading_desk, row.rows, table.title.zh)
            cells = [row.cells[place] for place in (*money[:1], *counts)]
            assert total in cells or count in cells, f"{table.id}: {row.cells}"


def test_a_click_on_a_drawing_opens_the_rows_of_its_cell(desk: Desk) -> None:
    page = analysis(desk, "orders")
    tables = page.body.tables
    place = tables.tabs.titles.index(page.view.table("busy_hours").title.zh)
    tables.tabs.choose(place)
    desk.settle()
    table, chart = page.view.tables[place], tables.face.chart
    spot = max(chart.spots, key=lambda spot: table.rows[spot.row].cells[spot.column])
    per_day, days = table.rows[spot.row].cells[spot.column], table.rows[spot.row].cells[-1]
    desk.qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot.box.center().toPoint())
    desk.settle()
    assert isinstance(desk.page, RowsPage)
    assert len(desk.page.found.rows) == pytest.approx(per_day * days)
    assert desk.window.bar.title.text().startswith(table.title.zh)


def open_cell(desk: Desk, page: AnalysisPage, table_id: str, shown: int, column_id: str) -> RowsPage:
    """Double-click a cell of a table."""
    tables = page.body.tables
    place = tables.tabs.titles.index(page.view.table(table_id).title.zh)
    tables.tabs.choose(place)
    desk.settle()
    view, model = tables.front.view, tables.front.model
    column = next(place for place, column in enumerate(model.columns) if column.id == column_id)
    view.setColumnHidden(column, False)
    view.scrollTo(model.index(shown, column))
    at = view.visualRect(model.index(shown, column)).center()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.settle()
    assert isinstance(desk.page, RowsPage)
    return desk.page


def test_a_refund_in_a_table_opens_its_refunds(desk: Desk) -> None:
    page = analysis(desk, "orders")
    table = page.view.table("by_channel")
    column = next(place for place, column in enumerate(table.columns) if column.id == "refund_amount")
    shown = next(place for place, row in enumerate(table.rows) if row.cells[column])
    rows = open_cell(desk, page, "by_channel", shown, "refund_amount")
    assert rows.found.selection.kind == "refunds"
    assert rows.found.total == table.rows[shown].cells[column] > 0
    title = desk.window.bar.title.text()
    assert title.endswith(rows.summed.text().removeprefix("合计 "))
    assert "退款金额" in title


def test_a_compared_number_in_a_table_opens_the_rows_of_the_comparison(desk: Desk) -> None:
    page = analysis(desk, "orders")
    table = page.view.table("by_channel")
    column = next(place for place, column in enumerate(table.columns) if column.id == "previous")
    rows = open_cell(desk, page, "by_channel", 0, "previous")
    assert rows.found.selection.period == page.view.comparison
    assert rows.found.total == table.rows[0].cells[column] > 0
    assert desk.window.bar.title.text().endswith(rows.days.text())


@pytest.mark.parametrize("page_id", PAGES)
def test_totals_lead_to_rows_that_sum_to_them(reading_desk: Desk, page_id: str) -> None:
    page = analysis(reading_desk, page_id)
    led = 0
    for table in page.view.tables:
        model = ResultModel()
        model.show_table(table, page.body.tables.front.model.writing)
        for column in range(len(table.columns)):
            selection = model.behind_total(column)
            if selection is not None:
                led += 1
                assert model.sum(column) in stands_behind(reading_desk, selection, table.id), table.columns[column].id
    assert led


@pytest.mark.parametrize("page_id", PAGES)
def test_every_day_of_the_trend_leads_to_rows_that_make_it(reading_desk: Desk, page_id: str) -> None:
    for series in analysis(reading_desk, page_id).view.trends[0].series:
        if not series.adds:
            continue
        for bucket in (0, 7, len(series.values) - 1):
            selection = series.rows[bucket]
            if selection is not None:
                assert series.values[bucket] in stands_behind(reading_desk, selection, series.id), series.id


def test_a_click_on_a_figure_says_the_number_above_its_rows(desk: Desk) -> None:
    page = analysis(desk)
    button = page.body.strip.button("payment_amount")
    desk.click(button)
    desk.settle()
    rows = desk.page
    assert isinstance(rows, RowsPage)
    amount = button.accessibleName()
    assert desk.window.bar.title.text() == amount
    assert rows.summed.text().removeprefix("合计 ") == amount.removeprefix("支付金额 ")
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert desk.page is page


def test_another_language_writes_everything_again(desk: Desk) -> None:
    page = analysis(desk)
    desk.window.context.appearance.flip_language()
    desk.settle()
    assert page.body.strip.button("payment_amount").name == "Payment amount"
    assert page.body.head.days.text().count("vs ") == 1
    chinese = [each.text() for each in page.findChildren(QLabel) if each.isVisible() and _chinese(each.text())]
    assert not chinese


def _chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def test_what_goes_wrong_is_a_bar_with_the_next_step(desk: Desk) -> None:
    page = analysis(desk)
    shown = page.view
    broken = KnownError(Words("数据文件打不开。", "The data cannot be opened."), Words("请稍后再试。", "Try later."))
    context = desk.window.context
    working = context.facts_now

    def refuse(*_arguments: object) -> object:
        raise broken

    context.facts_now = refuse
    page.show_question("s1", context.state.question)
    desk.settle()
    assert page.bars.texts() == ("数据文件打不开。请稍后再试。",)
    assert page.view is shown, "the old answer stays"
    context.facts_now = working
    desk.click(page.bars.bar("failed").step)
    desk.settle()
    assert page.bars.texts() == ()


def test_only_the_newest_answer_is_shown(desk: Desk) -> None:
    page = analysis(desk)
    state = desk.window.context.state
    shown: list[View] = []
    page.show_view = shown.append
    question = state.question
    first, second = (type(question)(question.period, compare) for compare in ("none", "year"))
    page.show_question("s1", first)
    page.show_question("s1", second)
    desk.settle()
    assert [each.comparison for each in shown] == [second.comparison]


def test_a_shop_without_data_is_told_what_would_be_here(desk: Desk) -> None:
    page = analysis(desk)
    page.show_view(view(data_as_of=None, figures=(), trends=(), tables=()))
    empty = page.findChild(Empty)
    assert empty is not None
    assert empty.isVisible()
    desk.click(empty.step)
    desk.settle()
    assert desk.page.page_id == "data"
    page.show_view(view())
    desk.open("overview")
    assert page.body.isVisible()


def test_a_narrow_window_stacks_trend_and_tables(desk: Desk) -> None:
    page = analysis(desk, "orders")
    desk.window.resize(1366, 768)
    desk.settle()
    trend, tables = page.body.trends[0], page.body.tables
    assert trend.mapTo(page, trend.rect().topRight()).x() < tables.mapTo(page, tables.rect().topLeft()).x()
    desk.window.resize(1024, 640)
    desk.settle()
    assert trend.mapTo(page, trend.rect().bottomLeft()).y() < tables.mapTo(page, tables.rect().topLeft()).y()
    assert page.body.horizontalScrollBar().maximum() == 0


def test_tables_take_the_whole_width_on_a_button(desk: Desk) -> None:
    page = analysis(desk, "orders")
    tables = page.body.tables
    narrow = tables.width()
    desk.click(tables.wide_button)
    desk.settle()
    assert tables.width() > 1.8 * narrow
    assert not page.body.trends[0].isVisible()
    desk.click(tables.wide_button)
    desk.settle()
    assert page.body.trends[0].isVisible()


def test_filters_are_printed_in_words(desk: Desk) -> None:
    page = analysis(desk)
    filtered = type(page.view.filters)(channels=("小程序", ""), buyers="new")
    page.show_view(view(filters=filtered))
    assert "筛选：小程序、未知、新买家" in page.body.head.days.text()


def test_the_period_of_the_demo_data_is_what_the_window_says(reading_desk: Desk) -> None:
    assert analysis(reading_desk).view.period.last == date(2026, 11, 21)  # the 22nd is not over
    assert set(PAGES) <= set(VIEWS)
