"""The expectation of a ratio: a thick leaf keeps its own rate, a thin one takes its parents'."""

import numpy as np
import pytest

from analytics.diagnosis.search.rate import Earlier, expected_of_rate

CODES = [np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])]
ASKED = np.full(4, 100.0)


def rates(top: list[float], bottom: list[float], prior: float = 20) -> np.ndarray:  # type: ignore[type-arg]
    earlier = Earlier(CODES, np.array(top), np.array(bottom))
    return expected_of_rate(earlier, CODES, ASKED, (2, 2), prior) / ASKED


def test_a_thick_leaf_keeps_its_own_rate() -> None:
    top = [1e6, 2e6, 3e6, 4e6]
    assert rates(top, [1e7] * 4) == pytest.approx([0.1, 0.2, 0.3, 0.4], rel=1e-4)


def test_a_leaf_never_seen_takes_the_mean_rate_of_its_values() -> None:
    # 0,1 was never seen: its first value always had 10%, its second 40%.
    found = rates([1e6, 0, 3e6, 4e6], [1e7, 0, 1e7, 1e7])
    assert found[1] == pytest.approx((0.1 + 0.4) / 2, rel=1e-4)


def test_shrinkage_by_hand() -> None:
    # All 10/100; first value 0: 1/40, value 1: 9/60; second value 0: 5/50, value 1: 5/50; prior 20 at 10%.
    top, bottom = [1, 0, 4, 5], [30, 10, 20, 40]
    first = (1 + 2) / (40 + 20)
    second = (5 + 2) / (50 + 20)
    toward = (first + second) / 2
    assert rates(top, bottom)[0] == pytest.approx((1 + 20 * toward) / (30 + 20))


def test_several_earlier_rows_of_a_leaf_add_up() -> None:
    twice = [np.concatenate((codes, codes)) for codes in CODES]
    earlier = Earlier(twice, np.tile([1.0, 2, 3, 4], 2), np.full(8, 50.0))
    once = rates([2, 4, 6, 8], [100] * 4)
    assert expected_of_rate(earlier, CODES, ASKED, (2, 2)) / ASKED == pytest.approx(once)


def test_nothing_earlier_means_nothing_expected() -> None:
    none = np.empty(0, dtype=np.int64)
    earlier = Earlier([none, none], np.empty(0), np.empty(0))
    assert expected_of_rate(earlier, CODES, ASKED, (2, 2)).tolist() == [0, 0, 0, 0]


def test_the_order_of_the_dimensions_does_not_matter() -> None:
    chance = np.random.default_rng(0)
    codes = [chance.integers(-1, 4, 200) for _ in range(3)]
    earlier = Earlier(codes, chance.integers(0, 5, 200) * 1.0, np.full(200, 30.0))
    turned = Earlier(codes[::-1], earlier.top, earlier.bottom)
    now = [of[:50] for of in codes]
    plain = expected_of_rate(earlier, now, np.ones(50), (4, 4, 4))
    assert expected_of_rate(turned, now[::-1], np.ones(50), (4, 4, 4)) == pytest.approx(plain)
