"""Simulated shops for tests: made once per run, looked at through pandas, which knows nothing of how they were made."""

from functools import cache

import numpy as np
import pandas as pd

from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated


@cache
def simulated(orders: int, seed: int = 1, cause: str | None = None, until: int | None = None) -> Simulated:
    return simulate(orders, seed, until=until, cause=cause)


@cache
def frame(shop: Simulated, kind: str) -> pd.DataFrame:
    """All records of a kind as they read in JSON; numbers that may be null become nullable."""
    table = shop.tables[kind]
    items = table.items(np.arange(len(table)))
    return pd.DataFrame(items, columns=["id", "updated_at", *table.columns]).convert_dtypes()


def columns(shop: Simulated, kind: str, *names: str) -> pd.DataFrame:
    """A few fields of all records of a kind, for large shops."""
    table = shop.tables[kind]
    rows = np.arange(len(table))
    return pd.DataFrame({name: table.columns[name].values(rows) for name in names})
