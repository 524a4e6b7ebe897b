"""What happened each time data entered, and where each sync left off."""

from typing import Any

import msgspec

from storage.driver import Connection, sqlite
from storage.runs import BROKEN_OFF, Counts, Outcome, Run, RunKind

_decode = msgspec.json.Decoder(dict[str, Counts]).decode
_COLUMNS = "id, shop_id, source, kind, started_at, ended_at, outcome, counts, message, undone"


def start(connection: Connection, shop_id: str, source: str, kind: RunKind, started_at: int) -> int:
    """Note that a run began; an earlier one of the same source that never ended was cut off and has failed."""
    connection.execute(
        "UPDATE runs SET outcome = 'failed', message = ? WHERE shop_id = ? AND source = ? AND outcome = 'running'",
        (BROKEN_OFF, shop_id, source),
    )
    number = connection.execute(
        "INSERT INTO runs (shop_id, source, kind, started_at, outcome, counts, message) "
        "VALUES (?, ?, ?, ?, 'running', '{}', '')",
        (shop_id, source, kind, started_at),
    ).lastrowid
    assert number is not None
    return number


def end_what_died(connection: Connection) -> None:
    """Mark runs that were going on when the program ended; writes nothing if there are none.

    Does not wait for another program that is writing: the run is its own, and alive.
    """
    if connection.execute("SELECT 1 FROM runs WHERE outcome = 'running'").fetchone() is None:
        return
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("UPDATE runs SET outcome = 'failed', message = ? WHERE outcome = 'running'", (BROKEN_OFF,))
    except sqlite.OperationalError as error:
        if error.sqlite_errorcode != sqlite.SQLITE_BUSY:
            raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def finish(
    connection: Connection, run_id: int, outcome: Outcome, counts: dict[str, Counts], ended_at: int, message: str
) -> None:
    """Note how a run ended."""
    connection.execute(
        "UPDATE runs SET outcome = ?, counts = ?, ended_at = ?, message = ? WHERE id = ?",
        (outcome, msgspec.json.encode(counts).decode(), ended_at, message, run_id),
    )


def runs(connection: Connection, shop_id: str, limit: int) -> list[Run]:
    """The newest runs of a shop, newest first."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM runs WHERE shop_id = ? ORDER BY id DESC LIMIT ?", (shop_id, limit)
    )
    return [_run(row) for row in found]


def run(connection: Connection, run_id: int) -> Run:
    """One run."""
    return _run(connection.execute(f"SELECT {_COLUMNS} FROM runs WHERE id = ?", (run_id,)).fetchone())


def counts_of(connection: Connection, shop_id: str, source: str) -> dict[str, Counts]:
    """What the first finished run of a source brought; nothing if there was none."""
    found = connection.execute(
        "SELECT counts FROM runs WHERE shop_id = ? AND source = ? AND outcome = 'done' ORDER BY id LIMIT 1",
        (shop_id, source),
    ).fetchone()
    return _decode(found[0]) if found else {}


def _run(row: tuple[Any, ...]) -> Run:
    number, shop_id, source, kind, started_at, ended_at, outcome, counts, message, undone = row
    return Run(number, shop_id, source, kind, started_at, ended_at, outcome, _decode(counts), message, bool(undone))


def set_cursor(connection: Connection, shop_id: str, source: str, resource: str, state: str) -> None:
    """Remember where a sync is."""
    connection.execute(
        "INSERT INTO sync_state VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
        (shop_id, source, resource, state),
    )


def cursor(connection: Connection, shop_id: str, source: str, resource: str) -> str | None:
    """Where a sync left off; None before the first."""
    row: tuple[str] | None = connection.execute(
        "SELECT state FROM sync_state WHERE shop_id = ? AND source = ? AND resource = ?", (shop_id, source, resource)
    ).fetchone()
    return row[0] if row else None
