"""What is said of a blend is measured on users whom its weights never saw, and of noise nothing is said."""

import numpy as np
import pytest

from analytics.recommend.blend import bucket_of, weighed
from analytics.recommend.climbing import climbed, hoped
from analytics.recommend.pool import Pool

MODELS, PLACES = 6, 40
POPULAR = 1


def drawn(seed: int, users: int, strength: float) -> Pool:
    """Users who each want three of forty items; one model knows as much of it as ``strength`` says, others nothing.

    The most popular is one list for all; what is wanted has nothing to do with it.
    """
    rng = np.random.default_rng(seed)
    met = rng.permuted(np.tile(np.arange(PLACES) < 3, (users, 1)), axis=1)
    told = rng.normal(size=(MODELS, users, PLACES))
    told[POPULAR] = rng.normal(size=PLACES)
    told[3] += strength * met
    return Pool(told.astype(np.float32), np.zeros((users, PLACES), np.float32), met, np.full(users, 3))


@pytest.mark.parametrize("users", [60, 300])
def test_where_there_is_nothing_to_learn_a_blend_is_seldom_said_to_be_ahead(users: int) -> None:
    """A 95% interval lies wholly above 1 in one of forty; chosen and measured on the same users it would in most."""
    claims = asked = 0
    for seed in range(12):
        depth = np.random.default_rng(seed).integers(0, 3, users)
        for bucket in weighed(drawn(seed, users, 0.0), np.arange(users), depth, POPULAR):
            asked += bucket.ahead is not None
            claims += bucket.ahead is not None and bucket.ahead.low > 1
    assert asked > 25
    assert claims <= 0.1 * asked


def test_what_is_not_ahead_has_no_weight() -> None:
    only_popular = 0
    for seed in range(12):
        buckets = weighed(drawn(seed, 200, 0.0), np.arange(200), np.full(200, 5), POPULAR)
        only_popular += buckets[3].weights == tuple(np.eye(MODELS)[POPULAR])
    assert only_popular >= 7  # by one standard error a sixth passes


def test_the_model_that_knows_leads_and_its_lead_is_told_with_an_interval_that_holds() -> None:
    """The truth: the same weights on twenty thousand other users."""
    depth, fresh = np.full(500, 5), drawn(1000, 20_000, 2.0)
    popular = fresh.ranked(np.eye(MODELS)[POPULAR]).mean.ndcg
    within = 0
    for seed in range(10):
        bucket = weighed(drawn(seed, 500, 2.0), np.arange(500), depth, POPULAR)[bucket_of(np.array([5]))[0]]
        weights = np.array(bucket.weights)
        assert weights.argmax() == 3
        assert bucket.ahead is not None
        within += bucket.ahead.low < fresh.ranked(weights).mean.ndcg / popular < bucket.ahead.high
    assert within >= 8


def test_one_user_in_both_divisions_is_in_one_half_only() -> None:
    """Twice the same rows: if a user's second row could choose for the first, noise would seem to be known."""
    claims = 0
    for seed in range(10):
        once = drawn(seed, 150, 0.0)
        twice = Pool(*(np.concatenate([part, part], axis=place) for part, place in zip(
            (once.told, once.empty, once.met, once.many), (1, 0, 0, 0), strict=True)))  # fmt: skip
        users = np.tile(np.arange(150), 2)
        bucket = weighed(twice, users, np.full(300, 5), POPULAR)[3]
        claims += bucket.ahead is not None and bucket.ahead.value > 1.5
    assert claims <= 1


@pytest.mark.parametrize("seed", range(6))
def test_what_can_change_is_all_that_a_mean_is_made_of(seed: int) -> None:
    """The worth of weights is the NDCG of whole lists: with empty places, and with users who can meet nothing."""
    rng = np.random.default_rng(seed)
    told = rng.normal(size=(MODELS, 50, PLACES)).astype(np.float32)
    empty = np.where(rng.random((50, PLACES)) < 0.4, np.float32(-np.inf), np.float32(0))
    met = (rng.random((50, PLACES)) < 0.04) & (empty == 0)
    pool = Pool(told, empty, met, met.sum(axis=1) + rng.integers(1, 4, 50))
    hopes = hoped(pool, 0.7)
    assert 0 < len(hopes.empty) < 50
    for weights in rng.integers(1, 4, (20, MODELS)).astype(float):
        assert hopes.worth(hopes.mixed(weights)) == pytest.approx(0.7 * pool.ranked(weights).mean.ndcg)
    weights = climbed([(pool, 1.0)])
    assert pool.ranked(weights).mean.ndcg >= max(pool.ranked(one).mean.ndcg for one in np.eye(MODELS))
