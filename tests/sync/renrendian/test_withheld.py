"""An order or a product that the interface does not give, though it gives the others. The shop is SIMULATED."""

from collections.abc import Callable

import pytest

from storage.errors import KnownError
from storage.runs import Run
from tests.sync.renrendian.conftest import Rows
from tests.sync.renrendian.server import Refusal, Rrd
from tests.sync.renrendian.shop import Shop

Synced = Callable[[], Run]

WAITING = "SELECT kind, record_id, reason_zh, attempts FROM quarantine"
WORDS = "人人店没有给出这一条：店铺接口不接受这个请求（5012009）。"


def sold(shop: Shop, count: int) -> list[str]:
    numbers = []
    for _ in range(count):
        numbers.append(shop.sell(shop.line(1, 990)))
        shop.later(minutes=7)
    return numbers


def times_asked(rrd: Rrd, number: str) -> int:
    return [params["order_sn"] for params in rrd.methods("trade.details")].count(number)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (5012009, WORDS),
        (500, "人人店没有给出这一条：店铺接口出了故障（500），不是这台电脑的问题。"),
    ],
)
def test_one_order_that_is_not_given_keeps_nothing_back(
    shop: Shop, rrd: Rrd, synced: Synced, rows: Rows, code: int, words: str
) -> None:
    numbers = sold(shop, 60)
    shop.stock(990)
    shop.member()
    rrd.withheld = {numbers[30]: code}
    assert synced().outcome == "done"
    assert rows("SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM products)") == [(59, 1)]
    assert rows(WAITING) == [("orders", numbers[30], words, 1)]
    rrd.withheld = {}
    shop.later(days=1)
    synced()
    assert rows("SELECT count(*), sum(payment_amount) FROM orders") == [(60, 60 * 990)]
    assert rows(WAITING) == []


def test_what_is_never_given_is_asked_for_ever_more_seldom_and_then_no_more(
    shop: Shop, rrd: Rrd, synced: Synced, rows: Rows
) -> None:
    first, never = sold(shop, 2)
    rrd.withheld = {never: 5012009}
    asked = []
    for day in range(1, 31):
        for _ in range(2):
            synced()
        asked += [day] * (times_asked(rrd, never) - len(asked))
        shop.later(days=1)
    assert asked == [1, 1, 2, 4, 7, 11, 16]
    assert rows("SELECT id FROM orders") == [(first,)]
    assert rows(WAITING) == [("orders", never, WORDS, 7)], "the same seven times, not seven of them"


def test_an_order_that_is_not_given_any_more_stays_as_it_was(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    number, other = sold(shop, 2)
    synced()
    rrd.withheld = {number: 5012009}
    for each in (number, other):
        shop.send(each)
    shop.later(days=1)
    synced()
    status = "SELECT id, status FROM orders ORDER BY id"
    assert rows(status) == [(number, "paid"), (other, "shipped")]
    rrd.withheld = {}
    shop.later(days=1)
    synced()
    assert rows(status) == [(number, "shipped"), (other, "shipped")]
    assert rows(WAITING) == []


def test_where_others_are_refused_too_the_walk_stops_and_goes_on_there(
    shop: Shop, rrd: Rrd, synced: Synced, rows: Rows
) -> None:
    numbers = sold(shop, 30)
    rrd.withheld = dict.fromkeys(numbers[:20], 5012009)
    route, calls = rrd._route, iter(range(1000))

    def all_at_once(method: str, params: dict[str, str]) -> dict[str, object]:
        if method == "trade.details" and next(calls) >= 5:
            raise Refusal(5012009)
        return route(method, params)

    rrd._route = all_at_once  # type: ignore[method-assign]
    with pytest.raises(KnownError, match="5012009"):
        synced()
    assert rows(WAITING) == []
    rrd.withheld, rrd._route = {}, route  # type: ignore[method-assign]
    synced()
    assert rows("SELECT count(*) FROM orders") == [(30,)]


def test_where_no_order_is_given_at_all_a_few_are_asked_for(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    rrd.withheld = dict.fromkeys(sold(shop, 30), 5012009)
    shop.stock(990)
    with pytest.raises(KnownError, match="5012009"):
        synced()
    assert len(rrd.methods("trade.details")) == 5
    assert rows(WAITING) == []
    assert rows("SELECT count(*) FROM products") == [(1,)], "other lists are read all the same"


def test_a_code_about_the_connection_is_about_all_orders(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    numbers = sold(shop, 10)
    rrd.withheld = {numbers[3]: 30017}
    with pytest.raises(KnownError) as caught:
        synced()
    assert "授权已失效" in caught.value.what.zh
    assert rows(WAITING) == []


def test_a_product_that_is_not_given_waits_under_its_number(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    variant = {"id": 71, "props_str": "颜色:红", "product_sn": "R", "price": "12.00", "stock": 3}
    fine, bad = shop.stock(990, variant | {"id": 70}), shop.stock(1200, variant)
    shop.member()
    rrd.withheld = {str(bad): 6012009}
    for _ in range(3):
        assert synced().outcome == "done"
        shop.later(days=1)
    assert rows("SELECT id FROM products") == [(str(fine),)]
    assert rows("SELECT count(*) FROM customers") == [(1,)]
    (waiting,) = rows(WAITING)
    assert (waiting[0], waiting[1], waiting[3]) == ("products", str(bad), 3)
    rrd.withheld = {}
    synced()
    assert rows("SELECT count(*) FROM products") == [(2,)]
    assert rows(WAITING) == []
