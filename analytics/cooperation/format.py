"""The file as bytes: gzip of JSON lines, a header, a line per group, a seal (docs/cooperation-format.md)."""

import hmac
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from datetime import date, timedelta
from gzip import compress
from hashlib import sha256
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta, Struct

from analytics.cooperation import refusals
from analytics.cooperation.agreement import Agreement
from analytics.cooperation.buckets import MOST_BITS, Hashes, most_for
from analytics.cooperation.cells import LEAST
from analytics.cooperation.groups import MOST, told_name
from analytics.cooperation.sent import MOST_DAYS, Group, Sent

NAME, VERSION = "zhanggui-cooperation", 2
_MOST_BYTES = 2**26
"""Of what is unpacked: twenty times a file of 300,000 people."""
_ZONES = timedelta(days=1)
"""How far the partner's day may be ahead."""


class _Kind(Struct, frozen=True):
    """What every version begins with."""

    format: str
    version: int


class _Header(Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int
    agreement: str
    shop: str
    made: date
    expires: date
    bits: Annotated[int, Meta(ge=1, le=MOST_BITS)]
    people: int
    groups: Annotated[int, Meta(ge=1, le=MOST)]


class _Line(Struct, frozen=True, forbid_unknown_fields=True):
    group: str
    people: Annotated[int, Meta(ge=LEAST)]
    marks: str


class _Seal(Struct, frozen=True, forbid_unknown_fields=True):
    sha256: str
    hmac: str


def to_bytes(sent: Sent, agreement: Agreement, local: bytes) -> bytes:
    """The file of a shop; ``local`` is the key that only its profile has."""
    shop = shop_tag(agreement, local)
    size = len(sent.groups)
    header = _Header(NAME, VERSION, agreement.id, shop, sent.made, sent.expires, sent.bits, sent.people, size)
    lines = (_Line(group.name, len(group.marks), _packed(group.marks)) for group in sent.groups)
    body = b"".join(msgspec.json.encode(line) + b"\n" for line in (header, *lines))
    seal = _Seal(sha256(body).hexdigest(), _seal_of(body, agreement))
    return compress(body + msgspec.json.encode(seal) + b"\n", mtime=0)


def from_bytes(data: bytes, agreement: Agreement, local: bytes, today: date) -> Sent:
    """What a partner sent. Raises KnownError for what cannot or must not be used."""
    body, last = _unpacked(data)
    lines = body.splitlines()
    header = _header_of(lines[0], body, last)
    if header.agreement != agreement.id:
        raise refusals.other_code()
    if not hmac.compare_digest(_seal_of(body, agreement), last.hmac):
        raise refusals.changed()
    if header.shop == shop_tag(agreement, local):
        raise refusals.own()
    if today > header.expires:
        raise refusals.expired(header.expires)
    sent = Sent(header.bits, header.made, header.expires, tuple(map(_group_of, lines[1:])))
    if (len(sent.groups), sent.people) != (header.groups, header.people):
        raise refusals.damaged("counts differ from the header")
    _must_make_sense(sent, today)
    return sent


def shop_tag(agreement: Agreement, local: bytes) -> str:
    """By which a shop knows its own file again, and nobody else anything."""
    return hmac.digest(agreement.key_for("shop"), local, "sha256")[:8].hex()


def _unpacked(data: bytes) -> tuple[bytes, _Seal]:
    """Everything before the seal, and the seal."""
    if not data.startswith(b"\x1f\x8b"):
        raise refusals.foreign()
    unpacker = zlib.decompressobj(wbits=31)  # with the header and the checksum of gzip
    try:
        text = unpacker.decompress(data, _MOST_BYTES)
    except zlib.error as error:
        raise refusals.damaged(str(error)) from error
    _must_be_ours(text)
    if not unpacker.eof or unpacker.unused_data:
        raise refusals.damaged("the file is cut off, too long, or followed by something")
    body, _, last = text.rstrip(b"\n").rpartition(b"\n")
    try:
        return body + b"\n", msgspec.json.decode(last, type=_Seal)
    except msgspec.DecodeError as error:
        raise refusals.damaged(str(error)) from error


def _must_make_sense(sent: Sent, today: date) -> None:
    """The seal says who wrote it, not that it is what Zhanggui writes."""
    names, every = [group.name for group in sent.groups], np.concatenate([group.marks for group in sent.groups])
    if any(name != told_name(name) for name in names) or len(set(names)) < len(names):
        raise refusals.damaged("a name is empty, too long, there twice, or has what does not show")
    if any((group.marks[1:] <= group.marks[:-1]).any() for group in sent.groups):
        raise refusals.damaged("marks are not in order")
    if len(np.unique(every)) < len(every) or len(every) > most_for(sent.bits):
        raise refusals.damaged("a mark is there twice, or there are too many")
    if sent.made > today + _ZONES or not timedelta(0) <= sent.expires - sent.made <= timedelta(days=MOST_DAYS):
        raise refusals.damaged(f"made on {sent.made}, valid to {sent.expires}")


def _must_be_ours(text: bytes) -> None:
    try:
        kind = msgspec.json.decode(text.partition(b"\n")[0], type=_Kind)
    except msgspec.DecodeError as error:
        raise refusals.foreign() from error
    if kind.format != NAME:
        raise refusals.foreign()
    if kind.version > VERSION:
        raise refusals.newer(kind.version)
    if kind.version < VERSION:
        raise refusals.older(kind.version)


def _header_of(line: bytes, body: bytes, seal: _Seal) -> _Header:
    if sha256(body).hexdigest() != seal.sha256:
        raise refusals.damaged("the checksum differs")
    try:
        return msgspec.json.decode(line, type=_Header)
    except msgspec.DecodeError as error:
        raise refusals.damaged(str(error)) from error


def _group_of(line: bytes) -> Group:
    try:
        read = msgspec.json.decode(line, type=_Line)
        marks = _marks_of(read.marks)
    except (msgspec.DecodeError, NotBase64, ValueError) as error:
        raise refusals.damaged(str(error)) from error
    if len(marks) != read.people:
        raise refusals.damaged("counts differ from the line")
    return Group(read.group, marks)


def _packed(marks: Hashes) -> str:
    """Eight bytes each, the high one first."""
    return b64encode(marks.astype(">u8").tobytes()).decode()


def _marks_of(text: str) -> Hashes:
    return np.frombuffer(b64decode(text, validate=True), dtype=">u8").astype(np.uint64)


def _seal_of(body: bytes, agreement: Agreement) -> str:
    return hmac.digest(agreement.key_for("seal"), body, "sha256").hex()
