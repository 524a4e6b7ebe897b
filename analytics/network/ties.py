"""From ties as they are recorded to one parent each: what is wrong with the data, and the rule that settles it.

1. Who is said to have brought themselves was brought by nobody.
2. A parent who is not among the people is no parent: whoever they brought starts a tree.
3. Of several parents the earliest tie counts; of those at the same moment the first row.
4. Where people stand above each other in a circle, the tie that closed it, the latest, is left out (of those at the
   same moment the last row), and whoever it brought starts a tree.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints


class Dirt(Struct, frozen=True, eq=False):
    """Ties that were left out, by the rule that left them out: their rows, ascending."""

    self_made: Ints
    """Parent and child are one."""
    orphans: Ints
    """The parent is not among the people."""
    later: Ints
    """Another tie of the same child to another parent came first."""
    repeated: Ints
    """The same tie again."""
    closing: Ints
    """It would close a circle."""

    def __len__(self) -> int:
        return sum(len(rows) for rows in (self.self_made, self.orphans, self.later, self.repeated, self.closing))


class Tied(Struct, frozen=True, eq=False):
    """One parent each."""

    parent: Codes
    """Per node; -1 for those who start a tree."""
    tie: Ints
    """Per node the row of the tie that counts; -1 where there is none."""
    dirt: Dirt


def settle(count: int, parent: Codes, child: Codes, at: Ints) -> Tied:
    """The parent of each of ``count`` nodes by rows of ties; node -1 is somebody unknown.

    Rows without a child say nothing. A parent of -1 is an orphan's: rows that mean "nobody" are not handed in.
    """
    rows = np.flatnonzero(child >= 0)
    self_made = rows[parent[rows] == child[rows]]
    orphans = rows[parent[rows] < 0]
    real = rows[(parent[rows] >= 0) & (parent[rows] != child[rows])]
    real = real[np.lexsort((at[real], child[real]))]
    first = np.append(True, child[real][1:] != child[real][:-1]) if len(real) else np.zeros(0, np.bool_)
    tie = np.full(count, -1, np.int64)
    tie[child[real[first]]] = real[first]
    rest = real[~first]
    again = parent[rest] == parent[tie[child[rest]]]
    above, since = np.append(parent, -1), np.append(at, 0)  # one place more: no tie finds nobody
    closing = _closing(above[tie], since[tie], tie)
    left_out = tie[closing]
    tie[closing] = -1
    dirt = Dirt(self_made, orphans, np.sort(rest[~again]), np.sort(rest[again]), np.sort(left_out))
    return Tied(above[tie].astype(np.int32), tie, dirt)


def _closing(parent: Codes, at: Ints, tie: Ints) -> Ints:
    """In each circle the node whose tie to its parent is the latest; of equal ones that of the last row."""
    on = _circling(parent)
    if not len(on):
        return on
    circle = _lowest(parent, on)
    latest = np.lexsort((tie[on], at[on], circle))
    last = np.append(circle[latest][1:] != circle[latest][:-1], True)
    found: Ints = on[latest][last]
    return found


def _circling(parent: Codes) -> Ints:
    """The nodes that are above themselves. From anywhere below a circle enough steps up end on it."""
    count = len(parent)
    up = np.append(np.where(parent < 0, count, parent), count).astype(np.int64)
    for _ in range(max(count, 1).bit_length()):
        if (up == count).all():
            break
        up = up[up]
    ends: Ints = np.unique(up[:count])
    return ends[ends < count]


def _lowest(parent: Codes, on: Ints) -> Ints:
    """For each node on a circle the lowest node of that circle: its name."""
    lowest, up = np.arange(len(parent)), np.where(parent < 0, np.arange(len(parent)), parent)
    for _ in range(max(len(on), 1).bit_length()):
        lowest, up = np.minimum(lowest, lowest[up]), up[up]
    return lowest[on]
