"""Whatever happens in a shop, also while it is read: in the end the copy is the shop. The shop is SIMULATED."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from storage.runs import Run
from sync.cursors.offsets import Meaning
from sync.renrendian import listings, trades, turns
from tests.sync.renrendian.conftest import Rows
from tests.sync.renrendian.server import Rrd
from tests.sync.renrendian.shop import Shop


class Life:
    """Draws what happens next from a seed."""

    def __init__(self, shop: Shop, seed: int) -> None:
        self.shop = shop
        self.draw = random.Random(seed)
        self.prices: dict[str, tuple[int, list[int]]] = {}
        """What each order cost when it was placed, and each of its lines."""

    def step(self) -> None:
        self.shop.later(seconds=self.draw.choice([0, 0, 1, 40, 4000, 40_000]))
        moves = [self.sell] * 3 + [self.pay, self.close, self.send, self.send, self.finish, self.ask, self.give]
        self.draw.choice([*moves, self.join, self.guide, self.move])()

    def sell(self) -> None:
        lines = [self.line() for _ in range(self.draw.randrange(1, 4))]
        goods = sum(line["pay"] for line in lines)
        freight, balance = self.draw.choice([0, 800]), self.draw.choice([0, 0, goods // 3])
        number = self.shop.sell(*lines, paid=self.draw.random() < 0.8, freight=freight, balance=balance)
        self.prices[number] = goods + freight, [line["pay"] for line in lines]

    def line(self) -> dict[str, Any]:
        price, quantity = self.draw.randrange(1, 5000), self.draw.randrange(1, 4)
        off = self.draw.choice([0, 0, self.draw.randrange(price)])
        # Whole fen for each piece, as a parcel's share of them is told.
        return self.shop.line(self.draw.randrange(1, 9), price, quantity, (price - off) * quantity)

    def some(self, *states: int) -> str | None:
        found = [number for number, order in self.shop.orders.items() if order["status"] in states]
        return self.draw.choice(found) if found else None

    def pay(self) -> None:
        if number := self.some(20):
            self.shop.pay(number)

    def close(self) -> None:
        if number := self.some(20):
            self.shop.close(number, self.draw.choice([10, 11, 12]))

    def send(self) -> None:
        if number := self.some(30):
            pieces = [self.draw.randrange(line["quantity"] + 1) for line in self.shop.orders[number]["lines"]]
            self.shop.send(number, *(pieces if self.draw.random() < 0.5 else ()))

    def finish(self) -> None:
        if number := self.some(40):
            self.shop.finish(number)

    def ask(self) -> None:
        if number := self.some(30, 40, 50):
            lines = self.shop.orders[number]["lines"]
            place = self.draw.randrange(len(lines))
            if not lines[place]["refund_status"] and lines[place]["sent"] in (0, lines[place]["quantity"]):
                self.shop.ask_back(number, place, lines[place]["pay"])

    def give(self) -> None:
        waiting = [
            (number, place)
            for number, order in self.shop.orders.items()
            for place, line in enumerate(order["lines"])
            if line["refund_status"] == 10
        ]
        if waiting:
            self.shop.give_back(*self.draw.choice(waiting))

    def join(self) -> None:
        self.shop.member()

    def guide(self) -> None:
        plain = [each for each in self.shop.members if str(each) not in self.team]
        if plain:
            self.shop.guide(self.draw.choice(plain), self.draw.choice([0, *map(int, self.team)]))

    def move(self) -> None:
        if self.shop.guiders:
            guider = self.draw.choice(list(self.shop.guiders.values()))
            guider["parent"] = self.draw.choice([0, *(int(each) for each in self.team if each != guider["member_id"])])

    @property
    def team(self) -> list[str]:
        return [each["member_id"] for each in self.shop.guiders.values()]


STATES = {20: "unpaid", 30: "paid", 40: "shipped", 50: "finished"}


def the_shop(life: Life) -> tuple[list[Any], ...]:
    shop = life.shop
    orders = [
        (number, STATES.get(order["status"], "closed"), life.prices[number][0]) for number, order in shop.orders.items()
    ]
    lines = [
        (number, str(line["id"]), line["quantity"], line["pay"])
        for number, order in shop.orders.items()
        for line in order["lines"]
    ]
    refunds = [
        (number, str(row["line"]), row["amount"], "done" if row["status"] == "31" else "open")
        for number, order in shop.orders.items()
        for row in order["refunds"]
    ]
    ties = [(each["member_id"], str(each["parent"] or "")) for each in shop.guiders.values()]
    return sorted(orders), sorted(lines), sorted(refunds), sorted(ties), sorted(map(str, shop.members))


def the_copy(rows: Rows) -> tuple[list[Any], ...]:
    return (
        sorted(rows("SELECT id, status, payment_amount FROM orders")),
        sorted(rows("SELECT order_id, id, quantity, amount FROM order_lines")),
        sorted(rows("SELECT order_id, line_id, amount, status FROM refunds")),
        sorted(rows("SELECT child_id, ifnull(parent_id, '') FROM referrals")),
        sorted(row[0] for row in rows("SELECT id FROM customers")),
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_copy_is_the_shop(
    shop: Shop, rrd: Rrd, synced: Callable[[], Run], rows: Rows, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Pages so small that even a little shop has many; orders that stay open to the end.
    monkeypatch.setattr(listings, "SIZE", 5)
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, size=5, cap=20))
    monkeypatch.setattr(turns, "AFTER_SALES", turns.LOOK_BACK)
    life = Life(shop, seed)
    rrd.meaning = Meaning.PAGES_FROM_1 if seed % 2 else Meaning.ROWS
    rrd.parents_are_members = seed % 3 != 0
    rrd.needs_secret = seed == 5
    for _ in range(80):
        life.step()
    for _ in range(3):
        rrd.meanwhile = life.step
        rrd.withheld = dict.fromkeys(life.draw.sample(sorted(shop.orders), 2), 5012009)
        synced()
        rrd.withheld = {}
        rrd.meanwhile = lambda: None
        for _ in range(10):
            life.step()
        shop.later(days=1)  # so that the lists read once a day are read again
        synced()
        assert the_copy(rows) == the_shop(life)
        assert rows("SELECT record_id FROM quarantine") == []
