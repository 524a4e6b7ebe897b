"""Nothing after an evening reaches what is said on it: the whole future of a shop is taken away, and made up anew."""

from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from analytics.churn.deeds import deeds
from analytics.churn.groups import groups
from analytics.churn.never_bought import never_bought
from analytics.churn.reasons import seen
from analytics.churn.shop_log import as_date, deeds_on, shop_log, today
from analytics.churn.standing import Standing, standing
from analytics.lifetime.backtest import BG_NAME, BOOSTED, DEFAULT, forecast
from analytics.lifetime.boosted import _numbers
from analytics.lifetime.log import Floats
from analytics.lifetime.past import Past
from analytics.period import midnight
from storage.columns import MISSING, ROW, Array, facts_columns
from storage.facts import Facts, Shelf
from storage.fields import Unit
from tests.analytics.churn.shops import shop
from tests.as_of import facts_as_of

DAY = 86_400_000
MARK = 77_777_777
PEOPLE = ("buyer_id", "customer_id", "parent_id", "child_id", "promoter_id", "leader_id")
LATER = ("paid_at", "used_at", "unfollowed_at", "refunded_at", "finished_at", "closed_at", "completed_at", "failed_at")
"""What may still happen to a record that was there before."""


def evening() -> int:
    """Ninety days before the end, so that there is a past and a future."""
    return today(shop()) - 90


def end() -> int:
    return midnight(as_date(evening() + 1), shop().shop.zone)


def somebody() -> int:
    """A customer who had bought by then."""
    return int(Past(shop_log(shop())).evening(evening()).known.who[11])


def with_another_future(facts: Facts, moment: int, who: int) -> Facts:
    """Every later record is that of one customer, for an amount that nobody else pays; and whatever could still happen
    to an earlier record has happened: unpaid orders are paid, coupons used, everybody has unfollowed."""

    def column(kind: str, name: str) -> Array:
        if name == ROW:
            return facts[kind].row
        values, unit = facts[kind][name].copy(), facts_columns(kind)[name].unit
        later = _begun(facts, kind) >= moment
        if name in PEOPLE:
            values[later] = who
        elif unit is Unit.MONEY:
            values[later] = MARK
        elif name in LATER:
            values[(values == MISSING) | (values >= moment)] = moment + DAY
        elif unit is Unit.CATEGORY and kind in ("refunds", "orders") and name == "status":
            values[:] = values.max(initial=0)
        return values

    return Facts(facts.shop, 0, facts.as_of, Shelf(column, facts.texts_of, facts._shelf.texts, facts._shelf.size))


def _begun(facts: Facts, kind: str) -> Array:
    if "created_at" not in facts_columns(kind):
        return np.full(len(facts[kind]), MISSING)  # customers and goods stay who they are
    return facts[kind]["created_at"]


@cache
def futures() -> dict[str, Facts]:
    return {
        "as it came": shop(),
        "none": facts_as_of(shop(), end()),
        "another": with_another_future(shop(), end(), somebody()),
    }


def past(facts: Facts) -> Past:
    return Past(shop_log(facts), lambda day: deeds_on(facts, day))


@pytest.mark.parametrize("other", ["none", "another"])
def test_every_number_of_every_customer_is_the_same_whatever_came_later(other: str) -> None:
    here, there = (_numbers(past(futures()[name]), evening(), 60) for name in ("as it came", other))
    assert here.shape[1] == there.shape[1] >= 37
    assert_array_equal(here, there)
    assert all(np.isfinite(column).any() and len(np.unique(column)) > 1 for column in here.T)  # none of them is idle


@pytest.mark.parametrize("name", [DEFAULT, BG_NAME, BOOSTED])
@pytest.mark.parametrize("other", ["none", "another"])
def test_every_forecast_is_the_same_whatever_came_later(name: str, other: str) -> None:
    here, there = (forecast(past(futures()[one]), evening(), 60, name) for one in ("as it came", other))
    assert_array_equal(here.chance, there.chance)
    assert_array_equal(here.times, there.times)
    assert_array_equal(here.spend, there.spend)


@pytest.mark.parametrize("other", ["none", "another"])
def test_groups_and_reasons_are_the_same_whatever_came_later(other: str) -> None:
    here, there = futures()["as it came"], futures()[other]
    stood: tuple[Standing, Standing] = (
        standing(past(here), evening(), BOOSTED),
        standing(past(there), evening(), BOOSTED),
    )
    assert_array_equal(groups(here, stood[0]), groups(there, stood[1]))
    assert_array_equal(seen(here, evening()).visits, seen(there, evening()).visits)
    assert_array_equal(seen(here, evening()).refunds, seen(there, evening()).refunds)
    assert_array_equal(seen(here, evening()).coupons, seen(there, evening()).coupons)


def test_a_marker_of_the_future_is_found_when_it_is_there_and_only_then() -> None:
    facts = futures()["another"]
    then, now = _numbers(past(facts), evening(), 60), _numbers(past(facts), today(facts), 60)
    assert not (then == MARK).any()
    assert not _told(then, facts, evening()).any()
    who = int(np.searchsorted(past(facts).evening(today(facts)).known.who, somebody()))
    assert (now[who] >= MARK).any()
    assert _told(now, facts, today(facts)).any()


def _told(numbers: Floats, facts: Facts, day: int) -> Array:
    """Columns in which the marked customer is far beyond all others."""
    place = int(np.searchsorted(past(facts).evening(day).known.who, somebody()))
    others = np.nanmax(np.delete(numbers, place, axis=0), axis=0)
    return np.asarray(numbers[place] > 3 * others + 10)


def test_deeds_up_to_the_last_moment_of_the_evening_count_and_none_after() -> None:
    facts, moment = shop(), end()
    at, who = facts["visits"]["created_at"], facts["visits"]["customer_id"]
    week = (at >= moment - 7 * DAY) & (at < moment) & (who >= 0)
    assert_array_equal(deeds(facts, moment)[:-1, 0], np.bincount(who[week], minlength=len(facts.position("customers"))))


def test_fans_who_never_bought_then_are_those_of_then() -> None:
    known = never_bought(facts_as_of(shop(), end()))
    later = never_bought(facts_as_of(shop(), midnight(as_date(evening() + 61), shop().shop.zone)))
    assert_array_equal(known.now, later.then)
