"""Places in the picture: each in the sector of whoever brought them, siblings apart, rings one inside the next."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from analytics.network.forest import forest_of
from analytics.network.layout import CENTRE, GOLDEN, SEAM, TURN, Layout, radial
from tests.analytics.network.forests import codes, random_parents


def laid_out(parents: list[int]) -> Layout:
    return radial(forest_of(codes(parents)))


def forests() -> list[list[int]]:
    return [random_parents(Random(seed), 1 + seed * 3) for seed in range(60)]


def children_of(parents: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for node, parent in enumerate(parents):
        found.setdefault(parent, []).append(node)
    return found


def everybody_below(children: dict[int, list[int]], node: int) -> set[int]:
    found, ahead = set(), [node]
    while ahead:
        for child in children.get(ahead.pop(), []):
            found.add(child)
            ahead.append(child)
    return found


def slow_sectors(parents: list[int]) -> dict[int, tuple[float, float]]:
    """Start and width of each sector, person by person, as the module says it."""
    children, found = children_of(parents), {}

    def share_out(above: int, start: float, span: float) -> None:
        ranked = sorted(children.get(above, []), key=lambda node: (-len(everybody_below(children, node)), node))
        strewn = sorted(ranked, key=lambda node: (ranked.index(node) * GOLDEN + 0.5) % 1)
        pool = [node for node in strewn if node not in children]
        limbs = [node for node in strewn if node in children]
        for number, node in enumerate(pool):
            found[node] = (start + span * number / len(pool), span / len(pool))
        weights = [len(everybody_below(children, node)) + 1 for node in limbs]
        for number, node in enumerate(limbs):
            part = span * weights[number] / sum(weights)
            begin = start + span * sum(weights[:number]) / sum(weights)
            found[node] = (begin + part * SEAM / 2, part * (1 - SEAM))
            share_out(node, *found[node])

    share_out(-1, 0.0, TURN)
    return found


@pytest.mark.parametrize("parents", forests()[:40], ids=len)
def test_sectors_are_those_found_person_by_person(parents: list[int]) -> None:
    layout, slow = laid_out(parents), slow_sectors(parents)
    for node in range(len(parents)):
        assert (layout.start[node], layout.span[node]) == pytest.approx(slow[node], rel=1e-9, abs=1e-12)
        assert layout.angle[node] == pytest.approx(slow[node][0] + slow[node][1] / 2)


@pytest.mark.parametrize("parents", forests(), ids=len)
def test_everybody_has_a_place_inside_the_sector_above(parents: list[int]) -> None:
    layout = laid_out(parents)
    assert np.isfinite(layout.angle).all()
    assert (layout.radius >= CENTRE).all()
    assert (layout.span > 0).all()
    for node, parent in enumerate(parents):
        start, span = (layout.start[parent], layout.span[parent]) if parent >= 0 else (0.0, TURN)
        assert layout.start[node] >= start - 1e-12
        assert layout.start[node] + layout.span[node] <= start + span + 1e-12
        assert layout.radius[node] > (layout.radius[parent] if parent >= 0 else 0)


@pytest.mark.parametrize("parents", forests(), ids=len)
def test_no_two_on_a_ring_share_an_angle(parents: list[int]) -> None:
    """Of a ring, not only of a family: so no two branches overlap anywhere."""
    layout = laid_out(parents)
    for ring in np.unique(layout.ring):
        nodes = np.flatnonzero(layout.ring == ring)
        nodes = nodes[np.argsort(layout.start[nodes])]
        for one, other in pairwise(nodes):
            assert layout.start[one] + layout.span[one] <= layout.start[other] + 1e-12


@pytest.mark.parametrize("parents", forests(), ids=len)
def test_rings_lie_one_outside_the_other_in_the_order_of_layers(parents: list[int]) -> None:
    layout = laid_out(parents)
    assert (layout.ring // 2 == layout.forest.depth).all()
    assert (layout.ring % 2 == (layout.size > 0)).all()
    assert (layout.near <= layout.far).all()
    assert (layout.far[:-1] <= layout.near[1:]).all()
    for node, ring in enumerate(layout.ring):
        assert layout.near[ring] - 1e-9 <= layout.radius[node] <= layout.far[ring] + 1e-9
    assert layout.reach == pytest.approx(layout.radius.max(initial=CENTRE))


@pytest.mark.parametrize("parents", forests(), ids=len)
def test_whoever_is_below_stands_in_one_stretch_of_the_line(parents: list[int]) -> None:
    layout, children = laid_out(parents), children_of(parents)
    assert sorted(layout.line) == list(range(len(parents)))
    for node in range(len(parents)):
        assert set(layout.below(node).tolist()) == everybody_below(children, node)
        chain = layout.above(node)
        assert chain[0] == node
        assert parents[chain[-1]] == -1
        assert all(parents[lower] == upper for lower, upper in pairwise(chain))


@pytest.mark.parametrize("parents", forests(), ids=len)
def test_people_are_found_by_ring_and_angle(parents: list[int]) -> None:
    layout = laid_out(parents)
    assert sorted(layout.order) == list(range(len(parents)))
    assert (np.diff(layout.key) >= 0).all()
    assert (np.floor(layout.key) == layout.ring[layout.order]).all()
    turns = layout.key - np.floor(layout.key)
    assert turns == pytest.approx(layout.angle[layout.order] % TURN / TURN, abs=1e-9)


def test_the_same_forest_has_the_same_places() -> None:
    parents = random_parents(Random(7), 500)
    one, other = laid_out(parents), laid_out(list(parents))
    assert (one.angle == other.angle).all()
    assert (one.radius == other.radius).all()


def test_in_a_full_pool_nobody_stands_on_another() -> None:
    layout = laid_out([-1] * 2000)
    x, y = layout.radius * np.sin(layout.angle), layout.radius * np.cos(layout.angle)
    apart = np.hypot(x[:, None] - x, y[:, None] - y) + 10 * np.eye(len(x))
    assert apart.min() > 0.4
    assert np.median(apart.min(axis=1)) > 0.75
    assert layout.reach == pytest.approx((2000 / np.pi) ** 0.5, rel=0.4), "about as large as a disc of as many squares"


def test_a_long_chain_and_nobody_at_all() -> None:
    chain = laid_out([-1, *range(4999)])
    assert (np.diff(chain.radius) > 0).all()
    assert (chain.span > 0).all()
    nobody = laid_out([])
    assert nobody.reach == CENTRE
    assert len(nobody.order) == 0
