"""Co-operation of two shops on this computer: a code, the shop's file for the partner, and the partner's file read."""

import os
from collections.abc import Collection
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
from msgspec import Struct

from analytics.cooperation.agreement import Agreement, new_code
from analytics.cooperation.buckets import crowds, hashes
from analytics.cooperation.format import from_bytes, to_bytes
from analytics.cooperation.people import Known, bought
from analytics.cooperation.sent import sent_by
from analytics.cooperation.view import compared
from analytics.dimension import id_codes
from analytics.result import View
from desktop.atomic import CHECK_PLACE, write_whole
from storage.errors import KnownError
from storage.facts import Facts
from storage.phones import local_key, people_by_phone
from storage.store import Store
from storage.words import Words
from sync.files.text import told

_PURPOSE = "cooperation"
_NO_FOLDER = Words("没有这个文件夹，文件没有写成。", "There is no such folder: the file was not written.")


class Written(Struct, frozen=True):
    """What was written for the partner."""

    path: Path
    people: int
    """How many hashes, one for each phone."""
    buyers: int
    """Of two years."""
    expires: date


def said(written: Written) -> Words:
    """Who is in the file and who is not, and how long it is of use."""
    return Words(
        f"导出了 {written.people:,} 个手机号的哈希，近两年共有 {written.buyers:,} 位买家。手机号被平台打了码、没有留、"
        f"几个人共用，或者不在同意名单里的，都没有导出。文件到 {written.expires} 为止有效。",
        f"Exported: hashes of {written.people:,} phone numbers, of {written.buyers:,} buyers of two years. Left out is "
        f"who has a masked or a shared number or none, or is not among those who agreed. Valid to {written.expires}.",
    )


def today() -> date:
    """On this computer: a file expires by the calendar on the wall."""
    return datetime.now().astimezone().date()


def agree() -> str:
    """A new code, drawn by lot."""
    return new_code(os.urandom(16))


def write_for_partner(
    store: Store, facts: Facts, agreement: Agreement, path: Path, made: date, days: int, only: Collection[str] | None
) -> Written:
    """Write the shop's file; ``only``: ids of customers who agreed, None for everybody. Raises KnownError."""
    if not path.parent.is_dir():  # a slip of the pen: no folder is made of it, with a file nobody finds
        raise KnownError(_NO_FOLDER, CHECK_PLACE, str(path.parent))
    known = _known(store, facts, agreement, only)
    sent = sent_by(facts, known, made, made + timedelta(days=days))
    data = to_bytes(sent, agreement, _local(store, facts))
    write_whole(path, lambda temporary: _fill(temporary, data))
    return Written(path, sent.people, len(bought(facts).buyers), sent.expires)


def compare_with_partner(store: Store, facts: Facts, agreement: Agreement, path: Path, today: date) -> View:
    """Hold the shop's buyers against a partner's file. Raises KnownError for one that cannot be used."""
    with told(path):
        data = path.read_bytes()
    theirs = from_bytes(data, agreement, _local(store, facts), today)
    return compared(facts, _known(store, facts, agreement, None), theirs, path.name)


def _fill(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _known(store: Store, facts: Facts, agreement: Agreement, only: Collection[str] | None) -> Known:
    """Everybody with a phone of their own, or those of them named."""
    with store.reader() as reader:
        people = people_by_phone(reader, facts.shop.id)
    if only is not None:
        merged = store.merges(facts.shop.id)
        agreed = {merged.get(customer_id, customer_id) for customer_id in only}
        people = {phone: person for phone, person in people.items() if person in agreed}
    codes, phones = id_codes(facts, "customers"), list(people)
    person = np.array([codes.get(people[phone], -1) for phone in phones], dtype=np.int32)
    return Known(person, crowds(phones), hashes(phones, _local(store, facts)), agreement.key_for("buckets"))


def _local(store: Store, facts: Facts) -> bytes:
    with store.reader() as reader:
        return local_key(reader, facts.shop.id, _PURPOSE)
