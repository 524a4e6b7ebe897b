"""The loop that all connectors read with: one item takes nothing with it, neither by being wrong nor by our slips."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Raw, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.records import Customer, DailyTraffic, Order, Product
from storage.shop import Shop
from storage.store import Store, open_store
from storage.words import Words
from sync.engine import pull
from sync.http import Client
from sync.reading import Gone, Reader, Told, read_each, reading
from sync.source import Batch
from sync.unfit import Unfit
from tests.slips import survived
from tests.sync import example_source
from tests.sync.example_source import BEIJING, OPENED, ExampleSource
from tests.sync.little_server import LittleServer, keys, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.test_example_source import OldShop

SHOP = Shop(id="s1", name="小店")
AT = 1_772_337_600_000


class Item(Struct):
    id: str
    what: str = ""
    created_at: int = AT
    amount: int | None = None


def tell(item: Raw) -> Iterator[Told]:
    told = msgspec.json.decode(item, type=Item)
    if told.what == "gone":
        yield Gone("orders", told.id, AT)
        return
    yield Product(id="tea", updated_at=AT, title=told.what)
    if told.what == "unfit":
        raise Unfit(Words("不要", "unwanted"), sound=True)
    if told.what == "slip":
        raise KeyError(told.id)
    yield Order(id=told.id, updated_at=AT, created_at=told.created_at, payment_amount=told.amount)


def read(*items: Any) -> Batch:
    return read_each(Reader(tell), msgspec.json.encode(items))


def ids(batch: Batch, kind: str = "orders") -> list[str]:
    return [record.id for records in batch.records for record in records if kind == record.KIND]


def reasons(batch: Batch) -> dict[str | None, str]:
    return {misfit.record_id: misfit.reason.zh for misfit in batch.misfits}


def test_of_an_item_that_does_not_fit_nothing_is_taken_and_of_its_neighbours_everything() -> None:
    batch = read({"id": "1"}, {"id": "2", "what": "unfit"}, {"id": "3", "what": "gone"}, {"id": 4}, [5], {"id": "6"})
    assert ids(batch) == ["1", "6"]
    assert [gone.id for gone in batch.tombstones["orders"]] == ["3"]
    assert reasons(batch) == {
        "2": "不要",
        "4": "「id」应为文字，收到的是整数",
        None: "这条数据应为一条记录，收到的是列表",
    }
    assert [misfit.sound for misfit in batch.misfits] == [True, False, False]


def test_of_the_same_thing_in_many_items_only_the_newest_is_written() -> None:
    batch = read({"id": "1", "what": "绿茶"}, {"id": "2", "what": "红茶"})
    (tea,) = [record for records in batch.records for record in records if isinstance(record, Product)]
    assert tea.title == "红茶"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"id": ""}, "「编号」是空的"),
        ({"id": "x" * 300}, "「编号」太长"),
        ({"id": "1", "amount": 2**53 + 1}, "「支付金额」的数字太大"),
        ({"id": "1", "amount": 10**30}, "「支付金额」的数字太大"),
        ({"id": "1", "created_at": -62_135_596_800_000}, "「下单时间」不在 1990 年到 2099 年之间"),
        ({"id": "1", "created_at": -2_208_988_800_000}, "「下单时间」不在 1990 年到 2099 年之间"),
        ({"id": "1", "created_at": 253_402_300_799_000}, "「下单时间」不在 1990 年到 2099 年之间"),
        ({"id": "1", "what": "x" * 3000}, "「标题」太长"),
    ],
)
def test_what_its_declaration_forbids_is_set_aside_with_the_name_of_the_field(told: Any, reason: str) -> None:
    batch = read({"id": "before"}, told, {"id": "after"})
    assert ids(batch) == ["before", "after"]
    assert [misfit.reason.zh for misfit in batch.misfits] == [reason]
    assert batch.misfits[0].reason.en
    assert batch.misfits[0].sound, "to ask once more would bring the same"


def test_days_and_choices_are_held_against_their_declaration_too() -> None:
    wrong = (
        DailyTraffic(id="1", updated_at=AT, day="0001-01-01"),
        DailyTraffic(id="2", updated_at=AT, day="2026-13-01"),
        Customer(id="3", updated_at=AT, gender="?"),  # type: ignore[arg-type]
        Customer(id="4", updated_at=AT, name="\ud83d"),
    )
    reader = Reader(lambda item: [wrong[int(bytes(item))]], lambda item: item)
    assert [misfit.reason.zh for misfit in read_each(reader, b"[0,1,2,3]").misfits] == [
        "「日期」不在 1990 年到 2099 年之间",
        "「日期」不在 1990 年到 2099 年之间",
        "「性别」的值不能用",
        "这条数据的文字编码坏了",
    ]


def test_a_slip_of_ours_takes_one_item_and_leaves_a_trace_without_data(caplog: pytest.LogCaptureFixture) -> None:
    with survived(), caplog.at_level(logging.ERROR):
        batch = read({"id": "1"}, {"id": "13912345601", "what": "slip"}, {"id": "14", "what": "slip"}, {"id": "2"})
    assert ids(batch) == ["1", "2"]
    assert {misfit.reason.zh for misfit in batch.misfits} == {"程序没能读懂这条数据，先放一边；升级程序后会再读一次"}
    (trace,) = caplog.messages
    assert "in tell" in trace
    assert "KeyError" in trace
    assert "2 of this page" in trace
    assert "13912345601" not in trace


def test_a_slip_fails_a_test() -> None:
    with pytest.raises(AssertionError, match="KeyError"):
        read({"id": "1", "what": "slip"})


@pytest.fixture(scope="module")
def server() -> Iterator[LittleServer]:
    with little_server() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        yield store


@pytest.fixture
def source(server: LittleServer) -> Iterator[ExampleSource]:
    clock = QuickClock()
    clock.time = datetime(2026, 3, 1, 12, tzinfo=BEIJING).timestamp()
    with Client(server.url, keys(), clock) as client:
        yield ExampleSource(client, clock)


def served(shop: OldShop) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        is_shop = request.url.path == "/shop"
        return JSONResponse({"id": SHOP.id, "name": SHOP.name}) if is_shop else shop.answer(request)

    return answer


def of_orders(store: Store, question: str) -> list[Any]:
    with store.reader() as reader:
        return [row[0] for row in reader.execute(question).fetchall()]


def test_a_sync_survives_impossible_orders_and_our_slips(
    server: LittleServer, store: Store, source: ExampleSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = OldShop(40)
    trades = list(shop.trades.values())
    trades[3]["payment"] = "1" + "0" * 30
    trades[4]["orders"][0]["num"] = 10**20
    trades[5] |= {"created": "0001-01-01 00:00:00"}
    trades[6] |= {"tid": "E" * 300}
    server.otherwise = served(shop)

    def slips_at_the_eighth(item: Raw) -> Iterator[Told]:
        if trades[8]["tid"].encode() in bytes(item):
            raise ZeroDivisionError
        return example_source.tell(item)

    reader = Reader(slips_at_the_eighth, lambda item: item["tid"])
    monkeypatch.setattr(example_source, "read_trades", reading({"trades": reader}))
    with survived():
        assert pull(store, SHOP.id, source).outcome == "done"
    assert len(of_orders(store, "SELECT id FROM orders")) == 35
    assert sorted(kept.reason.zh for kept in store.quarantined(SHOP.id)) == [
        "「下单时间」不在 1990 年到 2099 年之间",
        "「件数」的数字太大",
        "「支付金额」的数字太大",
        "「编号」太长",
        "程序没能读懂这条数据，先放一边；升级程序后会再读一次",
    ]


def test_a_line_that_an_order_no_longer_has_is_gone(server: LittleServer, store: Store, source: ExampleSource) -> None:
    shop = OldShop(6)
    server.otherwise = served(shop)
    pull(store, SHOP.id, source)
    number, trade = next((n, t) for n, t in enumerate(shop.trades.values()) if len(t["orders"]) == 3)
    shop.put(number, OPENED, OPENED + timedelta(days=40))
    trade = list(shop.trades.values())[number]
    del trade["orders"][1]
    pull(store, SHOP.id, source)
    told = sorted(str(line["oid"]) for line in trade["orders"])
    assert (
        of_orders(store, f"SELECT id FROM order_lines WHERE NOT deleted AND order_id = '{trade['tid']}' ORDER BY id")
        == told
    )
