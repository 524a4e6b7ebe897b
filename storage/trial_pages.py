"""Trials in the database, beside the notebook: what was asked for, and who was in which arm.

They belong to this computer. No sync or import reads or writes them, and they change no data version.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from storage.driver import Connection
from storage.trial import Arm, Enrolled, Product, Trial

_COLUMNS = "key, name, at, start, days, arms, view, group_id, note, usual"
_arms = msgspec.json.Decoder(tuple[Arm, ...]).decode
_products = msgspec.json.Decoder(tuple[Product, ...]).decode
_places = msgspec.json.Decoder(tuple[int, ...]).decode


def read(connection: Connection, shop_id: str) -> list[Trial]:
    """Every trial of a shop, the newest first."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM trials WHERE shop_id = ? ORDER BY at DESC, id DESC", (shop_id,))
    return [_trial(row) for row in found]


def enrolled(connection: Connection, shop_id: str, name: str) -> Enrolled | None:
    """A trial with its people; names are the same whatever the case of Latin letters. None if there is none."""
    row = connection.execute(
        f"SELECT id, products, {_COLUMNS} FROM trials WHERE shop_id = ? AND name = ?", (shop_id, name)
    ).fetchone()
    if row is None:
        return None
    trial, products = _trial(row[2:]), _products(row[1])
    ids: list[list[str]] = [[] for _ in trial.arms]
    lists: list[list[tuple[int, ...]]] = [[] for _ in trial.arms]
    for customer_id, arm, places in connection.execute(
        "SELECT customer_id, arm, products FROM trial_people WHERE trial = ? ORDER BY customer_id", (row[0],)
    ):
        ids[arm].append(customer_id)
        if products:
            lists[arm].append(_places(places))
    return Enrolled(trial, tuple(map(tuple, ids)), products, tuple(map(tuple, lists)) if products else ())


def add(connection: Connection, shop_id: str, made: Enrolled) -> bool:
    """Keep a trial; False, and nothing kept, if its name is taken."""
    trial = made.trial
    arms, products = (msgspec.json.encode(each).decode() for each in (trial.arms, made.products))
    cursor = connection.execute(
        f"INSERT INTO trials (shop_id, products, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (shop_id, products, trial.id, trial.name, trial.at, trial.start.isoformat(), trial.days, arms, trial.view,
         trial.group, trial.note, trial.usual),
    )  # fmt: skip
    if not cursor.rowcount:
        return False
    connection.executemany(
        "INSERT INTO trial_people (trial, customer_id, arm, products) VALUES (?, ?, ?, ?)",
        ((cursor.lastrowid, *person) for person in _people(made)),
    )
    return True


def _people(made: Enrolled) -> Iterator[tuple[str, int, str]]:
    """Each with the arm and the products that go out to them."""
    for arm, ids in enumerate(made.ids):
        lists = made.lists[arm] if made.lists else [()] * len(ids)
        for customer_id, places in zip(ids, lists, strict=True):
            yield customer_id, arm, msgspec.json.encode(places).decode()


def _trial(row: tuple[Any, ...]) -> Trial:
    key, name, at, start, days, arms, view, group, note, usual = row
    return Trial(key, name, at, date.fromisoformat(start), days, _arms(arms), view, group, note, usual)
