"""One person under several ids: who is merged into whom, by a shared phone or because somebody said so.

A plain phone is kept only as a keyed hash, so that the table alone lists no phones. Identities follow the customers'
rows: after any change of a row its identity is worked out anew, and with it the merges that rest on it. An undone
import therefore takes its merges along.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

import msgspec
from msgspec import Struct

from storage.driver import Connection
from storage.origins import Origins, import_of

BY_NUMBER = "tel:"
"""Begins the id of somebody who is known by a phone alone: who that is, is whoever else has the number."""

_PHONE = "phone"
_DIGITS = re.compile(r"(?:\+|00)?(\d{10,15})")
_CHINESE_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")


class Merge(Struct, frozen=True):
    """Two customers taken for one person."""

    from_id: str
    into_id: str
    reason: str
    automatic: bool
    apart: bool
    """Taken back: the two stay apart."""


def plain_phone(text: str) -> str | None:
    """The digits of a phone that identifies a person; None for a masked, cut or made-up one."""
    compact = re.sub(r"[\s\-().]", "", unicodedata.normalize("NFKC", text))
    match = _DIGITS.fullmatch(compact)
    if match is None or len(set(match[1][-8:])) < 3:
        return None
    chinese = _CHINESE_MOBILE.fullmatch(match[1])
    return chinese[1] if chinese else match[1]


def refresh(connection: Connection, origins: Origins, ids: Sequence[str]) -> None:
    """Work out the identities of changed customers anew, and the merges that rest on them."""
    shop_id = origins.shop_id
    listed = msgspec.json.encode(ids).decode()
    had = {
        row[0]: row
        for row in connection.execute(
            "SELECT customer_id, value, source FROM identities "
            "WHERE shop_id = ? AND kind = ? AND customer_id IN (SELECT value FROM json_each(?))",
            (shop_id, _PHONE, listed),
        )
    }
    have = {row[0]: row for row in _of_customers(connection, origins, listed)}
    gone = [row for row in had.values() if have.get(row[0]) != row]
    new = [row for row in have.values() if had.get(row[0]) != row]
    connection.executemany(
        "DELETE FROM identities WHERE shop_id = ? AND kind = ? AND customer_id = ?",
        [(shop_id, _PHONE, row[0]) for row in gone],
    )
    connection.executemany(
        "INSERT INTO identities (shop_id, kind, customer_id, value, source) VALUES (?, ?, ?, ?, ?)",
        [(shop_id, _PHONE, *row) for row in new],
    )
    _relink(connection, shop_id, {row[1] for row in gone} | {row[1] for row in new})


def _of_customers(connection: Connection, origins: Origins, listed: str) -> Iterable[tuple[str, bytes, str]]:
    (key,) = connection.execute("SELECT value FROM meta WHERE name = 'identity_key'").fetchone()
    found = connection.execute(
        "SELECT id, phone, origin, stamps FROM customers "
        "WHERE shop_id = ? AND NOT deleted AND phone IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        (origins.shop_id, listed),
    )
    for customer_id, text, origin, stamped in found:
        phone = plain_phone(text)
        if phone is not None:
            others = [number for number, _ in msgspec.json.decode(stamped)] if stamped else []
            source = next(origins.by_id[number].source for number in (origin, *others) if _knows_phone(origins, number))
            yield customer_id, hmac.digest(key, phone.encode(), "sha256"), source


def _knows_phone(origins: Origins, origin: int) -> bool:
    return _PHONE in origins.by_id[origin].fields


def _relink(connection: Connection, shop_id: str, values: Iterable[bytes]) -> None:
    """Make the merges that rest on these identities what they should be, and no others."""
    listed = msgspec.json.encode([value.hex() for value in values]).decode()
    members = connection.execute(
        "SELECT value, customer_id, source FROM identities WHERE shop_id = ? AND kind = ? "
        "AND value IN (SELECT unhex(value) FROM json_each(?)) ORDER BY value",
        (shop_id, _PHONE, listed),
    ).fetchall()
    wanted = {
        (from_id, into_id): value
        for value, same in groupby(members, key=itemgetter(0))
        for from_id, into_id in _links([(customer_id, source) for _, customer_id, source in same])
    }
    standing = connection.execute(
        "SELECT id, from_id, into_id FROM merges "
        "WHERE shop_id = ? AND evidence IN (SELECT unhex(value) FROM json_each(?))",
        (shop_id, listed),
    ).fetchall()
    connection.executemany(
        "DELETE FROM merges WHERE id = ?", [(number,) for number, *pair in standing if tuple(pair) not in wanted]
    )
    connection.executemany(
        "INSERT INTO merges (shop_id, from_id, into_id, reason, evidence) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        [(shop_id, from_id, into_id, _PHONE, value) for (from_id, into_id), value in wanted.items()],
    )


def _links(members: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Who is merged into whom among (customer, source) of one phone; nobody where a source has it twice.

    Somebody whom a source knows by the number alone is not a second one, but the same who has it there.
    """
    sources = [source for customer_id, source in members if not customer_id.startswith(BY_NUMBER)]
    if len(set(sources)) < len(sources):
        return []
    # A lasting source before files, an earlier file before a later one: the same whatever came first.
    into, *others = sorted(members, key=_standing)
    return [(customer_id, into[0]) for customer_id, _ in others]


def _standing(member: tuple[str, str]) -> tuple[int, str, bool, str]:
    customer_id, source = member
    return import_of(source) or 0, source, customer_id.startswith(BY_NUMBER), customer_id


def merge(connection: Connection, shop_id: str, from_id: str, into_id: str, reason: str) -> None:
    """Record that two customers are one person. ValueError if they already are: it would close a circle."""
    known = resolved(connection, shop_id)
    if known.get(from_id, from_id) == known.get(into_id, into_id):
        raise ValueError(f"{from_id} and {into_id} are one person already")
    connection.execute(
        "INSERT INTO merges (shop_id, from_id, into_id, reason) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET reason = excluded.reason, apart = 0",
        (shop_id, from_id, into_id, reason),
    )


def unmerge(connection: Connection, shop_id: str, from_id: str) -> None:
    """Take back the merges of ``from_id`` into others; what was found by itself is not found again."""
    connection.execute("UPDATE merges SET apart = 1 WHERE shop_id = ? AND from_id = ?", (shop_id, from_id))


def merges(connection: Connection, shop_id: str) -> list[Merge]:
    """Every merge of a shop as recorded, the ones made by people first."""
    found = connection.execute(
        "SELECT from_id, into_id, reason, evidence IS NOT NULL, apart FROM merges WHERE shop_id = ? "
        "ORDER BY evidence IS NOT NULL, from_id, into_id",
        (shop_id,),
    )
    return [
        Merge(from_id, into_id, reason, bool(automatic), bool(apart))
        for from_id, into_id, reason, automatic, apart in found
    ]


def resolved(connection: Connection, shop_id: str) -> dict[str, str]:
    """Every merged customer and the one that stands for the person, through any number of steps."""
    into: dict[str, str] = {}

    def end(customer_id: str) -> str:
        while customer_id in into:
            customer_id = into[customer_id]
        return customer_id

    for link in merges(connection, shop_id):
        first, last = end(link.from_id), end(link.into_id)
        if not link.apart and first != last:
            into[first] = last
    return {customer_id: end(customer_id) for customer_id in into}
