"""What a recommender learns from, of a shop or of anything else: who took what, and who is tied to whom."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from storage.columns import Int32

Floats = NDArray[np.float64]


class Interactions(Struct, frozen=True, eq=False):
    """Who took what: n rows, of which one user and item may have several."""

    users: int
    """Users are numbered 0 to ``users - 1``; some may have no row."""
    items: int
    user: Int32
    """[n]"""
    item: Int32
    """[n]"""
    at: Floats | None = None
    """[n] days since any fixed moment, in any order; None where times are not known."""

    def __len__(self) -> int:
        return len(self.user)

    @property
    def dated(self) -> bool:
        """Whether times tell what came before what."""
        return self.at is not None and bool(len(self.at)) and float(self.at.min()) < float(self.at.max())


class Ties(Struct, frozen=True, eq=False):
    """Who is tied to whom: m pairs of users. A tie counts both ways and may be named once or twice."""

    one: Int32
    """[m]"""
    other: Int32
    """[m]"""
    at: Floats | None = None
    """[m] since when, on the clock of the interactions; None: from the beginning."""
    item: Int32 | None = None
    """[m] what two took together, where that alone ties them (a group they shared), else -1; None: no tie is such.
    When models are tried out, a tie is forgotten together with the interaction it came from."""


def refuse(interactions: Interactions, ties: Ties | None) -> None:
    """ValueError for users and items that there are not, times that are none, and columns unlike in length."""
    log = interactions
    of_ties = [] if ties is None else [("one", ties.one, log.users), ("other", ties.other, log.users)]
    for name, column, many in [("user", log.user, log.users), ("item", log.item, log.items), *of_ties]:
        if len(column) and not (column.min() >= 0 and column.max() < many):
            raise ValueError(f"{name} must be from 0 to {many - 1}")
    for name, times in [("at", log.at), ("at of ties", None if ties is None else ties.at)]:
        if times is not None and not np.isfinite(times).all():
            raise ValueError(f"{name} must be finite")
    alike = {len(column) for column in (log.user, log.item, log.at) if column is not None}
    if len(alike) > 1:
        raise ValueError(f"columns of {sorted(alike)} rows")
