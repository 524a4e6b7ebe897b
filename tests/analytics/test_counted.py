"""Who is new and which row of each comes first, told row by row: what the links and tables answer must be the same."""

from datetime import timedelta

import numpy as np
import pytest

from analytics.buyer_kind import buyer_kind
from analytics.counting import VISITOR, first_of_each, last_rows
from analytics.cut import Cut, whole
from analytics.keyfigures import YEAR_MS
from analytics.local_time import HOUR
from analytics.log import PAID, PLACED, REFUNDED, SOLD, VISITED, Log
from analytics.part import Part
from analytics.period import Period
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Order
from storage.words import Words
from tests.analytics.shops import DAY_ONE, shop_of

PERIODS = [Period(DAY_ONE + timedelta(days=first), DAY_ONE + timedelta(days=last))
           for first, last in ((372, 390), (0, 30), (366, 370), (376, 376), (200, 396))]  # fmt: skip


def people(cut: Cut) -> list[str | None]:
    """Who acted in each row."""
    ids = cut.facts.ids("customers")
    return [ids[code] if code >= 0 else None for code in cut.codes(cut.log.person).tolist()]


def some(cut: Cut) -> Cut:
    """Part of the rows, as a filter leaves them."""
    return cut.where(cut.at // HOUR % 2 == 0)


@pytest.mark.parametrize("log", [PAID, SOLD, PLACED, REFUNDED], ids=lambda log: log.id)
def test_returning_is_who_paid_in_the_year_before_the_period(log: Log) -> None:
    seen = set()
    for seed in range(12):
        shop, records = shop_of(seed, 40)
        facts = facts_of(shop, records)
        orders = [one for one in records if isinstance(one, Order) and isinstance(one.paid_at, int)]
        for period in PERIODS:
            start, _ = period.bounds(shop.zone)
            before = {one.buyer_id for one in orders if start - YEAR_MS <= (one.paid_at or 0) < start}
            for cut in (whole(facts, log, period), some(whole(facts, log, period))):
                kinds = [-1 if who is None else int(who in before) for who in people(cut)]
                assert buyer_kind(cut).tolist() == kinds
                seen |= set(kinds)
    assert seen >= {0, 1}


@pytest.mark.parametrize("log", [PAID, SOLD], ids=lambda log: log.id)
def test_the_first_row_of_each_is_the_earliest_in_the_cut(log: Log) -> None:
    part = Part("people", log, Words("人", "people"), each=log.person)
    for seed in range(12):
        for cut in _cuts(facts_of(*shop_of(seed, 40)), log):
            first: dict[str, int] = {}
            for place, who in zip(cut.position.tolist(), people(cut), strict=True):
                if who is not None:
                    first.setdefault(who, place)
            assert first_of_each(cut, part).position.tolist() == list(first.values())


@pytest.mark.parametrize("log", [PAID, SOLD, PLACED, REFUNDED, VISITED], ids=lambda log: log.id)
def test_the_last_row_of_each_is_found_with_links_and_without(log: Log) -> None:
    way = VISITOR if log is VISITED else log.person
    part = Part("people", log, Words("人", "people"), each=way)
    for seed in range(12):
        for cut in _cuts(facts_of(*shop_of(seed, 40)), log):
            last = {code: place for place, code in enumerate(cut.codes(way).tolist()) if code >= 0}
            assert np.flatnonzero(last_rows(cut, part)).tolist() == sorted(last.values())


def _cuts(facts: Facts, log: Log) -> list[Cut]:
    cuts = [whole(facts, log, period) for period in PERIODS]
    return [*cuts, *map(some, cuts)]
