"""A log, what it says of each customer, and the plain ways to forecast, all worked out by hand."""

import numpy as np
from numpy.testing import assert_allclose

from analytics.lifetime.forecasts import by_recency, own_rate
from analytics.lifetime.log import PurchaseLog, purchase_log
from analytics.lifetime.past import Past
from analytics.lifetime.summary import bought, summary
from analytics.lifetime.traits import traits


def small() -> PurchaseLog:
    """Three customers and one who never bought; rows in no order, one of nobody."""
    rows = [(2, 30, 500), (0, 10, 100), (0, 10, 50), (0, 40, 200), (1, 20, 70), (-1, 5, 999), (0, 25, 0), (2, 30, -600)]
    who, day, paid = (np.array(column) for column in zip(*rows, strict=True))
    return purchase_log(who, day, paid, customers=4)


def test_what_is_bought_on_one_day_is_one_purchase_and_corrections_count_as_nothing() -> None:
    log = small()
    assert log.customer.tolist() == [0, 0, 0, 1, 2]
    assert log.day.tolist() == [10, 25, 40, 20, 30]
    assert log.amount.tolist() == [150, 0, 200, 70, 0]


def test_an_empty_log_is_a_log() -> None:
    nothing = np.zeros(0, np.int64)
    log = purchase_log(nothing, nothing, nothing)
    assert len(log) == 0
    assert len(summary(log, 5)) == 0


def test_a_summary_tells_each_who_has_bought_by_that_evening() -> None:
    known = summary(small(), 30)
    assert known.who.tolist() == [0, 1, 2]
    assert known.repeats.tolist() == [1, 0, 0]
    assert known.recency.tolist() == [15, 0, 0]
    assert known.age.tolist() == [20, 10, 0]
    assert known.since.tolist() == [5, 10, 0]
    assert known.spent.tolist() == [150, 70, 0]
    assert known.first_spent.tolist() == [150, 70, 0]


def test_what_became_of_them_is_from_the_next_day_on_to_the_last_day_inclusive() -> None:
    known = summary(small(), 24)
    assert bought(small(), known, 15).times.tolist() == [1, 0]  # the 25th, not the 40th
    assert bought(small(), known, 16).times.tolist() == [2, 0]
    assert bought(small(), known, 16).amount.tolist() == [200, 0]
    assert bought(small(), summary(small(), 25), 14).times.tolist() == [0, 0]


def test_traits_of_a_customer_by_hand() -> None:
    numbers = traits(small(), summary(small(), 41))
    assert_allclose(numbers[0], [2, 30, 31, 1, 15, 15, 1 / 15, 350 / 3, 200, 200 / (350 / 3), 1, 2, 3, 3])
    assert np.isnan(numbers[1, 4])
    assert np.isnan(numbers[1, 5])
    assert numbers[1, [0, 2, 3, 7]].tolist() == [0, 21, 21, 70]


def test_own_rate_goes_on_as_before() -> None:
    said = own_rate(Past(small()), 40, 60)
    assert_allclose(said.times, [2 / 30 * 60, 0, 0])
    assert_allclose(said.chance, [-np.expm1(-4.0), 0, 0])
    assert_allclose(said.spend, [4 * 350 / 3, 0, 0])


def test_recency_tells_what_those_did_who_had_stayed_away_as_long() -> None:
    """Twenty customers, seen ten days earlier: the ten who had bought lately came again, the others did not."""
    first = np.where(np.arange(20) < 10, 29, 5)
    who, day = np.concatenate([np.arange(20), np.arange(10)]), np.concatenate([first, np.full(10, 39)])
    past = Past(purchase_log(who, day, np.full(30, 10)))
    said = by_recency(past, 40, 10)
    # ten customers of the same number of days each, drawn to the mean of all by one more customer
    assert_allclose(said.chance[:10], (10 + 0.5) / 11)
    assert_allclose(said.chance[10:], (0 + 0.5) / 11)
    assert_allclose(said.spend[:10], said.times[:10] * 10)
