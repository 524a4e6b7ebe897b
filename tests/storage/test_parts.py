"""The parts of an order have one teller: what an interface says is never counted beside what a file says."""

from collections.abc import Iterator

import pytest

from storage.records import Order, OrderLine, Refund
from storage.runs import Counts
from storage.store import Import, Store, open_store

SHOP = "s"


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


def line(order: str, number: str, amount: int = 100, at: int = 10) -> OrderLine:
    return OrderLine(id=number, updated_at=at, created_at=1, order_id=order, amount=amount)


def sync(store: Store, *records: OrderLine | Refund) -> Counts:
    with store.write() as tx:
        return tx.upsert(SHOP, "api", records)


def let_in(store: Store, name: str, *records: OrderLine | Refund) -> tuple[Import, Counts]:
    with store.write() as tx:
        imported = tx.begin_import(SHOP, "file", name, name, "preset")
        assert imported is not None
        return imported, tx.upsert(SHOP, imported.source, records)


def lines(store: Store, kind: str = "order_lines") -> list[tuple[str, int]]:
    with store.reader() as reader:
        return reader.execute(f"SELECT id, amount FROM {kind} WHERE NOT deleted ORDER BY id").fetchall()


def test_a_file_adds_no_lines_to_an_order_that_the_interface_has_told_of(store: Store) -> None:
    sync(store, line("1", "api-1"), line("1", "api-2"))
    _, counts = let_in(store, "f", line("1", "1-1", at=99), line("1", "1-2", at=99), line("2", "2-1", 70))
    assert counts == Counts(inserted=1, stale=2)
    assert lines(store) == [("2-1", 70), ("api-1", 100), ("api-2", 100)]


def test_an_interface_may_have_ids_that_look_made_up(store: Store) -> None:
    """Line "1" of order "1" is no sum of order 1 if the interface calls it so."""
    let_in(store, "f", line("2", "2-1", 70, at=99))
    sync(store, line("1", "1", 40), line("1", "7", 60))
    sync(store, line("1", "7", 60, at=11))
    _, counts = let_in(store, "g", line("1", "1-1", at=99))
    assert counts == Counts(stale=1)
    assert lines(store) == [("1", 40), ("2-1", 70), ("7", 60)]


def test_a_later_file_that_knows_the_ids_takes_the_place_until_it_is_undone(store: Store) -> None:
    let_in(store, "sums", Refund(id="1", updated_at=99, created_at=5, order_id="1", amount=30))
    second, counts = let_in(store, "named", Refund(id="r1", updated_at=9, created_at=5, order_id="1", amount=15))
    assert counts == Counts(inserted=1, deleted=1)
    third, _ = let_in(store, "named again", Refund(id="r2", updated_at=9, created_at=5, order_id="1", amount=15))
    assert lines(store, "refunds") == [("r1", 15), ("r2", 15)]
    store.undo_import(second.id)
    assert lines(store, "refunds") == [("r2", 15)]
    store.undo_import(third.id)
    assert lines(store, "refunds") == [("1", 30)]


def test_what_the_interface_tells_later_takes_the_place_of_the_file(store: Store) -> None:
    imported, _ = let_in(store, "f", line("1", "1-1", at=99), line("2", "2-1", 70, at=99))
    version = store.data_version(SHOP)
    assert sync(store, line("1", "api-1")) == Counts(inserted=1, deleted=1)
    assert store.data_version(SHOP) > version
    assert lines(store) == [("2-1", 70), ("api-1", 100)]
    store.undo_import(imported.id)
    assert lines(store) == [("api-1", 100)]


def test_a_sum_refunded_gives_way_to_the_refunds_it_was_the_sum_of(store: Store) -> None:
    let_in(store, "f", Refund(id="1", updated_at=99, created_at=5, order_id="1", amount=30))
    sync(store, *(Refund(id=f"r{n}", updated_at=9, created_at=5, order_id="1", amount=15) for n in (1, 2)))
    assert lines(store, "refunds") == [("r1", 15), ("r2", 15)]


def test_under_the_same_id_both_go_into_one_row(store: Store) -> None:
    sync(store, line("1", "a", 100, at=10))
    _, counts = let_in(store, "f", OrderLine(id="a", updated_at=20, created_at=1, order_id="1", title="茶"))
    assert counts == Counts(changed=1)
    sync(store, line("1", "a", 101, at=30), line("1", "b", at=30))
    with store.reader() as reader:
        assert reader.execute("SELECT id, amount, title FROM order_lines ORDER BY id").fetchall() == [
            ("a", 101, "茶"),
            ("b", 100, None),
        ]


def test_two_files_share_a_row_and_both_give_way(store: Store) -> None:
    first, _ = let_in(store, "f", line("1", "1-1", 100, at=10))
    second, _ = let_in(store, "g", line("1", "1-1", 120, at=20))
    sync(store, line("1", "api-1", 110))
    assert lines(store) == [("api-1", 110)]
    store.undo_import(second.id)
    store.undo_import(first.id)
    assert lines(store) == [("api-1", 110)]
    with store.reader() as reader:
        assert reader.execute("SELECT count(*) FROM beneath").fetchone() == (0,)


def test_orders_themselves_are_told_by_everybody(store: Store) -> None:
    with store.write() as tx:
        tx.upsert(SHOP, "api", [Order(id="1", updated_at=10, created_at=1, payment_amount=100)])
        imported = tx.begin_import(SHOP, "file", "f", "f", "p")
        assert imported is not None
        tx.upsert(SHOP, imported.source, [Order(id="1", updated_at=20, created_at=1, buyer_note="快点")])
    with store.reader() as reader:
        assert reader.execute("SELECT payment_amount, buyer_note FROM orders").fetchall() == [(100, "快点")]
