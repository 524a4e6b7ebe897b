"""Records that could not be understood: kept whole, with the reason, until they can be."""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from storage.clock import now_ms
from storage.driver import Connection
from storage.origins import source_of
from storage.words import Words


class Quarantined(Struct, frozen=True):
    """One record set aside. Times in UTC milliseconds."""

    id: int
    shop_id: str
    source: str
    kind: str
    record_id: str | None
    raw: bytes
    reason: Words
    first_seen: int
    last_seen: int
    attempts: int


def put(
    connection: Connection,
    shop_id: str,
    source: str,
    kind: str,
    raw: bytes,
    reason: Words,
    record_id: str | None,
    known_by: bytes,
) -> None:
    """Set a record aside; one known by the same bytes only counts one attempt more, and stays in its newest form."""
    now = now_ms()
    connection.execute(
        "INSERT INTO quarantine (shop_id, source, kind, record_id, raw, digest, reason_zh, reason_en, first_seen, "
        "last_seen, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) "
        "ON CONFLICT (shop_id, source, kind, digest) DO UPDATE SET attempts = attempts + 1, "
        "last_seen = excluded.last_seen, raw = excluded.raw, reason_zh = excluded.reason_zh, "
        "reason_en = excluded.reason_en, mended_by = NULL",
        (shop_id, source, kind, record_id, raw, hashlib.sha256(known_by).digest(), reason.zh, reason.en, now, now),
    )


def mend(connection: Connection, shop_id: str, kind: str, ids: Sequence[str], import_id: int) -> None:
    """Note that an import brought good copies of what earlier files told badly."""
    connection.execute(
        "UPDATE quarantine SET mended_by = ? WHERE shop_id = ? AND kind = ? AND mended_by IS NULL AND source GLOB ? "
        "AND record_id IN (SELECT value FROM json_each(?))",
        (import_id, shop_id, kind, source_of("*"), msgspec.json.encode(ids).decode()),
    )


def waiting(connection: Connection, shop_id: str, kind: str) -> dict[str, int]:
    """Of the lines of files that wait: which record they are of, and the newest moment that their import brought."""
    found = connection.execute(
        "SELECT record_id, max(newest) FROM quarantine q "
        "JOIN origins o ON o.shop_id = q.shop_id AND o.source = q.source "
        "WHERE q.shop_id = ? AND q.kind = ? AND mended_by IS NULL AND q.source GLOB ? "
        "AND record_id IS NOT NULL GROUP BY record_id",
        (shop_id, kind, source_of("*")),
    )
    return dict(found.fetchall())


def waits(connection: Connection, shop_id: str, source: str) -> bool:
    """Whether anything of a source waits."""
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM quarantine WHERE shop_id = ? AND source = ? AND mended_by IS NULL)",
        (shop_id, source),
    )
    return bool(found.fetchone()[0])


def read(connection: Connection, shop_id: str) -> list[Quarantined]:
    """What waits for a shop, oldest first."""
    found = connection.execute(
        "SELECT id, shop_id, source, kind, record_id, raw, reason_zh, reason_en, first_seen, last_seen, attempts "
        "FROM quarantine WHERE shop_id = ? AND mended_by IS NULL ORDER BY id",
        (shop_id,),
    )
    return [_quarantined(row) for row in found]


def _quarantined(row: tuple[Any, ...]) -> Quarantined:
    number, shop_id, source, kind, record_id, raw, zh, en, first_seen, last_seen, attempts = row
    return Quarantined(number, shop_id, source, kind, record_id, raw, Words(zh, en), first_seen, last_seen, attempts)
