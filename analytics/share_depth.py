"""How many steps a share lies from the first one: 1 for a first share, 2 for what its receivers passed on, and so on.

Each share names the one through which the sharer had come. Where these chains run in a circle, or lead to a share that
is not in the data, no depth can be told.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes
from analytics.paths import places
from storage.facts import Facts

DEEPEST = 5
"""Deeper shares are one group with these."""


class Depths(Struct, frozen=True, eq=False):
    """Per position in ``facts["shares"]``."""

    depth: Codes
    """Steps from the first share, 1 and up; 0 where it cannot be told."""
    circling: int
    """How many shares lie on a circle or above one."""


def share_depths(facts: Facts) -> Depths:
    """The depth of every share."""
    return facts.derived("share depths", _depths)


def band(depths: Codes) -> Codes:
    """Codes of depths: 0 for the first step, ``DEEPEST`` - 1 for that and deeper; -1 for none."""
    return np.where(depths > 0, np.minimum(depths, DEEPEST) - 1, -1)


def _depths(facts: Facts) -> Depths:
    shares = facts["shares"]
    parent, count = shares["parent_share_id"], len(shares)
    top, lost = count, count + 1  # above every first share; above shares whose parent is not in the data
    known = places(facts, "shares")[parent]
    up = np.where(parent < 0, top, np.where(known < 0, lost, known))
    up = np.concatenate([up, [top, lost]])
    steps = np.ones(count + 2, np.int64)
    steps[[top, lost]] = 0
    for _ in range(max(count, 1).bit_length()):  # every round doubles how far is looked
        steps, up = np.minimum(steps + steps[up], count), up[up]
    return Depths(np.where(up == top, steps, 0)[:count].astype(np.int32), int(np.count_nonzero(up[:count] < count)))
