"""Records from the future: changed, placed or paid later than what the clocks say (``sync/clocks.py``).

One such record would make "data as of" lie in the future, and what is really newer would never win against it. So it
is set aside until its moment has come or the interface tells it anew. A day is forgiven: clocks of servers differ.
"""

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Raw

from storage.fields import past_of
from storage.upsert import Tombstone
from storage.words import Words
from sync.clocks import DAY
from sync.contract.chinese import field_name
from sync.source import Batch, Misfit

_AHEAD = Words("「{zh}」在未来，先放一边，等店铺改正", "{en} lies in the future: set aside until the shop mends it")

Read = Callable[[str, bytes], Batch]

_each = msgspec.json.Decoder(list[Raw]).decode


def read_in_time(read: Read, resource: str, items: bytes, now: int) -> Batch:
    """What ``read`` makes of a page, with what lies a day or more beyond ``now`` (UTC milliseconds) as misfits."""
    batch = read(resource, items)
    if next(_ahead(batch, now + DAY), None) is None:
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
        about=batch.about,
    )


def _one(read: Read, resource: str, item: bytes, now: int) -> Batch:
    batch = read(resource, b"[" + item + b"]")
    for kind, id, field in _ahead(batch, now + DAY):
        reason = _AHEAD.fill(zh=field_name(kind, field), en=field)
        return Batch(misfits=[Misfit(item, reason, _its_id(batch) or id)])
    return batch


def _its_id(batch: Batch) -> str | None:
    """The id of what a single item is about; None where that is not known."""
    told = (record for records in batch.records for record in records)
    return next((record.id for record in told if record.KIND in batch.about), None)


def _ahead(batch: Batch, latest: int) -> Iterator[tuple[str, str, str]]:
    """Kind, id and field of what was changed, or has happened, later than ``latest``."""
    for records in filter(None, batch.records):
        for field in ("updated_at", *past_of(type(records[0]))):
            for record in records:
                moment = getattr(record, field)
                if isinstance(moment, int) and moment > latest:
                    yield record.KIND, record.id, field
    for kind, tombstones in batch.tombstones.items():
        yield from ((kind, gone.id, "updated_at") for gone in tombstones if gone.updated_at > latest)
