"""What takes long to make is made once for all workers of a run: the first to ask makes it, the others wait."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

_PATIENCE = 300  # seconds


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A copy of the folder that ``make`` fills, this worker's own; ``name`` is its name in the run."""
    run = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    whole, own = run / f"{name}-of-all", factory.mktemp(name) / name
    with closing(sqlite3.connect(run / f"{name}.lock", timeout=_PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")  # given back when it is closed, also by a worker that ends too early
        if not whole.exists():
            half = factory.mktemp(f"{name}-half") / name
            make(half)
            half.rename(whole)
    shutil.copytree(whole, own)
    return own
