"""Brings facts.db up to shop.db: reads the blocks of rows that changed and writes their columns, all or nothing.

A block is 65,536 row numbers. Triggers in shop.db note the version at which a row of a block last changed; a block
that was read at another version is stale (docs/decisions/0002-facts-blocks.md).
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from msgspec import Struct

from storage.columns import ROW, domain_of, encode, facts_columns
from storage.database import Database
from storage.driver import Connection
from storage.facts_pack import pack, pack_texts
from storage.facts_read import RawBlock, read_block
from storage.facts_texts import StoredCodes
from storage.fields import Column, Unit
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.records import KINDS
from storage.store import Store
from storage.words import Words

_DOING = Words("正在整理数据", "Preparing the data")


class Block(Struct, frozen=True):
    """A block of rows of one kind as it is in shop.db now."""

    kind: str
    number: int
    version: int


def refresh(store: Store, database: Database, shop_id: str, report: Report, stop: StopAsked) -> None:
    """Rebuild what is stale for the shop in one transaction. Raises Cancelled, leaving the old state."""
    with store.reader() as reader:
        reader.execute("BEGIN")  # one state of shop.db, whatever is written meanwhile
        with database.alone() as connection:
            if not _stale(reader, connection, shop_id):
                return
        with database.write() as connection:
            stale = _stale(reader, connection, shop_id)  # another program may have been quicker
            codes = StoredCodes(connection, shop_id)
            for done, (block, raw) in enumerate(_read_ahead(reader, shop_id, stale)):
                if stop():
                    raise Cancelled
                report(Progress(_DOING, done, len(stale)))
                _replace(connection, codes, shop_id, block, raw)
            codes.save()


def _stale(reader: Connection, connection: Connection, shop_id: str) -> list[Block]:
    built = {
        (kind, number): version
        for kind, number, version in connection.execute(
            "SELECT kind, block, version FROM blocks WHERE shop_id = ?", (shop_id,)
        )
    }
    stale = [
        Block(kind, number, version)
        for kind, number, version in reader.execute("SELECT kind, block, version FROM dirty")
        if kind in KINDS and built.get((kind, number)) != version
    ]
    # Kinds that others refer to come first: a table's own ids are the quickest to number.
    place = {kind: index for index, kind in enumerate(KINDS)}
    return sorted(stale, key=lambda block: (place[block.kind], block.number))


def _read_ahead(reader: Connection, shop_id: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, RawBlock | None]]:
    """Each block with its rows; the next one is read, by another thread, while one is worked on."""
    with ThreadPoolExecutor(1, "facts-reader") as pool:
        coming = None
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            raw = coming.result() if coming else read_block(reader, shop_id, block.kind, block.number)
            if following:
                coming = pool.submit(read_block, reader, shop_id, following.kind, following.number)
            yield block, raw


def _replace(connection: Connection, codes: StoredCodes, shop_id: str, block: Block, raw: RawBlock | None) -> None:
    key = (shop_id, block.kind, block.number)
    connection.execute("DELETE FROM columns WHERE shop_id = ? AND kind = ? AND block = ?", key)
    connection.execute(
        "INSERT OR REPLACE INTO blocks VALUES (?, ?, ?, ?, ?)", (*key, block.version, raw.count if raw else 0)
    )
    if raw:
        connection.executemany(
            "INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?)",
            ((*key, name, dtype, data) for name, dtype, data in _packed(raw, codes)),
        )


def _packed(raw: RawBlock, codes: StoredCodes) -> Iterator[tuple[str, str, bytes]]:
    yield ROW, *pack(raw.row_numbers())
    for index, (name, column) in enumerate(facts_columns(raw.kind).items()):
        yield name, *_packed_column(raw, index, column, codes)


def _packed_column(raw: RawBlock, index: int, column: Column, codes: StoredCodes) -> tuple[str, bytes]:
    values = raw.values(index, column)
    if len(values) != raw.count:
        raise RuntimeError(f"{raw.kind}.{column.name}: {len(values)} values in {raw.count} rows")
    if isinstance(values, np.ndarray):
        return pack(values)
    if column.unit is Unit.LABEL:
        return "", pack_texts(values)
    domain = domain_of(raw.kind, column)
    return pack(encode(column, values, codes.of(domain) if domain else None))
