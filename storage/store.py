"""The local copy of the profile's shops: open it, write to it in transactions, read from it anywhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from storage import history, identities, imports, notebook_pages, quarantine, trial_pages
from storage.clock import now_ms
from storage.database import Database
from storage.driver import Connection
from storage.faults import make_folder
from storage.identities import Merge
from storage.imports import Import
from storage.migrations import migrate
from storage.notebook import Notebook
from storage.quarantine import Quarantined
from storage.records import KINDS
from storage.runs import Run
from storage.shop import Shop
from storage.transaction import Transaction
from storage.trial import Enrolled, Trial

__all__ = ["Import", "Merge", "Quarantined", "Store", "Transaction", "open_store"]

FILE_NAME = "shop.db"


def open_store(folder: Path, key: str | None = None) -> "Store":
    """Open the database in ``folder``, made and migrated as needed. Raises KnownError."""
    make_folder(folder)
    database = Database(folder / FILE_NAME, key)
    try:
        migrate(database)
        with database.alone() as connection:
            history.end_what_died(connection)
    except BaseException:
        database.close()
        raise
    return Store(database)


class _Rehearsed(Exception):
    """Ends a rehearsal: everything is rolled back."""


class Store:
    """An open profile. Writes wait for each other; readers never wait."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; harmless when repeated."""
        self._database.close()

    @property
    def path(self) -> Path:
        """The database file."""
        return self._database.path

    @property
    def folder(self) -> Path:
        """The profile's folder."""
        return self._database.path.parent

    def beside(self, name: str) -> Database:
        """A database of its own in the same folder, opened with the same key."""
        return self._database.beside(name)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One transaction: committed at the end, rolled back on any exception."""
        with self._database.write() as connection:
            transaction = Transaction(connection)
            yield transaction
            transaction.finish()

    @contextmanager
    def rehearse(self) -> Iterator[Transaction]:
        """A transaction that is taken back at its end: what would happen, found out by doing it."""
        try:
            with self._database.write() as connection:
                yield Transaction(connection)
                raise _Rehearsed
        except _Rehearsed:
            pass

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """A read-only connection, for one thread at a time. Fetch and leave: an open statement holds up the WAL."""
        with self._database.reader() as connection:
            yield connection

    def shops(self) -> list[Shop]:
        """Every shop of the profile, by name."""
        with self.reader() as reader:
            found = reader.execute("SELECT id, name, currency, exponent, timezone, demo FROM shops ORDER BY name, id")
            return [
                Shop(id=row[0], name=row[1], currency=row[2], exponent=row[3], timezone=row[4], demo=bool(row[5]))
                for row in found
            ]

    def emptied(self, shop_id: str) -> bool:
        """Whether files were imported into the shop and nothing of it is left."""
        with self.reader() as reader:
            return bool(imports.of_shop(reader, shop_id)) and not any(
                reader.execute(f'SELECT EXISTS (SELECT 1 FROM "{kind}" WHERE shop_id = ?)', (shop_id,)).fetchone()[0]
                for kind in KINDS
            )

    def put_shop(self, shop: Shop) -> None:
        """Add a shop or change its name and units."""
        with self.write() as tx:
            tx.put_shop(shop)

    def cursor(self, shop_id: str, source: str, resource: str) -> str | None:
        """Where the sync of a resource left off; None before the first."""
        with self.reader() as reader:
            return history.cursor(reader, shop_id, source, resource)

    def runs(self, shop_id: str, limit: int = 100) -> list[Run]:
        """The newest runs of a shop, newest first."""
        with self.reader() as reader:
            return history.runs(reader, shop_id, limit)

    def run(self, run_id: int) -> Run:
        """One run."""
        with self.reader() as reader:
            return history.run(reader, run_id)

    def quarantined(self, shop_id: str) -> list[Quarantined]:
        """Records of a shop that could not be understood, oldest first."""
        with self.reader() as reader:
            return quarantine.read(reader, shop_id)

    def imports(self, shop_id: str) -> list[Import]:
        """Every import of a shop, newest first, the undone ones too."""
        with self.reader() as reader:
            return imports.of_shop(reader, shop_id)

    def undo_import(self, import_id: int) -> Run:
        """Take an import back as if it had never been; the run that did it. ValueError if it is not in."""
        with self.reader() as reader:
            undone = imports.get(reader, import_id)
        if undone is None or undone.undone_at is not None:
            raise ValueError(f"import {import_id} is not there to be undone")
        with self.write() as tx:
            run_id = tx.start_run(undone.shop_id, undone.source, "undo", now_ms())
            tx.finish_run(run_id, "done", tx.undo_import(undone), now_ms())
        return self.run(run_id)

    def notebook(self, shop_id: str) -> Notebook:
        """What is noted about a shop as of today: marks on cards, and when the brief was last read before today."""
        with self.reader() as reader:
            return notebook_pages.read(reader, shop_id, now_ms())

    def trials(self, shop_id: str) -> list[Trial]:
        """Every trial of a shop, the newest first."""
        with self.reader() as reader:
            return trial_pages.read(reader, shop_id)

    def enrolled(self, shop_id: str, name: str) -> Enrolled | None:
        """The trial of that name with its people; None if there is none."""
        with self.reader() as reader:
            return trial_pages.enrolled(reader, shop_id, name)

    def merges(self, shop_id: str) -> dict[str, str]:
        """Customer id to the id it is the same person as, resolved to the end."""
        with self.reader() as reader:
            return identities.resolved(reader, shop_id)

    def merge_list(self, shop_id: str) -> list[Merge]:
        """Every merge of the shop as recorded, with its reason; those taken back are marked."""
        with self.reader() as reader:
            return identities.merges(reader, shop_id)

    def data_version(self, shop_id: str) -> int:
        """Grows with every transaction that changed a record of the shop; 0 before the first."""
        with self.reader() as reader:
            row = reader.execute("SELECT version FROM versions WHERE shop_id = ?", (shop_id,)).fetchone()
            return row[0] if row else 0

    def as_of(self, shop_id: str) -> int | None:
        """The newest source time of the shop's data, UTC milliseconds; None for an empty shop."""
        with self.reader() as reader:
            found = reader.execute("SELECT max(newest) FROM origins WHERE shop_id = ?", (shop_id,))
            newest: int | None = found.fetchone()[0]
            return newest

    def forget_shop(self, shop_id: str) -> None:
        """Delete everything of a shop."""
        with self.write() as tx:
            tx.forget_shop(shop_id)
