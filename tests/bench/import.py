"""Letting in a file of 1,000,000 orders: rows a second and memory, as CSV and as a workbook, beside who only copies.

Peers: pandas (read, then to_sql) and python-calamine (rows, then executemany). Every run is a process of its own.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from tests.bench._import_contest import Outcome
from tests.bench._import_files import write_csv, write_workbook
from tests.bench._result import Result, alone, in_turn, say

ORDERS = 1_000_000
MEMORY = 500.0
"""MB that an import may hold at most."""
ROUNDS = 1


def run(quick: bool) -> list[Result]:
    """Measure both kinds of file."""
    count = ORDERS // 10 if quick else ORDERS
    with tempfile.TemporaryDirectory() as folder:
        csv, book = Path(folder) / "orders.csv", Path(folder) / "orders.xlsx"
        say(f"writing files of {count:,} orders")
        write_csv(csv, count)
        write_workbook(book, count)
        say(f"CSV {csv.stat().st_size >> 20} MB, workbook {book.stat().st_size >> 20} MB")
        return [
            *_contest("CSV, 46 columns", csv, count, ("pandas_csv",)),
            *_contest("workbook, 8 columns", book, count, ("calamine", "pandas_workbook")),
        ]


def _contest(case: str, file: Path, count: int, peers: tuple[str, ...]) -> list[Result]:
    memory: dict[str, float] = {}
    rates = in_turn({name: _measure(name, file, count, memory) for name in ("ours", *peers)}, ROUNDS)
    ours = rates["ours"]
    return [
        *(
            Result(
                case=f"{case}: rows a second", ours=ours, peer=rates[peer], peer_name=peer, unit="rows/s",
                ratio=ours / rates[peer], better="higher",
            )
            for peer in peers
        ),
        alone(f"{case}: memory", memory["ours"], "MB", MEMORY),
        *(alone(f"{case}: memory of {peer}", memory[peer], "MB") for peer in peers),
    ]  # fmt: skip


def _measure(name: str, file: Path, count: int, memory: dict[str, float]) -> Callable[[], float]:
    def once() -> float:
        command = [sys.executable, "-m", "tests.bench._import_contest", name, str(file)]
        done = subprocess.run(command, check=True, capture_output=True)
        outcome = msgspec.json.decode(done.stdout, type=Outcome)
        assert outcome.rows == count, f"{name} brought {outcome.rows} of {count}"
        memory[name] = max(outcome.memory, memory.get(name, 0.0))
        return outcome.rows / outcome.seconds

    return once
