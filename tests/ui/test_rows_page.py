"""The rows behind a number: their count and sum beside it, order, copies, the detail of one, and the way back."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from analytics.part import DAYS
from analytics.question import Filters
from analytics.result import Selection
from storage.errors import KnownError
from storage.words import Words
from tests.ui.desk import Desk
from tests.ui.hand_made import PERIOD
from tests.ui.test_analysis_page import facts_of
from ui.details.detail import Detail
from ui.pages.rows import RowsPage
from ui.pages.rowswords import counted_words, days_and_filters, sum_words
from ui.widgets.format import Writing

ORDERS = Selection("orders", "paid_orders", PERIOD, Filters())


def rows(desk: Desk, selection: Selection = ORDERS, title: str = "支付金额") -> RowsPage:
    desk.open("overview")
    desk.page.open_rows.emit(selection, title)
    desk.settle()
    page = desk.page
    assert isinstance(page, RowsPage)
    page.table.view.viewport().repaint()
    desk.settle()
    return page


def cell(page: RowsPage, row: int, name: str) -> str:
    place = next(place for place, column in enumerate(page.table.model.columns) if column.of.name == name)
    text: str = page.table.model.index(row, place).data()
    return text


def test_count_and_sum_stand_above_the_rows(reading_desk: Desk) -> None:
    page = rows(reading_desk)
    assert page.counted.text() == "90 笔订单"
    amounts = [cell(page, row, "payment_amount").replace(",", "") for row in range(90)]
    assert page.summed.text() == f"合计 ¥{sum(map(float, amounts)):,.2f}"
    assert page.days.text() == "2026-10-24 – 11-22"


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [
        ("orders", 1542, "1,542 笔订单"),
        ("customers", 1, "1 位买家"),
        ("order_lines", 0, "0 条商品明细"),
        ("visits", 3, "3 行"),
    ],
)
def test_rows_are_counted_in_their_own_words(reading_desk: Desk, kind: str, count: int, words: str) -> None:
    assert counted_words(kind, count) == words


def test_pieces_are_no_money() -> None:
    writing = Writing("zh")
    assert sum_words(ORDERS, 123456, writing) == "合计 ¥1,234.56"
    assert sum_words(Selection("order_lines", "pieces", PERIOD, Filters()), 1234, writing) == "合计 1,234 件"
    assert sum_words(Selection("customers", "buyers", PERIOD, Filters()), None, writing) == ""


def test_rows_of_some_days_say_which() -> None:
    narrowed = Selection(
        "orders", "paid_orders", PERIOD, Filters(channels=("直播",)), ((DAYS, "2026-11-01/2026-11-07"),)
    )
    assert days_and_filters(narrowed) == "2026-11-01 – 11-07 · 筛选：直播"


def test_sorting_keeps_count_and_sum(reading_desk: Desk) -> None:
    page = rows(reading_desk)
    before = page.summed.text()
    amount = next(i for i, column in enumerate(page.table.model.columns) if column.of.name == "payment_amount")
    page.table.view.sort_by(amount)
    reading_desk.settle()
    page.table.view.viewport().repaint()
    reading_desk.settle()
    shown = [float(cell(page, row, "payment_amount").replace(",", "")) for row in range(90)]
    assert shown == sorted(shown, reverse=True)
    assert page.summed.text() == before
    assert page.days.text() == "2026-10-24 – 11-22", "it no longer says that it is sorting"


def test_copying_tells_how_many(desk: Desk) -> None:
    page = rows(desk)
    desk.click(page.copy_button)
    desk.settle()
    assert page.bars.texts() == ("已复制 90 行，可以直接粘贴到表格里。",)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 91
    page.table.too_many.emit(50_000)
    assert page.bars.texts() == ("一次最多复制 50,000 行。请少选一些，或用「导出」。",)


def test_escape_leads_back_and_forward_again(reading_desk: Desk) -> None:
    page = rows(reading_desk)
    reading_desk.press(Qt.Key.Key_Escape)
    reading_desk.settle()
    assert reading_desk.page.page_id == "overview"
    reading_desk.window.context.state.forward()
    reading_desk.settle()
    assert reading_desk.page is page
    assert page.counted.text() == "90 笔订单"


def labels(detail: Detail) -> list[str]:
    return [label.text() for label in detail.findChildren(QLabel)]


def opened(desk: Desk) -> Detail:
    drawer = desk.window.drawer
    assert drawer.isVisible()
    detail = drawer.findChild(Detail)
    assert detail is not None
    return detail


def test_a_row_opens_the_order_and_the_order_its_buyer(reading_desk: Desk) -> None:
    page = rows(reading_desk)
    order, buyer = cell(page, 0, "id"), cell(page, 0, "buyer_name")
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    reading_desk.qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    reading_desk.settle()
    detail = opened(reading_desk)
    assert order in labels(detail)
    assert f"¥{cell(page, 0, 'payment_amount')}" in labels(detail)
    assert any(text.startswith("商品  ") for text in labels(detail)), "what was bought"
    link = next(label for label in detail.findChildren(QLabel) if buyer in label.text() and "<a" in label.text())
    link.linkActivated.emit("#")
    reading_desk.settle()
    person = opened(reading_desk)
    assert "累计支付" in labels(person)
    assert reading_desk.window.drawer.accessibleName() == buyer
    reading_desk.press(Qt.Key.Key_Escape)
    assert not reading_desk.window.drawer.isVisible()
    assert reading_desk.page is page, "the first Esc closes the drawer only"


def test_the_sums_of_a_buyer_are_those_of_the_orders(reading_desk: Desk) -> None:
    page = rows(reading_desk, Selection("customers", "buyers", PERIOD, Filters()), "支付买家数")
    page.table.opened.emit(int(page.found.rows[0]))
    reading_desk.settle()
    detail = opened(reading_desk)
    facts = facts_of(reading_desk)
    orders = facts["orders"]
    code = int(facts["customers"]["id"][np.searchsorted(facts["customers"].row, page.found.rows[0])])
    own = orders["payment_amount"][orders["buyer_id"] == code]
    assert f"¥{own.sum() / 100:,.2f}" in labels(detail)
    assert f"{len(own):,}" in labels(detail)


def test_a_product_and_a_refund_have_details_too(reading_desk: Desk) -> None:
    lines = rows(reading_desk, Selection("order_lines", "sold_lines", PERIOD, Filters()), "商品支付金额")
    lines.table.opened.emit(int(lines.found.rows[0]))
    reading_desk.settle()
    assert "支付金额" in labels(opened(reading_desk)), "a line opens its order"
    refunds = rows(reading_desk, Selection("refunds", "refunds", PERIOD, Filters()), "退款金额")
    assert refunds.counted.text().endswith("笔退款")
    refunds.table.opened.emit(int(refunds.found.rows[0]))
    reading_desk.settle()
    assert any(text.startswith("退款  1") for text in labels(opened(reading_desk)))


def test_no_rows_say_so(desk: Desk) -> None:
    page = rows(desk, Selection("orders", "paid_orders", PERIOD, Filters(channels=("没有的渠道",))))
    assert page.counted.text() == "0 笔订单"
    assert page.summed.text() == "合计 ¥0.00"
    assert page.table.view.nothing == "这个数字后面没有记录"


def test_what_goes_wrong_is_a_bar_with_the_next_step(desk: Desk) -> None:
    page = rows(desk)
    broken = KnownError(Words("数据文件打不开。", "The data cannot be opened."), Words("请稍后再试。", "Try later."))
    context, working = desk.window.context, desk.window.context.facts_now

    def refuse(*_arguments: object) -> object:
        raise broken

    context.facts_now = refuse
    page.show_rows("s1", ORDERS, "支付金额")
    desk.settle()
    assert page.bars.texts() == ("数据文件打不开。请稍后再试。",)
    context.facts_now = working
    desk.click(page.bars.bar("failed").step)
    desk.settle()
    assert page.bars.texts() == ()


def test_the_rows_page_in_english(desk: Desk) -> None:
    page = rows(desk)
    desk.window.context.appearance.flip_language()
    desk.settle()
    assert page.counted.text() == "90 orders"
    assert [counted_words(kind, 1) for kind in ("orders", "customers", "fans")] == ["1 order", "1 buyer", "1 row"]
    assert page.summed.text().startswith("Total ¥")
