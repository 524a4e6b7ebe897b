"""How a page of records gets into its table: the newer wins, only supplied fields are written, the same writes nothing.

Nearly every row is new or was last written by the same origin; for those one SQL statement decides. What that statement
left alone is looked at once more: rows of another origin are merged field by field (``rewrite``), the others were
stale or the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

import msgspec
from msgspec import UNSET, Struct, structs

from storage import rewrite
from storage.driver import Connection
from storage.fields import Record
from storage.origins import Origin, Origins
from storage.runs import Counts

_PAGE = 2000

_Mask = tuple[bool, ...]
_ALL: _Mask = ()
"""The mask of a record that supplies every field."""


class Tombstone(Struct, frozen=True):
    """A record that its source has deleted, and when."""

    id: str
    updated_at: int


class Batch(Struct, frozen=True):
    """Writes of one origin to distinct records; each row is (id, as_of, value per column of the origin)."""

    origin: Origin
    rows: list[tuple[Any, ...]]


def upsert(connection: Connection, origins: Origins, source: str, records: Sequence[Record]) -> Counts:
    """Write records of one kind and count what became of them."""
    counts = Counts()
    for columns, rows in by_columns(records):
        origin = origins.of(source, columns, max(row[1] for row in rows))
        for page in _distinct(rows):
            counts += _write(connection, origins, Batch(origin, page))
    return counts


def delete(connection: Connection, origins: Origins, source: str, tombstones: Sequence[Tombstone]) -> Counts:
    """Remember that records are gone; unknown ones too, for a late page may still bring them."""
    return _say(connection, origins, source, None, [(each.id, each.updated_at) for each in tombstones])


def revive(connection: Connection, origins: Origins, source: str, moments: Mapping[str, int]) -> Counts:
    """Say of records that were deleted that they are there, with what they were last known to be."""
    return _say(connection, origins, source, (), list(moments.items()))


def _say(
    connection: Connection,
    origins: Origins,
    source: str,
    columns: tuple[()] | None,
    rows: list[tuple[Any, ...]],
) -> Counts:
    """Write nothing of records but whether they are there; each row is (id, as_of)."""
    counts = Counts()
    if rows:
        origin = origins.of(source, columns, max(row[1] for row in rows))
        for page in _distinct(rows):
            counts += _write(connection, origins, Batch(origin, page))
    return counts


def _write(connection: Connection, origins: Origins, batch: Batch) -> Counts:
    origin = batch.origin
    newest = f'SELECT coalesce(max(row), 0) FROM "{origin.kind}"'
    (before,) = connection.execute(newest).fetchone()
    prefix = (origin.shop_id, origin.id)
    cursor = connection.executemany(_statement(origin.kind, origin.columns), [prefix + row for row in batch.rows])
    (after,) = connection.execute(newest).fetchone()
    added, written = after - before, cursor.rowcount
    # Nothing is to be seen of a tombstone for a record never seen.
    seen = origin.columns is not None
    counts = Counts(inserted=added, changed=written - added) if seen else Counts(unchanged=written)
    if written == len(batch.rows):
        return counts
    return counts + _look_again(connection, origins, batch, len(batch.rows) - written)


def _look_again(connection: Connection, origins: Origins, batch: Batch, left: int) -> Counts:
    """Merge the rows of other origins; of this origin's rows, tell the stale from the ones that are only later."""
    origin = batch.origin
    found = connection.execute(
        f'SELECT row, id, as_of, origin FROM "{origin.kind}" '
        "WHERE shop_id = ? AND id IN (SELECT value FROM json_each(?))",
        (origin.shop_id, msgspec.json.encode([row[0] for row in batch.rows]).decode()),
    )
    written = {row[0]: row for row in batch.rows}
    others: dict[int, tuple[Any, ...]] = {}
    later = []
    stale = 0
    for number, record_id, as_of, owner in found.fetchall():
        row = written[record_id]
        if owner != origin.id:
            others[number] = row
        elif as_of > row[1]:
            stale += 1
        elif as_of < row[1]:
            later.append((row[1], number))
    connection.execute(
        f'UPDATE "{origin.kind}" SET as_of = each.value ->> 0 FROM json_each(?) AS each '
        f'WHERE "{origin.kind}".row = each.value ->> 1',
        (msgspec.json.encode(later).decode(),),
    )
    counts = Counts(stale=stale, unchanged=left - stale - len(others))
    if not others:
        return counts
    return counts + rewrite.merge(connection, origins, origin, others)


@cache
def _statement(kind: str, columns: tuple[str, ...] | None) -> str:
    supplied = columns or ()
    names = "".join(f', "{name}"' for name in supplied)
    marks = ", ?" * len(supplied)
    sets = "".join(f', "{name}" = excluded."{name}"' for name in supplied)
    differs = " OR ".join(f'"{name}" IS NOT excluded."{name}"' for name in supplied) or "FALSE"
    deleted = int(columns is None)
    return (
        f'INSERT INTO "{kind}" (shop_id, origin, id, as_of{names}, deleted) VALUES (?, ?, ?, ?{marks}, {deleted}) '
        f"ON CONFLICT (shop_id, id) DO UPDATE SET as_of = excluded.as_of{sets} "
        f"WHERE origin = excluded.origin AND excluded.as_of >= as_of AND ({differs})"
    )


def by_columns(records: Sequence[Record]) -> Iterator[tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
    """Group the records by the fields they supply."""
    runs = _runs(records)
    if len(runs) > 1 and len({record.id for record in records}) == len(records):
        groups: dict[_Mask, list[tuple[Any, ...]]] = {}
        for mask, rows in runs:
            groups.setdefault(mask, []).extend(rows)
        runs = list(groups.items())
    # Where an id comes twice the order of the writes counts, and the runs stay as they came.
    for mask, rows in runs:
        yield _picked(type(records[0]), mask, rows)


def _runs(records: Sequence[Record]) -> list[tuple[_Mask, list[tuple[Any, ...]]]]:
    runs: list[tuple[_Mask, list[tuple[Any, ...]]]] = []
    last: _Mask | None = None
    for record in records:
        values = structs.astuple(record)
        mask = tuple([value is not UNSET for value in values]) if UNSET in values else _ALL
        if mask != last:
            runs.append((mask, []))
            last = mask
        runs[-1][1].append(values)
    return runs


def _picked(
    record: type[Record], mask: _Mask, rows: list[tuple[Any, ...]]
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    names = tuple(field.name for field in structs.fields(record))
    if mask == _ALL:
        return names[2:], rows
    indices = [index for index, here in enumerate(mask) if here]
    pick = itemgetter(*indices)
    return tuple(names[index] for index in indices)[2:], [pick(row) for row in rows]


def _distinct(rows: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Pages in which no id comes twice: counting looks at a page as a whole."""
    page: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        if row[0] in page or len(page) == _PAGE:
            yield list(page.values())
            page = {}
        page[row[0]] = row
    if page:
        yield list(page.values())
