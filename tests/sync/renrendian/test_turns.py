"""Whose turn it is to be asked for again, over a real copy: each order is seen once more after its time is over."""

import math
import random
from pathlib import Path

import pytest
from msgspec import Struct

from storage.held import Placed
from storage.records import Order
from storage.store import Store, open_store
from sync.clocks import Clocks
from sync.copied import Copied, copied
from sync.renrendian import turns
from sync.renrendian.turns import AFTER_SALES, DAY, LOOK_BACK, Turn
from tests.sync.renrendian.conftest import SHOP

BEGAN = 1_775_000_000_000
LIMIT, PART = 7, 3


class Sold(Struct):
    """An order as it really is, and when it was asked for."""

    placed: int
    finished: int | None = None
    closed: int | None = None
    asked: list[int] = []

    @property
    def over(self) -> int:
        """When it may not change any more."""
        after = None if self.finished is None else self.finished + AFTER_SALES
        return min(each for each in (self.placed + LOOK_BACK, after, self.closed) if each is not None)


class Life:
    """A shop, its copy, and the rounds of a sync."""

    def __init__(self, store: Store, seed: int) -> None:
        self.draw = random.Random(seed)
        self.now = BEGAN
        self.orders: dict[str, Sold] = {}
        self.turn = Turn()
        self._store = store
        self._copied: Copied = copied(store, SHOP.id, "renrendian")

    def live(self, days: float) -> None:
        """Orders come, are finished and closed."""
        for _ in range(self.draw.randrange(4)):
            self.orders[f"E{len(self.orders)}"] = Sold(self.now + self.draw.randrange(2) * 1000)
        self.now += int(days * DAY)
        for order in self.orders.values():
            if order.finished is None and order.closed is None and self.draw.random() < 0.2:
                order.finished = self.draw.randrange(order.placed, self.now + 1)
            if order.closed is None and self.draw.random() < 0.05:
                order.closed = self.now

    def round(self, breaks_off: float = 0.0) -> int:
        """How many were asked for again."""
        part = turns.next_part(self._copied, self.turn, Clocks(self.now, self.now), LIMIT)
        self.turn = part.turn
        self.ask([number for number, order in self.orders.items() if not order.asked])
        for start in range(0, len(part.due), PART):
            if self.draw.random() < breaks_off:
                return start
            due: list[Placed] = list(part.due[start : start + PART])
            self.ask([each.id for each in due])
            self.turn = turns.taken(part, due)
        return len(part.due)

    def ask(self, numbers: list[str]) -> None:
        told = []
        for number in numbers:
            order = self.orders[number]
            order.asked.append(self.now)
            status = "closed" if order.closed else "finished" if order.finished else "paid"
            at = order.finished if status == "finished" else None
            told.append(
                Order(id=number, updated_at=self.now, created_at=order.placed, status=status, finished_at=at)  # type: ignore[arg-type]
            )
        with self._store.write() as tx:
            tx.upsert(SHOP.id, "renrendian", told)


@pytest.mark.parametrize("seed", range(8))
def test_each_is_seen_once_more_after_its_time_is_over_and_then_never(tmp_path: Path, seed: int) -> None:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        life = Life(store, seed)
        for _ in range(60):
            life.live(life.draw.choice([0.01, 1, 1, 5, 40 if seed % 2 else 1, 120 if seed % 4 == 3 else 1]))
            life.round(breaks_off=0.1)
        life.now += 100 * DAY
        assert 0 < sum(life.round() for _ in range(60)) <= 2 * len(life.orders) + LIMIT
        assert life.round() == 0
        assert [number for number, order in life.orders.items() if order.asked[-1] < order.over] == []


def test_all_have_their_turn_before_one_has_another(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        life = Life(store, 0)
        life.orders = {f"E{number:02}": Sold(BEGAN - number % 5 * DAY) for number in range(30)}
        life.round()
        laps = math.ceil(30 / LIMIT)
        for lap in range(1, 4):
            for _ in range(laps):
                life.now += DAY // 24
                life.round()
            assert {len(order.asked) for order in life.orders.values()} == {1 + lap}


def test_what_is_new_takes_no_turn_from_the_others(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        life = Life(store, 0)
        life.orders = {"first": Sold(BEGAN), "second": Sold(BEGAN)}
        life.round()
        for times in range(2, 6):
            life.now += DAY
            life.orders[f"new {times}"] = Sold(life.now)
            life.round()
            assert {len(life.orders[each].asked) for each in ("first", "second")} == {times}
