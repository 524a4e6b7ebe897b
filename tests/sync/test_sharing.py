"""An amount shared out is neither more nor less than it was, and no part is a unit away from its due."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sync.sharing import shared_out

WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@given(st.integers(-(10**12), 10**12), WEIGHTS)
def test_parts_make_the_whole_and_each_is_within_a_unit_of_its_share(total: int, weights: list[int]) -> None:
    parts = shared_out(total, weights)
    assert sum(parts) == total
    whole = sum(weights) or len(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * (weight if sum(weights) else 1), whole)) < 1


def test_the_largest_remainders_are_served_first_and_of_equals_the_first() -> None:
    assert shared_out(10_000, [8000, 4000]) == [6667, 3333]
    assert shared_out(100, [1, 1, 1]) == [34, 33, 33]
    assert shared_out(5, [0, 0]) == [3, 2]
    assert shared_out(5, []) == []
