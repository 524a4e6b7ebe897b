"""Any mixture of syncs, imports, deletions and undos leaves what its twin says: what still stands, newest first."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.records import Customer, Product
from storage.store import Store, Transaction, open_store
from storage.upsert import Tombstone
from tests.storage.twin import Twin, Written, assert_same

IDS = ["a", "b", "c"]
PHONES = ["13800001234", "+86 139-0000-5678", "150 0000 9999", None]  # for hidden ones see test_masks
KINDS = {"products": Product, "customers": Customer}
SHOPS = count()


@st.composite
def fields(draw: st.DrawFn, kind: str) -> dict:
    few = st.sampled_from([None, 1, 2])
    text = st.sampled_from([None, "x", "好"])
    known = {
        "products": {"title": text, "price": few, "stock": few, "is_consumable": st.sampled_from([True, False])},
        "customers": {"name": text, "phone": st.sampled_from(PHONES), "points": few},
    }[kind]
    names = draw(st.sets(st.sampled_from(sorted(known))))
    return {name: draw(known[name]) for name in names}


@st.composite
def steps(draw: st.DrawFn) -> tuple:
    """(what, who, kind, [(id, as_of, fields or None)]); who is a lasting source or the number of an import."""
    what = draw(st.sampled_from(["write"] * 6 + ["delete", "undo", "undo", "fail"]))
    who = draw(st.sampled_from(["api", "erp", 0, 1, 2, 3]))
    kind = draw(st.sampled_from(sorted(KINDS)))
    moments = range(7)
    if kind == "customers" and isinstance(who, str):
        # Of two lasting sources that say the same at the same moment either may be named as the one that knows a phone.
        moments = {"api": [2, 4, 6], "erp": [1, 3, 5]}[who]
    one = st.tuples(st.sampled_from(IDS), st.sampled_from(moments), st.none() if what == "delete" else fields(kind))
    return what, who, kind, draw(st.lists(one, min_size=1, max_size=4))


class Story:
    """One shop in the store and its twin, taken through the same steps."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.shop = f"shop{next(SHOPS)}"
        self.twin = Twin()
        self.sources: dict[int, str] = {}

    def take(self, what: str, who: str | int, kind: str, writes: list[tuple]) -> None:
        if what == "undo":
            self.undo(who)
        elif what == "fail":
            self.fail(self.source(who), kind, writes)
        else:
            self.write(self.source(who), kind, writes)

    def source(self, who: str | int) -> str:
        if isinstance(who, str):
            return who
        if who not in self.sources:
            with self.store.write() as tx:
                begun = tx.begin_import(self.shop, "file", f"{who}.csv", f"sha {next(SHOPS)}", "test")
            assert begun is not None
            self.sources[who] = begun.source
        return self.sources[who]

    def write(self, source: str, kind: str, writes: list[tuple]) -> None:
        expected = self.twin.write([Written(source, kind, *one) for one in writes])
        with self.store.write() as tx:
            assert self.put(tx, source, kind, writes) == expected

    def fail(self, source: str, kind: str, writes: list[tuple]) -> None:
        try:
            with self.store.write() as tx:
                self.put(tx, source, kind, writes)
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass

    def put(self, tx: Transaction, source: str, kind: str, writes: list[tuple]) -> object:
        if writes[0][2] is None:
            return tx.delete(self.shop, source, kind, [Tombstone(one, as_of) for one, as_of, _ in writes])
        records = [KINDS[kind](id=one, updated_at=as_of, **known) for one, as_of, known in writes]
        return tx.upsert(self.shop, source, records)

    def undo(self, who: str | int) -> None:
        if who in self.sources:
            source = self.sources.pop(who)
            self.store.undo_import(int(source.removeprefix("file:")))
            self.twin.undo(source)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("undo")) as store:
        yield store


def play(store: Store, story: list[tuple]) -> None:
    """Take every step and look each time; at last undo what is left, in the order it came."""
    told = Story(store)
    try:
        for step in story:
            told.take(*step)
            assert_same(store, told.shop, told.twin)
        for who in list(told.sources):
            told.undo(who)
            assert_same(store, told.shop, told.twin)
    finally:
        store.forget_shop(told.shop)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(steps(), min_size=1, max_size=14))
def test_any_order_of_writes_and_undos_equals_the_twin(store: Store, story: list[tuple]) -> None:
    play(store, story)
