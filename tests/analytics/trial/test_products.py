"""What goes out in a trial of recommendations: five of each own list, or the best sellers that they do not have."""

from collections import Counter as Counts
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest

from analytics.trial.enrol import Asked, enrol
from analytics.trial.lists import list_tables
from analytics.trial.planning import planned
from analytics.trial.refusals import Refusal
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.trial import Enrolled
from tests.analytics.making import Book, at
from tests.analytics.recommend.shop.shops import (
    CUPS,
    MEMBERS,
    NIGHT,
    TEAS,
    club_counter,
    club_facts,
    club_records,
    code,
)

IDS = tuple(f"c{number}" for number in range(MEMBERS))
OWN, BEST = "我们推荐的", "卖得最好的"


def tried(facts: Facts, *offers: str, floor: float = 0.0, **more: Any) -> Enrolled | Refusal:
    asked: dict[str, Any] = {"view": "recommend", "group": "all", "hold_out": 0.0} | more
    made = enrol(facts, Asked(name="t", ids=IDS, start=date(2026, 7, 2), at=0, offers=offers, **asked), {})
    assert isinstance(made, Enrolled)
    return planned(facts, made, floor, {})


def lists(made: Enrolled | Refusal, arm: int) -> dict[str, list[str]]:
    assert isinstance(made, Enrolled)
    every = zip(made.ids[arm], made.lists[arm], strict=True)
    return {one: [made.products[place].id for place in own] for one, own in every}


@pytest.fixture(scope="module")
def made() -> Enrolled:
    found = tried(club_facts(), OWN, BEST)
    assert isinstance(found, Enrolled)
    return found


def bought() -> set[tuple[str, str]]:
    who = {one.id: one.buyer_id for one in club_records() if one.KIND == "orders"}  # type: ignore[attr-defined]
    lines = [one for one in club_records() if one.KIND == "order_lines"]
    return {(str(who[one.order_id]), str(one.product_id)) for one in lines}  # type: ignore[attr-defined]


def test_one_half_gets_its_own_lists_as_the_page_names_them(made: Enrolled) -> None:
    names = list(club_facts().ids("products"))
    for one, own in lists(made, 0).items():
        shown = club_counter().new(np.array([code(club_facts(), "customers", one)])).items[0]
        assert own == [names[item] for item in shown.tolist() if item >= 0]
        assert set(own[:3]) <= set(TEAS if int(one[1:]) % 2 else CUPS)


def test_the_other_half_gets_what_sells_most_and_they_do_not_have(made: Enrolled) -> None:
    have, order = bought(), np.argsort(-club_counter().learnt.popular, kind="stable").tolist()
    ranked = [club_facts().ids("products")[item] for item in order]
    for one, sent in lists(made, 1).items():
        assert sent == [key for key in ranked if (one, key) not in have][:5]


def test_lists_have_titles_and_ids_of_the_day(made: Enrolled) -> None:
    renamed = [one for one in club_records() if one.KIND != "products"]
    for table, arm in zip(list_tables(facts_of(Book().shop, renamed), made), (0, 1), strict=True):
        assert [column.name.zh for column in table.columns][2:6] == ["商品 1", "商品 1 编号", "商品 2", "商品 2 编号"]
        for row, sent in zip(table.rows, lists(made, arm).values(), strict=True):
            assert row.cells[3::2] == tuple(sent)
            assert row.cells[2::2] == tuple(key.upper() for key in sent)


def test_what_loses_too_much_goes_out_to_nobody() -> None:
    kept = tried(club_facts(), OWN, BEST, floor=0.5)
    assert isinstance(kept, Enrolled)
    assert kept.products == ()  # every margin is 40%


def test_offers_of_another_kind_name_no_products() -> None:
    for found in (tried(club_facts(), "满 100 减 15", "包邮"), tried(club_facts(), OWN, BEST, view="buyers")):
        assert isinstance(found, Enrolled)
        assert (found.products, found.lists) == ((), ())
    half = lists(tried(club_facts(), OWN, hold_out=0.5), 1)
    assert set(map(tuple, half.values())) == {()}  # held out


def test_two_halves_that_would_get_the_same_are_refused() -> None:
    """Where nobody has a taste, lists of their own do no better than what sells most."""
    refused = tried(facts_of(Book().shop, club_records(Random(2)), as_of=at(NIGHT)), OWN, BEST)
    assert isinstance(refused, Refusal)
    assert "一样的东西" in refused.what.zh


def test_a_shop_without_products_is_told_so() -> None:
    book = Book()
    for one in IDS:
        book.order("2026-06-01 10:00", 100, one)
    refused = tried(book.facts(), OWN, BEST)
    assert isinstance(refused, Refusal)
    assert "列不出该推什么" in refused.what.zh


def test_everybody_of_a_half_is_served(made: Enrolled) -> None:
    assert Counts(map(len, [*lists(made, 0).values(), *lists(made, 1).values()])) == {5: MEMBERS}
