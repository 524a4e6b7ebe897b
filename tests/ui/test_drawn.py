"""Drawings of tables: where things stand, what is read out of them, the keyboard, the way to the rows."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from analytics.result import Bars, Column, Curves, Estimate, Heat, Row, Scatter, Shown, Table
from tests.ui import drawn_tables as made
from tests.ui.hand_made import EN, ZH, rows, words
from ui import theme
from ui.theme import DARK, LIGHT, Tokens
from ui.widgets.drawn.axis import axis_of
from ui.widgets.drawn.chart import DrawnChart
from ui.widgets.drawn.colours import contrast, heat, ink_on
from ui.widgets.drawn.labels import beside, clear_of, stacked
from ui.widgets.drawn.picture import Picture, neighbour, spot_at
from ui.widgets.drawn.pictures import picture_of
from ui.widgets.drawn.provinces import COLUMNS, ROWS, place_of_province, province_of, provinces
from ui.widgets.drawn.scatter import ScatterPicture
from ui.widgets.drawn.tiles import TilesPicture
from ui.widgets.format import Writing
from ui.widgets.measure import advance, text_font

Key = Qt.Key


@pytest.fixture
def draw(qtbot: QtBot) -> Callable[..., DrawnChart]:
    """Shows a table in a chart of a size."""

    def drawn(table: Table, size: tuple[int, int] = (640, 360), writing: Writing = ZH) -> DrawnChart:
        chart = DrawnChart()
        qtbot.addWidget(chart)
        chart.resize(*size)
        chart.show_table(table, writing)
        chart.show()
        return chart

    return drawn


def boxes(chart: DrawnChart) -> dict[tuple[int, int], QRectF]:
    return {(spot.row, spot.column): spot.box for spot in chart.spots}


def colour_at(chart: DrawnChart, point: QPointF) -> QColor:
    return chart.grab().toImage().pixelColor(point.toPoint())


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


def test_a_cell_of_a_heat_map_is_told_by_row_and_column(draw) -> None:
    chart = draw(made.heat())
    place = next(place for place, spot in enumerate(chart.spots) if (spot.row, spot.column) == (6, 20))
    assert chart.words(place) == [("周日", ""), ("19点", "—")], "not known is not zero"
    place = next(place for place, spot in enumerate(chart.spots) if (spot.row, spot.column) == (0, 1))
    assert chart.words(place) == [("周一", ""), ("0点", "0")]


def test_nothing_and_zero_look_different(draw) -> None:
    chart = draw(made.heat())
    at = boxes(chart)
    corner = QPointF(3, 3)
    surface = QColor(theme.current().surface)
    unknown, zero, much = (colour_at(chart, at[cell].topLeft() + corner) for cell in ((6, 20), (0, 1), (0, 13)))
    assert unknown == surface
    assert zero != surface
    assert contrast(much, surface) > 3 > contrast(zero, surface)


def test_bars_are_as_long_as_their_values(draw) -> None:
    columns = (made.NAME, Column("n", words("数"), Shown.COUNT))
    listed = tuple(Row((name, value)) for name, value in (("甲", 100), ("乙", 50), ("丙", 0), ("丁", None)))
    chart = draw(Table("t", words("表"), columns, listed, drawn=Bars("name", "n")))
    image = chart.grab().toImage()
    lengths = [_run(image, spot.box.center().y()) for spot in chart.spots]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=3)
    assert lengths[2:] == [0, 0]


def _run(image: QImage, height: float) -> int:
    """How many px of a line are blue."""
    colours = (image.pixelColor(x, round(height)) for x in range(image.width()))
    return sum(colour.blue() > colour.red() + 60 for colour in colours)


def test_an_interval_without_end_does_not_crush_the_bars(draw) -> None:
    columns = (made.NAME, Column("n", words("比例"), Shown.RATIO))
    listed = (Row(("甲", Estimate(0.5, 0.4, 0.6))), Row(("乙", Estimate(0.2, -0.3, 400.0))))
    chart = draw(Table("t", words("表"), columns, listed, drawn=Bars("name", "n")))
    image = chart.grab().toImage()
    long, short = (_run(image, chart.spots[row].box.top() + 8) for row in range(2))
    assert long > 150
    assert short == pytest.approx(long * 0.4, abs=4)
    assert "(−30.0% – 1000%+)" in chart.words(1)[1][1], "digits that far out say nothing"


def test_the_rest_is_told_but_drawn_as_no_rival(draw) -> None:
    columns = (made.NAME, Column("n", words("数"), Shown.COUNT))
    rest = Row((words("其他 40 个"), 9_000), rows(without=(("product", "a"),)))
    chart = draw(Table("t", words("表"), columns, (Row(("甲", 100)), rest), drawn=Bars("name", "n")))
    image = chart.grab().toImage()
    assert _run(image, chart.spots[0].box.center().y()) > 300
    assert _run(image, chart.spots[1].box.center().y()) == 0


def test_a_waterfall_runs_from_one_total_to_the_other(draw) -> None:
    from ui.widgets.drawn.waterfall import WaterfallPicture

    table = made.waterfall()
    picture = WaterfallPicture(table, table.drawn, ZH)
    assert picture._levels[0] == table.drawn.start
    assert picture._levels[-1] == table.drawn.end
    assert picture._names[0] == "对比期"
    assert picture._names[-1] == "本期"
    assert picture._low > 0, "the steps are small beside the totals: the scale is cut, and the bars say so"
    drawn = type(table.drawn)("slice", "amount", 0, -350_000)
    whole = WaterfallPicture(made.waterfall(drawn=drawn), drawn, ZH)
    assert whole._names[0] == "抖音 · 石榴 5斤装", "from nothing there is no first total"
    assert len(draw(made.waterfall(drawn=drawn)).spots) == 4


def test_tiles_stand_where_provinces_lie(draw) -> None:
    assert province_of("内蒙古自治区") == "内蒙古"
    assert province_of("浙江省") == "浙江"
    assert province_of("United Kingdom") is None
    places = [place_of_province(each) for each in provinces()]
    assert len(set(places)) == len(places) == 34
    assert all(column < COLUMNS and row < ROWS for column, row in places)
    at = boxes(draw(made.tiles()))
    zhejiang, guangdong, inner_mongolia, xinjiang, beijing, abroad = (at[(row, 1)] for row in range(6))
    assert guangdong.top() > zhejiang.top() > beijing.top() > inner_mongolia.top()
    assert xinjiang.left() < inner_mongolia.left() < zhejiang.left()
    assert abroad.top() > guangdong.bottom(), "a place outside China stands below"


@pytest.mark.parametrize("size", [(600, 252), (640, 290), (575, 252), (900, 600)], ids=str)
def test_every_tile_has_its_name_and_all_or_none_have_their_number(size) -> None:
    """The room of a window of 1366 px at the usual scale and at 150%, and a large one."""
    listed = tuple(Row((f"{name}省", 272_735 + 9 * place)) for place, name in enumerate(provinces()[:-3]))
    columns = (made.NAME, Column("amount", words("金额"), Shown.MONEY))
    table = replace(made.tiles(rows=listed), columns=columns, drawn=Heat(("amount",), tiles=True))
    picture = TilesPicture(table, table.drawn, ZH)
    painted = texts_of(picture, size)
    said = [text for text, _box in painted]
    assert set(provinces()) <= set(said), "also those of which nothing is listed"
    assert sum(text.startswith("¥2,7") and "." not in text for text in said) == len(listed)
    tiles = {spot.row: spot.box for spot in picture.spots(QSizeF(*size))}
    names = dict(painted)
    for row, tile in tiles.items():
        name = names[picture._names[row]]
        assert tile.top() + 2 <= name.bottom() - 9, "clear of the upper edge"
        assert tile.left() <= name.left() < name.right() <= tile.right()


def test_places_outside_china_alone_make_a_plain_grid(draw) -> None:
    names = ("United Kingdom", "France", "Germany")
    at = boxes(draw(made.tiles(rows=tuple(Row((name, 5)) for name in names))))
    assert [at[(row, 1)].top() for row in range(3)] == [0.0, 0.0, 0.0]


def test_a_point_without_both_values_is_counted_not_drawn(draw) -> None:
    chart = draw(made.scatter())
    assert 7 not in {spot.row for spot in chart.spots}
    assert len(chart.spots) == 39


@pytest.mark.parametrize("size", [(300, 220), (420, 260), (640, 360)], ids=str)
@pytest.mark.parametrize("writing", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("middle", [(500.0, 5.0), (6_000.0, 50.0), (12_000.0, 100.0)], ids=str)
def test_no_label_of_a_cloud_lies_on_another(qtbot, size, writing, middle) -> None:
    table = made.scatter()
    drawn = Scatter("name", "price", "sold", "amount", middle)
    painted = texts_of(ScatterPicture(table, drawn, writing), size)
    assert any("没画" in text for text, _box in painted)
    for place, (text, box) in enumerate(painted):
        for other, another in painted[place + 1 :]:
            assert not box.intersects(another), f"{text} on {other}"


def test_of_labelled_rows_alone_the_names_are_written(qtbot) -> None:
    table = made.scatter()
    names = [str(row.cells[0]) for row in table.rows]
    drawn = Scatter("name", "price", "sold", "amount", labelled=(5, 11))
    said = [text for text, _box in texts_of(ScatterPicture(table, drawn, ZH), (640, 360))]
    assert {names[5], names[11]} <= set(said)
    assert not {name for place, name in enumerate(names) if place not in (5, 11)} & set(said)


def texts_of(picture: Picture, size: tuple[int, int]) -> list[tuple[str, QRectF]]:
    """The texts that a picture paints, with the lower half of the room each takes, read off a drawing of lines."""
    kept = QBuffer()
    svg = QSvgGenerator()
    svg.setResolution(96)
    svg.setOutputDevice(kept)
    painter = QPainter(svg)
    painter.setFont(text_font())
    picture.paint(painter, QSizeF(*size))
    painter.end()
    found = []
    for each in ElementTree.fromstring(bytes(kept.data().data())).iter("{http://www.w3.org/2000/svg}text"):
        text = each.text or ""
        left, foot = float(each.get("x", "nan")), float(each.get("y", "nan"))
        found.append((text, QRectF(left, foot - 7, advance(text) - 3, 6)))  # a text of two fonts is in two parts
    return found


@pytest.mark.parametrize(("known", "is_cloud"), [(4, False), (5, True)])
def test_a_few_points_are_no_cloud(known: int, is_cloud: bool) -> None:
    table = made.scatter()
    few = tuple(replace(row, cells=(row.cells[0], None, *row.cells[2:])) for row in table.rows[known:])
    picture = picture_of(replace(table, rows=(*table.rows[:known], *few)), ZH)
    assert isinstance(picture, ScatterPicture) is is_cloud
    assert (picture is None) is not is_cloud, "the table stands there instead"


def test_an_axis_takes_powers_where_a_few_dwarf_all_others() -> None:
    even = axis_of([1.0, 50.0, 100.0], Shown.COUNT)
    assert even.share(50.0) == 0.5
    skewed = axis_of([1.0] * 9 + [1_000.0], Shown.COUNT)
    assert skewed.ticks == (1.0, 10.0, 100.0, 1_000.0)
    assert skewed.share(10.0) == pytest.approx(1 / 3)
    assert not axis_of([0.0] * 9 + [1_000.0], Shown.COUNT).powers, "zero has no place among powers"
    assert axis_of([], Shown.COUNT).ticks[0] == 0.0


def test_a_curve_ends_where_nothing_is_known(draw) -> None:
    columns = [spot.column for spot in draw(made.curves(cohorts=7)).spots]
    assert [columns.count(place) for place in range(1, 8)] == [6, 6, 5, 4, 3, 2, 1]


def test_uneven_numbers_stand_across_by_their_size(draw) -> None:
    columns = (Column("part", words("占比"), Shown.RATIO), Column("sum", words("累计"), Shown.RATIO))
    listed = tuple(Row((part, part)) for part in (0.0, 0.1, 0.5, 1.0))
    chart = draw(Table("t", words("表"), columns, listed, drawn=Curves("part", ("sum",))))
    first, tenth, half, whole = (spot.box.center().x() for spot in chart.spots)
    assert (half - first) / (whole - first) == pytest.approx(0.5)
    assert (tenth - first) / (whole - first) == pytest.approx(0.1)


def test_a_measure_across_has_round_ticks_from_zero() -> None:
    from ui.widgets.drawn.curves import CurvesPicture

    columns = (Column("part", words("占比"), Shown.RATIO), Column("sum", words("累计"), Shown.RATIO))
    listed = tuple(Row((part, part)) for part in (0.009, 0.199, 0.401, 1.0))
    drawn = Curves("part", ("sum",))
    picture = CurvesPicture(Table("t", words("表"), columns, listed, drawn=drawn), drawn, ZH)
    assert [text for _share, text in picture._below] == ["0%", "25%", "50%", "75%", "100%"]
    assert picture._across(1) == pytest.approx(0.199)


def test_names_beside_points_never_touch() -> None:
    points = [(QPointF(100 + x * 9, 100), 4.0) for x in range(8)]
    placed = beside(points, [60.0] * 8, 16.0, QRectF(0, 0, 400, 200))
    shown = [box for box in placed if box is not None]
    assert 2 <= len(shown) < 8
    assert not any(one.intersects(other) for place, one in enumerate(shown) for other in shown[place + 1 :])


def test_names_at_the_ends_of_lines_stand_apart_and_inside() -> None:
    assert stacked([50.0, 51.0, 52.0], 10.0, 0.0, 100.0) == [50.0, 60.0, 70.0]
    assert stacked([95.0, 99.0], 10.0, 0.0, 100.0) == [90.0, 100.0]
    crowded = stacked([float(height) for height in range(40)], 10.0, 0.0, 100.0)
    known = [height for height in crowded if height is not None]
    assert crowded[0] is not None
    assert crowded[-1] is not None
    assert len(known) == 11
    assert min(known) >= 0.0


def test_a_name_makes_way_for_those_that_stand(draw) -> None:
    room, box = QRectF(0, 0, 400, 100), QRectF(50, 92, 80, 16)
    assert clear_of([], box, room) == box
    assert clear_of([QRectF(100, 92, 80, 16)], box, room) == box.translated(0, -16), "below there is no room"
    assert clear_of([QRectF(100, 90, 80, 16), QRectF(60, 74, 80, 16)], box, room) == box.translated(0, -48)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_number_on_a_cell_can_be_read(tokens: Tokens) -> None:
    grounds = [heat(tokens, share / 20) for share in range(-20, 21)]
    assert min(contrast(ink_on(ground), ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_more_is_always_farther_from_the_ground(tokens: Tokens) -> None:
    """One hue from pale to strong: it is read by brightness alone, so by every eye."""
    surface = QColor(tokens.surface)
    steps = [contrast(heat(tokens, share / 10), surface) for share in range(11)]
    assert steps == sorted(steps)
    assert steps[-1] > 3 * steps[0]


def test_the_pointer_means_what_is_nearest(draw) -> None:
    chart = draw(made.scatter())
    spot = chart.spots[3]
    assert spot_at(chart.spots, spot.box.center()) == 3
    assert spot_at(chart.spots, QPointF(-500, -500)) is None


def test_bars_have_a_line_where_nothing_differs_also_beyond_the_longest(draw) -> None:
    columns = (made.NAME, Column("n", words("倍数"), Shown.NUMBER))
    table = Table("t", words("表"), columns, (Row(("甲", 0.5)), Row(("乙", 0.25))), drawn=Bars("name", "n"))
    bar = QColor(theme.current().categories[0]).hue()

    def longest(shown: Table) -> int:
        image = draw(shown, (600, 120)).grab().toImage()
        return sum(abs(image.pixelColor(x, 45).hue() - bar) < 5 for x in range(image.width()))

    assert longest(replace(table, drawn=Bars("name", "n", even=1.0))) == pytest.approx(longest(table) / 2, abs=8)


def test_a_long_list_paints_what_is_seen_of_it(draw) -> None:
    """A list too long to be kept as a picture looks the same as one that is."""
    from ui.widgets.drawn import chart as module

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
    from PySide6.QtCore import QSizeF

    from ui.widgets.drawn.pictures import picture_of

    for table in made.ALL:
        image = QImage(QSize(500, 400), QImage.Format.Format_ARGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        picture_of(table(), ZH).paint(painter, QSizeF(500, 400))
        painter.end()
        assert image.pixelColor(QPoint(0, 399)) == QColor("white")


def test_points_of_the_same_place_stand_beside_each_other(draw) -> None:
    twins = (*(Row((name, 1_000, 5, 100)) for name in ("甲", "乙", "丙")), Row(("丁", 2_000, 9, 100)))
    spots = draw(made.scatter(rows=(*twins, Row(("戊", 3_000, 7, 100))))).spots
    first, second, third, other, _last = (spot.box.center() for spot in spots)
    assert first.y() == second.y() == third.y()
    assert second.x() - first.x() == third.x() - second.x() == pytest.approx(28.0), "two radii of the largest point"
    assert other.x() > third.x()


def test_a_total_is_never_shorter_than_a_step() -> None:
    """Where small steps make the axis begin above zero, what is left of a total is still longer than any of them."""
    from ui.widgets.drawn.waterfall import _scale

    assert _scale([100.0, 60.0, 90.0], (-40, 30))[0] == 0.0
    low, high = _scale([1_000.0, 1_050.0, 1_020.0], (50, -30))
    assert 0 < low < high == 1_050.0
    assert 1_000.0 - low >= 50.0


def test_the_legend_of_a_heat_map_says_what_its_cells_measure() -> None:
    from ui.widgets.drawn.told import measured

    per_day = words("平均到每一天：合计 ÷ 有几天。", "Per day: the sum / the days.")
    hours = [Column(f"h{hour}", words(f"{hour} 点"), Shown.NUMBER, per_day) for hour in range(3)]
    assert (measured(hours, ZH), measured(hours, EN)) == ("平均到每一天", "Per day")
    assert measured([*hours, made.NAME], ZH) == "", "columns of different things have no one measure"
