"""Curves: across by the size of the numbers, and to an end where nothing is known."""

import pytest

from analytics.result import Column, Curves, Row, Shown, Table
from tests.ui import drawn_tables as made
from tests.ui.hand_made import ZH, words
from ui.widgets.drawn.curves import CurvesPicture


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
    columns = (Column("part", words("占比"), Shown.RATIO), Column("sum", words("累计"), Shown.RATIO))
    listed = tuple(Row((part, part)) for part in (0.009, 0.199, 0.401, 1.0))
    drawn = Curves("part", ("sum",))
    picture = CurvesPicture(Table("t", words("表"), columns, listed, drawn=drawn), drawn, ZH)
    assert [text for _share, text in picture._below] == ["0%", "25%", "50%", "75%", "100%"]
    assert picture._across(1) == pytest.approx(0.199)
