"""The specification of the store in the plainest code: a list of the writes that still stand, folded field by field.

A field belongs to the write with the newest moment, of equal moments to the later write. Existence is a field that
every write carries. Undoing an import drops its writes from the list.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from storage.identities import plain_phone
from storage.records import KINDS
from storage.runs import Counts
from storage.store import Store

EXISTS = ""


@dataclass(frozen=True)
class Written:
    """One record or tombstone (fields None) as one source wrote it."""

    source: str
    kind: str
    id: str
    as_of: int
    fields: dict | None

    @property
    def values(self) -> dict:
        return {EXISTS: self.fields is not None} | (self.fields or {})


@dataclass
class Twin:
    """All writes that stand, in the order they came."""

    writes: list[Written] = field(default_factory=list)

    def write(self, written: list[Written]) -> Counts:
        total = Counts()
        for one in written:
            before = self.fold(one.kind, one.id)
            self.writes.append(one)
            total += _counted(before, self.fold(one.kind, one.id), one.as_of)
        return total

    def undo(self, source: str) -> None:
        self.writes = [one for one in self.writes if one.source != source]

    def fold(self, kind: str, record_id: str) -> dict[str, tuple[int, object, str]]:
        """Field to (as_of, value, source) for one record."""
        owned: dict[str, tuple[int, object, str]] = {}
        for one in self.writes:
            if (one.kind, one.id) == (kind, record_id):
                for name, value in one.values.items():
                    if name not in owned or one.as_of >= owned[name][0]:
                        owned[name] = (one.as_of, value, one.source)
        return owned

    def rows(self, kind: str) -> dict[str, tuple]:
        """Id to (exists, as_of, known values) of every record and tombstone."""
        ids = {one.id for one in self.writes if one.kind == kind}
        folded = {record_id: self.fold(kind, record_id) for record_id in ids}
        return {record_id: (owned[EXISTS][1], owned[EXISTS][0], _known(owned)) for record_id, owned in folded.items()}

    def merges(self) -> dict[str, str]:
        """Who is merged into whom: one phone in two sources, in none of them twice."""
        holders = defaultdict(list)
        for record_id, (exists, _, known) in self.rows("customers").items():
            phone = plain_phone(known.get("phone") or "")
            if exists and phone:
                holders[phone].append((self.fold("customers", record_id)["phone"][2], record_id))
        merged = {}
        for same in holders.values():
            same.sort(key=lambda holder: (int(holder[0][5:]) if holder[0].startswith("file:") else 0, *holder))
            if all(len(list(group)) == 1 for _, group in groupby(same, key=lambda holder: holder[0])):
                merged |= {record_id: same[0][1] for _, record_id in same[1:]}
        return merged


def _known(owned: dict[str, tuple[int, object, str]]) -> dict[str, object]:
    return {name: value for name, (_, value, _) in owned.items() if name != EXISTS and value is not None}


def _counted(before: dict, after: dict, as_of: int) -> Counts:
    was, now = (bool(owned and owned[EXISTS][1]) for owned in (before, after))
    if was != now:
        return Counts(deleted=1) if was else Counts(inserted=1)
    if was and _known(before) != _known(after):
        return Counts(changed=1)
    return Counts(stale=1) if before and as_of < before[EXISTS][0] else Counts(unchanged=1)


def stored_rows(store: Store, shop_id: str, kind: str) -> dict[str, tuple]:
    """What the store has, in the same shape as ``Twin.rows``."""
    with store.reader() as reader:
        cursor = reader.execute(f'SELECT * FROM "{kind}" WHERE shop_id = ?', (shop_id,))
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor]
    own = {"row", "shop_id", "id", "origin", "as_of", "deleted", "stamps"}
    return {
        row["id"]: (
            not row["deleted"],
            row["as_of"],
            {name: value for name, value in row.items() if name not in own and value is not None},
        )
        for row in found
    }


def assert_same(store: Store, shop_id: str, twin: Twin) -> None:
    """The store shows exactly what the writes that stand add up to, and keeps nothing of those that do not."""
    for kind in KINDS:
        assert stored_rows(store, shop_id, kind) == twin.rows(kind)
    assert store.merges(shop_id) == twin.merges()
    standing = [one.as_of for one in twin.writes]
    assert store.as_of(shop_id) == (max(standing) if standing else None)
    with store.reader() as reader:
        sources = {row[0] for row in reader.execute("SELECT source FROM origins WHERE shop_id = ?", (shop_id,))}
        beneath = reader.execute("SELECT count(*) FROM beneath").fetchone()[0]
    assert sources == {one.source for one in twin.writes}
    if not any(one.source.startswith("file:") for one in twin.writes):
        assert beneath == 0
