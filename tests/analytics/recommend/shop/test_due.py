"""Who is due to buy again: only what is bought again, only when it is used up, and not for ever."""

from typing import Any

import numpy as np
import pytest

from analytics.local_time import DAY
from analytics.recommend.shop.again import Again
from analytics.recommend.shop.chances import MIDDLES
from analytics.recommend.shop.due import due
from analytics.recommend.shop.moment import Moment
from storage.facts_memory import facts_of
from tests.analytics.making import CHINA, Book, at
from tests.analytics.recommend.shop.shops import product

NOW = "2026-07-01 00:00"


def learnt(sure: float, days: float) -> Again:
    """Of one product: bought again so surely, after so many days (NaN: at any time)."""
    near = np.full(len(MIDDLES), 0.4) if np.isnan(days) else 0.5 * np.exp(-0.5 * (np.log(MIDDLES / days) / 0.5) ** 2)
    one = np.array([days])
    return Again(near[None, :], np.array([sure]), one, one * 0.8, one * 1.2)


def is_due(ago: float, sure: float = 0.95, days: float = 30.0, **fields: Any) -> bool:
    book = Book()
    book.records += [product("p1", "茶", **fields)]
    book.order("2026-01-01 00:00", 100, "b1", lines=[("p1", 100)])
    book.records[1] = _paid(book.records[1], at(NOW) - round(ago * DAY))
    facts = facts_of(CHINA, book.records, as_of=at(NOW))
    now = Moment(facts, at(NOW))
    found = due(now, learnt(sure, days), np.array([0]), np.ones(1, bool))
    if found.items[0, 0] >= 0:
        assert found.days[0, 0] == pytest.approx(ago, abs=0.01)
    return bool(found.items[0, 0] == 0)


def _paid(order: Any, moment: int) -> Any:
    from msgspec.structs import replace

    return replace(order, created_at=moment, paid_at=moment)


@pytest.mark.parametrize(("ago", "wanted"), [(3, False), (15, False), (20, True), (30, True), (45, True), (200, False)])
def test_it_is_due_around_its_days(ago: float, wanted: bool) -> None:
    assert is_due(ago) is wanted


@pytest.mark.parametrize(("ago", "wanted"), [(3, False), (20, True), (60, True), (120, False)])
def test_without_a_rhythm_a_few_weeks_must_have_passed(ago: float, wanted: bool) -> None:
    assert is_due(ago, days=float("nan")) is wanted


def test_what_is_not_surely_bought_again_is_never_due() -> None:
    assert not is_due(30, sure=0.6)
    assert is_due(30, sure=0.6, is_consumable=True)
    assert not is_due(30, sure=0.3, is_consumable=True)


def test_only_what_may_be_offered_is_due() -> None:
    book = Book()
    book.order("2026-06-01 00:00", 100, "b1", lines=[("p1", 100)])
    now = Moment(facts_of(CHINA, book.records, as_of=at(NOW)), at(NOW))
    again = learnt(0.95, 30.0)
    assert due(now, again, np.array([0]), np.ones(1, bool)).items[0, 0] == 0
    assert due(now, again, np.array([0]), np.zeros(1, bool)).items[0, 0] == -1
