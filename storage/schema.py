"""The tables as SQL, derived from the record types; every step may be repeated without harm.

Each kind has one STRICT table: the row number, the shop, the declared columns, and who wrote the row when. Declared
columns may be NULL even where the record type requires them: a tombstone of a record never seen has only its id.
"""

from collections.abc import Iterable, Iterator

from storage.driver import Connection
from storage.fields import Record, columns_of
from storage.records import RECORDS

# origin, as_of: the newest write. stamps: the other writes that the row still shows or may come to show again, as
# [[origin, as_of], ...], the best first. A field belongs to the first of them whose origin supplies it.
_OWN = (
    "row INTEGER PRIMARY KEY",
    "shop_id TEXT NOT NULL",
    "id TEXT NOT NULL",
    "origin INTEGER NOT NULL",
    "as_of INTEGER NOT NULL",
    "deleted INTEGER NOT NULL DEFAULT 0",
    "stamps TEXT",
)

BLOCK_BITS = 16
"""Facts refresh in blocks of 65,536 rows."""

_SIDE = """
-- Single values: the data version, the key of the identities.
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO meta VALUES ('version', 0), ('identity_key', randomblob(32));

CREATE TABLE IF NOT EXISTS shops (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL, exponent INTEGER NOT NULL,
    timezone TEXT NOT NULL, demo INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The data version at which a record of the shop last changed.
CREATE TABLE IF NOT EXISTS versions (shop_id TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Blocks of rows, and the data version at which one of them last changed.
CREATE TABLE IF NOT EXISTS dirty (
    kind TEXT NOT NULL, block INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (kind, block)
) STRICT, WITHOUT ROWID;

-- Who writes which columns; columns is NULL for tombstones. newest: the newest as_of it brought.
CREATE TABLE IF NOT EXISTS origins (
    id INTEGER PRIMARY KEY, shop_id TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, columns TEXT,
    newest INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS origins_of_shop ON origins (shop_id, kind);

-- What imports cover, ready for their undo: [{field: value}, ...], one per layer of the row, the best first.
CREATE TABLE IF NOT EXISTS beneath (
    kind TEXT NOT NULL, row INTEGER NOT NULL, covered TEXT NOT NULL, PRIMARY KEY (kind, row)
) STRICT, WITHOUT ROWID;

-- header: the line with the names of the columns, so that rejected lines can be written to a file of their own.
CREATE TABLE IF NOT EXISTS imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT, shop_id TEXT NOT NULL, family TEXT NOT NULL, file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL, preset TEXT NOT NULL, imported_at INTEGER NOT NULL, undone_at INTEGER,
    header TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS imports_of_shop ON imports (shop_id, sha256);

-- Keyed hashes of what identifies a person, as the customer's row has it now.
CREATE TABLE IF NOT EXISTS identities (
    shop_id TEXT NOT NULL, kind TEXT NOT NULL, customer_id TEXT NOT NULL, value BLOB NOT NULL, source TEXT NOT NULL,
    PRIMARY KEY (shop_id, kind, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS identities_by_value ON identities (shop_id, kind, value);

-- One person under two ids. evidence: NULL when a person said so, else the identity that showed it.
CREATE TABLE IF NOT EXISTS merges (
    id INTEGER PRIMARY KEY, shop_id TEXT NOT NULL, from_id TEXT NOT NULL, into_id TEXT NOT NULL, reason TEXT NOT NULL,
    evidence BLOB, apart INTEGER NOT NULL DEFAULT 0, UNIQUE (shop_id, from_id, into_id)
) STRICT;

-- mended_by: the import that brought a good copy; undone, the record waits again.
CREATE TABLE IF NOT EXISTS quarantine (
    id INTEGER PRIMARY KEY, shop_id TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, record_id TEXT,
    raw BLOB NOT NULL, digest BLOB NOT NULL, reason_zh TEXT NOT NULL, reason_en TEXT NOT NULL,
    first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, attempts INTEGER NOT NULL, mended_by INTEGER,
    UNIQUE (shop_id, source, kind, digest)
) STRICT;

CREATE TABLE IF NOT EXISTS sync_state (
    shop_id TEXT NOT NULL, source TEXT NOT NULL, resource TEXT NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (shop_id, source, resource)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, shop_id TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL,
    started_at INTEGER NOT NULL, ended_at INTEGER, outcome TEXT NOT NULL, counts TEXT NOT NULL, message TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS runs_of_shop ON runs (shop_id, id);

-- The notebook: what was done with each card of advice, of which the newest counts; and when the brief was read.
CREATE TABLE IF NOT EXISTS marks (
    id INTEGER PRIMARY KEY, shop_id TEXT NOT NULL, card_id TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL,
    node TEXT NOT NULL DEFAULT '', expected REAL, title TEXT NOT NULL DEFAULT '', slices TEXT NOT NULL DEFAULT '[]',
    stake REAL
) STRICT;
CREATE INDEX IF NOT EXISTS marks_of_shop ON marks (shop_id, card_id, id);
CREATE TABLE IF NOT EXISTS looks (
    shop_id TEXT NOT NULL, day TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (shop_id, day)
) STRICT, WITHOUT ROWID;

-- Trials: what was asked for, and the people as they were split that day. usual: the part of them that was expected to
-- buy by itself; products: what goes out, by id and title as of that day, JSON; of a person their places in that.
CREATE TABLE IF NOT EXISTS trials (
    id INTEGER PRIMARY KEY, shop_id TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE,
    at INTEGER NOT NULL, start TEXT NOT NULL, days INTEGER NOT NULL, arms TEXT NOT NULL, view TEXT NOT NULL,
    group_id TEXT NOT NULL, note TEXT NOT NULL, usual REAL, products TEXT NOT NULL DEFAULT '[]', UNIQUE (shop_id, name)
) STRICT;
CREATE TABLE IF NOT EXISTS trial_people (
    trial INTEGER NOT NULL REFERENCES trials (id) ON DELETE CASCADE, customer_id TEXT NOT NULL, arm INTEGER NOT NULL,
    products TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (trial, customer_id)
) STRICT, WITHOUT ROWID;
"""

