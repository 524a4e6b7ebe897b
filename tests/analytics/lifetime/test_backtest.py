"""Which model is in force: the one that was better from every evening, and nothing of the future in any forecast."""

from functools import cache

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.testing import assert_array_equal

from analytics.lifetime.backtest import BOOSTED, DEFAULT, Judged, evenings, forecast, judged
from analytics.lifetime.boosted import boosted, training_evenings
from analytics.lifetime.log import Floats, PurchaseLog, purchase_log
from analytics.lifetime.nbd import Nbd
from analytics.lifetime.past import Past
from analytics.lifetime.scoring import auc
from analytics.lifetime.summary import Bought
from tests.analytics.lifetime.drawn import drawn

LAST = 399
SHOP = Nbd(0.6, 60.0, 0.9, 4.0, 1)


@cache
def shop(seed: int = 1) -> PurchaseLog:
    made = drawn(SHOP, 1_500, 330, 400, seed)
    rng = np.random.default_rng(seed)
    return made.log(np.round(rng.gamma(4.0, 25.0, len(made.at)) / rng.gamma(3.0, 0.4, 1_500)[made.who] + 1))


def knowing(log: PurchaseLog, seed: int = 0) -> "Floats":
    """[customers, 1] a number by lot, the same every evening."""
    return np.random.default_rng(seed).random((log.customers, 1))


def telling(day: int) -> Floats:
    """Something seen beside purchases that tells who comes within sixty days: only a test can know it."""
    log = shop()
    comes = np.isin(np.arange(log.customers), log.customer[(log.day > day) & (log.day <= day + 60)])
    return (comes + np.random.default_rng(day).normal(size=log.customers))[:, None]


@cache
def plain() -> Judged:
    found = judged(Past(shop()), LAST)
    assert found is not None
    return found


def test_three_evenings_are_looked_ahead_from_and_all_of_what_came_is_over() -> None:
    assert [look.day for look in plain().looks] == [339, 309, 279]
    assert [len(look.scores) for look in plain().looks] == [5, 5, 5]
    for look in plain().looks:
        later = (shop().day > look.day) & (shop().day <= look.day + 60)
        known = np.unique(shop().customer[shop().day <= look.day])
        again = np.isin(shop().customer, known) & later
        assert look.customers == len(known)
        assert look.came == len(np.unique(shop().customer[again]))
        assert look.times == int(again.sum())
        assert look.spend == pytest.approx(shop().amount[again].sum())


def test_trees_that_know_no_better_are_not_in_force() -> None:
    assert plain().chosen == DEFAULT
    assert plain().gains[BOOSTED].low <= 0
    noise = judged(Past(shop(), lambda _day: knowing(shop())), LAST)
    assert noise is not None
    assert noise.chosen == DEFAULT


def test_trees_that_know_better_from_every_evening_are_in_force() -> None:
    found = judged(Past(shop(), telling), LAST)
    assert found is not None
    assert found.chosen == BOOSTED
    assert found.gains[BOOSTED].low > 0
    assert all(look.scores[BOOSTED].brier < look.scores[DEFAULT].brier for look in found.looks)


def test_trees_that_were_better_only_once_are_not_in_force() -> None:
    def once(day: int) -> Floats:
        return telling(day) if day == 339 or day in training_evenings(Past(shop()), 339, 60) else knowing(shop(), day)

    found = judged(Past(shop(), once), LAST)
    assert found is not None
    assert found.chosen == DEFAULT


def test_with_futures_dealt_out_by_lot_nothing_ranks_anybody() -> None:
    """What came after each evening belongs to somebody else."""

    class Shuffled(Past):
        def bought(self, day: int, days: int) -> Bought:
            came = super().bought(day, days)
            lot = np.random.default_rng(day).permutation(len(came.times))
            return Bought(came.times[lot], came.amount[lot])

    past = Shuffled(shop(), lambda _day: knowing(shop()))
    found = judged(past, LAST)
    assert found is not None
    held = [score.auc.low <= 0.5 <= score.auc.high for look in found.looks if (score := look.scores[BOOSTED]).auc]
    assert held == [True, True, True]
    said, came = boosted(past, 339, 60), past.bought(339, 60)
    assert said is not None
    area = auc(said.chance, came.times > 0)
    assert area is not None
    assert area.low <= 0.5 <= area.high


def test_trees_that_learnt_from_futures_dealt_out_by_lot_are_not_in_force() -> None:
    class Shuffled(Past):
        """The evenings that trees of the older two looks learn from have the futures of others."""

        def bought(self, day: int, days: int) -> Bought:
            came = super().bought(day, days)
            lot = np.random.default_rng(day).permutation(len(came.times))
            return Bought(came.times[lot], came.amount[lot]) if day < 279 else came

    found = judged(Shuffled(shop()), LAST)
    assert found is not None
    assert found.chosen == DEFAULT
    assert all(look.scores[BOOSTED].brier > look.scores[DEFAULT].brier for look in found.looks[1:])


def upto(log: PurchaseLog, day: int) -> PurchaseLog:
    kept = log.day <= day
    return PurchaseLog(log.customers, log.customer[kept], log.day[kept], log.amount[kept])


