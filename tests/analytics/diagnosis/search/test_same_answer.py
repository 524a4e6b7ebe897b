"""How the table is written down does not change what is found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from analytics.diagnosis.search.leaves import Leaves, Values
from analytics.diagnosis.search.search import Found, search
from tests.analytics.diagnosis.search.planting import SIZES, planted

causes = st.dictionaries(
    st.lists(st.integers(0, len(SIZES) - 1), min_size=1, max_size=3, unique=True).flatmap(
        lambda dimensions: st.tuples(
            *[st.tuples(st.just(at), st.integers(0, SIZES[at] - 1)) for at in sorted(dimensions)]
        )
    ),
    st.sampled_from([0.1, 0.4, 2.0, 5.0]),
    max_size=3,
)
tables = st.builds(lambda of, seed: planted(of, seed=seed), causes, st.integers(0, 1000))


def answer(found: tuple[Found, ...]) -> list[frozenset[tuple[int, int]]]:
    return [frozenset(of.values) for of in found]


@given(tables, st.permutations(range(len(SIZES))))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_dimensions(leaves: Leaves, order: list[int]) -> None:
    turned = replace(
        leaves, codes=tuple(leaves.codes[at] for at in order), sizes=tuple(leaves.sizes[at] for at in order)
    )
    back = [frozenset((order[at], code) for at, code in of.values) for of in search(turned)]
    assert back == answer(search(leaves))


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_which_code_stands_for_which_value(leaves: Leaves, chance) -> None:  # type: ignore[no-untyped-def]
    new = [chance.sample(range(size), size) for size in leaves.sizes]
    coded = tuple(np.array(names)[codes] for names, codes in zip(new, leaves.codes, strict=True))
    renamed: list[Values] = [
        tuple((at, new[at].index(code)) for at, code in of.values) for of in search(replace(leaves, codes=coded))
    ]
    assert [frozenset(values) for values in renamed] == answer(search(leaves))


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_leaves_and_in_how_many_rows_they_come(leaves: Leaves, chance) -> None:  # type: ignore[no-untyped-def]
    order = np.array(chance.sample(range(len(leaves)), len(leaves)))
    twice = np.concatenate((order, order))
    halves = Leaves(
        tuple(codes[twice] for codes in leaves.codes),
        leaves.sizes,
        leaves.actual[twice] / 2,
        leaves.expected[twice] / 2,
        leaves.grain,
    )
    assert answer(search(halves)) == answer(search(leaves))


@given(tables, st.sampled_from([0.01, 7.3, 12_800.0]))
@settings(max_examples=20, deadline=None)
def test_the_unit_of_the_money(leaves: Leaves, unit: float) -> None:
    priced = replace(leaves, actual=leaves.actual * unit, expected=leaves.expected * unit, grain=leaves.grain * unit)
    plain, scaled = search(leaves), search(priced)
    assert answer(scaled) == answer(plain)
    assert [of.score / unit for of in scaled] == pytest.approx([of.score for of in plain])
    assert [of.surprise for of in scaled] == pytest.approx([of.surprise for of in plain])
