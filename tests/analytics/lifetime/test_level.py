"""What customers spend after a purchase, beside what the model says: by hand, and on planted too high a level."""

import numpy as np
from numpy.testing import assert_allclose

from analytics.lifetime.forecast import expected
from analytics.lifetime.gamma_gamma import GammaGamma, mean_spend
from analytics.lifetime.level import LOOKED_AT, After, after_purchases, classes, levels
from analytics.lifetime.log import purchase_log
from analytics.lifetime.nbd import Nbd, Watched

MODEL, SPEND = Nbd(0.8, 40.0, 0.9, 2.5, 1), GammaGamma(4.0, 3.5, 3000.0, 0.0)


def test_each_purchase_is_looked_at_for_its_own_days_after_it() -> None:
    who, day = np.array([0, 0, 0, 1, 1]), np.array([100, 130, 195, 150, 240])
    log = purchase_log(who, day, np.array([10.0, 20.0, 30.0, 5.0, 7.0]))
    found = after_purchases(log, MODEL, SPEND, last=240, days=90)
    assert found.before.tolist() == [0, 1, 0]  # of the purchase on day 195 ninety days are not over
    assert found.came.tolist() == [20.0, 30.0, 7.0]  # day 195 is 95 days after day 100, 65 after day 130
    each = mean_spend(SPEND, np.array([2]), np.array([15.0]))
    said = expected(MODEL, Watched(np.array([1]), np.array([30.0]), np.array([30.0])), 90.0) * each
    assert_allclose(found.said[1], said[0])


def test_nothing_later_than_the_evening_counts() -> None:
    who, day = np.array([0, 0, 1]), np.array([100, 150, 120])
    early = after_purchases(purchase_log(who, day, np.ones(3)), MODEL, SPEND, last=240, days=90)
    more = purchase_log(np.append(who, [0, 1]), np.append(day, [241, 300]), np.append(np.ones(3), [1e6, 1e6]))
    late = after_purchases(more, MODEL, SPEND, last=240, days=90)
    assert late.came.tolist() == early.came.tolist()
    assert late.said.tolist() == early.said.tolist()


def test_purchases_of_long_ago_are_left_out() -> None:
    log = purchase_log(np.array([0, 1]), np.array([0, LOOKED_AT + 1]), np.ones(2))
    assert len(after_purchases(log, MODEL, SPEND, last=LOOKED_AT + 91, days=90).before) == 1


def test_a_level_twice_too_high_for_first_purchases_is_found_and_little_is_learnt_from_few() -> None:
    before = np.repeat([0, 1, 5], [2_000, 1_000, 5])
    said = np.full(len(before), 100.0)
    came = np.where(before == 0, 50.0, np.where(before == 1, 120.0, 900.0))
    first, some, many = levels(After(before, said, came))
    assert_allclose((first, some), (0.5, 1.2), atol=0.03)
    assert 1.0 < many < 2.0  # five purchases say 9
    assert classes(np.array([0, 1, 2, 3, 40])).tolist() == [0, 1, 1, 2, 2]
