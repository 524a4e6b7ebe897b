"""A connector for an interface quite unlike our contract, as small as one can be.

Orders are found by a window of time and a page number; no window gives more than ``CAP`` of them, so a full one is
split. Times are Beijing's and without a zone, money is text in yuan, and an order holds its own lines.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from storage.records import Order, OrderLine
from storage.words import Words
from sync.clock import Clock
from sync.http import Client
from sync.reasons import reason_of
from sync.source import Batch, Misfit, RawPage

BEIJING = ZoneInfo("Asia/Shanghai")
OPENED = datetime(2026, 1, 1)  # noqa: DTZ001
PAGE, CAP = 20, 60
OVERLAP = timedelta(minutes=5)


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


class Answer(Struct):
    total: int
    trades: Raw


class Round(Struct):
    since: datetime = OPENED
    windows: tuple[tuple[datetime, datetime], ...] = ()
    """Still to be asked for, in order."""
    page: int = 1


class ExampleSource:
    name = "example"
    resources: Mapping[str, Words] = {"trades": Words("订单", "orders")}

    def __init__(self, client: Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        now = Round() if state is None else msgspec.json.decode(state, type=Round)
        if not now.windows:
            until = datetime.fromtimestamp(self._clock.now(), BEIJING).replace(tzinfo=None, microsecond=0)
            now = Round(now.since, ((now.since, until),))
        while now.windows:
            start, end = now.windows[0]
            question = {"start": str(start), "end": str(end), "page_no": now.page, "page_size": PAGE}
            answer = self._client.get("/trades", question, msgspec.json.Decoder(Answer).decode, stop)
            if answer.total > CAP and end - start > timedelta(seconds=1):
                middle = start + (end - start) // 2
                now = Round(now.since, ((start, middle), (middle, end), *now.windows[1:]))
                continue
            now = after(now, answer.total)
            yield RawPage(bytes(answer.trades), msgspec.json.encode(now).decode())

    def read(self, resource: str, items: bytes) -> Batch:
        orders, lines, misfits = [], [], []
        for raw in msgspec.json.decode(items, type=list[Raw]):
            try:
                trade = msgspec.json.decode(raw, type=Trade)
            except msgspec.DecodeError as error:
                misfits.append(Misfit(bytes(raw), reason_of(error), None, None))
                continue
            orders.append(order_of(trade))
            lines += lines_of(trade)
        return Batch(records=(orders, lines), misfits=misfits)


def after(now: Round, total: int) -> Round:
    if now.page * PAGE < total:
        return Round(now.since, now.windows, now.page + 1)
    until = now.windows[-1][1]
    rest = now.windows[1:]
    return Round(now.since, rest) if rest else Round(max(OPENED, until - OVERLAP))


def order_of(trade: Trade) -> Order:
    return Order(
        id=trade.tid,
        updated_at=utc(trade.update_time),
        created_at=utc(trade.created),
        payment_amount=fen(trade.payment),
        item_count=sum(item.num for item in trade.orders),
    )


def lines_of(trade: Trade) -> list[OrderLine]:
    return [
        OrderLine(
            id=str(item.oid),
            updated_at=utc(trade.update_time),
            created_at=utc(trade.created),
            order_id=trade.tid,
            title=item.title,
            quantity=item.num,
            amount=fen(item.payment),
        )
        for item in trade.orders
    ]


def utc(local: datetime) -> int:
    return int(local.replace(tzinfo=BEIJING).timestamp() * 1000)


def fen(yuan: Decimal) -> int:
    return int(yuan * 100)
