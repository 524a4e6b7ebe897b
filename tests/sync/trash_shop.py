"""A shop whose lists never say that something is gone: only asking for single orders tells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Raw, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.progress import StopAsked
from storage.records import Commission, Order, OrderLine, Refund
from storage.words import Words
from sync.http import Client
from sync.source import Batch, RawPage

AT_ONCE = 20


class Item(Struct):
    id: str
    updated_at: int
    amount: int
    lines: int = 2


class TrashShop:
    """Orders by id, those in the bin or only hidden, and the questions that were asked about single ones."""

    def __init__(self, orders: int) -> None:
        self.orders = {f"o{number:05}": Item(f"o{number:05}", 1000 + number, 100 + number) for number in range(orders)}
        self.binned: dict[str, Item] = {}
        self.hidden: set[str] = set()
        """There, and shown neither by the list nor when asked for."""
        self.tells_single = True
        """Where not, asking for single orders brings none at all."""
        self.asked: list[list[str]] = []

    @property
    def shown(self) -> dict[str, Item]:
        return {each: item for each, item in self.orders.items() if each not in self.hidden}

    def bin(self, *ids: str) -> None:
        self.binned |= {each: self.orders.pop(each) for each in ids}

    def restore(self, record_id: str, at: int) -> None:
        self.orders[record_id] = msgspec.structs.replace(self.binned.pop(record_id), updated_at=at)

    def answer(self, request: Request) -> Response:
        if request.url.path == "/existing":
            ids = request.query_params["ids"].split(",")
            self.asked.append(ids)
            return JSONResponse([each for each in ids if each in self.shown and self.tells_single])
        since = int(request.query_params["since"])
        items = [item for item in self.shown.values() if item.updated_at > since]
        return Response(msgspec.json.encode(sorted(items, key=lambda item: item.updated_at)))


class TrashSource:
    name = "trash"
    resources: Mapping[str, Words] = {"orders": Words("订单", "orders")}
    checks: Mapping[str, int] = {"orders": AT_ONCE}

    def __init__(self, client: Client) -> None:
        self._client = client

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        items = self._client.get("/orders", {"since": state or "0"}, msgspec.json.Decoder(list[Raw]).decode, stop)
        newest = max((msgspec.json.decode(item, type=Item).updated_at for item in items), default=None)
        yield RawPage(msgspec.json.encode(items), str(newest) if newest is not None else state or "0", 10**9)

    def read(self, resource: str, items: bytes) -> Batch:
        kinds: tuple[list[Any], ...] = ([], [], [], [])
        for item in msgspec.json.decode(items, type=list[Item]):
            for kind, records in zip(kinds, records_of(item), strict=True):
                kind += records
        return Batch(records=kinds)

    def existing(self, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
        decode = msgspec.json.Decoder(list[str]).decode
        return self._client.get("/existing", {"ids": ",".join(ids)}, decode, stop)


def records_of(item: Item) -> tuple[list[Order], list[OrderLine], list[Refund], list[Commission]]:
    at = {"updated_at": item.updated_at, "created_at": 1}
    return (
        [Order(id=item.id, payment_amount=item.amount, **at)],
        [OrderLine(id=f"{item.id}-{place}", order_id=item.id, amount=place, **at) for place in range(item.lines)],
        [Refund(id=f"r{item.id}", order_id=item.id, amount=1, **at)],
        [Commission(id=f"c{item.id}", order_id=item.id, amount=1, **at)],
    )
