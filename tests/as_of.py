"""Facts as they were at a moment: what came later is cut off, and times that lay ahead were not known."""

from collections.abc import Sequence

import numpy as np

from storage.columns import MISSING, ROW, Array, facts_columns
from storage.facts import Facts, Shelf
from storage.fields import Unit

_BEGINS = ("created_at", "joined_at", "followed_at")


def facts_as_of(facts: Facts, moment: int) -> Facts:
    """The facts without anything of a moment (UTC milliseconds) or later. Codes stay what they are.

    What a source overwrites (a state, a level) stays as it is now.
    """
    kept: dict[str, Array] = {}

    def rows(kind: str) -> Array:
        if kind not in kept:
            kept[kind] = _there(facts, kind, moment)
        return kept[kind]

    def column(kind: str, name: str) -> Array:
        if name == ROW:
            return facts[kind].row[rows(kind)]
        values = facts[kind][name][rows(kind)]
        later = facts_columns(kind)[name].unit is Unit.TIME and name not in ("expires_at", "ends_at")
        return np.where(values >= moment, MISSING, values) if later else values

    def labels(kind: str, name: str) -> Sequence[str | None]:
        every = facts.texts_of(kind, name)
        return [every[place] for place in np.flatnonzero(rows(kind)).tolist()]

    return Facts(facts.shop, 0, moment, Shelf(column, labels, facts._shelf.texts, facts._shelf.size))


def _there(facts: Facts, kind: str, moment: int) -> Array:
    names = facts_columns(kind)
    begun = [facts[kind][name] for name in _BEGINS if name in names]
    if not begun:
        return np.ones(len(facts[kind]), dtype=bool)
    first = begun[0]
    for other in begun[1:]:
        first = np.where(first == MISSING, other, first)
    return first < moment
