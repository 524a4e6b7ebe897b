"""Whatever happens in a shop, also while it is read: in the end the copy is the shop. The shop is SIMULATED."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from storage.runs import Run
from storage.store import Store
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import Woo
from tests.sync.woocommerce.shop import Shop


class Life:
    """Draws what happens next from a seed."""

    def __init__(self, shop: Shop, seed: int) -> None:
        self.shop = shop
        self.draw = random.Random(seed)

    def step(self) -> None:
        self.shop.later(seconds=self.draw.choice([0, 0, 0, 1, 40, 4000]))
        self.draw.choice(
            [self.sell, self.sell, self.sell, self.edit, self.refund, self.trash, self.restore, self.delete, self.undo]
        )()

    def sell(self) -> None:
        lines = [self.line() for _ in range(self.draw.randrange(1, 4))]
        email = self.draw.choice(["", "a@x.example", "b@x.example"])
        self.shop.sell(*lines, paid=self.draw.random() < 0.8, billing=bodies.address("明", "王", email=email))

    def line(self) -> bodies.Body:
        return bodies.line(
            self.shop.number(), self.draw.randrange(1, 9), 1, f"{self.draw.randrange(1, 5000) / 100:.2f}"
        )

    def some(self, *states: str) -> int | None:
        found = [key for key, order in self.shop.lists["orders"].items() if order["status"] in states]
        return self.draw.choice(found) if found else None

    def edit(self) -> None:
        if number := self.some("processing", "completed"):
            order = bodies.order(number, [self.line()])
            self.shop.change("orders", number, line_items=order["line_items"], total=order["total"], status="completed")

    def refund(self) -> None:
        if number := self.some("processing", "completed"):
            line = self.shop.lists["orders"][number]["line_items"][0]
            self.shop.refund(number, line["total"], bodies.refunded(self.shop.number(), line, 1, line["total"]))

    def trash(self) -> None:
        if number := self.some("processing", "completed"):
            self.shop.trash("orders", number)

    def restore(self) -> None:
        if number := self.some("trash"):
            self.shop.restore("orders", number)

    def delete(self) -> None:
        if number := self.some("processing", "trash"):
            self.shop.delete("orders", number)

    def undo(self) -> None:
        if self.shop.lists["refunds"]:
            self.shop.take_refund_back(self.draw.choice(list(self.shop.lists["refunds"])))


def fen(text: str) -> int:
    return int(Decimal(text) * 100)


def the_shop(shop: Shop) -> tuple[list[Any], list[Any], list[Any]]:
    orders = {key: body for key, body in shop.lists["orders"].items() if body["status"] != "trash"}
    return (
        sorted((str(key), fen(body["total"])) for key, body in orders.items()),
        sorted((str(key), fen(line["total"])) for key, body in orders.items() for line in body["line_items"]),
        sorted(
            (str(r["parent_id"]), fen(r["amount"])) for r in shop.lists["refunds"].values() if r["parent_id"] in orders
        ),
    )


def the_copy(store: Store) -> tuple[list[Any], ...]:
    questions = (
        "SELECT id, payment_amount FROM orders",
        "SELECT order_id, amount FROM order_lines",
        "SELECT order_id, amount FROM refunds",
    )
    with store.reader() as reader:
        return tuple(sorted(map(tuple, reader.execute(f"{q} WHERE NOT deleted").fetchall())) for q in questions)


@pytest.mark.parametrize("seed", range(6))
def test_the_copy_is_the_shop(shop: Shop, woo: Woo, store: Store, synced: Callable[[], Run], seed: int) -> None:
    life = Life(shop, seed)
    woo.has_refund_list = seed % 3 != 0
    for _ in range(150):
        life.step()
    for _ in range(4):
        woo.meanwhile = lambda asked: life.step()
        synced()
        woo.meanwhile = lambda asked: None
        for _ in range(12):
            life.step()
        synced()
        shop.later(days=1)  # what was deleted is believed on another day
        synced()
        assert the_copy(store) == the_shop(shop)
