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
    weight: Floats | None = None
    """[n] how much a row says, above 0; None: all alike."""

    def __len__(self) -> int:
        return len(self.user)


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
