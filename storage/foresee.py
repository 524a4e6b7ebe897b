"""What a write would do, without doing it: the counts an upsert of the same records would come to."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from storage.driver import Connection
from storage.fields import Record, columns_of
from storage.origins import Origins
from storage.runs import Counts
from storage.store import Store

_PAGE = 2000
_decode_stamps = msgspec.json.Decoder(dict[str, tuple[int, int]]).decode

_Row = Mapping[str, Any]


def foresee(store: Store, shop_id: str, records: Sequence[Record]) -> Counts:
    """Compare records of one kind, each id at most once, with what the shop has now."""
    if not records:
        return Counts()
    kind = type(records[0])
    counts = Counts()
    with store.reader() as reader:
        if not _any(reader, kind, shop_id):
            return Counts(inserted=len(records))
        origins = Origins(reader, shop_id, kind.KIND)
        for start in range(0, len(records), _PAGE):
            page = records[start : start + _PAGE]
            stored = _stored(reader, kind, shop_id, page)
            for record in page:
                counts += _fate(record, stored.get(record.id), origins)
    return counts


def _any(reader: Connection, kind: type[Record], shop_id: str) -> bool:
    found = reader.execute(f'SELECT EXISTS (SELECT 1 FROM "{kind.KIND}" WHERE shop_id = ?)', (shop_id,))
    return bool(found.fetchone()[0])


def _stored(reader: Connection, kind: type[Record], shop_id: str, page: Sequence[Record]) -> dict[str, _Row]:
    names = [column.name for column in columns_of(kind)] + ["origin", "as_of", "deleted", "stamps"]
    columns = ", ".join(f'"{name}"' for name in names)
    found = reader.execute(
        f'SELECT {columns} FROM "{kind.KIND}" WHERE shop_id = ? AND id IN (SELECT value FROM json_each(?))',
        (shop_id, msgspec.json.encode([record.id for record in page]).decode()),
    )
    return {row[0]: dict(zip(names, row, strict=True)) for row in found}


def _fate(record: Record, row: _Row | None, origins: Origins) -> Counts:
    if row is None:
        return Counts(inserted=1)
    late = record.updated_at < row["as_of"]
    if row["deleted"]:
        return Counts(stale=1) if late else Counts(inserted=1)
    if any(_wins(record, name, row, origins) for name in record.__struct_fields__ if name in row):
        return Counts(changed=1)
    return Counts(stale=1) if late else Counts(unchanged=1)


def _wins(record: Record, name: str, row: _Row, origins: Origins) -> bool:
    """Whether the record's value differs from the stored one and is at least as new; no one's field takes any."""
    if not _differs(getattr(record, name), row[name]):
        return False
    stamps = _decode_stamps(row["stamps"]) if row["stamps"] else {}
    if name in stamps:
        return record.updated_at >= stamps[name][1]
    carried = name in (origins.by_id[row["origin"]].columns or ())
    return not carried or record.updated_at >= row["as_of"]


def _differs(written: Any, stored: Any) -> bool:
    return written is not UNSET and written != stored