def marked(log: PurchaseLog, day: int) -> PurchaseLog:
    """The log with a future made up: customer 7 comes daily for an amount that nobody else pays."""
    early = upto(log, day)
    days = np.arange(day + 1, LAST + 1)
    who = np.concatenate([early.customer, np.full(len(days), 7)])
    paid = np.concatenate([early.amount, np.full(len(days), 77_777_777.0)])
    return purchase_log(who, np.concatenate([early.day, days]), paid, log.customers)


@pytest.mark.parametrize("name", ["mbg_nbd", "bg_nbd", "boosted"])
def test_no_forecast_knows_anything_that_happened_after_its_evening(name: str) -> None:
    day = 339
    told = [forecast(Past(log), day, 60, name) for log in (shop(), upto(shop(), day), marked(shop(), day))]
    for other in told[1:]:
        assert_array_equal(told[0].chance, other.chance)
        assert_array_equal(told[0].times, other.times)
        assert_array_equal(told[0].spend, other.spend)


def test_forecasts_of_an_evening_do_not_depend_on_what_was_looked_at_before() -> None:
    late = Past(marked(shop(), 309))
    late.evening(LAST)
    forecast(late, LAST, 60, BOOSTED)
    told, fresh = (forecast(past, 309, 60, BOOSTED) for past in (late, Past(shop())))
    assert_array_equal(told.chance, fresh.chance)


def test_a_marker_of_the_future_is_in_no_number_of_a_customer() -> None:
    past, day = Past(marked(shop(), 339)), 339
    numbers = past.numbers(day)
    assert 77_777_777.0 not in numbers
    assert_array_equal(numbers, Past(upto(shop(), day)).numbers(day))
    assert 77_777_777.0 in past.numbers(day + 1)  # the very next evening it is known


def test_a_past_that_is_too_short_is_not_judged() -> None:
    assert evenings(Past(shop()), 119) == ()  # sixty days to learn from are not over sixty days before
    assert judged(Past(upto(shop(), 100)), 100) is None
    few = purchase_log(shop().customer[shop().customer < 200], shop().day[shop().customer < 200],
                       shop().amount[shop().customer < 200])  # fmt: skip
    assert judged(Past(few), LAST) is None


def test_a_shop_to_which_nobody_comes_again_has_no_models() -> None:
    once = purchase_log(np.arange(1_000), np.arange(1_000) % 400, np.full(1_000, 50))
    assert not Past(once).evening(LAST).enough
    assert judged(Past(once), LAST) is None


def test_where_nobody_pays_anything_there_is_nothing_to_forecast() -> None:
    free = purchase_log(shop().customer, shop().day, np.zeros(len(shop())))
    assert not Past(free).evening(LAST).enough


def test_money_in_another_unit_and_days_counted_from_elsewhere_change_nothing_else() -> None:
    log = shop()
    moved = judged(Past(PurchaseLog(log.customers, log.customer, log.day + 20_000, log.amount * 100)), LAST + 20_000)
    assert moved is not None
    for here, there in zip(plain().looks, moved.looks, strict=True):
        assert there.spend == pytest.approx(100 * here.spend)
        for name, score in here.scores.items():
            assert there.scores[name].brier == pytest.approx(score.brier, rel=1e-5)
            assert there.scores[name].spend == pytest.approx(100 * score.spend, rel=1e-4)


def test_how_many_come_is_told_with_a_range_that_knows_how_far_the_looks_were_off() -> None:
    chance = np.full(400, 0.25)
    said = plain().come_of(chance)
    assert said.value == 100
    assert said.low < 100 - 1.95 * np.sqrt(75) < 100 + 1.95 * np.sqrt(75) < said.high
    off = [replace(look, came=look.came * 2) for look in plain().looks]
    assert replace(plain(), looks=tuple(off)).come_of(chance).high > 100 + 2 * 90
    assert replace(plain(), looks=tuple(off)).come_of(chance + 0.7).high == 400  # not more than there are


def test_a_shop_that_was_shut_for_weeks_is_judged_and_its_sums_stay_finite() -> None:
    log = shop()
    shut = (log.day > 330) & (log.day <= 385)
    found = judged(Past(purchase_log(log.customer[~shut], log.day[~shut], log.amount[~shut])), LAST)
    assert found is not None
    total = found.come_of(np.full(1_000, 0.5))
    assert total.low >= 0
    assert total.high <= 1_000 * 2.2


def test_the_gain_is_the_difference_of_the_errors_shown_beside_it() -> None:
    """Customers who were there for one look only count in that look, as they do in its own error."""
    assert plain().looks[0].customers > plain().looks[-1].customers
    for name, gain in plain().gains.items():
        means = [np.mean([look.scores[one].brier for look in plain().looks]) for one in (DEFAULT, name)]
        assert gain.value == pytest.approx(means[0] - means[1], rel=1e-9)


def test_what_the_models_were_made_for_is_ranked_better_than_by_chance() -> None:
    for look in plain().looks:
        area = look.scores[DEFAULT].auc
        assert area is not None
        assert area.low > 0.6
