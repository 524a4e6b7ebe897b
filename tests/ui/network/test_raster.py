"""Dots and lines as bytes: as much ink as the shape is large, wherever it lies, and nothing spills."""

import numpy as np
import pytest

from tests.ui.network.crowd import crowd, grown
from ui.theme import DARK, LIGHT
from ui.widgets.network.branches import branches_of, control_points
from ui.widgets.network.detail import Detail
from ui.widgets.network.inks import ink, table
from ui.widgets.network.marks import LEVELS
from ui.widgets.network.people import Kind, shown_of
from ui.widgets.network.raster import RIM, Raster
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight


def inked(raster: Raster) -> np.ndarray:
    """How much of each px is covered."""
    rows = raster.bytes.reshape(-1, raster.stride)[RIM : RIM + raster.height, RIM : RIM + raster.width]
    return (rows % LEVELS) / (LEVELS - 1)


def dot(kind: Kind, x: float, y: float, radius: float, raster: Raster | None = None) -> Raster:
    raster = raster or Raster(60, 40)
    one = [np.array([value], np.float32) for value in (x, y, radius)]
    raster.dots(np.array([kind]), *one)
    return raster


@pytest.mark.parametrize("radius", [1.5, 2.0, 3.5, 5.0, 9.0])
@pytest.mark.parametrize("place", [(20.1, 20.1), (20.5, 20.5), (20.9, 20.3)])
def test_a_disc_has_as_much_ink_as_it_is_large_and_lies_where_it_should(radius, place) -> None:
    cover = inked(dot(Kind.SUPPORTING, *place, radius))
    assert cover.sum() == pytest.approx(np.pi * radius**2, rel=0.06)
    rows, columns = np.mgrid[:40, :60] + 0.5
    assert (cover * columns).sum() / cover.sum() == pytest.approx(
        place[0], abs=0.15 if radius < 2 else 0.4 if radius < 5 else 0.65
    )
    assert (cover * rows).sum() / cover.sum() == pytest.approx(
        place[1], abs=0.15 if radius < 2 else 0.4 if radius < 5 else 0.65
    )


def test_kinds_have_shapes_of_their_own() -> None:
    shapes = [inked(dot(kind, 20.5, 20.5, 5)) for kind in Kind]
    middle = [shape[20, 20] for shape in shapes]
    assert middle == [1, 1, 0, 1], "a ring is hollow"
    corner = [shape[17, 17] for shape in shapes]
    assert corner[Kind.BUYER] < 0.6 < corner[Kind.LAPSED], "a square on its corner, a cross"
    side = [shape[20, 16] for shape in shapes]
    assert side[Kind.LAPSED] < 0.5 < side[Kind.BUYER]


def test_the_supporting_lie_over_the_others() -> None:
    raster = dot(Kind.SUPPORTING, 20, 20, 4)
    dot(Kind.LAPSED, 20, 20, 4, raster)
    assert raster.bytes.max() // LEVELS == len(Kind) - Kind.SUPPORTING


@pytest.mark.parametrize("place", [(0, 0), (59.9, 39.9), (-10, 20), (30, 44), (-500, 20), (30, 9000)])
def test_what_hangs_over_the_edge_is_cut(place) -> None:
    raster = dot(Kind.SUPPORTING, *place, 20)
    near = abs(place[0] - 30) < 60 and abs(place[1] - 20) < 50
    assert bool(inked(raster).any()) == near


def test_clear_leaves_nothing() -> None:
    raster = dot(Kind.BUYER, 20, 20, 5)
    raster.clear()
    assert not raster.bytes.any()


@pytest.mark.parametrize("scale", [1.0, 7.0])
def test_lines_lie_on_their_curves_without_gaps(scale) -> None:
    people = crowd([-1, 0, 0, 0, 1, 1, 1])
    detail = Detail(people.layout)
    scene = Scene(people, detail, shown_of(people, None, frozenset()))
    sight = Sight(float(detail.x[4] + detail.x[1]) / 2, float(detail.y[4] + detail.y[1]) / 2, 10 * scale, 700, 700)
    raster = Raster(700, 700)
    branches_of(scene, sight, 1.0, 0).draw(raster, 0, 0, (0, 0, sight.width, sight.height))
    cover = np.pad(inked(raster), 1)
    points = control_points(detail, np.array([4]))
    t = np.linspace(0, 1, 900)
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (
        sum(weight * float(control[0]) for weight, control in zip(weights, points[axis::2], strict=True))
        for axis in (0, 1)
    )
    px, py = sight.px(np.asarray(x), np.asarray(y))
    on = (px > 0) & (px < 699) & (py > 0) & (py < 699)
    assert on.sum() > 300
    for column, row in zip(px[on].astype(int) + 1, py[on].astype(int) + 1, strict=True):
        assert cover[row - 1 : row + 2, column - 1 : column + 2].max() > 0


def test_in_a_crowd_the_lines_to_the_largest_branches_come_first() -> None:
    people = crowd(grown(20_000))
    scene = Scene(people, Detail(people.layout), shown_of(people, None, frozenset()))
    sight = Sight(0, 0, 1.0, 900, 900)
    raster = Raster(900, 900)
    branches_of(scene, sight, 1.0, 0).draw(raster, 0, 0, (0, 0, sight.width, sight.height))
    assert 0.0 < (inked(raster) > 0).mean() < 0.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_table_goes_from_the_ground_to_each_ink(tokens) -> None:
    colours = table(tokens, faded=False)
    assert len(colours) == 256
    for kind in Kind:
        full = int(colours[(len(Kind) - kind) * LEVELS + LEVELS - 1]) & 0xFFFFFF
        assert f"#{full:06X}" == ink(kind, tokens)
        ground = int(colours[(len(Kind) - kind) * LEVELS]) & 0xFFFFFF
        assert f"#{ground:06X}" == tokens.surface
    assert (table(tokens, faded=True) != colours).any()
