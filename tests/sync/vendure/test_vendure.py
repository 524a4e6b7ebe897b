"""The connector of Vendure against answers recorded from 3.7.3 and a simulated shop that lives on."""

from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.errors import KnownError
from storage.runs import Run
from storage.shop import Shop
from storage.store import Store, open_store
from sync.connector import Answers
from sync.connectors import connector_of
from sync.engine import pull, retry_quarantine
from sync.retry import Patience
from sync.vendure.source import LOOK_BACK, VendureSource
from tests.sync.little_server import LittleServer, answer, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.vendure.simulated import NOW, PASSWORD, USER, Item, SimulatedVendure, items_of, recorded

SHOP_ID = "vendure-oy31cpgvmg2pbt8ismg7"
DAY = 24 * 3600 * 1000


def ms(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


@pytest.fixture(scope="module")
def running_server() -> Iterator[LittleServer]:
    with little_server(tells_date=False) as server:
        yield server


@pytest.fixture
def shop(running_server: LittleServer) -> SimulatedVendure:
    url, shop = running_server.url, SimulatedVendure()
    running_server.__init__()  # type: ignore[misc]
    running_server.url = url
    running_server.lets_in = lambda _request: True
    running_server.otherwise = lambda request: shop.answer(request, running_server.seen[-1].body)
    return shop


@pytest.fixture
def server(running_server: LittleServer, shop: SimulatedVendure) -> LittleServer:
    return running_server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(Shop(id=SHOP_ID, name="茶店"))
        yield store


def opened(server: LittleServer, **answers: str) -> VendureSource:
    typed: Answers = {"url": server.url, "username": USER, "password": PASSWORD, **answers}
    clock = QuickClock()
    clock.time = NOW.timestamp()
    source = connector_of("vendure").open(typed, clock, Patience())
    assert isinstance(source, VendureSource)
    return source


def sync(store: Store, server: LittleServer, at: int = 0) -> Run:
    with closing(opened(server)) as source:
        return pull(store, SHOP_ID, source, now=lambda: at)


def rows(store: Store, kind: str, columns: str) -> list[tuple[Any, ...]]:
    with store.reader() as reader:
        return reader.execute(f"SELECT {columns} FROM {kind} WHERE NOT deleted ORDER BY id").fetchall()


def order(number: int, updated: str, **changes: Any) -> Item:
    """An order like the recorded one, with ids of its own, unpaid for and without a parcel."""
    made = items_of("orders")[0]
    made |= {"id": str(number), "updatedAt": updated, "orderPlacedAt": updated, "state": "PaymentAuthorized"}
    made |= {"payments": [], "fulfillments": [], "history": {"items": []}, "totalWithTax": 60800}
    made["lines"][0] |= {"id": f"line-{number}", "quantity": 3, "proratedLinePriceWithTax": 60000, "updatedAt": updated}
    return made | changes


def test_recorded_answers_become_records(store: Store, server: LittleServer) -> None:
    """The expectation is written down from what was done in the real shop: paid, one piece given back and cancelled."""
    with closing(opened(server)) as source:
        assert source.shop() == Shop(id=SHOP_ID, name="127.0.0.1", currency="CNY", exponent=2)
    run = sync(store, server)
    assert run.outcome == "done"
    assert store.quarantined(SHOP_ID) == []
    assert rows(store, "products", "id, title, price, stock, status, category") == [
        ("1", "龙井新茶", 20000, 54, "on_sale", None)
    ]
    assert rows(store, "skus", "id, product_id, spec, merchant_code, price, stock") == [
        ("1", "1", "新名", "LJ101", 20000, 54)
    ]
    assert rows(store, "customers", "id, name, phone") == [("1", "王小明", "13800002222"), ("2", "王小明", None)]
    placed = ms("2026-11-30T19:44:33.706+00:00")
    assert rows(store, "orders", "id, buyer_id, status, created_at, paid_at, shipped_at, finished_at") == [
        ("1", "2", "shipped", placed, placed, ms("2026-11-30T19:44:36+00:00"), None)
    ]
    assert rows(
        store, "orders", "payment_amount, shipping_amount, list_amount, discount_amount, item_count, as_of"
    ) == [(60800, 800, 60000, 0, 3, ms("2026-11-30T19:44:39+00:00"))]
    assert rows(store, "order_lines", "order_id, product_id, sku_id, quantity, amount") == [("1", "1", "1", 3, 60000)]
    assert rows(store, "refunds", "order_id, line_id, status, amount, quantity, reason, refunded_at") == [
        ("1", "1", "done", 20000, 1, "坏了", ms("2026-11-30T19:44:38+00:00"))
    ]
    again = sync(store, server)
    assert not any(counts.inserted or counts.changed or counts.deleted for counts in again.counts.values())


def test_what_moves_no_date_of_its_order_is_seen_all_the_same(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    shop.lists["orders"] += [order(2, "2026-11-20T08:00:00.000Z")]
    sync(store, server)
    assert rows(store, "orders", "id, status, paid_at, payment_amount")[1] == ("2", "unpaid", None, 60800)
    late = shop.lists["orders"][1]
    late["state"] = "PaymentSettled"
    late["payments"] = [
        {"id": "9", "updatedAt": "2026-11-29T08:00:05.000Z", "state": "Settled", "amount": 60800, "refunds": []}
    ]
    run = sync(store, server)
    paid_at = ms("2026-11-29T08:00:05+00:00")
    assert rows(store, "orders", "id, status, paid_at, as_of")[1] == ("2", "paid", paid_at, paid_at)
    assert run.counts["orders"].changed == 1
    asked_for = "2026-11-29T09:00:00.000Z"
    refund = {"id": "7", "createdAt": asked_for, "updatedAt": asked_for, "state": "Pending", "total": 100}
    late["payments"][0]["refunds"] = [refund | {"reason": None, "lines": []}]
    sync(store, server)
    assert rows(store, "refunds", "id, status, amount, line_id, refunded_at")[1] == ("7", "open", 100, None, None)


def test_an_old_order_is_read_again_when_its_date_moves(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    shop.lists["orders"].insert(0, order(3, "2024-05-01T08:00:00.000Z"))
    sync(store, server)
    shop.asked.clear()
    shop.lists["orders"][0]["state"] = "Cancelled"
    sync(store, server)
    assert rows(store, "orders", "id, status")[-1] == ("3", "unpaid"), "nothing tells that it has changed"
    windows = [
        asked["filter"]["orderPlacedAt"] for field, asked in shop.asked if "orderPlacedAt" in asked.get("filter", {})
    ]
    assert all(ms(each["before"]) - ms(each["after"]) < 2 * LOOK_BACK for each in windows)
    shop.lists["orders"][0]["updatedAt"] = "2026-11-30T20:00:00.000Z"
    sync(store, server)
    assert rows(store, "orders", "id, status")[-1] == ("3", "closed")


def test_pages_of_a_large_shop_all_arrive(store: Store, server: LittleServer, shop: SimulatedVendure) -> None:
    day = "2026-11-{:02}T08:{:02}:{:02}.000Z"
    shop.lists["orders"] = [order(n, day.format(1 + n % 28, n // 60 % 60, n % 60)) for n in range(1, 451)]
    shop.lists["customers"] = [
        items_of("customers")[0] | {"id": str(n), "updatedAt": day.format(5, 0, n // 150)} for n in range(1, 351)
    ]
    shop.lists["products"] = [items_of("products")[0] | {"id": str(n), "variants": []} for n in range(1, 231)]
    sync(store, server)
    for kind, total in (("orders", 450), ("order_lines", 450), ("customers", 350), ("products", 230)):
        assert len(rows(store, kind, "id")) == total
    assert rows(store, "products", "price, stock")[0] == (None, 0), "a product without variants has no price"


def test_amounts_of_an_order_of_which_much_has_happened_add_up(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    """Three lines, one cancelled whole, one in part, and something taken off: 100.01 was paid."""
    odd = order(4, "2026-11-25T08:00:00.000Z", state="PaymentSettled", totalWithTax=5000)
    line = odd["lines"][0]
    odd["lines"] = [
        line | {"id": f"l{n}", "quantity": left, "orderPlacedQuantity": 3, "proratedUnitPriceWithTax": unit}
        for n, (left, unit) in enumerate(((0, 1111), (2, 1111), (3, 999)))
    ]
    odd["surcharges"] = [{"id": "5", "updatedAt": odd["updatedAt"], "description": "老客优惠", "priceWithTax": -150}]
    odd["payments"] = [
        {"id": "1", "updatedAt": odd["updatedAt"], "state": "Settled", "amount": 10001, "refunds": []},
        {"id": "2", "updatedAt": odd["updatedAt"], "state": "Declined", "amount": 10001, "refunds": []},
    ]
    shop.lists["orders"] = [odd]
    sync(store, server)
    assert rows(store, "orders", "payment_amount, shipping_amount, item_count") == [(10001, 800, 9)]
    amounts = dict(rows(store, "order_lines", "id, amount"))
    assert amounts.pop("surcharge-5") == -150
    assert sum(amounts.values()) == 10001 - 800 + 150
    exact = [(10001 - 800 + 150) * share / (2 * 1111 + 999) for share in (1111, 1111, 999)]
    assert all(abs(amounts[f"l{n}"] - exact[n]) < 1 for n in range(3))


def test_a_cart_is_no_order_and_a_guest_needs_no_name(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    shop.lists["orders"] = [
        order(5, "2026-11-30T08:00:00.000Z", orderPlacedAt=None, state="AddingItems"),
        order(6, "2026-11-30T08:00:01.000Z", customer=None, shippingAddress=None, state="SomethingOfThePlugin"),
    ]
    sync(store, server)
    assert rows(store, "orders", "id, buyer_id, status, province") == [("6", None, "unpaid", None)]


def test_what_is_deleted_is_found(store: Store, server: LittleServer, shop: SimulatedVendure) -> None:
    shop.lists["products"].append(items_of("products")[0] | {"id": "2", "variants": []})
    sync(store, server)
    shop.lists["products"] = shop.lists["products"][1:]
    shop.lists["customers"] = shop.lists["customers"][:1]
    sync(store, server)
    assert len(rows(store, "products", "id")) == 2, "one of two is too great a part to be believed at once"
    run = sync(store, server, at=DAY)
    assert rows(store, "products", "id") == [("2",)]
    assert rows(store, "skus", "id") == []
    assert rows(store, "customers", "id") == [("1",)]
    assert rows(store, "orders", "id, buyer_id") == [("1", "2")], "what a customer bought stays"
    assert [run.counts[kind].deleted for kind in ("products", "skus", "customers")] == [1, 1, 1]


def test_a_session_that_has_ended_is_renewed_without_a_word(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    with closing(opened(server)) as source:
        source.shop()
        shop.end_session()
        pull(store, SHOP_ID, source, now=lambda: 0)
    assert shop.logins == 2
    assert len(rows(store, "orders", "id")) == 1


def told(server: LittleServer, **answers: str) -> KnownError:
    with pytest.raises(KnownError) as caught, closing(opened(server, **answers)) as source:
        source.shop()
    assert PASSWORD not in caught.value.detail
    return caught.value


def test_a_wrong_password_is_told_at_once(server: LittleServer) -> None:
    assert "管理员账号或密码不对" in told(server, password="wrong").what.zh
    assert len(server.seen) == 1


def test_a_permission_that_was_taken_back_is_told(server: LittleServer, shop: SimulatedVendure) -> None:
    shop.may_read = False
    error = told(server)
    assert "管理员的权限不够" in error.what.zh
    assert "角色加上读取权限" in error.next_step.zh


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (answer(200, "<!DOCTYPE html><title>登录</title>"), "网页"),
        (answer(302, b"", Location="https://shop.example/login"), "转到了 shop.example。"),
        (answer(404, "<html>"), "没有店铺接口"),
        (answer(200, b'{"data": {"activeChannel": null}}'), "不像店铺接口"),
        (answer(500, b'{"errors": [{"message": "oops"}]}'), "出了故障（500）"),
        (lambda _request: JSONResponse(recorded("too_many")["body"]), "USER_INPUT_ERROR"),
        (lambda _request: JSONResponse(recorded("unknown_field")["body"], 400), "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_what_is_no_answer_is_told_in_plain_words(
    server: LittleServer, shop: SimulatedVendure, given: Callable[[Request], Response], words: str
) -> None:
    def one(request: Request) -> Response:
        body = server.seen[-1].body
        return shop.answer(request, body) if b"login(" in body else given(request)

    server.otherwise = one
    assert words in told(server).what.zh


@pytest.mark.parametrize("years", [-30, 5])
def test_a_clock_of_this_computer_that_is_wrong_by_years_loses_nothing(
    store: Store, server: LittleServer, shop: SimulatedVendure, years: int
) -> None:
    def at(clock_of_this_computer: int) -> None:
        clock = QuickClock()
        clock.time = clock_of_this_computer / 1000
        typed = {"url": server.url, "username": USER, "password": PASSWORD}
        source = connector_of("vendure").open(typed, clock, Patience())
        with closing(source), suppress(KnownError) if years > 0 else nullcontext():  # or the shop's stood still
            pull(store, SHOP_ID, source, now=lambda: clock_of_this_computer)

    wrong = ms("2026-12-01T00:00:00+00:00") + years * 365 * DAY
    at(wrong)
    shop.lists["orders"].append(order(8, "2026-11-30T19:20:00.000Z"))
    shop.lists["customers"] = shop.lists["customers"][1:]
    at(wrong + DAY)
    at(wrong + 2 * DAY)
    assert [row[0] for row in rows(store, "orders", "id")] == ["1", "8"]
    assert rows(store, "customers", "id") == [("2",)]


def test_what_does_not_fit_is_kept_and_read_again_by_a_newer_program(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    shop.lists["orders"].append(order(9, "2026-11-30T19:20:00.000Z", totalWithTax="sixty"))
    sync(store, server)
    (kept,) = {each.record_id: each for each in store.quarantined(SHOP_ID)}.values()
    assert (kept.source, kept.record_id) == ("vendure", "9")
    assert "totalWithTax" in kept.reason.zh
    assert retry_quarantine(store, SHOP_ID).source == "vendure"
    assert all(each.attempts >= 2 for each in store.quarantined(SHOP_ID))
    shop.lists["orders"][1]["totalWithTax"] = 60800
    sync(store, server)
    assert [row[0] for row in rows(store, "orders", "id")] == ["1", "9"]


@pytest.mark.parametrize("tells_place", [True, False])
def test_an_order_at_which_the_server_fails_is_set_aside_and_its_neighbours_come(
    store: Store, server: LittleServer, shop: SimulatedVendure, tells_place: bool
) -> None:
    moments = [f"2026-11-29T{number // 60:02}:{number % 60:02}:00.000Z" for number in range(250)]
    shop.lists["orders"] = [order(number, at) for number, at in enumerate(moments)]
    shop.failing = {"17": tells_place, "118": tells_place, "119": tells_place}
    run = sync(store, server)
    assert run.outcome == "done"
    assert len(rows(store, "orders", "id")) == 247
    waiting = store.quarantined(SHOP_ID)
    assert {kept.record_id for kept in waiting} == {"17", "118", "119"}
    assert {kept.reason.zh for kept in waiting} == {
        "店铺接口给不出这一条（Cannot return null for non-nullable fiel…），等那边修好会再读"
    }
    assert len(server.seen) < 400
    shop.failing.clear()
    sync(store, server, DAY)
    assert len(rows(store, "orders", "id")) == 250
    assert store.quarantined(SHOP_ID) == []


def test_where_every_order_fails_it_is_the_server_and_other_lists_are_read(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    shop.lists["orders"] = [order(number, f"2026-11-29T00:{number:02}:00.000Z") for number in range(50)]
    shop.failing = {str(number): number % 2 == 0 for number in range(50)}
    with pytest.raises(KnownError) as caught:
        sync(store, server)
    assert "出了故障" in caught.value.what.zh
    assert store.quarantined(SHOP_ID) == []
    run = store.runs(SHOP_ID)[0]
    assert (run.outcome, run.message) == ("failed", caught.value.say("zh"))
    assert [len(rows(store, kind, "id")) for kind in ("products", "customers", "orders")] == [1, 2, 0]


def test_rights_to_one_list_that_are_missing_keep_no_other_from_being_read(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    def one(request: Request) -> Response:
        body = server.seen[-1].body
        refused = JSONResponse({"errors": [{"message": "no", "extensions": {"code": "FORBIDDEN"}}]})
        return refused if b"list: products(" in body else shop.answer(request, body)

    server.otherwise = one
    with pytest.raises(KnownError) as caught:
        sync(store, server)
    assert "权限不够" in caught.value.what.zh
    assert [len(rows(store, kind, "id")) for kind in ("products", "customers", "orders")] == [0, 2, 1]


def test_an_order_that_waits_is_not_let_out_by_a_line_of_its_number(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    shop.lists["orders"] = [order(7, "2026-05-20T08:00:00.000Z", state=None)]
    for day in range(5):  # until nobody asks for its page again
        sync(store, server, day * DAY)
    with_line_7 = order(8, "2026-11-30T08:00:00.000Z")
    with_line_7["lines"][0]["id"] = "7"
    shop.lists["orders"].append(with_line_7)
    for day in range(5, 9):
        sync(store, server, day * DAY)
    assert rows(store, "order_lines", "id, order_id")[0] == ("7", "8")
    assert [(kept.kind, kept.record_id) for kept in store.quarantined(SHOP_ID)] == [("orders", "7")]


def test_an_order_that_waits_is_let_out_by_whichever_list_brings_it_whole(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    shop.lists["orders"] = [order(7, "2026-05-20T08:00:00.000Z", state=None)]
    sync(store, server)
    shop.lists["orders"] = [order(7, "2026-05-20T08:00:00.000Z") | {"updatedAt": "2026-11-30T08:00:00.000Z"}]
    sync(store, server)
    assert rows(store, "orders", "id") == [("7",)]
    assert store.quarantined(SHOP_ID) == []


def test_the_usual_path_is_added_and_a_zone_must_have_a_name(server: LittleServer) -> None:
    with closing(opened(server)) as source:
        source.shop()
    assert server.paths[-1] == "/admin-api"
    with closing(opened(server, url=server.url + "/shop/admin", timezone="Europe/Berlin", channel="a-token")) as source:
        assert source.shop().timezone == "Europe/Berlin"
    assert server.paths[-1] == "/shop/admin"
    assert server.seen[-1].headers["vendure-token"] == "a-token"
    with pytest.raises(KnownError, match="Peking"):
        opened(server, timezone="Peking")
    with pytest.raises(KnownError) as caught:
        opened(server, url="http://shop.example")
    assert "不加密" in caught.value.what.zh
    opened(server, url="http://shop.example", plain_http="yes").close()
