"""What holds for every drawing of a table: all of it in sight, read by pointer and keyboard, a way to the rows."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from analytics.result import Bars, Column, Row, Shown, Table
from tests.ui import drawn_tables as made
from tests.ui.hand_made import EN, ZH, words
from ui import theme
from ui.widgets.drawn import chart as module
from ui.widgets.drawn.picture import neighbour, spot_at
from ui.widgets.drawn.pictures import picture_of

Key = Qt.Key


@pytest.mark.parametrize("table", made.ALL, ids=lambda each: each.__name__)
@pytest.mark.parametrize("size", [(300, 220), (640, 360), (3000, 1600)], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_stands_inside_at_every_size(draw, qapp, table, size, scheme) -> None:
    theme.apply(qapp, scheme)
    chart = draw(table(), size, EN)
    chart.resize(QSize(size[0], max(size[1], chart.heightForWidth(size[0]))))
    room = QRectF(chart.rect()).adjusted(-1, -1, 1, 1)
    assert chart.spots
    assert all(room.contains(spot.box) for spot in chart.spots)
    shown = chart.grab().toImage()
    assert len({shown.pixel(x, y) for x in range(0, shown.width(), 3) for y in range(0, shown.height(), 3)}) > 4


@pytest.mark.parametrize("table", made.ALL, ids=lambda each: each.__name__)
def test_arrows_reach_every_spot(draw, table) -> None:
    """From any spot to any other by arrow keys alone, and Home and End go to both ends."""
    spots = draw(table()).spots
    reached, ahead = {0}, [0]
    while ahead:
        here = ahead.pop()
        for key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down):
            there = neighbour(spots, here, key)
            if there is not None and there not in reached:
                reached.add(there)
                ahead.append(there)
    assert reached == set(range(len(spots)))
    assert neighbour(spots, 1, Key.Key_Home) == 0
    assert neighbour(spots, 1, Key.Key_End) == len(spots) - 1
    assert neighbour([], None, Key.Key_Right) is None


def test_an_arrow_stays_in_its_row_or_column(draw) -> None:
    chart = draw(made.heat())
    place = next(place for place, spot in enumerate(chart.spots) if (spot.row, spot.column) == (3, 5))
    for key, there in (
        (Key.Key_Right, (3, 6)),
        (Key.Key_Left, (3, 4)),
        (Key.Key_Up, (2, 5)),
        (Key.Key_Down, (4, 5)),
    ):
        spot = chart.spots[neighbour(chart.spots, place, key)]
        assert (spot.row, spot.column) == there
    lines = draw(made.curves())
    spot = lines.spots[neighbour(lines.spots, 1, Key.Key_Right)]
    assert (spot.row, spot.column) == (2, 1), "along its line"


@pytest.mark.parametrize("table", made.ALL, ids=lambda each: each.__name__)
def test_a_click_and_enter_open_the_rows_of_the_cell(draw, qtbot: QtBot, table) -> None:
    shown = table()
    chart = draw(shown)
    place = 1
    spot = chart.spots[place]
    row = shown.rows[spot.row]
    for open_it in (
        lambda: qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot.box.center().toPoint()),
        lambda: (chart.point_at(place), qtbot.keyClick(chart, Key.Key_Return)),
    ):
        with qtbot.waitSignal(chart.open_rows) as opened:
            open_it()
        assert opened.args[0] == row.behind_cell(spot.column)
        assert opened.args[1].startswith(shown.title.zh)


def test_a_spot_without_rows_opens_nothing(draw, qtbot: QtBot) -> None:
    columns = (made.NAME, Column("n", words("数"), Shown.COUNT))
    chart = draw(Table("t", words("表"), columns, (Row(("甲", 3)),), drawn=Bars("name", "n")))
    with qtbot.assertNotEmitted(chart.open_rows):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.spots[0].box.center().toPoint())
    chart.point_at(0)
    assert chart.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_the_pointer_reads_values_in_full(draw, qtbot: QtBot) -> None:
    chart = draw(made.bars())
    qtbot.mouseMove(chart, chart.spots[1].box.center().toPoint())
    assert chart.readout.isVisible()
    assert "8.0% (1.0–35.0%)" in chart.readout.text()
    assert chart.accessibleDescription() == "阿胶糕 🦌 · 退款率 8.0% (1.0–35.0%) · 订单 11"
    assert chart.accessibleName() == "哪些商品退得多 石榴退得最多:每 100 单退 12 单。"
    assert chart.cursor().shape() is Qt.CursorShape.PointingHandCursor
    chart.point_at(2)
    assert made.LONG in chart.readout.text(), "a name that is elided is told in full"
    chart.resize(300, 360)
    chart.point_at(2)
    assert chart.rect().contains(chart.readout.geometry()), "on several lines if need be"
    qtbot.keyClick(chart, Key.Key_Escape)
    assert not chart.readout.isVisible()


def test_the_pointer_means_what_is_nearest(draw) -> None:
    chart = draw(made.scatter())
    spot = chart.spots[3]
    assert spot_at(chart.spots, spot.box.center()) == 3
    assert spot_at(chart.spots, QPointF(-500, -500)) is None


def test_a_long_list_paints_what_is_seen_of_it(draw) -> None:
    """A list too long to be kept as a picture looks the same as one that is."""
    many = tuple(Row((f"商品 {place}", 400 - place)) for place in range(400))
    columns = (made.NAME, Column("n", words("数"), Shown.COUNT))
    table = Table("t", words("表"), columns, many, drawn=Bars("name", "n"))
    chart = draw(table, (600, 12_000))
    kept = chart.grab(QRect(0, 3_000, 600, 200)).toImage()
    most, module.KEPT_MOST = module.KEPT_MOST, 1
    try:
        chart.show_table(table, ZH)
        assert chart.grab(QRect(0, 3_000, 600, 200)).toImage() == kept
    finally:
        module.KEPT_MOST = most


def test_another_theme_paints_it_anew(draw, qapp) -> None:
    chart = draw(made.heat())
    light = chart.grab().toImage()
    theme.apply(qapp, "dark")
    assert chart.grab().toImage() != light
    theme.apply(qapp, "light")
    assert chart.grab().toImage() == light


def test_a_drawing_needs_the_height_of_its_rows(draw) -> None:
    many = tuple(Row((f"商品 {place}", place)) for place in range(80))
    columns = (made.NAME, Column("n", words("数"), Shown.COUNT))
    chart = draw(Table("t", words("表"), columns, many, drawn=Bars("name", "n")))
    assert chart.heightForWidth(400) >= 80 * 20
    assert draw(made.bars(rows=())).spots == ()


def test_a_painter_leaves_no_trace_of_its_own(draw) -> None:
    """A picture may be painted anywhere: on paper as on the screen."""
    for table in made.ALL:
        image = QImage(QSize(500, 400), QImage.Format.Format_ARGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        picture_of(table(), ZH).paint(painter, QSizeF(500, 400))
        painter.end()
        assert image.pixelColor(QPoint(0, 399)) == QColor("white")
