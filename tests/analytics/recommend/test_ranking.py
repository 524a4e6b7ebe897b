"""Ranking figures by hand, and against scikit-learn."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.metrics import ndcg_score

from analytics.recommend.ranking import best, ranked, times


def test_two_users_by_hand() -> None:
    """Wants 1, 2 and 4, is shown 4, 0, 1: met at the first and third place of three."""
    wanted = csr_matrix(np.array([[0, 1, 1, 0, 1], [0, 0, 0, 0, 0]], np.float32))
    found = ranked(np.array([[4, 0, 1], [1, 2, 3]]), wanted)
    assert found.recall[0] == pytest.approx(2 / 3)
    assert found.ndcg[0] == pytest.approx((1 + 1 / 2) / (1 + 1 / np.log2(3) + 1 / 2))
    assert found.hit[0] == 1
    assert np.isnan([found.recall[1], found.ndcg[1], found.hit[1]]).all()
    assert found.mean.users == 1
    assert found.mean.recall == pytest.approx(2 / 3)


def test_of_few_wanted_a_perfect_list_is_1() -> None:
    wanted = csr_matrix(np.array([[0, 1, 0, 0, 0]], np.float32))
    found = ranked(np.array([[1, 0, 2]]), wanted)
    assert (found.recall[0], found.ndcg[0]) == (1, 1)


@pytest.mark.parametrize("seed", range(5))
def test_ndcg_is_that_of_scikit_learn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.random((20, 60)).astype(np.float32)
    wanted = (rng.random((20, 60)) < 0.2).astype(np.float32)
    wanted[:, 0] = 1
    ours = ranked(best(scores, None), csr_matrix(wanted))
    assert ours.mean.ndcg == pytest.approx(ndcg_score(wanted, scores, k=10))


def test_known_items_are_never_shown_while_others_are_left() -> None:
    rng = np.random.default_rng(1)
    scores, taken = rng.random((8, 40)).astype(np.float32), csr_matrix((rng.random((8, 40)) < 0.5).astype(np.float32))
    before = scores.copy()
    lists = best(scores, taken)
    for row, shown in enumerate(lists):
        new = np.setdiff1d(np.arange(40), taken[row].indices)
        assert shown.tolist() == new[np.argsort(-scores[row, new])][:10].tolist()
    assert np.array_equal(scores, before)


def test_twice_as_good_is_told_with_an_interval_and_of_nothing_there_is_no_ratio() -> None:
    rng = np.random.default_rng(1)
    theirs = rng.random(400)
    ratio = times(theirs * rng.choice([1.0, 3.0], 400), theirs)
    assert ratio is not None
    assert ratio.low < 2 < ratio.high
    assert ratio.high - ratio.low < 0.5
    assert times(theirs, np.zeros(400)) is None
    paired = times(2 * theirs, theirs)
    assert paired is not None
    assert (paired.low, paired.value, paired.high) == pytest.approx((2, 2, 2))
