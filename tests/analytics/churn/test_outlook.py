"""The outlook of a shop: learnt, learnt again, and of shops that are odd in one way or another."""

from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from analytics.churn.groups import GROUPS, groups
from analytics.churn.outlook import AGAIN, OUTLOOK, Outlook, learn, outlook, told
from analytics.churn.shop_log import as_date, deeds_on, shop_log
from analytics.churn.standing import AHEAD, FAR, standing
from analytics.churn.value import value_of
from analytics.learning import Lesson, learnt
from analytics.lifetime.backtest import BOOSTED, DEFAULT
from analytics.lifetime.past import Past
from analytics.lifetime.scoring import auc
from analytics.lifetime.summary import bought, summary
from analytics.period import midnight
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.progress import Progress, ignore, never
from storage.records import Customer
from tests.analytics.churn import shops
from tests.analytics.churn.shops import LAST, SHOP, log, moment, order, rows_of, sold
from tests.as_of import facts_as_of


def of(facts: Facts) -> Outlook:
    return shops.told(facts)


@cache
def plain() -> Outlook:
    """Of a shop that knows orders only."""
    return of(sold(rows_of(log())))


@cache
def three_months_ago() -> Outlook:
    """Of the shop that knows everything, as it was learnt then."""
    facts = shops.shop()
    return of(facts_as_of(facts, midnight(as_date(shops.learnt().standing.day - FAR + 1), facts.shop.zone)))


def test_buyers_are_those_of_the_log_and_chances_and_money_are_in_order() -> None:
    found = shops.learnt()
    standing, known = found.standing, summary(shop_log(shops.shop()), found.standing.day)
    assert_array_equal(standing.who, known.who)
    assert_allclose(standing.spent, known.spent)
    assert_allclose(standing.since, known.since)
    for days in AHEAD:
        said = standing.ahead[days]
        assert ((said.chance >= 0) & (said.chance <= 1)).all()
        assert (said.times >= said.chance - 1e-12).all()  # who comes comes at least once
    times = [standing.ahead[days].times.sum() for days in AHEAD]
    assert times == sorted(times)
    assert len(found.group) == len(standing)
    assert set(np.unique(found.group)) <= set(range(len(GROUPS)))


def test_in_a_shop_whose_signs_tell_more_the_trees_are_in_force_and_rank_the_lapsed() -> None:
    found = shops.learnt()
    assert found.judged.chosen == BOOSTED
    lapsed = np.asarray(shops.made().truth.lapsed)[found.standing.who]
    ours, plain = auc(-found.standing.chance, lapsed), auc(found.standing.since, lapsed)
    assert ours is not None
    assert plain is not None
    assert ours.value > 0.9 > plain.value


def test_where_purchases_are_all_there_is_the_base_model_is_in_force() -> None:
    assert plain().judged.chosen == DEFAULT


def test_what_became_of_the_list_of_three_months_ago_is_what_a_shop_knew_then_held_against_what_came() -> None:
    found, facts = shops.learnt(), shops.shop()
    assert found.then is not None
    assert found.then.day == found.standing.day - FAR
    known = three_months_ago()
    assert found.then.people.sum() == len(known.standing)
    came = bought(shop_log(facts), summary(shop_log(facts), found.then.day), FAR)
    assert sum(found.then.spent) == pytest.approx(came.amount.sum())
    assert found.then.came.sum() == (came.times > 0).sum()
    day, model = known.standing.day, found.judged.chosen
    past = Past(shop_log(facts), lambda evening: deeds_on(facts, evening))
    stood = groups(facts, standing(past, day, model))  # by the model alone: nothing sets it right with what came later
    assert_array_equal(np.bincount(stood, minlength=len(GROUPS)), found.then.people)


def test_what_is_said_then_of_all_buyers_together_came() -> None:
    facts, then = shops.shop(), three_months_ago()
    whole = then.sum_of(then.standing.spend, np.ones(len(then.standing), dtype=bool))
    came = bought(shop_log(facts), summary(shop_log(facts), then.standing.day), FAR).amount
    assert whole.low <= came.sum() <= whole.high
    values = value_of(then, np.arange(len(then.standing)))
    inside = [one.low - 1 <= paid <= one.high + 1 for one, paid in zip(values, came.tolist(), strict=True)]
    assert 0.93 < np.mean(inside) <= 1
    assert all(one.low <= one.value <= one.high for one in values)


