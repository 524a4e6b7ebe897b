"""Tables of results: how cells read, sorting, totals, copying, columns that give way, the way to the rows."""

import os
import subprocess
import sys

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analytics.diagnosis.verdicts import VERDICTS
from analytics.result import Column, Estimate, Row, Shown, Table
from tests.ui.hand_made import COLUMNS, COMPARISON, EN, EVIL, ZH, rows, table, words
from ui import theme
from ui.widgets.cells import Bar, Role
from ui.widgets.columnchooser import columns_menu
from ui.widgets.columnfit import FIRST_LEAST, fitting, widths
from ui.widgets.resultmodel import ResultModel, rest_place
from ui.widgets.resulttable import ResultTable, ranks_of

OTHERS = (("buyer", "b-1"), ("buyer", "b-2"))
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@pytest.fixture
def shown(qtbot: QtBot) -> ResultTable:
    made = ResultTable()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_table(table(), ZH)
    return made


def texts(model: ResultModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_cells_read_as_a_ledger(shown: ResultTable) -> None:
    model = shown.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert texts(model, 2) == ["40,000.00", "30,000.00", "20,000.00", "—", "0.00", "90,000.00"]
    assert texts(model, 5) == ["+25.0%", "−50.0%", "—", "0.0%", "—", "+10.0%"]
    assert texts(model, 1)[0] == "1234567890123456789"
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(6)]
    assert heads == ["商品", "商品编号", "支付金额(元)", "订单", "占比", "变化"]
    assert "实付之和。" in model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    left, right = (model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole) for column in (0, 2))
    assert left & Qt.AlignmentFlag.AlignLeft
    assert right & Qt.AlignmentFlag.AlignRight
    model.show_table(table(), EN)
    assert (texts(model, 0)[4], model.headerData(2, Qt.Orientation.Horizontal)) == ("Not known", "Payment amount (¥)")


def test_bars_compare_the_listed_rows_and_arrows_mark_changes(shown: ResultTable) -> None:
    model = shown.model
    bars = [model.index(row, 2).data(Role.BAR) for row in range(6)]
    assert bars == [Bar(0, 1, False), Bar(0, 0.75, False), Bar(0, 0.5, False), None, Bar(0, 0, False), None]
    assert [model.index(row, 5).data(Role.MOVE) for row in range(6)] == ["up", "down", None, "flat", None, "up"]
    both = table(rows=(Row(("a", "1", 300, 0, 0, 0)), Row(("b", "2", -100, 0, 0, 0))))
    model.show_table(both, ZH)
    assert [model.index(row, 2).data(Role.BAR) for row in range(2)] == [Bar(0.25, 1, True), Bar(0.25, 0, True)]


def test_a_click_on_a_header_sorts_and_the_rest_stays_last(shown: ResultTable) -> None:
    model, view = shown.model, shown.view
    view.sort_by(2)
    assert texts(model, 2) == ["40,000.00", "30,000.00", "20,000.00", "0.00", "—", "90,000.00"]
    view.sort_by(2)
    assert texts(model, 2) == ["0.00", "20,000.00", "30,000.00", "40,000.00", "—", "90,000.00"]
    view.sort_by(2)
    assert model.order == [0, 1, 2, 3, 4, 5]
    assert not view.horizontalHeader().isSortIndicatorShown()
    view.sort_by(0)
    assert view.horizontalHeader().sortIndicatorOrder() == UP, "texts begin with A"


def test_words_sort_among_texts(shown: ResultTable) -> None:
    shown.sort(0, UP)
    assert sorted(shown.model.order[:5]) == [0, 1, 2, 3, 4]
    assert shown.model.order[5] == 5


def test_the_selection_stays_on_its_rows_when_sorted(shown: ResultTable) -> None:
    shown.view.selectRow(0)
    shown.sort(2, UP)
    assert shown.view.ranges() == [(3, 3)]
    assert shown.model.value(3, 0) == "石榴 5斤装"


def test_totals_are_of_columns_that_add_up(shown: ResultTable) -> None:
    assert shown._total._texts == ["合计", "", "180,000.00", "156", "", ""]
    shown.show_table(table(rows=table().rows[:3], total_rows=20), ZH)
    assert shown._total._texts[0] == "所列 3 行合计", "without the rest it is not the total of all"
    shown.show_table(table(columns=COLUMNS[:2], rows=(Row(("a", "1")),)), ZH)
    assert shown._total.isHidden()


