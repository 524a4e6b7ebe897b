"""What can be written, inside one transaction: rows, the cursor that belongs to them, and what happened."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Literal

import msgspec

from storage import history, identities, imports, masks, notebook_pages, parts, quarantine, trial_pages, upsert
from storage.clock import now_ms
from storage.driver import Connection
from storage.fields import Record
from storage.imports import Import
from storage.notebook import Mark
from storage.origins import Origins, import_of
from storage.records import KINDS
from storage.runs import Counts, Outcome, RunKind
from storage.shop import Shop
from storage.trial import Enrolled
from storage.upsert import Tombstone
from storage.words import Words

_NOTHING = Counts()
_OF_SHOP = (
    "origins", "imports", "identities", "merges", "quarantine", "sync_state", "runs", "versions", "marks", "looks",
    "trials",
)  # fmt: skip


class Transaction:
    """Handed out by ``Store.write``; everything in it is committed together or not at all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._origins: dict[tuple[str, str], Origins] = {}
        self._changed: set[str] = set()

    def put_shop(self, shop: Shop) -> None:
        """Add a shop or change its name and units."""
        self._connection.execute(
            "INSERT INTO shops VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name, "
            "currency = excluded.currency, exponent = excluded.exponent, timezone = excluded.timezone, "
            "demo = excluded.demo",
            (shop.id, shop.name, shop.currency, shop.exponent, shop.timezone, shop.demo),
        )

    def upsert(self, shop_id: str, source: str, records: Sequence[Record]) -> Counts:
        """Write records of one kind: the newer wins, only supplied fields are written.

        See ``parts`` for the parts of orders, and ``masks`` for what a platform hides.
        """
        if not records:
            return _NOTHING
        kind = records[0].KIND
        origins = self._origins_of(shop_id, kind)
        before = self._connection.total_changes
        counts = _NOTHING
        if import_of(source) is not None:
            wanted = parts.admitted(self._connection, origins, kind, records)
            counts += Counts(stale=len(records) - len(wanted))
            records = wanted
        told, beside = masks.apart(partial(self.known, shop_id), kind, records)
        counts += upsert.upsert(self._connection, origins, source, told)
        if beside:
            counts = counts.beside(upsert.upsert(self._connection, origins, source, beside))
        if origins.imports:
            gone = parts.replaced(self._connection, origins, source, kind, records)
            counts += self.delete(shop_id, source, kind, [Tombstone(each.id, each.as_of) for each in gone])
        if self._connection.total_changes > before:
            self._follow(shop_id, kind, [record.id for record in records])
        return counts

    def known(
        self,
        shop_id: str,
        kind: str,
        columns: Sequence[str],
        values: Sequence[Any],
        by: str = "id",
        told: Literal["anybody", "interfaces"] = "anybody",
    ) -> dict[str, tuple[Any, ...]]:
        """What the shop has now of the records whose field ``by`` is one of the values, by id; others are absent.

        ``as_of`` is a column. "interfaces": only of records that a lasting source has told of; what an import leaves
        out because another import has told it would be missing once that one is undone.
        """
        lasting = "" if told == "anybody" else f"AND {self._origins_of(shop_id, kind).told_by_lasting}"
        found = self._connection.execute(
            f'SELECT id, {", ".join(columns)} FROM "{kind}" WHERE shop_id = ? AND NOT deleted '
            f'AND "{by}" IN (SELECT value FROM json_each(?)) {lasting}',
            (shop_id, msgspec.json.encode(values).decode()),
        )
        return {row[0]: row[1:] for row in found.fetchall()}

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part of the transaction that may fail by itself: an exception takes back what it wrote and goes on."""
        self._connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK TO part")
            self._connection.execute("RELEASE part")
            self._origins.clear()  # some of them were only just made
            raise
        self._connection.execute("RELEASE part")

    def delete(self, shop_id: str, source: str, kind: str, tombstones: Sequence[Tombstone]) -> Counts:
        """Remember that the source has deleted records; a newer record revives one."""
        before = self._connection.total_changes
        counts = upsert.delete(self._connection, self._origins_of(shop_id, kind), source, tombstones)
        if self._connection.total_changes > before:
            self._follow(shop_id, kind, [tombstone.id for tombstone in tombstones])
        return counts

    def revive(self, shop_id: str, source: str, kind: str, moments: Mapping[str, int]) -> Counts:
        """Say that deleted records are there after all, by id with the moment from which on; with what is known."""
        counts = upsert.revive(self._connection, self._origins_of(shop_id, kind), source, moments)
        self._follow(shop_id, kind, list(moments))
        return counts

    def quarantine(
        self,
        shop_id: str,
        source: str,
        kind: str,
        raw: bytes,
        reason: Words,
        record_id: str | None = None,
        known_by: bytes | None = None,
    ) -> None:
        """Set aside a record that could not be understood; the same bytes again count one attempt more.

        ``known_by`` are those that tell, if not all of ``raw``.
        """
        known_by = raw if known_by is None else known_by
        quarantine.put(self._connection, shop_id, source, kind, raw, reason, record_id, known_by)

    def mend(self, imported: Import, kind: str, ids: Sequence[str]) -> None:
        """Note that an import brought these records: what waits of them from earlier files waits no longer."""
        quarantine.mend(self._connection, imported.shop_id, kind, ids, imported.id)

    def waiting(self, shop_id: str, kind: str) -> dict[str, int]:
        """Lines of files that wait, by the record they are of: the newest moment that their file knew of."""
        return quarantine.waiting(self._connection, shop_id, kind)

    def waits(self, imported: Import) -> bool:
        """Whether lines of this import wait."""
        return quarantine.waits(self._connection, imported.shop_id, imported.source)

    def release(self, quarantine_id: int) -> None:
        """Forget a quarantined record: it has been understood, or is not wanted."""
        self._connection.execute("DELETE FROM quarantine WHERE id = ?", (quarantine_id,))

    def set_cursor(self, shop_id: str, source: str, resource: str, state: str) -> None:
        """Remember where the sync of a resource is, together with the rows it brought."""
        history.set_cursor(self._connection, shop_id, source, resource, state)

    def start_run(self, shop_id: str, source: str, kind: RunKind, started_at: int) -> int:
        """Note that a run began; its number."""
        return history.start(self._connection, shop_id, source, kind, started_at)

    def finish_run(
        self, run_id: int, outcome: Outcome, counts: dict[str, Counts], ended_at: int, message: str = ""
    ) -> None:
        """Note how a run ended, with its counts per kind."""
        history.finish(self._connection, run_id, outcome, counts, ended_at, message)

    def begin_import(
        self, shop_id: str, source: str, file_name: str, sha256: str, preset: str, header: str = ""
    ) -> Import:
        """Note a new import and write its records under ``Import.source``; ``source`` names its family of files."""
        return imports.begin(self._connection, shop_id, source, file_name, sha256, preset, header)

    def imported(self, shop_id: str, sha256: str) -> Import | None:
        """The import that brought the same bytes and still stands."""
        return imports.same_file(self._connection, shop_id, sha256)

    def counts_of(self, imported: Import) -> dict[str, Counts]:
        """What became of an import's records when it was let in, by kind."""
        return history.counts_of(self._connection, imported.shop_id, imported.source)

    def merge(self, shop_id: str, from_id: str, into_id: str, reason: str) -> None:
        """Say that two customers are one person. ValueError if that would close a circle."""
        identities.merge(self._connection, shop_id, from_id, into_id, reason)
        self._changed.add(shop_id)

    def unmerge(self, shop_id: str, from_id: str) -> None:
        """Take a merge back, whoever made it; the two are not merged again by themselves."""
        identities.unmerge(self._connection, shop_id, from_id)
        self._changed.add(shop_id)

    def undo_import(self, undone: Import) -> dict[str, Counts]:
        """Take an import back as if it had never been; what became of its rows per kind."""
        totals: dict[str, Counts] = {}
        for kind, counts, ids in imports.undo(self._connection, undone):
            totals[kind] = totals.get(kind, _NOTHING) + counts
            self._follow(undone.shop_id, kind, ids)
        self._origins.clear()
        return totals

    def mark(self, shop_id: str, mark: Mark) -> None:
        """Note in the notebook what was done with a card of advice."""
        notebook_pages.mark(self._connection, shop_id, mark)

    def unmark(self, shop_id: str, card_id: str) -> bool:
        """Open a card again; False if it was open."""
        return notebook_pages.unmark(self._connection, shop_id, card_id, now_ms())

    def looked(self, shop_id: str) -> None:
        """Note in the notebook that the brief is being read today."""
        notebook_pages.looked(self._connection, shop_id, now_ms())

    def add_trial(self, shop_id: str, enrolled: Enrolled) -> bool:
        """Keep a trial and who is in it; False, and nothing kept, if its name is taken."""
        return trial_pages.add(self._connection, shop_id, enrolled)

    def forget_shop(self, shop_id: str) -> None:
        """Delete everything of a shop."""
        for kind in KINDS:
            mine = f'SELECT row FROM "{kind}" WHERE shop_id = ?'
            self._connection.execute(f"DELETE FROM beneath WHERE kind = ? AND row IN ({mine})", (kind, shop_id))
            self._connection.execute(f'DELETE FROM "{kind}" WHERE shop_id = ?', (shop_id,))
            self._origins.pop((shop_id, kind), None)
        for table in _OF_SHOP:
            self._connection.execute(f"DELETE FROM {table} WHERE shop_id = ?", (shop_id,))
        self._connection.execute("DELETE FROM shops WHERE id = ?", (shop_id,))
        self._changed.discard(shop_id)

    def _origins_of(self, shop_id: str, kind: str) -> Origins:
        key = (shop_id, kind)
        if key not in self._origins:
            self._origins[key] = Origins(self._connection, shop_id, kind)
        return self._origins[key]

    def _follow(self, shop_id: str, kind: str, ids: Sequence[str]) -> None:
        """What else changes with rows: the shop's version, and who is who."""
        self._changed.add(shop_id)
        if kind == "customers":
            identities.refresh(self._connection, self._origins_of(shop_id, kind), ids)

    def finish(self) -> None:
        """Raise the data version if anything changed; called once before the commit."""
        self._connection.execute(
            "UPDATE meta SET value = value + 1 WHERE name = 'version' "
            "AND (? OR EXISTS (SELECT 1 FROM dirty WHERE version > meta.value))",
            (bool(self._changed),),
        )
        self._connection.executemany(
            "INSERT INTO versions SELECT ?, value FROM meta WHERE name = 'version' "
            "ON CONFLICT DO UPDATE SET version = excluded.version",
            [(shop_id,) for shop_id in self._changed],
        )
