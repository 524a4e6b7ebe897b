"""What goes out in a trial of recommendations: five of each own list, or the best sellers that they do not have."""

from collections import Counter as Counts
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest
from msgspec import structs

from analytics.trial.caveats import before_sending
from analytics.trial.enrol import Asked, enrol
from analytics.trial.lists import list_tables
from analytics.trial.offers import offered
from analytics.trial.planning import planned
from analytics.trial.refusals import Refusal
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.trial import Enrolled, Goods
from storage.words import Words
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
OWN: Goods = "own"
BEST: Goods = "best"


def asked(*goods: Goods | None, **more: Any) -> Asked:
    every: dict[str, Any] = {"view": "recommend", "group": "all", "hold_out": 0.0} | more
    return Asked(name="t", ids=IDS, start=date(2026, 7, 2), at=0, goods=goods, **every)


def tried(facts: Facts, *goods: Goods | None, floor: float = 0.0, **more: Any) -> Enrolled | Refusal:
    made = enrol(facts, asked(*goods, **more), {})
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


def test_offers_in_words_send_no_products_and_that_is_said_of_recommendations() -> None:
    found = tried(club_facts(), offers=("满 100 减 15", "不是我们推荐的"))
    assert isinstance(found, Enrolled)
    assert (found.products, found.lists) == ((), ())
    assert "名单里没有商品" in before_sending(found, (), {})[0].zh
    assert not before_sending(structs.replace(found, trial=structs.replace(found.trial, view="buyers")), (), {})
    with_some = tried(club_facts(), OWN, None, offers=("", "包邮"))
    assert isinstance(with_some, Enrolled)
    assert not before_sending(with_some, (), {})
    assert set(map(tuple, lists(with_some, 1).values())) == {()}
    half = lists(tried(club_facts(), OWN, hold_out=0.5), 1)
    assert set(map(tuple, half.values())) == {()}  # held out


@pytest.mark.parametrize("offers", [("按人推荐", "卖得最多的"), ("x", "What sells most"), ("我们推荐的", "卖得最好的")])
def test_the_name_of_a_list_is_no_list(offers: tuple[str, str]) -> None:
    refused = enrol(club_facts(), asked(offers=offers), {})
    assert isinstance(refused, Refusal)
    assert "名单里不会有商品" in refused.what.zh


@pytest.mark.parametrize(
    ("goods", "offers", "said"),
    [((OWN, OWN), (), "两组发的一样"), ((OWN, None), (), "没写发什么"), ((None, None), ("a", "a"), "两组发的一样")],
)
def test_halves_that_get_the_same_or_nothing_are_refused(
    goods: tuple[Goods | None, ...], offers: tuple[str, ...], said: str
) -> None:
    refused = enrol(club_facts(), asked(*goods, offers=offers), {})
    assert isinstance(refused, Refusal)
    assert said in refused.what.zh
    assert isinstance(enrol(club_facts(), asked(OWN, OWN, offers=("", "包邮")), {}), Enrolled)


def test_a_list_and_words_are_said_together() -> None:
    found = tried(club_facts(), OWN, BEST, offers=("包邮",))
    assert isinstance(found, Enrolled)
    assert [offered(arm) for arm in found.trial.arms] == [
        Words("按人推荐，包邮", "lists of their own, 包邮"), Words("卖得最多的", "what sells most"),
    ]  # fmt: skip
    assert list_tables(club_facts(), found)[1].lead == Words(
        "给这些人发「卖得最多的」，每人发自己那一行的商品。",
        "These get the offer: what sells most, each the products of their own line.",
    )


def test_lists_of_their_own_that_are_none_are_refused_with_the_true_reason() -> None:
    """Where nobody has a taste they do no better than what sells most; where nothing was replayed nobody knows."""
    refused = tried(facts_of(Book().shop, club_records(Random(2)), as_of=at(NIGHT)), OWN, BEST)
    assert isinstance(refused, Refusal)
    assert "没有稳稳好过卖得最多的" in refused.what.zh
    few = [one for one in club_records() if getattr(one, "buyer_id", "c1") in set(IDS[:60])]
    unknown = tried(facts_of(Book().shop, few, as_of=at(NIGHT)), OWN, BEST)
    assert isinstance(unknown, Refusal)
    assert "还差 40 位" in unknown.what.zh
    assert "比不过" not in unknown.what.zh


def test_a_shop_without_products_is_told_so() -> None:
    book = Book()
    for one in IDS:
        book.order("2026-06-01 10:00", 100, one)
    refused = tried(book.facts(), OWN, BEST)
    assert isinstance(refused, Refusal)
    assert "列不出该推什么" in refused.what.zh


def test_everybody_of_a_half_is_served(made: Enrolled) -> None:
    assert Counts(map(len, [*lists(made, 0).values(), *lists(made, 1).values()])) == {5: MEMBERS}
