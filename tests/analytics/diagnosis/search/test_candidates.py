"""All supported slices, against one dictionary that adds leaf by leaf."""

from collections import defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.diagnosis.search.candidates import candidates
from analytics.diagnosis.search.leaves import Leaves, Values
from analytics.diagnosis.search.rules import Rules


def twin(leaves: Leaves, rules: Rules) -> dict[Values, tuple[float, float]]:
    """Slice -> (actual, expected), by hand."""
    sums: dict[Values, list[float]] = defaultdict(lambda: [0.0, 0.0])
    telling = [at for at, codes in enumerate(leaves.codes) if len(set(codes.tolist())) > 1]
    for row in range(len(leaves)):
        for depth in range(1, rules.depth + 1):
            for named in combinations(telling, depth):
                cell = sums[tuple((at, int(leaves.codes[at][row])) for at in named)]
                cell[0] += leaves.actual[row]
                cell[1] += leaves.expected[row]
    least = rules.support * float((leaves.actual + leaves.expected).sum())
    return {values: (a, e) for values, (a, e) in sums.items() if a + e >= least * (1 + 1e-12)}


@st.composite
def tables(draw: st.DrawFn) -> Leaves:
    rows, dimensions = draw(st.integers(0, 40)), draw(st.integers(1, 5))
    sizes = tuple(draw(st.integers(1, 300)) for _ in range(dimensions))
    chance = np.random.default_rng(draw(st.integers(0, 10_000)))
    codes = tuple(chance.integers(-1, min(size, 4), rows).astype(np.int32) for size in sizes)
    # Thirds do not add up evenly: no sum lies on the support by accident.
    return Leaves(codes, sizes, chance.integers(0, 9, rows) + 1 / 3, chance.gamma(1, 3, rows))


@given(tables(), st.sampled_from([0.0, 0.017, 0.1, 0.6]), st.integers(1, 4))
@settings(max_examples=150, deadline=None)
def test_every_supported_slice_once_with_its_sums(leaves: Leaves, support: float, depth: int) -> None:
    rules = Rules(support=support, depth=depth)
    found = candidates(leaves, rules)
    named = [found.of(at) for at in range(len(found))]
    sums = dict(zip(named, zip(found.actual, found.expected, strict=True), strict=True))
    assert len(sums) == len(named)
    expected = twin(leaves, rules)
    assert sums.keys() == expected.keys()
    for values, pair in expected.items():
        assert sums[values] == pytest.approx(pair)


def test_shorter_slices_come_first() -> None:
    codes = tuple(axis.ravel() for axis in np.indices((3, 3, 3)))
    found = candidates(Leaves(codes, (3, 3, 3), np.ones(27), np.ones(27)), Rules())
    depths = [len(found.of(at)) for at in range(len(found))]
    assert depths == sorted(depths)
    assert len(found) == 9 + 27 + 27


def test_tables_wider_than_memory_are_counted_all_the_same() -> None:
    rows = 2_000
    chance = np.random.default_rng(0)
    codes = tuple(chance.integers(0, 100_000, rows) for _ in range(3))
    leaves = Leaves(codes, (100_000,) * 3, np.ones(rows), np.ones(rows))
    assert candidates(leaves, Rules(support=0.0)).actual.sum() == pytest.approx(rows * 7)
