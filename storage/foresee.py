"""What an import would do, without doing it: the counts an upsert of the same records would come to."""

from collections.abc import Sequence

import msgspec

from storage import rewrite
from storage.driver import Connection
from storage.fields import Record
from storage.layers import Layer
from storage.origins import Origin, Origins
from storage.runs import Counts
from storage.store import Store
from storage.upsert import by_columns

_PAGE = 2000
_NOT_YET = -1
"""The origin and the import that there would be."""


def foresee(store: Store, shop_id: str, records: Sequence[Record]) -> Counts:
    """Compare records of one kind, each id at most once, with what the shop has now."""
    counts = Counts()
    with store.reader() as reader:
        if not records or not _any(reader, records[0].KIND, shop_id):
            return Counts(inserted=len(records))
        origins = Origins(reader, shop_id, records[0].KIND)
        for columns, rows in by_columns(records):
            origin = Origin(_NOT_YET, shop_id, "", records[0].KIND, columns, frozenset(columns))
            for start in range(0, len(rows), _PAGE):
                written = {row[0]: rewrite.layer_of(origin, row) for row in rows[start : start + _PAGE]}
                counts += _fates(reader, origins, origin.kind, written)
    return counts


def _any(reader: Connection, kind: str, shop_id: str) -> bool:
    found = reader.execute(f'SELECT EXISTS (SELECT 1 FROM "{kind}" WHERE shop_id = ?)', (shop_id,))
    return bool(found.fetchone()[0])


def _fates(reader: Connection, origins: Origins, kind: str, written: dict[str, Layer]) -> Counts:
    found = reader.execute(
        f'SELECT row FROM "{kind}" WHERE shop_id = ? AND id IN (SELECT value FROM json_each(?))',
        (origins.shop_id, msgspec.json.encode(list(written)).decode()),
    )
    numbers = [number for (number,) in found]
    imports = origins.imports | {_NOT_YET: _NOT_YET}
    counts = Counts(inserted=len(written) - len(numbers))
    for row in rewrite.load(reader, origins, kind, numbers):
        _, fate = rewrite.written_into(row, written[row.id], imports)
        counts += fate
    return counts
