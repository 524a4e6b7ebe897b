"""Rows that more than one origin has written: read as chains, changed by the pure rules of ``stamps``, written back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from storage import stamps
from storage.driver import Connection
from storage.fields import columns_of
from storage.origins import Origin, Origins
from storage.records import KINDS
from storage.runs import Counts
from storage.stamps import EXISTS, Chains, Entry

_decode_stamps = msgspec.json.Decoder(dict[str, tuple[int, int]]).decode
_decode_chains = msgspec.json.Decoder(dict[str, list[Entry]]).decode


class Row(Struct, frozen=True):
    """One stored row with everything that is known about its fields."""

    number: int
    id: str
    chains: Chains

    @property
    def visible(self) -> bool:
        """Whether the record is there, as opposed to a remembered tombstone."""
        return EXISTS in self.chains and bool(self.chains[EXISTS][0].value)


def merge(connection: Connection, origins: Origins, origin: Origin, rows: Sequence[tuple[Any, ...]]) -> Counts:
    """Let writes of ``origin`` into rows that others have written; the rows are (id, as_of, values ...)."""
    columns = origin.columns or ()
    imports = origins.imports
    counts = Counts()
    changed: list[Row] = []
    written = {row[0]: row for row in rows}
    for row in load(connection, origins, origin.kind, _ids(connection, origin, list(written))):
        _, as_of, *values = written[row.id]
        fields = {name: Entry(origin.id, as_of, value) for name, value in zip(columns, values, strict=True)}
        fields[EXISTS] = Entry(origin.id, as_of, int(origin.columns is not None))
        chains = stamps.write(row.chains, fields, imports)
        after = row if chains is None else Row(row.number, row.id, chains)
        late = as_of < row.chains[EXISTS][0].as_of
        counts += seen(row, after) or (Counts(stale=1) if late else Counts(unchanged=1))
        if chains is not None:
            changed.append(after)
    save(connection, origins, origin.kind, changed)
    return counts


def seen(before: Row, after: Row) -> Counts | None:
    """What a change of a row counts as; None if nothing of it can be seen."""
    if before.visible != after.visible:
        return Counts(deleted=1) if before.visible else Counts(inserted=1)
    if before.visible and _shown(before.chains) != _shown(after.chains):
        return Counts(changed=1)
    return None


def _shown(chains: Chains) -> dict[str, Any]:
    # Who owns a value is no part of it: a file that says the same again has changed nothing.
    return {field: chain[0].value for field, chain in chains.items() if chain[0].value is not None}


def _ids(connection: Connection, origin: Origin, ids: list[str]) -> list[int]:
    found = connection.execute(
        f'SELECT row FROM "{origin.kind}" WHERE shop_id = ? AND id IN (SELECT value FROM json_each(?))',
        (origin.shop_id, msgspec.json.encode(ids).decode()),
    )
    return [number for (number,) in found]


def load(connection: Connection, origins: Origins, kind: str, numbers: Sequence[int]) -> Iterator[Row]:
    """Read rows with their chains, in the order of the row numbers."""
    names = _names(kind)
    listed = msgspec.json.encode(numbers).decode()
    beneath = dict(
        connection.execute(
            "SELECT row, chains FROM beneath WHERE kind = ? AND row IN (SELECT value FROM json_each(?))", (kind, listed)
        )
    )
    columns = "".join(f', "{name}"' for name in names)
    found = connection.execute(
        f'SELECT row, id, origin, as_of, deleted, stamps{columns} FROM "{kind}" '
        f"WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row",
        (listed,),
    ).fetchall()
    for number, record_id, origin, as_of, deleted, stamped, *values in found:
        owner = (origin, as_of)
        owners = dict.fromkeys(origins.by_id[origin].columns or (), owner)
        owners |= _decode_stamps(stamped) if stamped else {}
        known = dict(zip(names, values, strict=True))
        chains = {field: [Entry(*owner, known[field])] for field, owner in owners.items()}
        chains[EXISTS] = [Entry(*owner, int(not deleted))]
        for field, chain in (_decode_chains(beneath[number]) if number in beneath else {}).items():
            chains[field] = chains[field] + chain
        yield Row(number, record_id, chains)


def save(connection: Connection, origins: Origins, kind: str, rows: Iterable[Row]) -> None:
    """Write rows back; one whose existence nobody vouches for any more vanishes."""
    rows = list(rows)
    vanished = [(row.number,) for row in rows if EXISTS not in row.chains]
    kept = [row for row in rows if EXISTS in row.chains]
    connection.executemany(f'DELETE FROM "{kind}" WHERE row = ?', vanished)
    sets = ", ".join(f'"{name}" = ?' for name in ("origin", "as_of", "deleted", "stamps", *_names(kind)))
    connection.executemany(
        f'UPDATE "{kind}" SET {sets} WHERE row = ?', [_stored(row.chains, origins, kind, row.number) for row in kept]
    )
    connection.executemany("DELETE FROM beneath WHERE kind = ? AND row = ?", [(kind, row.number) for row in rows])
    connection.executemany(
        "INSERT INTO beneath (kind, row, chains) VALUES (?, ?, ?)",
        [
            (kind, row.number, msgspec.json.encode(below).decode())
            for row in kept
            if (below := {field: chain[1:] for field, chain in row.chains.items() if len(chain) > 1})
        ],
    )


def _stored(chains: Chains, origins: Origins, kind: str, number: int) -> tuple[Any, ...]:
    top = chains[EXISTS][0]
    carried = set(origins.by_id[top.origin].columns or ())
    owners = {
        field: (chain[0].origin, chain[0].as_of)
        for field, chain in chains.items()
        if field != EXISTS and field not in carried
    }
    stamped = msgspec.json.encode(owners).decode() if owners else None
    values = [chains[name][0].value if name in chains else None for name in _names(kind)]
    return (top.origin, top.as_of, int(not top.value), stamped, *values, number)


def _names(kind: str) -> tuple[str, ...]:
    return tuple(column.name for column in columns_of(KINDS[kind]) if column.name != "id")
