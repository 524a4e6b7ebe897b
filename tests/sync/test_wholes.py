"""Parts that a thing told whole no longer has, held against the plain rule over random things."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.records import OrderLine
from storage.shop import Shop
from storage.store import Store, open_store
from sync.resource import write_batch
from sync.source import Batch, Whole

SHOP = Shop(id="s1", name="半日茶")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        yield store


def line(order: int, part: str, at: int) -> OrderLine:
    return OrderLine(id=f"{order}/{part}", updated_at=at, created_at=1, order_id=str(order))


def whole(order: int, at: int, *parts: str) -> Whole:
    return Whole("order_lines", "order_id", str(order), [f"{order}/{part}" for part in parts], at)


def write(store: Store, batch: Batch, source: str = "woo") -> None:
    with store.write() as tx:
        write_batch(tx, SHOP.id, source, batch)


def held(store: Store) -> set[str]:
    with store.reader() as reader:
        return {row[0] for row in reader.execute("SELECT id FROM order_lines WHERE NOT deleted").fetchall()}


def test_what_an_order_no_longer_has_is_gone_and_comes_back(store: Store) -> None:
    write(store, Batch([[line(1, "3", 10), line(1, "4", 10), line(12, "3", 10)]], wholes=[whole(1, 10, "3", "4")]))
    write(store, Batch(wholes=[whole(1, 20, "3")]))
    assert held(store) == {"1/3", "12/3"}
    write(store, Batch([[line(1, "3", 30), line(1, "4", 30)]], wholes=[whole(1, 30, "3", "4")]))
    assert held(store) == {"1/3", "1/4", "12/3"}


def test_a_part_stands_for_those_below_it_and_for_no_other(store: Store) -> None:
    write(store, Batch([[line(1, "9", 10), line(1, "9/1", 10), line(1, "91", 10)]], wholes=[whole(1, 20, "9")]))
    assert held(store) == {"1/9", "1/9/1"}


def test_an_old_page_takes_nothing_from_what_is_newer(store: Store) -> None:
    write(store, Batch([[line(1, "3", 20)]]))
    write(store, Batch(wholes=[whole(1, 10)]))
    assert held(store) == {"1/3"}


def test_lines_of_a_file_alone_are_no_business_of_an_interface(store: Store) -> None:
    with store.write() as tx:
        imported = tx.begin_import(SHOP.id, "file", "a.csv", "0" * 64, "woocommerce_orders")
    write(store, Batch([[line(1, "3", 10)]]), imported.source)
    write(store, Batch(wholes=[whole(1, 20)]))
    assert held(store) == {"1/3"}


@pytest.mark.parametrize("seed", range(4))
def test_a_page_of_many_orders_is_the_plain_rule(store: Store, seed: int) -> None:
    draw = random.Random(seed)
    there = {order: set(draw.sample("abcdefgh", draw.randrange(8))) for order in range(40)}
    write(store, Batch([[line(order, part, 10) for order, parts in there.items() for part in sorted(parts)]]))
    for at in range(20, 50, 10):
        changed = draw.sample(range(40), 15)
        there |= {order: set(draw.sample("abcdefgh", draw.randrange(8))) for order in changed}
        lines = [line(order, part, at) for order in changed for part in there[order]]
        write(store, Batch([lines], wholes=[whole(order, at, *there[order]) for order in changed]))
    assert held(store) == {f"{order}/{part}" for order, parts in there.items() for part in parts}
