"""The record of a shop's groups: one that is told too high is set right, and page, file and figures say the same."""

from itertools import pairwise

import numpy as np
from numpy.testing import assert_allclose

from analytics.churn.groups import GROUPS, place
from analytics.churn.record import look_back
from analytics.churn.shop_log import shop_log, today
from analytics.churn.standing import AHEAD, FAR
from analytics.lifetime.backtest import DEFAULT
from analytics.lifetime.past import Past
from tests.analytics.churn.shops import learnt, log, rows_of, shop, sold
from tests.as_of import facts_as_of
from tests.long.lapsed_ranges import LAST, PROCESSES, drawn, said_and_came


def test_a_group_that_the_model_tells_too_high_is_set_right_by_the_lists_before() -> None:
    """Buyers who come at even gaps: who is late has left, which MBG/NBD cannot know."""
    process, seed = PROCESSES["regular gaps"], 3
    kept = drawn(process, seed)
    facts = sold((row for row in rows_of(kept) if row[1] <= LAST), last=LAST)
    record, then = look_back(facts, Past(shop_log(facts)), today(facts), DEFAULT)
    assert record.levels.part[place("cooling")] < 0.4
    assert record.levels.part[place("fine")] > 1
    assert then is not None
    assert then.said[place("cooling")] > 2 * then.spent[place("cooling")]
    told = said_and_came(process, seed)
    for key in ("cooling", "drifting", "fine", "all", "buyers"):
        said, came = told[key]
        assert said.low <= came <= said.high, key


def test_nothing_after_the_evening_reaches_its_record() -> None:
    day = today(shop()) - FAR
    told = [
        look_back(facts, Past(shop_log(facts)), day, DEFAULT)[0]
        for facts in (shop(), facts_as_of(shop(), (day + 1) * 86_400_000 - 8 * 3_600_000))
    ]
    assert told[0] == told[1]


def test_a_shop_too_young_for_lists_of_three_months_ago_has_the_sixty_days_of_the_back_test() -> None:
    young = sold([row for row in rows_of(log(5_000)) if row[1] < 140], last=139)
    record, then = look_back(young, Past(shop_log(young)), today(young), DEFAULT)
    assert then is None
    assert record.looks == 1


def test_money_set_right_grows_with_days_and_what_groups_spend_adds_up() -> None:
    found = learnt()
    spend = [found.standing.ahead[days].spend for days in AHEAD]
    assert all((later >= sooner - 1e-9).all() for sooner, later in pairwise(spend))
    parts = [found.sum_of(found.standing.spend, found.group == number).value for number in range(len(GROUPS))]
    whole = found.sum_of(found.standing.spend, np.ones(len(found.group), dtype=bool))
    assert_allclose(whole.value, sum(parts), atol=len(GROUPS))
    assert whole.high - whole.value < sum(
        found.sum_of(found.standing.spend, found.group == number).high - part for number, part in enumerate(parts)
    )
