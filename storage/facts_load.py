"""Facts of a shop in the local copy: what changed is brought up to date, then columns load when first asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import numpy as np

from storage.columns import DTYPES, ROW, Array, facts_columns
from storage.database import Database
from storage.driver import Connection
from storage.errors import KnownError
from storage.facts import Facts, Shelf
from storage.facts_build import refresh
from storage.facts_file import FILE_NAME, broken_now, discard, forget_others, is_damaged, open_facts_file
from storage.facts_merges import with_merges
from storage.facts_pack import unpack_into, unpack_labels
from storage.facts_texts import count_texts, read_texts
from storage.progress import Report, StopAsked, ignore, never
from storage.store import Store

_ONE_AT_A_TIME = Lock()
"""Two threads are not to throw the same broken file away, nor to build the same blocks."""


def load_facts(store: Store, shop_id: str, report: Report = ignore, stop: StopAsked = never) -> Facts:
    """Facts of the shop as it is now. Raises KnownError, Cancelled, and KeyError for a shop that is not there.

    They stay as they are whatever is written later. facts.db stays open until they are closed or no longer used.
    """
    shop = {shop.id: shop for shop in store.shops()}[shop_id]
    version, as_of, merges = store.data_version(shop_id), store.as_of(shop_id), store.merges(shop_id)
    with _ONE_AT_A_TIME:
        kept = _up_to_date_or_anew(store, shop_id, report, stop)
    return Facts(shop, version, as_of, with_merges(kept.shelf, merges))


def _up_to_date_or_anew(store: Store, shop_id: str, report: Report, stop: StopAsked) -> "Kept":
    try:
        return _up_to_date(store, shop_id, report, stop)
    except KnownError as error:
        if not is_damaged(error):
            raise
    discard(store.folder)
    return _up_to_date(store, shop_id, report, stop)


def _up_to_date(store: Store, shop_id: str, report: Report, stop: StopAsked) -> "Kept":
    database = open_facts_file(store)
    try:
        forget_others(database, store)
        refresh(store, database, shop_id, report, stop)
        return Kept(database, shop_id)
    except BaseException:
        database.close()
        raise


class Kept:
    """The columns of a shop as facts.db had them when it was opened, whoever writes to it later."""

    def __init__(self, database: Database, shop_id: str) -> None:
        self._database = database
        self._shop_id = shop_id
        with self._connection() as connection:
            connection.execute("BEGIN")  # never ended: all later reads see the state of the next line
            found = connection.execute(
                "SELECT kind, block, rows FROM blocks WHERE shop_id = ? ORDER BY 1, 2", (shop_id,)
            )
            self._blocks: dict[str, dict[int, int]] = {}
            for kind, block, rows in found:
                self._blocks.setdefault(kind, {})[block] = rows

    @property
    def shelf(self) -> Shelf:
        """Where Facts takes its columns from."""
        return Shelf(
            column=self._column, labels=self._labels, texts=self._texts, size=self._size, close=self._database.close,
            recall=self._recall, keep=self._keep,
        )  # fmt: skip

    def _column(self, kind: str, name: str) -> Array:
        blocks = self._blocks.get(kind, {})
        values = np.empty(sum(blocks.values()), np.int64 if name == ROW else DTYPES[facts_columns(kind)[name].unit])
        filled = 0
        for block, dtype, data in self._parts(kind, name):
            unpack_into(values[filled : filled + blocks[block]], dtype, data)
            filled += blocks[block]
        self._check(kind, name, filled)
        return values

    def _labels(self, kind: str, name: str) -> list[str | None]:
        labels = [text for _, _, data in self._parts(kind, name) for text in unpack_labels(data)]
        self._check(kind, name, len(labels))
        return labels

    def _texts(self, domain: str) -> list[str]:
        with self._connection() as connection:
            return read_texts(connection, self._shop_id, domain)

    def _size(self, domain: str) -> int:
        with self._connection() as connection:
            return count_texts(connection, self._shop_id, domain)

    def _recall(self, name: str) -> bytes | None:
        with self._connection() as connection:
            row = connection.execute(
                "SELECT data FROM learnt WHERE shop_id = ? AND name = ?", (self._shop_id, name)
            ).fetchone()
        return row[0] if row else None

    def _keep(self, name: str, data: bytes) -> None:
        """By a connection of its own: the one that reads never ends its transaction."""
        beside = self._database.beside(FILE_NAME)
        try:
            with beside.write() as connection:
                connection.execute("INSERT OR REPLACE INTO learnt VALUES (?, ?, ?)", (self._shop_id, name, data))
        finally:
            beside.close()

    def _parts(self, kind: str, name: str) -> Iterator[tuple[int, str, bytes]]:
        with self._connection() as connection:
            yield from connection.execute(
                "SELECT block, dtype, data FROM columns WHERE shop_id = ? AND kind = ? AND name = ? ORDER BY block",
                (self._shop_id, kind, name),
            )

    def _check(self, kind: str, name: str, filled: int) -> None:
        if filled != sum(self._blocks.get(kind, {}).values()):
            raise broken_now(f"{kind}.{name}: {filled} rows")

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            with self._database.alone() as connection:
                yield connection
        except KnownError as error:
            if not is_damaged(error):
                raise
            raise broken_now(error.detail) from error
