"""How many of a group buy by themselves: of churn by the forecast of each buyer, of others by what such people did."""

import pytest

from analytics.churn.groups import place
from analytics.result import Estimate
from analytics.trial.groups import buy_by_themselves, people_of
from analytics.trial.past import own_rate
from storage.words import Words
from tests.analytics.churn.shops import learnt, shop


def ids(view: str, group: str) -> list[str]:
    found = people_of(shop(), view, group)
    assert not isinstance(found, Words)
    return list(found)


@pytest.mark.parametrize("group", ["sleeping", "left", "fine"])
def test_a_group_of_churn_comes_as_its_buyers_are_forecast(group: str) -> None:
    told = buy_by_themselves(shop(), "churn", group, ids("churn", group), 60)
    chances = learnt().standing.ahead[60].chance[learnt().group == place(group)]
    assert isinstance(told, Estimate)
    assert told.value == pytest.approx(float(chances.mean()), abs=0.5 / len(chances))
    assert told.low < told.value < told.high


def test_past_orders_alone_would_take_who_left_for_who_just_pauses() -> None:
    """A visit not made and a shop not followed any more are not among them."""
    left = ids("churn", "left")
    told, by_orders = buy_by_themselves(shop(), "churn", "left", left, 30), own_rate(shop(), left, 30)
    assert isinstance(told, Estimate)
    assert isinstance(by_orders, Estimate)
    assert told.high < by_orders.low


def test_other_people_come_as_such_people_did() -> None:
    everybody = ids("buyers", "all")
    for view, group in (("buyers", "all"), ("", ""), ("recommend", "all")):
        assert buy_by_themselves(shop(), view, group, everybody, 30) == own_rate(shop(), everybody, 30)
