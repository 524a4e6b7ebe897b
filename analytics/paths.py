"""Following references: the province of a refund's order, the category of a line's product.

A path reads like ``order_id.province``: columns from a kind of record on, each but the last a reference. A tuple of
paths means "the first that is known".
"""

import numpy as np

from analytics.arrays import Codes
from storage.columns import MISSING, facts_columns
from storage.facts import Facts
from storage.fields import Unit, columns_of
from storage.records import KINDS

Paths = tuple[str, ...]


def refers_to(kind: str, path: str) -> str | None:
    """The domain that the end of a path refers to ("customers", "visitors" ...); None for no reference."""
    head, _, rest = path.partition(".")
    target = next(column.refers_to for column in columns_of(KINDS[kind]) if column.name == head)
    if not rest:
        return target
    assert target is not None, f"{kind}.{head} is no reference"
    return refers_to(target, rest)


def along(facts: Facts, kind: str, paths: Paths) -> Codes:
    """What stands at the end of the first known path for every row of ``kind``, in row order.

    A code is -1 and a number ``MISSING`` where nothing is known. An empty text means the same as no text.
    """
    return facts.derived(f"along {kind} {paths}", lambda facts: _first_known(facts, kind, paths))


def places(facts: Facts, kind: str) -> Codes:
    """Code -> place in the table of its kind, -1 where there is none; one place more, so that -1 finds -1."""
    return facts.derived(f"places of {kind}", lambda facts: np.append(facts.position(kind), np.int32(-1)))


def _first_known(facts: Facts, kind: str, paths: Paths) -> Codes:
    values = _end(facts, kind, paths[0])
    for path in paths[1:]:
        values = np.where(values < 0, _end(facts, kind, path), values)
    return values


def _end(facts: Facts, kind: str, path: str) -> Codes:
    head, _, rest = path.partition(".")
    if rest:
        return _beyond(facts, facts[kind][head], refers_to(kind, head) or head, rest)
    column = facts_columns(kind)[head]
    values: Codes = facts[kind][head]
    return _without_empty(values, facts[kind].categories(head)) if column.unit is Unit.CATEGORY else values


def _beyond(facts: Facts, references: Codes, target: str, path: str) -> Codes:
    """The ends of ``path`` from the records of ``target`` referred to."""
    ends = _end(facts, target, path)
    unknown = MISSING if ends.dtype == np.int64 else -1
    return np.append(ends, ends.dtype.type(unknown))[places(facts, target)[references]]


def _without_empty(codes: Codes, texts: tuple[str, ...]) -> Codes:
    return np.where(codes == texts.index(""), np.int32(-1), codes) if "" in texts else codes
