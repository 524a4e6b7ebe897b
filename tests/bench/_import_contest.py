"""One contestant of the import bench, in a process of its own so that its memory is its own; prints JSON.

The peers only carry texts into a table. Ours reads and checks every value, tells what is wrong, keeps one row per
order and buyer, and can take all of it back.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import msgspec

from tests.bench._memory import peak


def ours(file: Path, folder: Path) -> int:
    """The program's import; orders written."""
    from storage.store import open_store
    from sync.files import import_files

    with open_store(folder) as store:
        return import_files(store, [file]).runs[0].counts["orders"].inserted


def pandas_csv(file: Path, folder: Path) -> int:
    """pandas.read_csv with every cell a text, then to_sql."""
    import pandas as pd

    frame = pd.read_csv(file, encoding="gbk", dtype=str, keep_default_na=False)
    with sqlite3.connect(folder / "peer.db") as database:
        frame.to_sql("orders", database, index=False)
    return len(frame)


def pandas_workbook(file: Path, folder: Path) -> int:
    """pandas.read_excel by calamine with every cell a text, then to_sql."""
    import pandas as pd

    frame = pd.read_excel(file, engine="calamine", dtype=str, keep_default_na=False)
    with sqlite3.connect(folder / "peer.db") as database:
        frame.to_sql("orders", database, index=False)
    return len(frame)


def calamine(file: Path, folder: Path) -> int:
    """python-calamine's rows, then executemany."""
    from python_calamine import CalamineWorkbook

    head, *rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    columns = ", ".join(f'"{name}" TEXT' for name in head)
    with sqlite3.connect(folder / "peer.db") as database:
        database.execute(f"CREATE TABLE orders ({columns})")
        database.executemany(f"INSERT INTO orders VALUES ({', '.join('?' * len(head))})", rows)
    return len(rows)


CONTESTANTS: dict[str, Callable[[Path, Path], int]] = {
    each.__name__: each for each in (ours, pandas_csv, pandas_workbook, calamine)
}


class Outcome(msgspec.Struct):
    """Rows written, seconds, and the most memory held in MB."""

    rows: int
    seconds: float
    memory: float


def main() -> None:
    """Run one contestant on one file."""
    name, file = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        rows = CONTESTANTS[name](Path(file), Path(folder))
        taken = perf_counter() - start
    print(msgspec.json.encode(Outcome(rows, taken, peak())).decode())


if __name__ == "__main__":
    main()
