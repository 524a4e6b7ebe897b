"""Nothing changed: random halves of the customers of one real week, one as the week, the other as its comparison.

Whatever the diagnosis then calls changed, or blames, is a false alarm. Half of the pages know the weeks before (each
with a random half of its customers as well), half begin with the comparison and have nothing but chance to go by.
The data is the UCI Online Retail file, in which one buyer can be a sixth of a week.
"""

import argparse
import gzip
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import numpy as np
from msgspec import Struct

from analytics.diagnosis.view import diagnose
from analytics.intervals import share
from analytics.period import Period, midnight
from analytics.question import Question
from analytics.result import View
from storage.columns import MISSING, Array
from storage.facts import Facts, Shelf
from storage.facts_load import load_facts
from storage.notebook import EMPTY
from storage.store import open_store
from tests.online_retail import FILE
from tests.sync.one_file import import_file

MONDAYS = [date(2011, 1, 10) + timedelta(weeks=n) for n in range(47)]
"""Weeks that are whole and not Christmas."""
AT_MOST = 0.05
WEEK = 7 * 86_400_000


class Alarm(Struct, frozen=True):
    """What one page said about nothing."""

    week: date
    with_past: bool
    verdicts: tuple[str, ...]
    """Nodes called up or down."""
    blamed: tuple[str, ...]
    """Slices named as a reason."""

    def __bool__(self) -> bool:
        return bool(self.verdicts or self.blamed)


def main(options: argparse.Namespace) -> int:
    """0 if at most one page in twenty raises an alarm."""
    count = options.n or 400
    with real_shop() as facts:
        seeds = range(options.seed * 1_000_003, options.seed * 1_000_003 + count)
        alarms = [page(facts, MONDAYS[seed % len(MONDAYS)], seed) for seed in seeds]
    for alarm in alarms:
        if alarm:
            print(f"{alarm.week} past={alarm.with_past} changed: {alarm.verdicts} blamed: {alarm.blamed}")
    for name, of in (
        ("pages with the weeks before", [one for one in alarms if one.with_past]),
        ("pages without any past", [one for one in alarms if not one.with_past]),
        ("all pages", alarms),
    ):
        print(f"{name}: changed or blamed {_rate([bool(one) for one in of])}")
        print(f"{name}: a slice blamed {_rate([bool(one.blamed) for one in of])}")
    return 0 if sum(map(bool, alarms)) <= AT_MOST * count else 1


@contextmanager
def real_shop(lines: int | None = None) -> Iterator[Facts]:
    """The UCI file as a shop, or its first so many lines."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        file = FILE
        if lines is not None:
            file = Path(folder) / "beginning.csv"
            with gzip.open(FILE) as whole:
                file.write_bytes(b"".join(islice(whole, lines)))
        import_file(store, file)
        facts = load_facts(store, store.shops()[0].id)
        yield facts
        facts.close()


def page(facts: Facts, monday: date, seed: int) -> Alarm:
    """What the diagnosis says where nothing changed."""
    rng = np.random.default_rng(seed)
    with_past = bool(rng.integers(2))
    halves = halved(facts, monday, with_past, rng)
    view = diagnose(halves, Question(Period(monday, monday + timedelta(days=6))), EMPTY)
    assert view.diagnosis is not None, "a diagnosis has a tree"
    changed = tuple(node.id for node in view.diagnosis.nodes if node.verdict in ("up", "down"))
    return Alarm(monday, with_past, changed, _blamed(view))


def halved(facts: Facts, monday: date, with_past: bool, rng: np.random.Generator) -> Facts:
    """One half of the customers in the week of ``monday``, the other half's week moved before it; nothing after it.

    The weeks before are moved as well, and keep a half of their customers, drawn anew for each week.
    """
    start, salt = midnight(monday, facts.shop.zone), rng.integers(2**63, dtype=np.uint64)
    columns: dict[tuple[str, str], Array] = {}
    for kind, order, names in (
        ("orders", "id", ("created_at", "paid_at")),
        ("refunds", "order_id", ("created_at", "refunded_at")),
    ):
        table = facts[kind]
        week = (table["created_at"] - start) // WEEK
        first_half = _coin(_customers(facts, table["buyer_id"], table[order]), np.minimum(week, 0), salt)
        moved = (week < 0) | ~first_half
        dropped = (week > 0) | ((week < 0) & (~first_half if with_past else True))
        for name in names:
            times = np.where(moved & (table[name] != MISSING), table[name] - WEEK, table[name])
            columns[kind, name] = np.where(dropped, MISSING, times)
    return Facts(facts.shop, 0, start + WEEK + WEEK // 7, _shelf(facts, columns))


def _customers(facts: Facts, buyer: Array, order: Array) -> Array:
    """A number for each customer; a guest's order is its own."""
    people = len(facts.position("customers"))
    alone = np.where(order >= 0, order.astype(np.int64), np.arange(len(order)))
    return np.where(buyer >= 0, buyer.astype(np.int64), alone + people)


def _coin(customers: Array, weeks: Array, salt: np.uint64) -> Array:
    """Heads or tails for each customer and week, always the same for the same salt (splitmix64)."""
    mixed = customers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + weeks.astype(np.uint64) + salt
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed ^ (mixed >> np.uint64(31))) % np.uint64(2) == 0


def _shelf(facts: Facts, columns: dict[tuple[str, str], Array]) -> Shelf:
    """The columns of a shop, some of them replaced."""

    def texts(domain: str) -> list[str]:
        kind, _, name = domain.partition(":")
        return list(facts.ids(name) if kind == "id" else facts.categories(name))

    return Shelf(
        column=lambda kind, name: columns.get((kind, name), facts.column(kind, name)),
        labels=facts.texts_of,
        texts=texts,
        size=lambda domain: len(texts(domain)),
    )


def _blamed(view: View) -> tuple[str, ...]:
    """The parts named by the tables that say why, but for the rest."""
    whys = [table for table in view.tables if table.id.startswith("why_")]
    return tuple(str(getattr(row.cells[0], "zh", row.cells[0])) for table in whys for row in table.rows[:-1])


def _rate(alarms: list[bool]) -> str:
    rate = share(sum(alarms), len(alarms))
    if rate is None:
        return "none were made"
    return f"{sum(alarms)} of {len(alarms)} = {rate.value:.1%} (95% interval {rate.low:.1%} to {rate.high:.1%})"
