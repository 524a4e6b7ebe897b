"""Somebody who tells what the columns of a table mean, mostly by taking what is proposed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import structs

from storage.mapping import Sample, TableMapping
from storage.runs import Run, TablePreview
from storage.store import Store
from sync import files
from sync.files import Choice
from tests.sync.one_file import import_file, preview


def sample_of(store: Store, path: Path, choice: Choice | None = None) -> Sample:
    """The top of the only table of a file, which nobody knows."""
    (found,) = files.preview(store, [path], choice or Choice()).unknown
    return found


def told(sample: Sample, columns: Mapping[str, str | None] | None = None, **otherwise: Any) -> TableMapping:
    """What is proposed, except that other ``columns`` were chosen (None: for nothing)."""
    table = otherwise.get("table", sample.table)
    chosen = {**sample.proposals[table], **(columns or {})}
    mapping = TableMapping(
        name="我的台账",
        table=table,
        signature=sample.signature,
        columns={target: column for target, column in chosen.items() if column is not None},
        shop_name="小林手作",
    )
    return structs.replace(mapping, **otherwise)


def read(store: Store, path: Path, columns: Mapping[str, str | None] | None = None, **otherwise: Any) -> Run:
    """Import a table that nobody knew, as it was told."""
    mapping = told(sample_of(store, path), columns, **otherwise)
    return import_file(store, path, Choice(mappings=(mapping,)))


def foreseen(
    store: Store, path: Path, columns: Mapping[str, str | None] | None = None, **otherwise: Any
) -> TablePreview:
    """The preview of the same."""
    mapping = told(sample_of(store, path), columns, **otherwise)
    return preview(store, path, Choice(mappings=(mapping,)))


def noted(table: TablePreview) -> dict[str, int]:
    """The first letters of each rule, to how often it was used."""
    return {words.zh[:8]: times for words, times in (*table.skipped, *table.noted)}
