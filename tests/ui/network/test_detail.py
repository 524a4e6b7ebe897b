"""Who is drawn: nobody in sight is missed, branches open from the top, bundles hold exactly who is not drawn."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from tests.ui.network.crowd import crowd, grown
from ui.widgets.network.detail import DENSE, Detail, Seen, radii
from ui.widgets.network.hit import inside, under
from ui.widgets.network.people import People, shown_of
from ui.widgets.network.sight import Sight, whole


def seen_of(people: People, sight: Sight, moment: int | None = None, folded: frozenset[int] = frozenset()) -> Seen:
    shown = shown_of(people, moment, folded)
    return Detail(people.layout).seen(sight, shown.mask, shown.below, shown.folded, 1.0, 0.0)


def sights(reach: float) -> list[Sight]:
    random = np.random.default_rng(3)
    found = [whole(reach, 640, 480)]
    for _ in range(60):
        x, y = random.uniform(-reach, reach, 2)
        found.append(Sight(x, y, whole(reach, 640, 480).scale * random.uniform(1, 40), 640, 480))
    return [
        *found,
        Sight(0, -reach / 2, found[0].scale * 6, 640, 480),
        Sight(0, reach / 2, found[0].scale * 6, 640, 480),
    ]


@pytest.mark.parametrize(
    "parents", [grown(3000), [-1] * 500, [-1, *range(199)], [-1]], ids=["net", "pool", "chain", "1"]
)
def test_nobody_in_sight_is_missed(parents) -> None:
    people = crowd(parents)
    detail = Detail(people.layout)
    for sight in sights(people.layout.reach):
        x, y = sight.px(detail.x, detail.y)
        in_sight = np.flatnonzero((x >= 0) & (x <= 640) & (y >= 0) & (y <= 480))
        found = detail.within(sight, 0.5)
        assert len(np.unique(found)) == len(found)
        assert not set(in_sight) - set(found)


def test_coming_near_few_are_asked() -> None:
    people = crowd(grown(20_000))
    detail = Detail(people.layout)
    assert len(detail.within(Sight(0, people.layout.reach * 0.6, 40, 640, 480), 0)) < 600


def test_a_branch_opens_from_its_top_and_a_bundle_holds_who_is_not_drawn() -> None:
    people = crowd(grown(6000))
    layout = people.layout
    for scale in (0.3, 0.8, 1.5, 2.5, 50):
        seen = seen_of(people, Sight(0, 0, scale, 5000 * scale, 5000 * scale))
        drawn = set(seen.nodes.tolist())
        assert all(layout.forest.parent[node] in drawn for node in drawn if layout.forest.parent[node] >= 0)
        held = {below for node in seen.nodes[seen.bundled] for below in layout.below(int(node)).tolist()}
        assert not held & drawn
        missing = set(range(len(people))) - held - drawn
        tops = {node for node in missing if layout.forest.parent[node] < 0}
        assert missing == tops | {below for node in tops for below in layout.below(node).tolist()}
        assert bool(missing) == (scale < DENSE), "only where dots would lie on each other"
    assert len(drawn) == len(people), "from near everybody is drawn"


def test_a_folded_branch_stays_closed_and_grows_with_time() -> None:
    people = crowd([-1, 0, 0, 1, 1, -1])
    near = Sight(0, 0, 20, 2000, 2000)
    seen = seen_of(people, near, folded=frozenset({0}))
    assert sorted(seen.nodes) == [0, 5]
    assert dict(zip(seen.nodes, seen.bundled, strict=True)) == {0: True, 5: False}
    assert sorted(seen_of(people, near, moment=2000).nodes) == [0, 1, 2]
    early = shown_of(people, 2000, frozenset())
    assert list(early.below) == [2, 0, 0, 0, 0, 0]
    assert list(shown_of(people, None, frozenset({0})).below) == [4, 2, 0, 0, 0, 0], "folded people still count"


def test_people_of_whom_no_moment_is_known_are_always_there() -> None:
    people = crowd([-1, 0, 0])
    timeless = People(people.layout, people.kinds)
    assert timeless.there(0).all()


def test_the_more_are_below_the_larger_the_dot() -> None:
    for scale in (0.1, 1, 10, 60):
        sizes = radii(np.array([0, 1, 10, 100, 10_000]), scale)
        assert (np.diff(sizes) >= 0).all()
        assert sizes[1] > sizes[0]


def test_a_sight_is_moved_and_zoomed_round_the_pointer() -> None:
    sight = Sight(3, -2, 5, 640, 480)
    before = sight.under(100, 50)
    assert sight.zoomed(1.7, 100, 50, least=1).under(100, 50) == pytest.approx(before)
    assert sight.moved(30, -10).under(130, 40) == pytest.approx(before)
    assert sight.point(*before) == pytest.approx((100, 50))
    assert sight.zoomed(1e-9, 0, 0, least=1).scale == 1


def test_the_loop_winds_as_qt_says() -> None:
    random = np.random.default_rng(5)
    people = crowd(grown(800))
    seen = seen_of(people, whole(people.layout.reach, 640, 480))
    for _ in range(20):
        loop = [QPointF(*random.uniform(0, 480, 2)) for _ in range(7)]
        polygon = QPolygonF(loop)
        expected = {
            int(node)
            for node, x, y in zip(seen.nodes, seen.x.tolist(), seen.y.tolist(), strict=True)
            if polygon.containsPoint(QPointF(x, y), Qt.FillRule.OddEvenFill)
        }
        assert set(inside(seen.nodes, seen.x, seen.y, loop).tolist()) == expected
    assert len(inside(seen.nodes, seen.x, seen.y, loop[:2])) == 0


def test_the_dot_whose_rim_is_nearest_is_under_the_pointer() -> None:
    seen = Seen(
        np.array([4, 9]), np.array([10, 30], np.float32), np.array([10, 10], np.float32), np.array([12, 2], np.float32),
        np.zeros(2, np.bool_),
    )  # fmt: skip
    assert under(seen, 24, 10) == 0
    assert under(seen, 28, 10) == 1
    assert under(seen, 60, 10) is None
    assert under(Seen(seen.nodes[:0], seen.x[:0], seen.y[:0], seen.radius[:0], seen.bundled[:0]), 0, 0) is None
