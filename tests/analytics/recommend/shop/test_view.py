"""The page and its three questions over shops of every kind: they answer, or say what is missing."""

import json
from typing import Any

import pytest

from analytics.as_json import to_json
from analytics.recommend.shop.asked import Asked
from analytics.recommend.shop.view import answered
from analytics.result import Estimate, View
from storage.facts_memory import facts_of
from storage.records import DailyTraffic, Order
from tests.analytics.making import CHINA, Book, at, daily
from tests.analytics.recommend.shop.shops import MEMBERS, club_facts, clubs, offer_running, simulated

TABLES = [
    "segments", "due", "new_products", "campaigns", "sets", "bought_again", "unneeded", "how_good", "by_history",
    "left_out",
]  # fmt: skip


def whole(view: View) -> dict[str, Any]:
    """It can be written down, and every empty table says why."""
    for table in view.tables:
        assert table.rows or table.note is not None, table.id
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
            for cell in row.cells:
                assert not isinstance(cell, Estimate) or cell.low <= cell.value <= cell.high, (table.id, row)
    made: dict[str, Any] = json.loads(json.dumps(to_json(view), ensure_ascii=False))
    return made


def test_the_page_of_a_shop_with_clear_likings() -> None:
    page = whole(answered(clubs(*offer_running()), Asked()))
    assert list(page["tables"]) == TABLES
    assert page["headline"].startswith("今天先推“"), "what to do comes first"
    assert "位会买" in page["headline"]
    assert page["headline"].endswith(f"{MEMBERS} 位客户每人推哪五件，导出的名单里都有。")
    why = page["notes"][0]
    assert why.startswith("凭什么：同样推 5 件没买过的，按人推荐猜中的次数是卖得最多的 ")
    assert "倍(" in why
    assert "主推" not in why, "what the shop pushed is told in the table, with what it rests on"
    assert any("不是点击率" in note and "2 到 5 倍" in note for note in page["notes"])
    groups = {row[0]: row for row in page["tables"]["segments"]["rows"]}
    for name, shelf in (("常买茶的", "TEA"), ("常买杯的", "CUP")):
        assert {title[:3] for title in groups[name][2:7]} == {shelf}


def test_the_page_of_a_simulated_shop_has_it_all() -> None:
    page = whole(answered(simulated()[1], Asked()))
    rows = {name: len(table["rows"]) for name, table in page["tables"].items()}
    assert all(
        rows[name] for name in ("segments", "due", "campaigns", "sets", "bought_again", "how_good", "by_history")
    )
    ways = [row[1] for row in page["tables"]["how_good"]["rows"]]
    assert {"按人推荐", "卖得最多的", "店里当时主推的", "随便推"} <= set(ways)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (facts_of(CHINA, []), "还没有订单"),
        (facts_of(CHINA, [DailyTraffic(id="d", updated_at=1, day="2026-06-01", visitors=10)]), "还没有订单"),
        (daily(Book(), "2026-05-01", 30, 100, buyer="b1").facts("2026-06-01 00:00"), "没有标出谁买了哪件商品"),
        (facts_of(CHINA, [Order(id="o", updated_at=1, created_at=at("2026-06-01 00:00"))]), "没有标出谁买了哪件商品"),
    ],
)
def test_shops_of_which_nothing_can_be_told(facts: Any, said: str) -> None:
    view = answered(facts, Asked())
    whole(view)
    assert said in view.headline.zh
    assert not view.tables


def test_thirty_orders_get_what_sells_most_and_are_told_what_is_missing() -> None:
    book = Book()
    for number in range(30):
        book.order(f"2026-06-{1 + number % 28:02} 10:00", 100, f"b{number % 20}", lines=[(f"p{number % 7}", 100)])
    facts = book.facts("2026-07-01 00:00")
    view = answered(facts, Asked())
    whole(view)
    assert view.notes[0].zh.startswith("买过两次以上的客户只有 10 位，还差 90 位")
    assert view.table("how_good").note == view.notes[0]
    assert view.headline.zh.startswith("今天先推“")
    assert "位会买" not in view.headline.zh, "nothing was replayed, so nothing tells how many"
    assert not any("回放" in note.zh for note in view.notes)
    one = answered(facts, Asked(customer="b1"))
    assert "按近来卖得最多的" in one.headline.zh
    assert all(row.cells[4] == view_words(one) for row in one.table("new").rows)
    assert all(row.cells[3] is None for row in one.table("new").rows)
    assert "“—”是说不出机会" in one.table("new").note.zh  # type: ignore[union-attr]


def view_words(view: View) -> Any:
    """The reason of everything that is offered only because it sells."""
    from analytics.recommend.shop.reasons import Kind, said

    return said(facts_of(view.shop, []), Kind.POPULAR, -1)


def test_one_customer() -> None:
    view = answered(club_facts(), Asked(customer="c1"))
    page = whole(view)
    assert view.headline.zh == "给客户1推什么。"
    new = page["tables"]["new"]
    assert [row[0] for row in new["rows"]] == [1, 2, 3, 4, 5]
    assert all(row[new["columns"].index("why")] for row in new["rows"])
    assert page["tables"]["again"]["columns"][0] == "product"


def test_one_product_and_why_it_is_not_offered() -> None:
    view = answered(club_facts(), Asked(product="tea0"))
    whole(view)
    people = [row.cells[2] for row in view.table("whom").rows]
    assert not any("该补了" in row.cells[4].zh for row in view.table("whom").rows)  # type: ignore[union-attr]
    assert len(people) == len(set(people)) > 20
    assert all(row.rows is not None for row in view.table("whom").rows)
    gone = answered(clubs(changed={"tea0": {"stock": 0}}), Asked(product="tea0"))
    assert gone.headline.zh == "“TEA0”现在不推：没库存。"
    assert not gone.table("whom").rows


def test_one_group() -> None:
    view = answered(club_facts(), Asked(segment="taste:杯"))
    whole(view)
    assert view.headline.zh == f"常买杯的，{MEMBERS // 2} 人，推哪五件。"
    assert len(view.table("segment").rows) == 5


@pytest.mark.parametrize("asked", [Asked(customer="x"), Asked(product="x"), Asked(segment="x")])
def test_whoever_is_not_there_is_told_so(asked: Asked) -> None:
    assert answered(club_facts(), asked).headline.zh.startswith("没有")


def test_who_left_is_shown_with_a_word_of_warning() -> None:
    left = {"followed_at": at("2026-01-01 00:00"), "unfollowed_at": at("2026-06-01 00:00")}
    view = answered(clubs(changed={"c1": left}), Asked(customer="c1"))
    assert "已经取关" in view.headline.zh
