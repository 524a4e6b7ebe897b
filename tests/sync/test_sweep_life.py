"""Orders that are hidden, shown, deleted and restored over days: nothing is lost for good, nothing goes at one look."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.shop import Shop
from storage.store import Store, open_store
from sync.engine import pull
from sync.http import Client
from sync.missing import ANOTHER_DAY, FEW
from tests.sync.little_server import LittleServer, keys, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.trash_shop import Item, TrashShop, TrashSource, records_of

DAY = 24 * 3600 * 1000
QUIET = 17
"""Days of syncs after which all must be well: two rounds of a week and another day."""

Step = tuple[str, int, int]
_numbers = count()


def stories() -> st.SearchStrategy[tuple[int, list[Step]]]:
    """How many orders a shop begins with, and what happens to some of them: (what, the first of them, how many)."""
    whats = st.sampled_from(("hide", "show", "delete", "restore", "change", "sell", "mute", "speak", "wait", "wait"))
    step = st.tuples(whats, st.integers(0, 200), st.integers(1, 120))
    return st.tuples(st.integers(0, 130), st.lists(step, max_size=25))


class Life:
    """A shop, its copy, and what was found missing when."""

    def __init__(self, store: Store, server: LittleServer, source: TrashSource, orders: int) -> None:
        self.shop = TrashShop(orders)
        server.otherwise = self.shop.answer
        self._store = store
        self._source = source
        self._id = f"s{next(_numbers)}"
        store.put_shop(Shop(id=self._id, name="小店"))
        self._now = 1_800_000_000_000
        self._changes = 10_000
        self._sold = orders
        self._missing: dict[str, int] = {}
        self.sync()

    def sync(self) -> None:
        """One sync; no more than a few orders that are there may go which were not missing on another day."""
        before = set(self.here("orders"))
        told = self.shop.shown if self.shop.tells_single else {}
        self._missing = {each: self._missing.get(each, self._now) for each in before if each not in told}
        pull(self._store, self._id, self._source, now=lambda: self._now)
        went = (before - set(self.here("orders"))) & set(self.shop.orders)
        assert len([each for each in went if self._now - self._missing[each] < ANOTHER_DAY]) <= FEW

    def here(self, kind: str) -> dict[str, int]:
        column = {"orders": "payment_amount"}.get(kind, "amount")
        with self._store.reader() as reader:
            asked = f"SELECT id, {column} FROM {kind} WHERE shop_id = ? AND NOT deleted"
            return dict(reader.execute(asked, (self._id,)).fetchall())

    def wait(self, _some: list[str], hours: int) -> None:
        self._now += hours * 3600 * 1000
        self.sync()

    def hide(self, some: list[str], _many: int) -> None:
        # What is hidden before it was listed as it is now, no list ever tells: not the sweep's matter.
        here = self.here("orders")
        self.shop.hidden |= {each for each in some if here.get(each) == self.shop.orders[each].amount}

    def show(self, some: list[str], _many: int) -> None:
        self.shop.hidden -= set(some)

    def delete(self, some: list[str], _many: int) -> None:
        self.shop.bin(*some)
        self.shop.hidden -= set(some)

    def restore(self, _some: list[str], many: int) -> None:
        for each in sorted(self.shop.binned)[:many]:
            self.shop.restore(each, self._later())

    def change(self, some: list[str], _many: int) -> None:
        # What changes while it is hidden, and is shown before anybody noticed, no list tells: not the sweep's matter.
        gone = set(self.shop.orders) - set(self.here("orders"))
        for each in some:
            if each not in self.shop.hidden or each in gone:
                item = self.shop.orders[each]
                self.shop.orders[each] = msgspec.structs.replace(item, updated_at=self._later(), amount=item.amount + 1)

    def sell(self, _some: list[str], many: int) -> None:
        for _ in range(many % 20):
            made = f"o{self._sold:05}"
            self._sold += 1
            self.shop.orders[made] = Item(made, self._later(), self._sold)

    def mute(self, _some: list[str], _many: int) -> None:
        self.shop.tells_single = False

    def speak(self, _some: list[str], _many: int) -> None:
        self.shop.tells_single = True

    def _later(self) -> int:
        self._changes += 1
        return self._changes


def play(store: Store, server: LittleServer, source: TrashSource, story: tuple[int, list[Step]]) -> None:
    """Live through a story; then all is quiet for some days, and the copy is the shop, row for row."""
    orders, steps = story
    life = Life(store, server, source, orders)
    for what, first, many in steps:
        known = sorted(life.shop.orders)
        chosen = known[first % len(known) :][:many] if known else []
        act: Callable[[list[str], int], None] = getattr(life, what)
        act(chosen, many)
    life.shop.hidden.clear()
    life.shop.tells_single = True
    for _ in range(QUIET):
        life.wait([], 24)
    expected: dict[str, dict[str, int]] = {"orders": {}, "order_lines": {}, "refunds": {}, "commissions": {}}
    for item in life.shop.orders.values():
        for records in records_of(item):
            for record in records:
                expected[record.KIND][record.id] = record.payment_amount if record.KIND == "orders" else record.amount
    assert {kind: life.here(kind) for kind in expected} == expected


@pytest.fixture(scope="module")
def server() -> Iterator[LittleServer]:
    with little_server() as server:
        yield server


@pytest.fixture(scope="module")
def scene(server: LittleServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, TrashSource]]:
    folder: Path = tmp_path_factory.mktemp("lives")
    with open_store(folder) as store, Client(server.url, keys(), QuickClock()) as client:
        yield store, TrashSource(client)


@settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(story=stories())
@example(story=(9, [("hide", 0, 9), ("wait", 0, 1), ("wait", 0, 24)]))
@example(story=(60, [("hide", 0, 60), ("wait", 0, 24), ("wait", 0, 24), ("wait", 0, 120), ("wait", 0, 120)]))
@example(story=(100, [("hide", 30, 70), ("wait", 0, 24), ("wait", 0, 24), ("change", 30, 9), ("sell", 0, 2)]))
@example(story=(130, [("wait", 0, 1), ("delete", 0, 120), ("wait", 0, 24), ("restore", 0, 50), ("wait", 0, 24)]))
def test_after_some_quiet_days_the_copy_is_the_shop(
    server: LittleServer, scene: tuple[Store, TrashSource], story: tuple[int, list[Step]]
) -> None:
    store, source = scene
    play(store, server, source, story)
