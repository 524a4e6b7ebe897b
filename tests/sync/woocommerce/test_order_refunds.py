"""Refunds that an order names and a list does not show: none is passed over. SIMULATED."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.runs import Run
from storage.store import Store
from tests.sync.little_server import Answer, LittleServer
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.conftest import SHOP
from tests.sync.woocommerce.server import Woo
from tests.sync.woocommerce.shop import Shop

Sync = Callable[[], Run]
NONE = {"X-WP-Total": "0", "X-WP-TotalPages": "0"}


def refunds(store: Store) -> list[tuple[str, int]]:
    with store.reader() as reader:
        return list(map(tuple, reader.execute("SELECT order_id, amount FROM refunds WHERE NOT deleted ORDER BY id")))


def refunded_orders(shop: Shop) -> list[int]:
    """Of twenty orders five with a refund."""
    made = []
    for _ in range(20):
        made.append(shop.sell(bodies.line(1, 10, 2, "20.00")))
        shop.later(minutes=1)
    for number in made[:5]:
        shop.refund(number, "10.00")
    return made[:5]


def empty(woo: Woo, *ends: str) -> Answer:
    """The shop, but for lists that end so: they hold nothing."""

    def answer(request: Request) -> Response:
        is_empty = request.url.path.removeprefix("/wp-json/wc/v3").startswith(ends)
        return JSONResponse([], headers=NONE) if is_empty else woo.answer(request)

    return answer


def test_what_the_list_of_all_does_not_show_is_asked_for_at_its_order(
    shop: Shop, woo: Woo, line: LittleServer, store: Store, synced: Sync
) -> None:
    made = refunded_orders(shop)
    line.otherwise = empty(woo, "/refunds")
    assert synced().outcome == "done"
    assert refunds(store) == [(str(number), 1000) for number in made]


def test_half_a_list_of_refunds_is_made_whole(
    shop: Shop, woo: Woo, line: LittleServer, store: Store, synced: Sync
) -> None:
    made = refunded_orders(shop)
    shop.refund(made[0], "1.00")

    def answer(request: Request) -> Response:
        shop.hidden = set(list(shop.lists["refunds"])[1::2]) if request.url.path.endswith("v3/refunds") else set()
        return woo.answer(request)

    line.otherwise = answer
    synced()
    assert sorted(refunds(store)) == sorted([*((str(number), 1000) for number in made), (str(made[0]), 100)])


def test_what_is_shown_nowhere_is_set_aside_and_comes_with_the_next_sync(
    shop: Shop, woo: Woo, line: LittleServer, store: Store, synced: Sync
) -> None:
    made = refunded_orders(shop)

    def answer(request: Request) -> Response:
        is_of_refunds = request.url.path.endswith("/refunds")
        return JSONResponse([], headers=NONE) if is_of_refunds else woo.answer(request)

    line.otherwise = answer
    synced()
    assert refunds(store) == []
    assert {kept.record_id for kept in store.quarantined(SHOP.id)} == {
        f"{refund['parent_id']}/{number}" for number, refund in shop.lists["refunds"].items()
    }
    assert all("没有给出" in kept.reason.zh for kept in store.quarantined(SHOP.id))
    line.otherwise = woo.answer
    shop.later(days=8)  # the orders are not changed: their page is asked for again because it was in doubt
    synced()
    assert refunds(store) == [(str(number), 1000) for number in made]
    assert store.quarantined(SHOP.id) == []


def test_a_refund_that_is_taken_back_while_it_is_asked_for_is_no_trouble(
    shop: Shop, woo: Woo, line: LittleServer, store: Store, synced: Sync
) -> None:
    made = refunded_orders(shop)
    taken_back = next(number for number, refund in shop.lists["refunds"].items() if refund["parent_id"] == made[2])

    def answer(request: Request) -> Response:
        if request.url.path.endswith("v3/refunds") and taken_back in shop.lists["refunds"]:
            shop.take_refund_back(taken_back)
        return woo.answer(request)

    line.otherwise = answer
    synced()
    assert refunds(store) == [(str(number), 1000) for number in made if number != made[2]]
    assert store.quarantined(SHOP.id) == []
