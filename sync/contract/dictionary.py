"""The data dictionary for people, derived from the record types."""

from pathlib import Path

from storage.fields import Column, Record, columns_of
from storage.records import RECORDS
from sync.contract.chinese import KIND_NAMES, field_name

DICTIONARY_FILE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"

_HEAD = """\
# Data dictionary 数据字典

Every kind of record the program keeps, derived from `storage/records.py`; `python -m sync.contract` writes this page.
Money is an integer in minor units of the shop's currency (fen for CNY), times are UTC milliseconds, days are the
shop's local days, ids are opaque text. `shop_id` is part of every key. A field that a source leaves out is not
known; null means that the source knows there is nothing.
"""


def as_markdown() -> str:
    """The text of ``docs/data-dictionary.md``."""
    return "\n".join([_HEAD, *(_section(record) for record in RECORDS)])


def _section(record: type[Record]) -> str:
    time = f" Placed in time by `{record.TIME}`." if record.TIME else ""
    lines = [
        f"## {record.KIND} {KIND_NAMES[record.KIND]}\n",
        f"{record.__doc__}{time}\n",
        "| field | 名称 | unit | meaning |",
        "|---|---|---|---|",
        *(_row(record.KIND, column) for column in columns_of(record)),
        f"| `updated_at` | {field_name(record.KIND, 'updated_at')} | time, required | {_STAMP} |",
    ]
    return "\n".join(lines) + "\n"


_STAMP = "when the source last changed the record; the newer one wins; kept as `as_of`"


def _row(kind: str, column: Column) -> str:
    unit = column.unit.value + (f" of {column.refers_to}" if column.refers_to else "")
    unit += ", required" if column.required else ""
    choices = f" ({', '.join(column.choices)})" if column.choices else ""
    return f"| `{column.name}` | {field_name(kind, column.name)} | {unit} | {column.doc}{choices} |"
