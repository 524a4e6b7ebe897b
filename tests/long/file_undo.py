"""Files of every form, overlapping and changing their minds, imported and undone at random: what the files that still
stand make of the shop is what it shows, as if the others had never come.
"""

import argparse
import random
import tempfile
from pathlib import Path
from typing import Any

from msgspec import structs

from storage.fields import columns_of
from storage.records import OrderLine
from storage.runs import Run
from storage.store import Store, open_store
from sync.files import import_files, undo_import
from tests.bench._result import say
from tests.sync.presets.one_shop import FORMS, Sale, sales
from tests.sync.presets.seen import everything

SHOPS = 40
FILES, STEPS = 5, 16


def main(options: argparse.Namespace) -> int:
    """0 if every shop of every form ended as it should."""
    wrong = 0
    for form in FORMS:
        for number in range(options.n or SHOPS):
            differing = _differing(form, options.seed * 1000 + number)
            wrong += bool(differing)
            if differing:
                say(f"{form}, seed {options.seed * 1000 + number}: {differing}")
    print(f"{len(FORMS)} forms, {options.n or SHOPS} shops each: {wrong} differ")
    return 1 if wrong else 0


def _differing(form: str, seed: int) -> dict[str, Any]:
    chance = random.Random(seed)
    shop = sales(30, seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        drops = [_drop(form, folder / f"{number}", _told(shop, chance)) for number in range(FILES)]
        with open_store(folder / "lived") as store:
            standing = _live(store, drops, chance)
            lived = everything(store)
        with open_store(folder / "fresh") as store:
            for number in standing:
                import_files(store, drops[number])
            fresh = everything(store)
    return {
        kind: [row for row in lived[kind] if row not in fresh[kind]][:2]
        for kind in lived
        if _own(lived[kind], kind) != _own(fresh[kind], kind)
    }


def _own(rows: list[tuple[Any, ...]], kind: str) -> list[tuple[Any, ...]]:
    """Rows without what was worked out from another file: a line's amount is its share of what was known to be paid for
    its order when the lines came."""
    if kind != "order_lines":
        return rows
    place = [each.name for each in columns_of(OrderLine)].index("amount")
    return [(*row[:place], *row[place + 1 :]) for row in rows]


def _told(shop: list[Sale], chance: random.Random) -> list[Sale]:
    """A stretch of the shop's orders, some of them seen before they were paid or refunded."""
    start = chance.randrange(len(shop) - 8)
    stretch = shop[start : start + chance.randrange(6, len(shop) - start)]
    return [
        structs.replace(each, refunded=0, paid=each.paid and chance.random() < 0.8) if chance.random() < 0.3 else each
        for each in stretch
    ]


def _drop(form: str, folder: Path, told: list[Sale]) -> list[Path]:
    folder.mkdir()
    paths = []
    for name, content in FORMS[form](told).items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def _live(store: Store, drops: list[list[Path]], chance: random.Random) -> list[int]:
    """Import and undo at random; which files stand at the end, in the order in which they came."""
    standing: dict[int, tuple[Run, ...]] = {}
    for _ in range(STEPS):
        number = chance.randrange(len(drops))
        if number not in standing:
            standing[number] = import_files(store, drops[number]).runs
            continue
        for run in reversed(standing.pop(number)):
            undo_import(store, run)
    return list(standing)