def test_it_says_what_is_left_out(shown: ResultTable) -> None:
    assert shown._note.text() == "只列前 5 行，其余合为一行，共 20 行。"
    shown.show_table(table(rows=(), total_rows=None, note=words("对比期没有数据。")), ZH)
    assert shown.view.nothing == "对比期没有数据。"
    assert not shown.view.grab().isNull()


def test_copying_takes_headers_and_keeps_ids_and_formulas_text(shown: ResultTable, qtbot: QtBot) -> None:
    shown.view.selectRow(2)
    qtbot.keyClick(shown.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    head, line, _end = mime.text().split("\n")
    assert head.split("\t") == ["商品", "商品编号", "支付金额(元)", "变化", "订单", "占比"], "as they stand"
    assert line.split("\t") == [f"'{EVIL}", "'-1", "20000.00", "", "20", "20.00%"]
    assert "<td style=\"mso-number-format:'\\@'\">=HYPERLINK(" in mime.html()
    assert "<td>20000.00</td>" in mime.html()


def test_estimates_sort_by_their_value_and_copy_as_three_numbers(shown: ResultTable) -> None:
    columns = (Column("name", words("商品"), Shown.TEXT), Column("rate", words("退款率"), Shown.RATIO, bar=True))
    rates = (Estimate(0.02, 0.01, 0.9), None, Estimate(0.3, 0.2, 0.4), 0.1)
    listed = tuple(Row((name, rate)) for name, rate in zip("abcd", rates, strict=True))
    shown.show_table(Table("rates", words("退款"), columns, listed), ZH)
    shown.sort(1, DOWN)
    assert texts(shown.model, 1) == ["30.0% (20.0–40.0%)", "10.0%", "2.0% (1.0–90.0%)", "—"]
    assert shown.model.index(0, 1).data(Role.BAR) == Bar(0, 1, False)
    shown.copy()
    head, first, *_others, last = QGuiApplication.clipboard().mimeData().text().splitlines()
    assert head.split("\t") == ["商品", "退款率", "退款率(下限)", "退款率(上限)"]
    assert first.split("\t") == ["c", "30.00%", "20.00%", "40.00%"]
    assert last.split("\t") == ["b", "", "", ""]


def test_without_a_selection_everything_is_copied(shown: ResultTable) -> None:
    shown.copy()
    assert len(QGuiApplication.clipboard().mimeData().text().splitlines()) == 7


def test_enter_and_double_click_lead_to_the_rows(shown: ResultTable, qtbot: QtBot) -> None:
    view = shown.view
    shown.sort(2, UP)  # the second shown row is the third of the table
    view.setCurrentIndex(shown.model.index(1, 0))
    with qtbot.waitSignal(shown.open_rows) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [rows(slices=(("product", "c"),)), f"哪些商品卖得好 · {EVIL}"]
    place = view.visualRect(shown.model.index(1, 2)).center()
    with qtbot.waitSignal(shown.open_rows):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view.setCurrentIndex(shown.model.index(0, 0))
    with qtbot.assertNotEmitted(shown.open_rows):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def with_rows_behind_cells() -> Table:
    """Amounts of this period, orders of the comparison, for two products and the rest; no share has rows."""
    slices = {"slices": (("product", "a"),)}, {"slices": (("product", "b"),)}, {"without": (("product", "a"),)}
    columns = (*COLUMNS[:3], replace(COLUMNS[3], compared=True), *COLUMNS[4:])
    listed = tuple(
        replace(row, behind=(None, None, rows(**narrow), rows(period=COMPARISON, **narrow), None, None))
        for row, narrow in zip((*table().rows[:2], table().rows[-1]), slices, strict=True)
    )
    return table(columns=columns, rows=listed, total_rows=20)


def test_a_cell_opens_its_own_rows_and_says_which_number_they_make(shown: ResultTable, qtbot: QtBot) -> None:
    shown.show_table(with_rows_behind_cells(), ZH)
    expected = {
        2: (rows(slices=(("product", "b"),)), "哪些商品卖得好 · 阿胶糕 🦌 · 支付金额 ¥30,000.00"),
        3: (
            rows(period=COMPARISON, slices=(("product", "b"),)),
            "哪些商品卖得好 · 阿胶糕 🦌 · 订单 3 · 2026-09-24 – 10-23",
        ),
        4: (rows(slices=(("product", "b"),)), "哪些商品卖得好 · 阿胶糕 🦌"),
    }
    for column, (selection, title) in expected.items():
        shown.view.setCurrentIndex(shown.model.index(1, column))
        with qtbot.waitSignal(shown.open_rows) as opened:
            qtbot.keyClick(shown.view, Qt.Key.Key_Return)
        assert opened.args == [selection, title]
    unknown = replace(with_rows_behind_cells().rows[0], cells=("石榴", "a", None, 0, None, None))
    shown.show_table(replace(with_rows_behind_cells(), rows=(unknown,)), ZH)
    shown.view.setCurrentIndex(shown.model.index(0, 2))
    with qtbot.waitSignal(shown.open_rows) as opened:
        qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    assert opened.args[1] == "哪些商品卖得好 · 石榴", "an unknown number has no rows of its own"


def test_a_total_opens_all_rows_unless_some_are_not_listed(shown: ResultTable, qtbot: QtBot) -> None:
    shown.show_table(with_rows_behind_cells(), ZH)

    def double_click(column: int) -> None:
        place = QPoint(shown.view.columnViewportPosition(column) + 20, 10)
        qtbot.mouseDClick(shown._total, Qt.MouseButton.LeftButton, pos=place)

    with qtbot.waitSignal(shown.open_rows) as opened:
        double_click(2)
    assert opened.args == [rows(), "哪些商品卖得好 · 合计 · 支付金额 ¥160,000.00"]
    with qtbot.assertNotEmitted(shown.open_rows):
        double_click(0)
        shown.show_table(replace(with_rows_behind_cells(), rows=with_rows_behind_cells().rows[:2]), ZH)
        double_click(2)
        other = with_rows_behind_cells().rows[2]
        behind = (None, None, rows("freight"), None, None, None)
        shown.show_table(
            replace(with_rows_behind_cells(), rows=(*with_rows_behind_cells().rows, replace(other, behind=behind))), ZH
        )
        double_click(2)


def test_columns_give_way_by_what_matters_least(shown: ResultTable) -> None:
    assert shown.view.shown_columns() == [0, 1, 2, 5, 3, 4], "the change stands beside the amount"
    shown.resize(430, 300)
    QApplication.processEvents()
    assert 1 not in shown.view.shown_columns()
    assert {0, 2, 5} <= set(shown.view.shown_columns())
    assert shown.view.horizontalScrollBar().maximum() == 0
    shown.resize(900, 300)
    assert 1 in shown.view.shown_columns()


def test_a_column_chosen_by_hand_stays(shown: ResultTable) -> None:
    menu = columns_menu(shown.view, shown)
    menu.actions()[2].toggle()  # orders
    assert 3 not in shown.view.shown_columns()
    shown.resize(1200, 300)
    shown.show_table(table(), EN)
    assert 3 not in shown.view.shown_columns()
    shown.show_table(table(columns=COLUMNS[:4], rows=(Row(("a", "1", 1, 1)),)), ZH)
    assert 3 in shown.view.shown_columns(), "another table begins anew"


def test_while_scrolled_sideways_the_names_stay(shown: ResultTable) -> None:
    for column in range(1, 6):
        shown.view.choose_column(column, True)
    shown.resize(360, 200)
    assert shown.view._frozen is None, "it costs nothing before"
    shown.view.horizontalScrollBar().setValue(120)
    frozen = shown.view._frozen
    assert frozen is not None
    assert frozen.isVisible()
    assert frozen.width() == shown.view.columnWidth(0)
    assert frozen.indexAt(QPoint(10, 10)).column() == 0
    shown.view.verticalScrollBar().setValue(2)
    assert frozen.verticalScrollBar().value() == shown.view.verticalScrollBar().value()
    frozen.horizontalHeader().sectionClicked.emit(0)
    assert frozen.horizontalHeader().isSortIndicatorShown()
    shown.view.horizontalScrollBar().setValue(0)
    assert not frozen.isVisible()


def test_widths_are_shared_out() -> None:
    wanted = [500, 100, 100, 100]
    assert fitting(wanted, [0, 3, 1, 2], 450) == {0, 2, 3}
    assert fitting(wanted, [0, 3, 1, 2], 10) == {0, 2}, "a name and what is compared always stay"
    assert widths(wanted, {0, 2}, 2, 400) == {0: 300, 2: 100}
    assert widths(wanted, {0, 2}, 2, 900) == {0: 420, 2: 480}
    assert sum(widths([50, 100, 100], {0, 1, 2}, None, 601).values()) == 601
    assert widths(wanted, {0, 1, 2, 3}, 2, 450) == {0: 150, 1: 100, 2: 100, 3: 100}, "names give way"
    assert widths(wanted, {0, 1, 2, 3}, 2, 0)[0] == FIRST_LEAST


def test_ids_matter_least() -> None:
    ranks = ranks_of(COLUMNS)
    assert sorted(range(6), key=ranks.__getitem__) == [0, 2, 5, 4, 3, 1]


def test_ctrl_f_finds_in_the_table(shown: ResultTable, qtbot: QtBot) -> None:
    shown.activateWindow()
    shown.view.setFocus()
    qtbot.keyClick(shown.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    finding = shown.finding
    assert finding.isVisible()
    qtbot.keyClicks(finding.field, "0")
    matches = []
    for _again in range(5):
        matches.append(shown.view.ranges()[0][0])
        qtbot.keyClick(finding.field, Qt.Key.Key_Return)
    assert matches == [0, 1, 2, 3, 4]
    qtbot.keyClick(finding.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert shown.view.ranges() == [(4, 4)]
    finding.field.setText("HYPERLINK")
    assert shown.view.ranges() == [(2, 2)]
    finding.field.setText("没有的")
    assert finding.answer.text() == "没有找到"
    qtbot.keyClick(finding.field, Qt.Key.Key_Escape)
    assert not finding.isVisible()
    assert shown.view.hasFocus()


def test_the_program_ends_well_with_a_copy_on_the_clipboard() -> None:
    program = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from analytics.result import Shown
from ui.widgets.copying import copied, mime_of
from ui.widgets.format import Writing
app = QApplication([])
QGuiApplication.clipboard().setMimeData(mime_of(copied(["a"], [Shown.TEXT], [["b"]], Writing())))
assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain", "text/html"]
"""
    ended = subprocess.run([sys.executable, "-c", program], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert ended.returncode == 0


def test_the_rest_is_known_also_before_a_row_without_a_name() -> None:
    """ "The other 1,320" stand before the guests: their bar would make all others invisible."""
    listed = (*(Row((f"客 {n}", 5 - n), rows()) for n in range(3)), Row(("其余 1,320 个", 900), rows(without=OTHERS)))
    assert rest_place(listed) == 3
    assert rest_place((*listed, Row(("游客", 7), rows()))) == 3
    assert rest_place((listed[3], *listed[:3])) is None
    assert rest_place(listed[:3]) is None


def test_the_change_of_a_handful_is_muted(qtbot: QtBot) -> None:
    columns = (
        Column("name", words("名称"), Shown.TEXT),
        Column("buyers", words("买家"), Shown.COUNT),
        Column("previous", words("对比期"), Shown.COUNT, compared=True),
        Column("change", words("变化"), Shown.RATIO),
    )
    model = ResultModel()
    model.show_table(Table("t", words("表"), columns, (Row(("甲", 3, 2, 0.5)), Row(("乙", 30, 20, 0.5)))), ZH)
    assert [model.index(row, 3).data(Role.MUTED) for row in range(2)] == [True, False]
    assert not model.index(0, 1).data(Role.MUTED)


def test_only_a_proven_change_has_a_colour(qtbot: QtBot) -> None:
    """Of plain numbers nobody has judged the change; an interval without zero or a verdict has."""
    columns = (
        Column("name", words("名称"), Shown.TEXT),
        Column("change", words("变化"), Shown.RATIO),
        Column("verdict", words("判断"), Shown.TEXT),
    )
    listed = (
        Row(("没判断", 0.9, None)),
        Row(("正常", 0.9, VERDICTS["flat"])),
        Row(("上升", 0.9, VERDICTS["up"])),
        Row(("区间过零", Estimate(0.9, -0.1, 1.9), None)),
        Row(("区间不过零", Estimate(0.9, 0.5, 1.3), None)),
    )
    face = ResultTable()
    qtbot.addWidget(face)
    face.resize(700, 300)
    face.show_table(Table("t", words("表"), columns, listed), ZH)
    face.show()
    assert [face.model.index(row, 1).data(Role.PROVEN) for row in range(5)] == [False, False, True, False, True]
    image = face.view.viewport().grab().toImage()
    red = [_has(image, face.view.visualRect(face.view.model().index(row, 1)), theme.current().up) for row in range(5)]
    assert red == [False, False, True, False, True]


def _has(image: QImage, box: QRect, colour: str) -> bool:
    ratio = image.devicePixelRatio()
    across, down = range(int(box.left() * ratio), int(box.right() * ratio)), range(int(box.top()), int(box.bottom()))
    return any(image.pixelColor(x, y) == QColor(colour) for x in across for y in down)
