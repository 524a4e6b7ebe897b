"""Looking at the rows behind a number: any place, any order, names beside references."""

import random
from collections.abc import Iterator

import numpy as np
import pytest

from storage.records import KINDS, Customer, Order, OrderLine, Product
from storage.rows import RowWindow, columns_to_show
from storage.store import Store, open_store

NAMES = ["张伟", "阿里", "王芳", "赵敏", None, "Bob", "alice"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("rows")) as store:
        with store.write() as tx:
            people = [Customer(id=f"c{number}", updated_at=1, name=name) for number, name in enumerate(NAMES)]
            tx.upsert("s", "api", people)
            tx.upsert("t", "api", [Customer(id="c1", updated_at=1, name="another shop's")])
            tx.upsert("s", "api", [Product(id="p", updated_at=1, title="茶")])
            tx.upsert("s", "api", [_order(number) for number in range(1000)])
            tx.upsert("s", "api", [OrderLine(id="l", updated_at=1, created_at=1, order_id="o1", product_id="p")])
        yield store


def _order(number: int) -> Order:
    return Order(
        id=f"o{number}",
        updated_at=1,
        created_at=number,
        buyer_id=f"c{number % 9}" if number % 10 else None,
        payment_amount=number * 7919 % 1000 if number % 13 else None,
    )


def window(store: Store) -> RowWindow:
    return RowWindow(store, "orders", np.arange(1, 1001))


def cells(window: RowWindow, *names: str) -> list[tuple]:
    places = [[column.name for column in window.columns].index(name) for name in names]
    return [tuple(row[place] for place in places) for row in window.fetch(0, len(window))]


def test_every_declared_column_is_there_and_references_have_names() -> None:
    for kind, record in KINDS.items():
        shown = [column.name for column in columns_to_show(kind)]
        assert set(record.__struct_fields__) - {"updated_at"} <= set(shown)
        assert len(set(shown)) == len(shown)
    shown = [column.name for column in columns_to_show("order_lines")]
    assert shown[shown.index("product_id") + 1] == "product_name"
    assert "order_name" not in shown


def test_any_stretch_is_read_alike(store: Store) -> None:
    rows = np.random.default_rng(1).permutation(np.arange(1, 1001))
    view = RowWindow(store, "orders", rows)
    whole = view.fetch(0, 1000)
    assert [row[0] for row in whole] == [f"o{row - 1}" for row in rows]
    for _ in range(200):
        start, count = random.randrange(1000), random.randrange(600)
        assert view.fetch(start, count) == whole[start : start + count]
    assert view.fetch(990, 100) == whole[990:]
    assert view.fetch(5000, 10) == []


def test_names_stand_beside_references(store: Store) -> None:
    found = dict(cells(window(store), "buyer_id", "buyer_name"))
    assert found == {None: None, "c7": None, "c8": None} | {f"c{n}": name for n, name in enumerate(NAMES)}
    assert cells(RowWindow(store, "order_lines", np.array([1])), "product_name") == [("茶",)]


@pytest.mark.parametrize("descending", [False, True])
def test_sorting_puts_the_unknown_last_and_leaves_ties_alone(store: Store, descending: bool) -> None:
    view = window(store)
    view.sort("payment_amount", descending)
    amounts = {number: _order(number).payment_amount for number in range(1000)}
    sign = -1 if descending else 1
    expected = sorted(amounts, key=lambda n: (amounts[n] is None, sign * (amounts[n] or 0), n))
    assert (view.rows - 1).tolist() == expected


def test_names_sort_by_their_sound(store: Store) -> None:
    view = window(store)
    view.sort("buyer_name")
    names = [name for (name,) in cells(view, "buyer_name")]
    known = [name for name in names if name is not None]
    assert list(dict.fromkeys(known)) == ["alice", "Bob", "阿里", "王芳", "张伟", "赵敏"]
    assert names[: len(known)] == known
    view.sort("buyer_name", descending=True)
    assert cells(view, "buyer_name")[0] == ("赵敏",)


def test_sums_are_of_all_rows(store: Store) -> None:
    view = RowWindow(store, "orders", np.array([2, 3, 4, 14, 9999]))
    assert view.total("payment_amount") == sum(_order(n).payment_amount or 0 for n in (1, 2, 3))
    assert RowWindow(store, "orders", np.array([14])).total("payment_amount") is None


def test_a_row_that_has_gone_keeps_its_place(store: Store) -> None:
    view = RowWindow(store, "orders", np.array([3, 9999, 1]))
    assert [row[0] for row in view.fetch(0, 3)] == ["o2", None, "o0"]
    view.sort("created_at")
    assert view.rows.tolist() == [1, 3, 9999]
    gone_first = RowWindow(store, "orders", np.array([-5, 4, 3]))
    gone_first.sort("buyer_name")
    assert gone_first.rows.tolist() == [3, 4, -5]


def test_no_rows_are_no_rows(store: Store) -> None:
    view = RowWindow(store, "orders", np.array([], np.int64))
    view.sort("buyer_name")
    assert (len(view), view.fetch(0, 10), view.total("payment_amount")) == (0, [], None)
