"""Whatever is written, deleted, merged, imported and undone: facts kept up to date equal facts made from nothing.

And both equal facts made in memory of the records that plain SQL finds. Row numbers lie about the border between two
blocks, so that blocks appear, empty and fill again.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.columns import MISSING, MISSING_DAY, NO_CODE, facts_columns
from storage.driver import sqlite
from storage.facts import Facts
from storage.facts_file import discard
from storage.facts_load import load_facts
from storage.facts_memory import facts_of
from storage.fields import Record, Unit, columns_of
from storage.records import KINDS, AdSpend, Customer, Order, OrderLine, Product
from storage.shop import Shop
from storage.store import FILE_NAME, Store, open_store
from storage.upsert import Tombstone

SHOPS = (Shop(id="s1", name="小店"), Shop(id="s2", name="另一家"))
BORDER = 65_534

ids = st.sampled_from(["a", "b", "c", "d", "e"])
known_or_not = lambda values: st.none() | values  # noqa: E731
moments = st.integers(1, 5)
texts = st.sampled_from(["微信", "", "a\nb", "\x1f", '"', "\\", ",", "\x00"])
amounts = st.sampled_from([0, 1, -1, 127, 128, 2**31, 2**53, -(2**53)])

RECORDS: dict[str, st.SearchStrategy[Any]] = {
    "orders": st.builds(
        Order,
        id=ids,
        updated_at=moments,
        created_at=moments,
        buyer_id=known_or_not(ids),
        channel=known_or_not(texts),
        paid_at=known_or_not(moments),
        payment_amount=known_or_not(amounts),
    ),
    "order_lines": st.builds(
        OrderLine,
        id=ids,
        updated_at=moments,
        created_at=moments,
        order_id=known_or_not(ids),
        is_gift=known_or_not(st.booleans()),
    ),
    "customers": st.builds(
        Customer, id=ids, updated_at=moments, name=known_or_not(texts), province=known_or_not(texts)
    ),
    "products": st.builds(
        Product, id=ids, updated_at=moments, title=known_or_not(texts), is_consumable=known_or_not(st.booleans())
    ),
    "ad_spend": st.builds(
        AdSpend,
        id=ids,
        updated_at=moments,
        day=st.sampled_from(["1969-12-31", "2024-02-29"]),
        cost=known_or_not(amounts),
    ),
}

kinds = st.sampled_from(sorted(RECORDS))
shops = st.sampled_from([shop.id for shop in SHOPS])
sources = st.sampled_from(["api", "crm"])
pages = kinds.flatmap(lambda kind: st.lists(RECORDS[kind], min_size=1, max_size=4, unique_by=lambda record: record.id))


def upsert(shop: str, source: str, records: list[Record]) -> Callable[[Store], None]:
    def step(store: Store) -> None:
        with store.write() as tx:
            tx.upsert(shop, source, records)

    return step


def delete(shop: str, source: str, kind: str, gone: str, moment: int) -> Callable[[Store], None]:
    def step(store: Store) -> None:
        with store.write() as tx:
            tx.delete(shop, source, kind, [Tombstone(gone, moment)])

    return step


def bring_in(shop: str, records: list[Record], number: int) -> Callable[[Store], None]:
    def step(store: Store) -> None:
        with store.write() as tx:
            begun = tx.begin_import(shop, "file", "orders.csv", f"sha{number}", "preset")
            if begun is not None:
                tx.upsert(shop, begun.source, records)

    return step


def undo(shop: str, which: int) -> Callable[[Store], None]:
    def step(store: Store) -> None:
        standing = [one for one in store.imports(shop) if one.undone_at is None]
        if standing:
            store.undo_import(standing[which % len(standing)].id)

    return step


def merge(shop: str, pair: tuple[str, str]) -> Callable[[Store], None]:
    def step(store: Store) -> None:
        merges = store.merges(shop)
        with store.write() as tx:
            if pair[0] in merges:
                tx.unmerge(shop, pair[0])
            elif pair[0] not in merges.values() and pair[1] not in merges:
                tx.merge(shop, *pair, "told so")

    return step


def load(shop: str) -> Callable[[Store], None]:
    return lambda store: load_facts(store, shop).close()


steps = st.one_of(
    st.builds(upsert, shops, sources, pages),
    st.builds(delete, shops, sources, kinds, ids, moments),
    st.builds(bring_in, shops, pages, st.integers(0, 3)),
    st.builds(undo, shops, st.integers(0, 3)),
    st.builds(merge, shops, st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1])),
    st.builds(load, shops),
)
histories = st.lists(steps, max_size=14)


def profile_at_the_border(folder: Path) -> Path:
    """A profile whose next rows come just before the border of a block."""
    with open_store(folder) as store:
        for shop in SHOPS:
            store.put_shop(shop)
    with sqlite.connect(folder / FILE_NAME) as connection:
        for kind in RECORDS:
            connection.execute(
                f"INSERT INTO {kind} (row, shop_id, id, origin, as_of) VALUES ({BORDER}, 's0', 'x', 0, 0)"
            )
        connection.execute("UPDATE meta SET value = 1 WHERE name = 'version'")
    connection.close()
    return folder


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return profile_at_the_border(tmp_path_factory.mktemp("template"))


# tests/long/facts_follow.py runs thousands.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories)
def test_kept_facts_equal_facts_from_nothing_equal_facts_from_sql(
    template: Path, history: list[Callable[[Store], None]]
) -> None:
    assert_facts_follow(template, history)


def assert_facts_follow(template: Path, history: list[Callable[[Store], None]]) -> None:
    """Live through the history in a copy of the template and compare."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(template, Path(scratch) / "profile"))
        with open_store(folder) as store:
            for step in history:
                step(store)
            for shop in SHOPS:
                _assert_all_the_same(store, shop)