def test_a_back_test_stands_for_a_week_and_forecasts_are_made_anew_every_day() -> None:
    def upto(last: int) -> Facts:
        return sold([row for row in rows_of(log()) if row[1] <= last], last=last)

    first = learn(upto(LAST - 8), None, ignore, never)
    soon = learn(upto(LAST - 7), first, ignore, never)
    assert soon.judged is first.judged
    assert soon.judged_on == first.judged_on
    assert soon.standing.day == first.standing.day + 1
    week = learn(upto(LAST - 8 + AGAIN), soon, ignore, never)
    assert week.judged is not first.judged
    assert week.judged_on == week.standing.day
    fresh = learn(upto(LAST - 8 + AGAIN), None, ignore, never)
    assert_array_equal(week.standing.chance, fresh.standing.chance)
    back = learn(upto(LAST - 30), week, ignore, never)  # the data was put back to an earlier day
    assert back.judged_on == back.standing.day


def test_an_outlook_can_be_kept_and_is_the_same_when_it_is_read_again() -> None:
    kept: dict[str, bytes] = {}

    def with_a_memory() -> Facts:
        facts = sold(rows_of(log()))
        facts.keep, facts.recall = kept.__setitem__, kept.get  # type: ignore[method-assign, assignment]
        return facts

    def once(*_: object) -> Outlook:
        raise AssertionError("it was learnt before")

    first = of(with_a_memory())
    again = learnt(with_a_memory(), Lesson(OUTLOOK.name, OUTLOOK.form, Outlook, once))
    assert_array_equal(first.standing.chance, again.standing.chance)
    assert_array_equal(first.standing.ahead[30].spend, again.standing.ahead[30].spend)
    assert_array_equal(first.group, again.group)
    assert again.judged == first.judged
    assert again.models == first.models
    assert told(with_a_memory())


def test_it_tells_how_far_it_is_and_never_goes_back() -> None:
    seen: list[Progress] = []
    learn(sold(rows_of(log())), None, seen.append, never)
    done = [one.done for one in seen]
    assert len(seen) > 5
    assert done == sorted(done)
    assert {one.total for one in seen} == {seen[0].total}


def test_buyers_merged_into_one_are_one_buyer() -> None:
    rows = rows_of(log())
    records = [order(number, *row) for number, row in enumerate(rows)]
    as_one = of(facts_of(SHOP, records, as_of=moment(LAST + 1, 0), merges={"c1": "c0"}))
    assert len(as_one.standing) == len(plain().standing) - 1
    assert as_one.standing.spent.sum() == plain().standing.spent.sum()


def test_who_bought_for_the_first_time_on_the_last_day_is_there_and_not_overdue() -> None:
    found = of(sold([*rows_of(log()), ("fresh", LAST, 5_000)]))
    place = int(np.flatnonzero(found.standing.age == 0)[-1])
    assert found.standing.since[place] == 0
    assert np.isnan(found.standing.overdue[place])
    assert list(GROUPS)[found.group[place]] == "fine"


def test_orders_of_the_day_that_is_not_over_do_not_count_yet() -> None:
    rows = rows_of(log())
    more = [*rows, *((f"c{number}", LAST + 1, 9_999) for number in range(50))]
    assert_array_equal(plain().standing.chance, of(sold(more)).standing.chance)


def test_a_shop_that_was_shut_over_the_spring_festival_has_an_outlook() -> None:
    open_days = [row for row in rows_of(log()) if not 370 <= row[1] < 390]
    found = of(sold(open_days))
    assert np.isfinite(found.standing.spend).all()
    assert found.standing.spend.sum() > 0


def test_one_buyer_with_three_thousand_orders_does_not_upset_the_others() -> None:
    rows = rows_of(log())
    busy = [("busy", number % (LAST + 1), 100) for number in range(3_000)]
    found = of(sold(rows + busy))
    assert np.isfinite(found.standing.spend).all()
    assert found.standing.chance.max() <= 1
    assert abs(found.standing.chance[:-1].mean() / plain().standing.chance.mean() - 1) < 0.15


def test_with_too_little_there_is_no_outlook_and_that_is_known_at_once() -> None:
    few = sold(rows_of(log())[:200])
    assert told(few)
    assert not isinstance(outlook(few), Outlook)
    assert not told(sold(rows_of(log())))


def test_people_with_a_record_and_no_order_are_not_in_it() -> None:
    found = of(sold(rows_of(log()), [Customer(id="looker", updated_at=1, joined_at=moment(5))]))
    assert len(found.standing) == len(plain().standing)
