"""Emphasised people: a ring for each that is seen, one with a count for those inside a bundle; nobody is forgotten."""

from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.ui.network.crowd import crowd, grown
from ui.theme import LIGHT
from ui.widgets.network.canvas import NetworkCanvas
from ui.widgets.network.detail import Detail
from ui.widgets.network.emphasis import Ring, rings_of
from ui.widgets.network.people import People, shown_of
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight, whole

LITTLE = [-1, 0, 0, 1, 1, 1, 5, -1, 7]


def rings(people: People, nodes, sight=None, moment=None, folded=frozenset()) -> list[Ring]:
    detail, shown = Detail(people.layout), shown_of(people, moment, folded)
    sight = sight or whole(people.layout.reach, 640, 480)
    scene = Scene(people, detail, shown)
    return rings_of(scene, sight, scene.seen(sight), nodes, sight.scale)


def counts(found: list[Ring]) -> dict[int, int]:
    return {ring.node: ring.held for ring in found}


def test_who_is_drawn_has_a_ring_of_their_own() -> None:
    assert counts(rings(crowd(LITTLE), [6, 3])) == {3: 0, 6: 0}
    assert rings(crowd(LITTLE), []) == []


def test_who_is_in_a_folded_branch_is_counted_at_its_head() -> None:
    assert counts(rings(crowd(LITTLE), [6, 3, 8], folded=frozenset({1}))) == {1: 2, 8: 0}
    assert counts(rings(crowd(LITTLE), [1], folded=frozenset({1}))) == {1: 0}
    assert counts(rings(crowd(LITTLE), [1, 6], folded=frozenset({1}))) == {1: 2}


def test_who_has_not_joined_yet_has_no_ring() -> None:
    assert counts(rings(crowd(LITTLE), [3, 8], moment=4000)) == {3: 0}
    assert counts(rings(crowd(LITTLE), [3, 6], moment=4000, folded=frozenset({1}))) == {1: 1}


@pytest.mark.parametrize("closer", [0.3, 1, 4])
def test_in_a_crowd_everybody_is_behind_one_ring(closer) -> None:
    people = crowd(grown(30_000))
    nodes = np.random.default_rng(2).choice(len(people), 500, replace=False)
    fitted = whole(people.layout.reach, 4000, 4000)
    found = rings(people, nodes, Sight(0, 0, fitted.scale * closer / 4, 4000, 4000))
    assert sum(max(ring.held, 1) for ring in found) == 500
    assert any(ring.held for ring in found) == (closer < 4)


def test_out_of_sight_is_no_ring() -> None:
    people = crowd(grown(5000))
    detail = Detail(people.layout)
    node = int(people.layout.forest.order[-1])
    beside = Sight(-float(detail.x[node]), -float(detail.y[node]), 12, 640, 480)
    assert rings(people, [node], beside) == []
    assert counts(rings(people, [node], detail.round(node, 640, 480))) == {node: 0}


@pytest.fixture
def canvas(qtbot: QtBot) -> NetworkCanvas:
    made = NetworkCanvas()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.set_people(crowd(LITTLE))
    return made


def near(image: QImage, x: float, y: float) -> set[str]:
    return {image.pixelColor(round(x) + a, round(y) + b).name().upper() for a in (-1, 0, 1) for b in (-1, 0, 1)}


def test_the_ring_is_painted_and_named_and_goes_with_an_empty_mark(canvas: NetworkCanvas) -> None:
    before = canvas.grab().toImage()
    canvas.mark(np.array([8, 4]))
    ring = rings(canvas.people, [4], canvas.sight)[0]
    after = canvas.grab().toImage()
    assert LIGHT.focus in near(after, ring.x, ring.y - ring.radius)
    assert LIGHT.focus not in near(before, ring.x, ring.y - ring.radius)
    canvas.mark(np.array([], np.int64))
    assert canvas.grab().toImage() == before


def test_marks_go_into_files_and_not_to_other_people(canvas: NetworkCanvas) -> None:
    canvas.fold(1)
    canvas.mark([8, 3, 6])
    ring = rings(canvas.people, [8], canvas.sight)[0]
    assert canvas.image().pixelColor(round(2 * ring.x), round(2 * (ring.y - ring.radius))) == QColor(LIGHT.focus)
    tree = ElementTree.fromstring(canvas.svg())
    group = next(each for each in tree.iter() if each.get("id") == "marked")
    assert len([each for each in group if each.tag.endswith("circle")]) == 2
    assert [text.text for text in group.iter() if text.tag.endswith("text")] == ["2"]
    assert "粉丝8" in [text.text for text in tree.iter() if text.tag.endswith("text")]
    canvas.set_people(crowd(LITTLE))
    assert "marked" not in canvas.svg()


def test_marked_names_come_before_those_of_large_branches(qtbot: QtBot) -> None:
    canvas = NetworkCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(640, 480)
    people = crowd(grown(3000))
    canvas.set_people(people)
    single = int(np.flatnonzero((people.layout.size == 0) & (people.layout.forest.parent < 0))[0])
    canvas.mark([single])
    texts = [each.text for each in ElementTree.fromstring(canvas.svg()).iter() if each.text and each.text.strip()]
    assert texts[0] == f"粉丝{single}"
    assert len(texts) > 3
