"""Records from the future: whose moment of change lies beyond the clock of the very interface that tells of them.

One such record would make "data as of" lie in the future, and what is really newer would never win against it. So it
is set aside until its moment has come or the interface tells it anew. A day is forgiven: clocks of servers differ.
"""

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Raw

from storage.upsert import Tombstone
from storage.words import Words
from sync.source import Batch, Misfit

DAY = 86_400_000

_TOO_NEW = Words(
    "这条数据的修改时间在未来，先放一边，等店铺改正",
    "this record was changed in the future: set aside until the shop mends it",
)

Read = Callable[[str, bytes], Batch]

_each = msgspec.json.Decoder(list[Raw]).decode


def read_in_time(read: Read, resource: str, items: bytes, now: int | None) -> Batch:
    """What ``read`` makes of a page, with what lies a day or more beyond ``now`` (UTC milliseconds) as misfits."""
    batch = read(resource, items)
    if now is None or _newest(batch) <= now + DAY:
        return batch
    found = [_one(read, resource, bytes(item), now) for item in _each(items)]
    tombstones: dict[str, list[Tombstone]] = {}
    for each in found:
        for kind, gone in each.tombstones.items():
            tombstones.setdefault(kind, []).extend(gone)
    return Batch(
        records=[records for each in found for records in each.records],
        tombstones=tombstones,
        misfits=[misfit for each in found for misfit in each.misfits],
        wholes=[whole for each in found for whole in each.wholes],
    )


def _one(read: Read, resource: str, item: bytes, now: int) -> Batch:
    batch = read(resource, b"[" + item + b"]")
    if _newest(batch) <= now + DAY:
        return batch
    first = next(_ids(batch), None)
    return Batch(misfits=[Misfit(item, _TOO_NEW, first, None)])


def _newest(batch: Batch) -> int:
    told = (record.updated_at for records in batch.records for record in records)
    gone = (tombstone.updated_at for tombstones in batch.tombstones.values() for tombstone in tombstones)
    return max(max(told, default=0), max(gone, default=0))


def _ids(batch: Batch) -> Iterator[str]:
    yield from (record.id for records in batch.records for record in records)
    yield from (tombstone.id for tombstones in batch.tombstones.values() for tombstone in tombstones)