def _assert_all_the_same(store: Store, shop: Shop) -> None:
    kept = load_facts(store, shop.id)
    kept_texts, rows = dict(readable(kept)), {kind: kept[kind].row.tolist() for kind in RECORDS}
    in_memory = facts_of(shop, records_of(store, shop.id), store.as_of(shop.id), store.merges(shop.id))
    assert kept_texts == dict(readable(in_memory))
    kept.close()
    discard(store.folder)
    anew = load_facts(store, shop.id)
    assert dict(readable(anew)) == kept_texts
    assert {kind: anew[kind].row.tolist() for kind in RECORDS} == rows
    assert kept.as_of == in_memory.as_of == anew.as_of
    anew.close()


def records_of(store: Store, shop_id: str) -> Iterator[Record]:
    """What plain SQL finds, as records."""
    with store.reader() as reader:
        for kind in RECORDS:
            names = [column.name for column in columns_of(KINDS[kind])]
            found = reader.execute(
                f"SELECT as_of, {', '.join(names)} FROM {kind} WHERE shop_id = ? AND deleted = 0 ORDER BY row",
                (shop_id,),
            )
            for as_of, *values in found.fetchall():
                yield KINDS[kind](updated_at=as_of, **dict(zip(names, values, strict=True)))


def readable(facts: Facts) -> Iterator[tuple[tuple[str, str], list[object]]]:
    """Every column with its codes looked up: the numbering depends on history, its meaning does not."""
    for kind in RECORDS:
        for name, column in facts_columns(kind).items():
            if column.unit is Unit.LABEL:
                yield (kind, name), list(facts[kind].labels(name))
                continue
            values = facts[kind][name]
            if column.unit is Unit.ID:
                known = facts.ids(column.refers_to or kind)
                yield (kind, name), [None if code == NO_CODE else known[code] for code in values]
            elif column.unit is Unit.CATEGORY:
                names = facts[kind].categories(name)
                yield (kind, name), [None if code == NO_CODE else names[code] for code in values]
            else:
                yield (kind, name), [None if unknown(column.unit, value) else value for value in values.tolist()]
        positions = facts.position(kind)
        assert positions[facts[kind]["id"]].tolist() == list(range(len(facts[kind])))


def unknown(unit: Unit, value: Any) -> bool:
    if unit is Unit.RATIO:
        return bool(np.isnan(value))
    return bool(value == {Unit.DAY: MISSING_DAY, Unit.FLAG: NO_CODE}.get(unit, MISSING))
