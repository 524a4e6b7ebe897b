"""A file of two gigabytes: cancelled half-way it leaves nothing, let in it is all there, and memory stays flat."""

import argparse
import json
import tempfile
from pathlib import Path
from time import perf_counter

from storage.progress import Cancelled, Progress
from storage.store import Store, open_store
from sync.files import import_files
from tests.bench._import_files import write_csv
from tests.bench._memory import forget_peak, peak
from tests.bench._result import say

ORDERS = 8_500_000
"""Two gigabytes."""


def main(options: argparse.Namespace) -> int:
    """Print what was seen as JSON; 1 if a row is missing or anything was left by the cancelled import."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "orders.csv"
        orders = options.n or ORDERS
        say(f"writing {orders:,} orders")
        write_csv(file, orders)
        with open_store(Path(folder) / "profile") as store:
            report = _tried(store, file, orders) | {"orders": orders, "bytes": file.stat().st_size}
    print(json.dumps(report, indent=2))
    return 0 if report["rows"] == orders and not report["left_by_cancel"] else 1


def _tried(store: Store, file: Path, orders: int) -> dict[str, float]:
    asked: list[float] = []

    def report(progress: Progress) -> None:
        if progress.doing.en.startswith("Reading") and progress.done > orders / 2:
            asked.append(perf_counter())

    try:
        import_files(store, [file], report=report, stop=lambda: bool(asked))
    except Cancelled:
        asked.append(perf_counter())
    left = _rows(store) + len(store.shops())
    forget_peak()
    start = perf_counter()
    import_files(store, [file])
    return {
        "seconds_from_stop_to_end": asked[-1] - asked[0],
        "left_by_cancel": left,
        "seconds": perf_counter() - start,
        "rows": _rows(store),
        "peak_mb": peak(),
    }


def _rows(store: Store) -> int:
    with store.reader() as reader:
        found: int = reader.execute("SELECT count(*) FROM orders").fetchone()[0]
        return found
