"""A sample of ``python -m tests.long cooperation``: what is planted is found, of what is not nothing is made up."""

import pytest

from tests.long.cooperation import Case, case
from tests.two_shops import two_shops


@pytest.fixture(scope="module")
def planted() -> list[Case]:
    return [case(two_shops(200, 600, seed=seed)) for seed in (2, 4)]


def test_a_liking_is_found_as_product_category_and_both(planted: list[Case]) -> None:
    assert all(one.product and one.category and one.both for one in planted)
    assert sum(one.others for one in planted) == 0


def test_ranges_hold_what_was_planted(planted: list[Case]) -> None:
    holds = [held for one in planted for held in one.holds]
    assert sum(holds) >= 0.85 * len(holds)
    assert all(one.joint for one in planted)


def test_buyers_joined_by_lot_make_nothing_fit() -> None:
    assert [case(two_shops(0, 400, seed=seed)).others for seed in (4, 8)] == [0, 0]
