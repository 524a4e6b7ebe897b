"""A connector for an interface quite unlike our contract, as small as one can be.

Orders are found by a window of time and a page number; no window gives more than ``CAP`` of them, so a full one is
split. Times are Beijing's and without a zone, money is text in yuan, and an order holds its own lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked, never
from storage.records import Order, OrderLine
from storage.shop import Shop
from storage.words import Words
from sync.clock import Clock
from sync.clocks import Clocks
from sync.connector import Answers, Ask, Connector
from sync.cursors import windows
from sync.forgiving import forgiving
from sync.http import Client
from sync.reading import Reader, Told, reading
from sync.retry import Patience
from sync.source import Batch, RawPage
from sync.token import ClientCredentials
from sync.wholes import with_all_its

BEIJING = ZoneInfo("Asia/Shanghai")
OPENED = datetime(2026, 1, 1)  # noqa: DTZ001
PAGE, CAP = 20, 60
DAY = 24 * 3600 * 1000


class Item(Struct):
    oid: int
    title: str
    num: int
    payment: Decimal


class Trade(Struct):
    tid: str
    created: datetime
    update_time: datetime
    payment: Decimal
    orders: list[Item]


class Head(Struct):
    tid: str
    update_time: datetime


class Found(Struct):
    total: int
    trades: Raw


def utc(local: datetime) -> int:
    return int(local.replace(tzinfo=BEIJING).timestamp() * 1000)


def local(at: int) -> str:
    return f"{datetime.fromtimestamp(at // 1000, BEIJING):%Y-%m-%d %H:%M:%S}"


def fen(yuan: Decimal) -> int:
    return int(yuan * 100)


TERMS = windows.Terms(step=1000, size=PAGE, cap=CAP, span=365 * DAY, opened=utc(OPENED), lag=0)


class ExampleSource:
    name = "example"
    resources: Mapping[str, Words] = {"trades": Words("订单", "orders")}

    def __init__(self, client: Client, clock: Clock) -> None:
        self._client, self._clock = client, clock

    def shop(self, stop: StopAsked = never) -> Shop:
        return self._client.get("/shop", {}, msgspec.json.Decoder(Shop).decode, stop)

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        return windows.pages(
            state, Clocks(int(self._clock.now() * 1000), None), TERMS, lambda asked: self._answer(asked, stop)
        )

    def read(self, resource: str, items: bytes) -> Batch:
        return read_trades(resource, items)

    def close(self) -> None:
        self._client.close()

    def _answer(self, asked: windows.Question, stop: StopAsked) -> windows.Answer:
        question = {"start": local(asked.start), "end": local(asked.end), "page_no": asked.page + 1, "page_size": PAGE}
        found = self._client.get("/trades", question, msgspec.json.Decoder(Found).decode, stop)
        heads = msgspec.json.decode(found.trades, type=list[Head])
        changed = [utc(head.update_time) for head in heads]
        return windows.Answer(bytes(found.trades), [head.tid for head in heads], found.total, changed)


trade_of = forgiving(Trade)


def tell(item: Raw) -> Iterator[Told]:
    trade = trade_of(item)
    yield order_of(trade)
    yield from with_all_its(OrderLine, lines_of(trade))


read_trades = reading({"trades": Reader(tell, lambda item: item["tid"])})


def order_of(trade: Trade) -> Order:
    pieces = sum(item.num for item in trade.orders)
    at = {"updated_at": utc(trade.update_time), "created_at": utc(trade.created)}
    return Order(id=trade.tid, payment_amount=fen(trade.payment), item_count=pieces, **at)


def lines_of(trade: Trade) -> Sequence[OrderLine]:
    at = {"updated_at": utc(trade.update_time), "created_at": utc(trade.created), "order_id": trade.tid}
    return [
        OrderLine(id=str(item.oid), title=item.title, quantity=item.num, amount=fen(item.payment), **at)
        for item in trade.orders
    ]


def open_example(answers: Answers, clock: Clock, patience: Patience) -> ExampleSource:
    access = ClientCredentials(answers["app"], answers["secret"])
    return ExampleSource(Client(answers["url"], access, clock, patience), clock)


CONNECTOR = Connector(
    id=ExampleSource.name,
    name=Words("老店通", "Old shop"),
    asks=(
        Ask("url", Words("接口地址", "Address"), Words("https://", "https://")),
        Ask("app", Words("应用编号", "Application")),
        Ask("secret", Words("应用密钥", "Secret"), form="secret"),
    ),
    open=open_example,
    read=read_trades,
)
