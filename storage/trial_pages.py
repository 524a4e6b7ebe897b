"""Trials in the database, beside the notebook: what was asked for, and who was in which arm.

They belong to this computer. No sync or import reads or writes them, and they change no data version.
"""

from datetime import date
from typing import Any

import msgspec

from storage.driver import Connection
from storage.trial import Arm, Enrolled, Trial

_COLUMNS = "key, name, at, start, days, arms, view, group_id, note"
_arms = msgspec.json.Decoder(tuple[Arm, ...]).decode


def read(connection: Connection, shop_id: str) -> list[Trial]:
    """Every trial of a shop, the newest first."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM trials WHERE shop_id = ? ORDER BY at DESC, id DESC", (shop_id,))
    return [_trial(row) for row in found]


def enrolled(connection: Connection, shop_id: str, name: str) -> Enrolled | None:
    """A trial with its people; names are the same whatever the case of Latin letters. None if there is none."""
    row = connection.execute(
        f"SELECT id, {_COLUMNS} FROM trials WHERE shop_id = ? AND name = ?", (shop_id, name)
    ).fetchone()
    if row is None:
        return None
    trial = _trial(row[1:])
    ids: list[list[str]] = [[] for _ in trial.arms]
    for customer_id, arm in connection.execute(
        "SELECT customer_id, arm FROM trial_people WHERE trial = ? ORDER BY customer_id", (row[0],)
    ):
        ids[arm].append(customer_id)
    return Enrolled(trial, tuple(map(tuple, ids)))


def add(connection: Connection, shop_id: str, made: Enrolled) -> bool:
    """Keep a trial; False, and nothing kept, if its name is taken."""
    trial = made.trial
    arms = msgspec.json.encode(trial.arms).decode()
    cursor = connection.execute(
        f"INSERT INTO trials (shop_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (shop_id, trial.id, trial.name, trial.at, trial.start.isoformat(), trial.days, arms, trial.view, trial.group,
         trial.note),
    )  # fmt: skip
    if not cursor.rowcount:
        return False
    number = cursor.lastrowid
    connection.executemany(
        "INSERT INTO trial_people VALUES (?, ?, ?)",
        ((number, customer_id, arm) for arm, ids in enumerate(made.ids) for customer_id in ids),
    )
    return True


def _trial(row: tuple[Any, ...]) -> Trial:
    key, name, at, start, days, arms, view, group, note = row
    return Trial(key, name, at, date.fromisoformat(start), days, _arms(arms), view, group, note)
