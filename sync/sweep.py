"""Deletions that no list shows: the source is asked whether the records that the store holds from it still exist.

Asking about every record at every sync would cost more than the sync, so for each kind that has to be checked

- the records that changed last are asked about **every time**, as many as fit into ``RECENT`` questions: what is taken
  back is mostly new;
- all of them are asked about in a **round** by their ids, of which a run does no more than ``STRETCH`` questions and
  the next one goes on. A round begins a week after the last one began, and the first a week after the first sync, for
  what has just been listed is there. 1,000 records take one run, 100,000 orders at 100 per question 34 runs.

What is gone becomes a tombstone of the moment of its own row, not of this computer's clock: whatever the shop changes
later is newer and brings it back. As the newest write it also covers what a file said of the record, and undoing that
import does not revive it. What hangs on it goes with it. The place in the round is kept in the transaction of the
tombstones, so that a sync that breaks off goes on there.

An interface that forgets most of a shop is more likely broken than the shop empty. So if most of a question's records
are said to be gone, nothing is believed of it until it is said again a day later.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct, structs

from storage import held
from storage.held import Held
from storage.progress import Cancelled, StopAsked
from storage.store import Store
from storage.upsert import Tombstone
from storage.words import Words
from sync.names import KIND_NAMES
from sync.resource import write_batch
from sync.source import Batch, Checked
from sync.tally import Now, Tally

RECENT = 5
"""Questions about the newest records, each time."""
STRETCH = 30
"""Questions of a round, each time."""

_DAY = 24 * 3600 * 1000
_WEEK = 7 * _DAY
_MANY = 10
"""So many records said to be gone by one answer are too many to believe at once, if they are most of those asked."""

HANGS_ON: Mapping[str, Sequence[tuple[str, str]]] = {
    "orders": (("order_lines", "order_id"), ("refunds", "order_id"), ("commissions", "order_id")),
    "products": (("skus", "product_id"),),
}
"""The kinds, and the field of each, that make no sense without a record of the first kind."""


class Place(Struct, frozen=True, omit_defaults=True):
    """How far the round over one kind is. Times in UTC milliseconds of this computer."""

    began: int
    after: str | None = None
    """The records up to this id were asked about; None between two rounds."""
    doubted: int | None = None
    """When most of what was asked about was first said to be gone."""


def sweep(store: Store, shop_id: str, source: Checked, tally: Tally, stop: StopAsked, now: Now) -> None:
    """Find what the source has deleted. Raises KnownError, and Cancelled on ``stop``; what was found stays."""
    for kind, size in source.checks.items():
        _Sweep(store, shop_id, source, kind, size, tally, stop, now).run()


class _Sweep:
    """One kind of record of one source."""

    def __init__(
        self,
        store: Store,
        shop_id: str,
        source: Checked,
        kind: str,
        size: int,
        tally: Tally,
        stop: StopAsked,
        now: Now,
    ) -> None:
        self._store = store
        self._shop_id = shop_id
        self._source = source
        self._kind = kind
        self._size = size
        self._tally = tally
        self._stop = stop
        self._now = now
        self._resource = f"sweep:{kind}"
        kept = store.cursor(shop_id, source.name, self._resource)
        self._place = Place(began=now()) if kept is None else msgspec.json.decode(kept, type=Place)

    def run(self) -> None:
        """The newest, then as much of the round as is due."""
        name = KIND_NAMES[self._kind]
        self._tally.say(Words(f"已删除的{name.zh}", f"deleted {name.en}"))
        newest = held.newest(self._store, self._shop_id, self._source.name, self._kind, RECENT * self._size)
        chunks = (newest[start : start + self._size] for start in range(0, len(newest), self._size))
        believed = all(self._ask(chunk, self._place) for chunk in chunks)
        if believed and self._is_due():
            self._go_round()

    def _is_due(self) -> bool:
        # Either way: a clock that was set back must not put the next round off for years.
        return self._place.after is not None or abs(self._now() - self._place.began) >= _WEEK

    def _go_round(self) -> None:
        if self._place.after is None:
            self._place = structs.replace(self._place, began=self._now(), after="")
        for _ in range(STRETCH):
            after = self._place.after
            assert after is not None
            asked = held.following(self._store, self._shop_id, self._source.name, self._kind, after, self._size)
            then = structs.replace(self._place, after=asked[-1].id if len(asked) == self._size else None)
            if not self._ask(asked, then) or then.after is None:
                return

    def _ask(self, asked: Sequence[Held], then: Place) -> bool:
        """Ask about some records and write what is gone, with the place after them; whether the answer is believed."""
        if self._stop():
            raise Cancelled
        there = self._source.existing(self._kind, [each.id for each in asked], self._stop) if asked else frozenset()
        gone = [each for each in asked if each.id not in there]
        believed = self._is_credible(gone, asked)
        if believed:
            doubted = self._place.doubted if _is_strange(gone, asked) else None
            self._write(gone, structs.replace(then, doubted=doubted))
        else:
            self._write((), structs.replace(self._place, doubted=self._place.doubted or self._now()))
        return believed

    def _is_credible(self, gone: Sequence[Held], asked: Sequence[Held]) -> bool:
        doubted = self._place.doubted
        return not _is_strange(gone, asked) or (doubted is not None and abs(self._now() - doubted) >= _DAY)

    def _write(self, gone: Sequence[Held], then: Place) -> None:
        batch = Batch(tombstones=self._tombstones(gone)) if gone else Batch()
        with self._store.write() as tx:
            counts = write_batch(tx, self._shop_id, self._source.name, batch)
            tx.set_cursor(self._shop_id, self._source.name, self._resource, msgspec.json.encode(then).decode())
        self._place = then
        self._tally.add(counts, 0)

    def _tombstones(self, gone: Sequence[Held]) -> Mapping[str, Sequence[Tombstone]]:
        """Those of the records, and of what hangs on them."""
        found = {self._kind: _buried(gone)}
        for kind, field in HANGS_ON.get(self._kind, ()):
            found[kind] = _buried(held.hanging(self._store, self._shop_id, kind, field, [each.id for each in gone]))
        return found


def _buried(gone: Iterable[Held]) -> list[Tombstone]:
    return [Tombstone(each.id, each.as_of) for each in gone]


def _is_strange(gone: Sequence[Held], asked: Sequence[Held]) -> bool:
    return len(gone) >= _MANY and 2 * len(gone) > len(asked)
