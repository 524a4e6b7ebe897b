"""How many steps a share lies from the first one: 1 for a first share, 2 for what its receivers passed on, and so on.

Each share names the one through which the sharer had come. Where a chain does not lead up to a first share (its ties
run in a circle, or back in time, or to a share that is not in the data), no depth can be told.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes
from analytics.share_chains.chains import chains
from storage.facts import Facts

DEEPEST = 5
"""Deeper shares are one group with these."""


class Depths(Struct, frozen=True, eq=False):
    """Per position in ``facts["shares"]``."""

    depth: Codes
    """Steps from the first share, 1 and up; 0 where it cannot be told."""
    circling: int
    """How many shares lie on a circle or below one."""


def share_depths(facts: Facts) -> Depths:
    """The depth of every share."""
    return facts.derived("share depths", _depths)


def band(depths: Codes) -> Codes:
    """Codes of depths: 0 for the first step, ``DEEPEST`` - 1 for that and deeper; -1 for none."""
    return np.where(depths > 0, np.minimum(depths, DEEPEST) - 1, -1)


def _depths(facts: Facts) -> Depths:
    found = chains(facts)
    root = found.forest.root
    depth = np.where(found.first[root], found.forest.depth + 1, 0).astype(np.int32)
    circling = np.isin(root, np.concatenate([found.self_made, found.closing]))
    return Depths(depth, int(np.count_nonzero(circling)))
