"""In which order the tables of one import are read: those that others build upon first, older ones before newer."""

from collections.abc import Iterable

from sync.files.table import Table


def in_order(tables: Iterable[Table]) -> list[Table]:
    """Sorted so that a table comes after all tables of the presets it comes ``after``."""
    rest = sorted(tables, key=lambda table: (table.sheet.modified, table.sheet.path.name))
    found: list[Table] = []
    while rest:
        waiting = {table.preset.id for table in rest}
        ready = [table for table in rest if waiting.isdisjoint(set(table.preset.after) - {table.preset.id})]
        found += ready or rest  # presets that wait for each other: as they come
        rest = [table for table in rest if table not in found]
    return found