# Facts answer every question over many rows, so a kind needs no index but its key. These serve single looks:
_LOOKS = (
    ("order_lines", "order_id"),  # the lines of one order
    ("refunds", "order_id"),  # the refunds of one order
    ("commissions", "order_id"),  # the commissions of one order
)


def add_what_is_declared(connection: Connection, records: Iterable[type[Record]] = RECORDS) -> None:
    """Create every table, column, index and trigger that is missing."""
    for statement in _split(_SIDE):
        connection.execute(statement)
    for record in records:
        _add_table(connection, record)
        for trigger in _triggers(record.KIND):
            connection.execute(trigger)
    for kind, column in _LOOKS:
        connection.execute(f"CREATE INDEX IF NOT EXISTS {kind}_by_{column} ON {kind} (shop_id, {column})")


def _add_table(connection: Connection, record: type[Record]) -> None:
    declared = [f'"{column.name}" {column.unit.sql}' for column in columns_of(record) if column.name != "id"]
    body = ", ".join((*_OWN, *declared, "UNIQUE (shop_id, id)"))
    connection.execute(f'CREATE TABLE IF NOT EXISTS "{record.KIND}" ({body}) STRICT')
    present = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (record.KIND,))}
    for column in columns_of(record):
        if column.name not in present:
            connection.execute(f'ALTER TABLE "{record.KIND}" ADD COLUMN "{column.name}" {column.unit.sql}')


def _triggers(kind: str) -> Iterator[str]:
    # Whatever changes a row, by whichever path, marks its block with the version that the transaction will end in.
    for event, side in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        yield f"""
        CREATE TRIGGER IF NOT EXISTS "{kind}_{event.lower()}" AFTER {event} ON "{kind}"
        WHEN NOT EXISTS (
            SELECT 1 FROM dirty WHERE kind = '{kind}' AND block = {side}.row >> {BLOCK_BITS}
            AND version > (SELECT value FROM meta WHERE name = 'version')
        )
        BEGIN
            INSERT INTO dirty SELECT '{kind}', {side}.row >> {BLOCK_BITS}, value + 1 FROM meta WHERE name = 'version'
            ON CONFLICT DO UPDATE SET version = excluded.version;
        END"""


def _split(script: str) -> Iterator[str]:
    # executescript would commit the migration's transaction.
    without_comments = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    return (statement for statement in without_comments.split(";") if statement.strip())
