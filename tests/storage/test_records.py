"""The tables and the record types say the same, also after a database has grown up with the program."""

import hashlib
from collections.abc import Iterator

import pytest
from msgspec import UNSET, structs

from storage.database import Database
from storage.driver import Connection
from storage.fields import Record, Unit, columns_of, past_of
from storage.migrations import MIGRATIONS, migrate
from storage.records import KINDS, RECORDS
from storage.schema import add_what_is_declared
from storage.store import open_store

OWN = {"row", "shop_id", "id", "origin", "as_of", "deleted", "stamps"}

# A changed record type needs a migration: then add its line here.
FINGERPRINTS = {
    1: "39561dbe2b26b516",
    2: "39561dbe2b26b516",  # the notebook: no record type
    3: "39561dbe2b26b516",  # trials: no record type
    4: "39561dbe2b26b516",  # what they were planned with: no record type
    5: "39561dbe2b26b516",  # mended lines: no record type
}


def declared(record: type[Record]) -> dict[str, str]:
    return {column.name: column.unit.sql for column in columns_of(record)}


def stored(connection: Connection, kind: str) -> dict[str, str]:
    found = connection.execute("SELECT name, type FROM pragma_table_info(?)", (kind,)).fetchall()
    return {name: sql for name, sql in found if name not in OWN - {"id"}}


def agree(connection: Connection) -> None:
    for kind, record in KINDS.items():
        assert stored(connection, kind) == declared(record)
    strict = connection.execute("SELECT name FROM pragma_table_list WHERE strict").fetchall()
    assert set(KINDS) <= {name for (name,) in strict}


@pytest.fixture
def old(tmp_path) -> Iterator[Database]:
    """A database of version 1 from before some columns were declared, with a row in it."""
    database = Database(tmp_path / "shop.db")
    with database.alone() as connection:
        add_what_is_declared(connection)
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO orders (shop_id, id, origin, as_of) VALUES ('s', 'o', 1, 1)")
        for kind, column in (("orders", "buyer_note"), ("commissions", "rate"), ("customers", "is_member")):
            connection.execute(f"ALTER TABLE {kind} DROP COLUMN {column}")
        connection.execute("DROP TABLE contents")
    yield database
    database.close()


def test_a_new_database_has_what_is_declared(tmp_path) -> None:
    with open_store(tmp_path) as store, store.reader() as reader:
        agree(reader)


def test_an_old_database_is_given_what_is_missing_and_keeps_its_rows(old: Database) -> None:
    def m002_more_columns(db) -> None:
        add_what_is_declared(db.conn)

    with old.reader() as reader, pytest.raises(AssertionError):
        agree(reader)
    migrate(old, (*MIGRATIONS, m002_more_columns))
    with old.reader() as reader:
        agree(reader)
        assert reader.execute("SELECT id, buyer_note FROM orders").fetchall() == [("o", None)]


def test_what_is_declared_may_be_added_again(tmp_path) -> None:
    with open_store(tmp_path) as store:
        with store.reader() as reader:
            before = reader.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
        with store.write() as tx:
            add_what_is_declared(tx._connection)
        with store.reader() as reader:
            assert reader.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before


def test_whoever_changes_a_record_type_adds_a_migration() -> None:
    text = repr([(record.KIND, sorted(declared(record).items())) for record in sorted(RECORDS, key=lambda r: r.KIND)])
    fingerprint = hashlib.sha256(text.encode()).hexdigest()[:16]
    assert FINGERPRINTS.get(len(MIGRATIONS)) == fingerprint, f"add a migration and its fingerprint {fingerprint}"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.KIND)
def test_every_type_of_value_fits_its_column(tmp_path, record: type[Record]) -> None:
    samples = {
        Unit.RATIO: 0.5,
        Unit.FLAG: True,
        Unit.MONEY: -1,
        Unit.TIME: 5,
        Unit.COUNT: 2**53,
        Unit.DAY: "2024-02-29",
    }
    full = {
        column.name: samples.get(column.unit, column.choices[0] if column.choices else "文")
        for column in columns_of(record)
    }
    empty = {column.name: full[column.name] if column.required else None for column in columns_of(record)}
    with open_store(tmp_path) as store:
        with store.write() as tx:
            assert tx.upsert("s", "api", [record(updated_at=1, **full)]).inserted == 1
            assert tx.upsert("s", "api", [record(updated_at=2, **empty)]).changed == 1
            assert tx.upsert("s", "api", [record(updated_at=3, **full)]).changed == 1
        names = ", ".join(f'"{name}"' for name in full)
        with store.reader() as reader:
            assert reader.execute(f'SELECT {names} FROM "{record.KIND}"').fetchone() == tuple(full.values())


def test_a_record_leaves_unsaid_what_it_may() -> None:
    assert all(field.default is UNSET or field.required for record in RECORDS for field in structs.fields(record))


def test_what_has_happened_cannot_lie_in_the_future_and_what_is_planned_can() -> None:
    told = {record.KIND: past_of(record) for record in RECORDS}
    assert told["orders"] == ("created_at", "paid_at", "shipped_at", "finished_at", "closed_at")
    assert told["coupon_claims"] == ("created_at", "used_at"), "not when it lapses"
    assert told["campaigns"] == (), "it may be announced"
    times = {column.name for record in RECORDS for column in columns_of(record) if column.unit is Unit.TIME}
    assert times - {name for names in told.values() for name in names} == {"starts_at", "ends_at", "expires_at"}
