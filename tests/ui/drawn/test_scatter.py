"""A cloud of points: none that is not known, names that do not lie on one another, axes that suit the numbers."""

import pytest
from msgspec.structs import replace

from analytics.result import Row, Scatter, Shown
from tests.ui import drawn_tables as made
from tests.ui.drawn.seen import texts_of
from tests.ui.hand_made import EN, ZH
from ui.widgets.drawn.axis import axis_of
from ui.widgets.drawn.pictures import picture_of
from ui.widgets.drawn.scatter import ScatterPicture


def test_a_point_without_both_values_is_counted_not_drawn(draw) -> None:
    chart = draw(made.scatter())
    assert 7 not in {spot.row for spot in chart.spots}
    assert len(chart.spots) == 39


@pytest.mark.parametrize(("known", "is_cloud"), [(4, False), (5, True)])
def test_a_few_points_are_no_cloud(known: int, is_cloud: bool) -> None:
    table = made.scatter()
    few = tuple(replace(row, cells=(row.cells[0], None, *row.cells[2:])) for row in table.rows[known:])
    picture = picture_of(replace(table, rows=(*table.rows[:known], *few)), ZH)
    assert isinstance(picture, ScatterPicture) is is_cloud
    assert (picture is None) is not is_cloud, "the table stands there instead"


def test_points_of_the_same_place_stand_beside_each_other(draw) -> None:
    twins = (*(Row((name, 1_000, 5, 100)) for name in ("甲", "乙", "丙")), Row(("丁", 2_000, 9, 100)))
    spots = draw(made.scatter(rows=(*twins, Row(("戊", 3_000, 7, 100))))).spots
    first, second, third, other, _last = (spot.box.center() for spot in spots)
    assert first.y() == second.y() == third.y()
    assert second.x() - first.x() == third.x() - second.x() == pytest.approx(28.0), "two radii of the largest point"
    assert other.x() > third.x()


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


def test_an_axis_takes_powers_where_a_few_dwarf_all_others() -> None:
    even = axis_of([1.0, 50.0, 100.0], Shown.COUNT)
    assert even.share(50.0) == 0.5
    skewed = axis_of([1.0] * 9 + [1_000.0], Shown.COUNT)
    assert skewed.ticks == (1.0, 10.0, 100.0, 1_000.0)
    assert skewed.share(10.0) == pytest.approx(1 / 3)
    assert not axis_of([0.0] * 9 + [1_000.0], Shown.COUNT).powers, "zero has no place among powers"
    assert axis_of([], Shown.COUNT).ticks[0] == 0.0
