"""Rows that more than one origin has written: read as layers, changed by the rules of ``layers``, written back.

A row stores the origin and moment of its first layer, in ``stamps`` those of the others, and in its columns what it
shows. Which field belongs to which layer follows from the columns of the origins. Only what an import covers has a
place of its own, the table ``beneath``.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from storage import layers
from storage.driver import Connection
from storage.fields import columns_of
from storage.layers import EXISTS, Imports, Layer, Layers, Values
from storage.origins import Origin, Origins
from storage.records import KINDS
from storage.runs import Counts

_decode_stamps = msgspec.json.Decoder(list[tuple[int, int]]).decode
_decode_covered = msgspec.json.Decoder(list[Values]).decode


class Row(Struct, frozen=True):
    """One stored row with everything that is known about its fields."""

    number: int
    id: str
    layers: Layers

    @property
    def visible(self) -> bool:
        """Whether the record is there, as opposed to a remembered tombstone or nothing at all."""
        return bool(self.layers and self.layers[0].values[EXISTS])


def merge(connection: Connection, origins: Origins, origin: Origin, written: dict[int, tuple[Any, ...]]) -> Counts:
    """Let writes of ``origin``, (id, as_of, values ...) by row number, into rows that others have written."""
    imports = origins.imports
    counts = Counts()
    changed: list[Row] = []
    for row in load(connection, origins, origin.kind, list(written)):
        after, fate = written_into(row, layer_of(origin, written[row.number]), imports)
        counts += fate
        if after is not row:
            changed.append(after)
    save(connection, origins, origin.kind, changed)
    return counts


def layer_of(origin: Origin, values: tuple[Any, ...]) -> Layer:
    """A write as a layer; ``values`` are (id, as_of, value per column of the origin)."""
    said = dict(zip(origin.columns or (), values[2:], strict=True))
    said[EXISTS] = origin.columns is not None
    return Layer(origin.id, values[1], said)


def written_into(row: Row, new: Layer, imports: Imports) -> tuple[Row, Counts]:
    """The row after a write, the same object if nothing changes, and what the write counts as."""
    after = layers.write(row.layers, new, imports)
    if after is None:
        changed, fate = row, None
    else:
        changed = Row(row.number, row.id, after)
        fate = seen(row, changed)
    late = new.as_of < row.layers[0].as_of
    return changed, fate or (Counts(stale=1) if late else Counts(unchanged=1))


def seen(before: Row, after: Row) -> Counts | None:
    """What a change of a row counts as; None if nothing of it can be seen."""
    if before.visible != after.visible:
        return Counts(deleted=1) if before.visible else Counts(inserted=1)
    if before.visible and _known(before.layers) != _known(after.layers):
        return Counts(changed=1)
    return None


def _known(of: Layers) -> Values:
    # Who owns a value is no part of it: a file that says the same again has changed nothing.
    return {field: value for field, value in layers.shown(of).items() if value is not None}


def load(connection: Connection, origins: Origins, kind: str, numbers: Sequence[int]) -> Iterator[Row]:
    """Read rows with their layers, in the order of the row numbers."""
    names = _names(kind)
    listed = msgspec.json.encode(numbers).decode()
    found = connection.execute(
        f'SELECT t.row, id, origin, as_of, deleted, stamps, covered, {_quoted(names)} FROM "{kind}" t '
        "LEFT JOIN beneath ON beneath.kind = ? AND beneath.row = t.row "
        "WHERE t.row IN (SELECT value FROM json_each(?)) ORDER BY t.row",
        (kind, listed),
    )
    for number, record_id, origin, as_of, deleted, stamped, covered, *values in found.fetchall():
        stack = [(origin, as_of), *(_decode_stamps(stamped) if stamped else ())]
        kept = _decode_covered(covered) if covered else []
        shown = dict(zip(names, values, strict=True))
        shown[EXISTS] = not deleted
        yield Row(number, record_id, _layers(origins, stack, shown, kept))


def _layers(origins: Origins, stack: Sequence[tuple[int, int]], shown: Values, covered: list[Values]) -> Layers:
    found: Layers = []
    taken: set[str] = set()
    for depth, (origin, as_of) in enumerate(stack):
        fields = origins.by_id[origin].fields - taken
        taken |= fields
        values = {field: shown[field] for field in fields}
        if covered:
            values |= covered[depth]
        found.append(Layer(origin, as_of, values))
    return found


def save(connection: Connection, origins: Origins, kind: str, rows: Iterable[Row]) -> None:
    """Write rows back; one that nobody has written any more vanishes."""
    rows = list(rows)
    kept = [row for row in rows if row.layers]
    connection.executemany(f'DELETE FROM "{kind}" WHERE row = ?', [(row.number,) for row in rows if not row.layers])
    connection.execute(_update(kind), (msgspec.json.encode([_stored(row, kind) for row in kept]).decode(),))
    covered = [
        (kind, row.number, msgspec.json.encode(values).decode())
        for row in kept
        if any(values := _covered(row, origins))
    ]
    connection.executemany("DELETE FROM beneath WHERE kind = ? AND row = ?", [(kind, row.number) for row in rows])
    connection.executemany("INSERT INTO beneath (kind, row, covered) VALUES (?, ?, ?)", covered)


def _stored(row: Row, kind: str) -> tuple[Any, ...]:
    top, *others = row.layers
    shown = layers.shown(row.layers)
    stamped = msgspec.json.encode([(layer.origin, layer.as_of) for layer in others]).decode() if others else None
    values = [shown.get(name) for name in _names(kind)]
    return (top.origin, top.as_of, not shown[EXISTS], stamped, *values, row.number)


def _covered(row: Row, origins: Origins) -> list[Values]:
    """Per layer, what it says in vain as long as the layers above it stay."""
    taken: set[str] = set()
    covered: list[Values] = []
    for layer in row.layers:
        covered.append({field: layer.values[field] for field in layer.values.keys() & taken})
        taken |= origins.by_id[layer.origin].fields
    return covered


@cache
def _names(kind: str) -> tuple[str, ...]:
    return tuple(column.name for column in columns_of(KINDS[kind]) if column.name != "id")


@cache
def _update(kind: str) -> str:
    """One statement for all rows: inside a savepoint the end of each costs as much as all before it have changed."""
    names = ("origin", "as_of", "deleted", "stamps", *_names(kind))
    sets = ", ".join(f'"{name}" = each.value ->> {place}' for place, name in enumerate(names))
    return f'UPDATE "{kind}" SET {sets} FROM json_each(?) AS each WHERE "{kind}".row = each.value ->> {len(names)}'


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f't."{name}"' for name in names)
