"""Bars: as long as their values, with intervals that crush nothing."""

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage

from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from tests.ui import drawn_tables as made
from tests.ui.hand_made import rows, words
from ui import theme


def test_bars_are_as_long_as_their_values(draw) -> None:
    columns = (made.NAME, Column("n", words("数"), Shown.COUNT))
    listed = tuple(Row((name, value)) for name, value in (("甲", 100), ("乙", 50), ("丙", 0), ("丁", None)))
    chart = draw(Table("t", words("表"), columns, listed, drawn=Bars("name", "n")))
    image = chart.grab().toImage()
    lengths = [_run(image, spot.box.center().y()) for spot in chart.spots]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=3)
    assert lengths[2:] == [0, 0]


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


def test_bars_have_a_line_where_nothing_differs_also_beyond_the_longest(draw) -> None:
    columns = (made.NAME, Column("n", words("倍数"), Shown.NUMBER))
    table = Table("t", words("表"), columns, (Row(("甲", 0.5)), Row(("乙", 0.25))), drawn=Bars("name", "n"))
    bar = QColor(theme.current().categories[0]).hue()

    def longest(shown: Table) -> int:
        image = draw(shown, (600, 120)).grab().toImage()
        return sum(abs(image.pixelColor(x, 45).hue() - bar) < 5 for x in range(image.width()))

    assert longest(replace(table, drawn=Bars("name", "n", even=1.0))) == pytest.approx(longest(table) / 2, abs=8)


def _run(image: QImage, height: float) -> int:
    """How many px of a line are blue."""
    colours = (image.pixelColor(x, round(height)) for x in range(image.width()))
    return sum(colour.blue() > colour.red() + 60 for colour in colours)
