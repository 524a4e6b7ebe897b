"""Following references: the province of a refund's order, the category of a line's product.

A path reads like ``order_id.province``: columns from a kind of record on, each but the last a reference. A tuple of
paths means "the first that is known".
"""

import numpy as np

from analytics.arrays import Codes
from storage.facts import Facts
from storage.fields import columns_of
from storage.records import KINDS

Paths = tuple[str, ...]


def refers_to(kind: str, path: str) -> str | None:
    """The domain that the column at the end of a path refers to ("customers", "visitors" ...); None for no reference."""
    head, _, rest = path.partition(".")
    target = next(column.refers_to for column in columns_of(KINDS[kind]) if column.name == head)
    if not rest:
        return target
    assert target is not None, f"{kind}.{head} is no reference"
    return refers_to(target, rest)


def along(facts: Facts, kind: str, paths: Paths) -> Codes:
    """The code at the end of the first known path for every row of ``kind``, in row order; -1 where none is known.

    An empty text means the same as no text.
    """
    return facts.derived(f"along {kind} {paths}", lambda facts: _first_known(facts, kind, paths))


def _first_known(facts: Facts, kind: str, paths: Paths) -> Codes:
    codes = _end(facts, kind, paths[0])
    for path in paths[1:]:
        codes = np.where(codes < 0, _end(facts, kind, path), codes)
    return codes


def _end(facts: Facts, kind: str, path: str) -> Codes:
    head, _, rest = path.partition(".")
    codes: Codes = facts[kind][head]
    target = refers_to(kind, head)
    if target is None:
        return _without_empty(codes, facts[kind].categories(head))
    if not rest:
        return codes
    # One place more, so that -1 (no reference, no such record) picks "not known".
    positions = np.append(facts.position(target), -1)[codes]
    return np.append(_end(facts, target, rest), -1)[positions].astype(np.int32)


def _without_empty(codes: Codes, texts: tuple[str, ...]) -> Codes:
    return np.where(codes == texts.index(""), -1, codes) if "" in texts else codes
