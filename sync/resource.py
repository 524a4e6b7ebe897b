"""Pulling one resource: forward to the end of its round, then once more over the pages that were in doubt."""

from collections.abc import Iterator
from contextlib import closing

from storage.progress import Cancelled, StopAsked
from storage.runs import Counts
from storage.store import Store, Transaction
from sync import messages
from sync.ahead import ahead
from sync.bookmark import Bookmark, look_again, read_bookmark, turn, write_bookmark
from sync.circling import Circling
from sync.future import read_in_time
from sync.same import same
from sync.source import Batch, Source
from sync.tally import Tally
from sync.waiting import release, waiting_for
from sync.wholes import taken_out


class Pull:
    """One resource of one source on its way into the store."""

    def __init__(
        self, store: Store, shop_id: str, source: Source, resource: str, tally: Tally, stop: StopAsked
    ) -> None:
        self._store = store
        self._shop_id = shop_id
        self._source = source
        self._resource = resource
        self._tally = tally
        self._stop = stop
        self._waiting = waiting_for(store, shop_id, source.name, resource)
        self._bookmark = read_bookmark(store.cursor(shop_id, source.name, resource))

    def forward(self) -> None:
        """Pull from where the last run came to, until the source has nothing more."""
        name = self._source.resources[self._resource]
        self._tally.say(name)
        circling = Circling()
        state = self._bookmark.state
        with closing(ahead(lambda stop: self._pages(state, stop), self._stop)) as pages:
            for batch, after in pages:
                if circling.is_endless(batch):
                    raise messages.GOING_IN_CIRCLES.known(f"{self._resource}: {after}")
                self._write(batch, turn(self._bookmark, after, _is_readable(batch)))
                self._tally.say(name)
                self._look_up()

    def look_again(self) -> None:
        """Ask once more for each page that held something unreadable."""
        for doubt in self._bookmark.doubts:
            batch, _ = next(self._pages(doubt.before, self._stop), (Batch(), None))
            self._write(batch, look_again(self._bookmark, doubt, _is_readable(batch)))
            self._look_up()

    def _pages(self, state: str | None, stop: StopAsked) -> Iterator[tuple[Batch, str]]:
        for page in self._source.pages(self._resource, state, stop):
            yield read_in_time(self._source.read, self._resource, page.items, page.now), page.state

    def _look_up(self) -> None:
        if self._stop():
            raise Cancelled

    def _write(self, batch: Batch, bookmark: Bookmark) -> None:
        """Rows, quarantine and the place after them: all or nothing."""
        with self._store.write() as tx:
            counts = write_batch(tx, self._shop_id, self._source.name, batch)
            self._quarantine(tx, batch)
            released = release(tx, self._waiting, batch)
            if bookmark != self._bookmark:
                tx.set_cursor(self._shop_id, self._source.name, self._resource, write_bookmark(bookmark))
        self._bookmark = bookmark
        self._tally.add(counts, len(batch))
        self._tally.set_aside(self._resource, (misfit.raw for misfit in batch.misfits))
        self._tally.take_back(self._resource, (kept.raw for kept in released))
        if batch.misfits or released:
            self._waiting = waiting_for(self._store, self._shop_id, self._source.name, self._resource)

    def _quarantine(self, tx: Transaction, batch: Batch) -> None:
        for each in batch.misfits:
            known_by = same(each.raw)
            tx.quarantine(
                self._shop_id, self._source.name, self._resource, each.raw, each.reason, each.record_id, known_by
            )


def _is_readable(batch: Batch) -> bool:
    """Whether a page came as it should: to ask for it again would bring the same."""
    return all(misfit.sound for misfit in batch.misfits)


def write_batch(tx: Transaction, shop_id: str, source: str, batch: Batch) -> dict[str, Counts]:
    """Write the records and tombstones of a batch, with those of parts taken out; what became of them per kind."""
    counts: dict[str, Counts] = {}
    for records in batch.records:
        if records:
            kind = records[0].KIND
            counts[kind] = counts.get(kind, Counts()) + tx.upsert(shop_id, source, records)
    for kind, tombstones in (*batch.tombstones.items(), *taken_out(tx, shop_id, batch.wholes).items()):
        counts[kind] = counts.get(kind, Counts()) + tx.delete(shop_id, source, kind, tombstones)
    return counts
