"""What a platform hides never covers what it hides, whoever tells it, in whatever order, and whatever is undone."""

from collections.abc import Iterator
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from storage.masks import hides, may_hide
from storage.records import Customer, Order
from storage.runs import Counts
from storage.store import Import, Store, open_store

SHOP = "s"


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


def order(at: int, name: str, phone: str | None = None, note: str | None = None) -> Order:
    said = {"receiver_phone": UNSET if phone is None else phone, "buyer_note": UNSET if note is None else note}
    return Order(id="1", updated_at=at, created_at=1, receiver_name=name, **said)


def sync(store: Store, *records: Order | Customer) -> Counts:
    with store.write() as tx:
        return tx.upsert(SHOP, "api", records)


def let_in(store: Store, *records: Order | Customer) -> tuple[Import, Counts]:
    with store.write() as tx:
        imported = tx.begin_import(SHOP, "file", "f", str(records), "preset")
        return imported, tx.upsert(SHOP, imported.source, records)


def undo(store: Store, imported: Import) -> None:
    with store.write() as tx:
        tx.undo_import(imported)


def receiver(store: Store) -> tuple[str | None, str | None]:
    with store.reader() as reader:
        return reader.execute("SELECT receiver_name, receiver_phone FROM orders").fetchone() or (None, None)


@pytest.mark.parametrize(
    ("mask", "plain", "may"),
    [
        ("138****1234", "13800001234", True),
        ("138****1234", "+86 13800001234", True),
        ("138****1234", "13900001234", False),
        ("138****1234", "13800001235", False),
        ("张*", "张三", True),
        ("张＊＊", "张三丰", True),
        ("*三", "张三", True),
        ("李*", "张三", False),
        ("a.*", "abc", False),
        ("***", "随便谁", True),
        ("##cipher/text==", "张三", True),
        ("~AbCd~1~", "13800001234", True),
    ],
)
def test_a_mask_may_hide_what_agrees_with_what_it_shows(mask: str, plain: str, may: bool) -> None:
    assert hides(mask)
    assert not hides(plain)
    assert may_hide(mask, plain) is may


@pytest.mark.parametrize("turn", list(permutations((("张*", 30), ("张三", 20), ("张**", 10)))))
def test_the_plain_name_shows_whatever_came_first_and_goes_with_its_file(
    store: Store, turn: tuple[tuple[str, int], ...]
) -> None:
    imported = {name: let_in(store, order(at, name))[0] for name, at in turn}
    assert receiver(store) == ("张三", None)
    undo(store, imported["张三"])
    assert receiver(store) == ("张*", None)
    undo(store, imported["张*"])
    assert receiver(store) == ("张**", None)


def test_each_field_gives_way_by_itself_and_the_rest_of_the_record_counts(store: Store) -> None:
    let_in(store, order(10, "张三", "138****1234", "快点"))
    _, counts = let_in(store, order(20, "张*", "13800001234", "不急"))
    assert counts == Counts(changed=1)
    assert receiver(store) == ("张三", "13800001234")
    with store.reader() as reader:
        assert reader.execute("SELECT buyer_note, as_of FROM orders").fetchall() == [("不急", 20)]


def test_a_mask_of_somebody_else_is_news(store: Store) -> None:
    """The buyer has changed who is to receive the parcel."""
    let_in(store, order(10, "张三", "13800001234"))
    let_in(store, order(20, "李*", "139****0000"))
    assert receiver(store) == ("李*", "139****0000")
    let_in(store, order(15, "张三丰", "13800001234"))
    assert receiver(store) == ("李*", "139****0000")


def test_the_same_holds_between_an_interface_and_a_file(store: Store) -> None:
    sync(store, order(30, "##abcdef", "138****1234"))
    imported, counts = let_in(store, order(20, "张三", "13800001234"))
    assert counts == Counts(changed=1)
    assert receiver(store) == ("张三", "13800001234")
    assert sync(store, order(40, "##ghijkl", "138****1234")) == Counts(unchanged=1)
    assert receiver(store) == ("张三", "13800001234")
    undo(store, imported)
    assert receiver(store) == ("##ghijkl", "138****1234")


def test_an_interface_that_starts_to_hide_hides_nothing_that_it_told(store: Store) -> None:
    sync(store, order(10, "张三", "13800001234"))
    assert sync(store, order(20, "张*", "138****1234")) == Counts(unchanged=1)
    assert receiver(store) == ("张三", "13800001234")
    sync(store, order(30, "张四", "13800001234"))
    assert receiver(store) == ("张四", "13800001234")


def test_so_it_is_with_customers(store: Store) -> None:
    sync(store, Customer(id="c", updated_at=10, name="小明", phone="13800001234"))
    _, counts = let_in(store, Customer(id="c", updated_at=20, name="小*", phone="138****1234", city="杭州市"))
    assert counts == Counts(changed=1)
    with store.reader() as reader:
        assert reader.execute("SELECT name, phone, city FROM customers").fetchall() == [
            ("小明", "13800001234", "杭州市")
        ]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=4, max_size=14))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_stands_makes_the_receiver_whatever_was_undone(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]]
) -> None:
    """Five files of one order, let in and taken back at random: as if only those had come that stand."""
    names = ("张*", "张三", "*三", "张三", "**")
    with open_store(tmp_path_factory.mktemp("lived")) as lived, open_store(tmp_path_factory.mktemp("fresh")) as fresh:
        standing: dict[tuple[int, int], Import] = {}
        for step in steps:
            if step in standing:
                undo(lived, standing.pop(step))
            else:
                standing[step], _ = let_in(lived, order(step[1], names[step[0]]))
        for number, at in standing:
            let_in(fresh, order(at, names[number]))
        assert receiver(lived) == receiver(fresh)


def test_masks_alone_are_kept_as_they_are_and_the_newer_counts(store: Store) -> None:
    _, counts = let_in(store, order(20, "张*"))
    assert counts == Counts(inserted=1)
    _, counts = let_in(store, order(10, "李*"))
    assert counts == Counts(stale=1)
    assert receiver(store) == ("张*", None)
