"""What a friend is worth who was brought by somebody: sales of those reached, drawn towards the mean of all friends.

With few friends reached one big order says little. How much a person's own friends count is found from how far means
differ between persons beyond what single friends differ: credibility (Buehlmann, H.; Straub, E. 1970, Mitteilungen der
Vereinigung schweizerischer Versicherungsmathematiker 70, 111-133). Friends' friends count less at every step down.
"""

import math

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.network.forest import Floats, Forest, below

KEEP = 0.75
"""What is left of a sale at every step further down: of 0, .25, .5, .75 and 1 the one whose ranking foretold the sales
of the next half year best on simulated shops (``python -m tests.long key_people``)."""
_CAP = 0.99
"""Sales above this quantile count as it does where credibility is found: one order must not decide it."""


class FriendsWorth(Struct, frozen=True, eq=False):
    """One value per fan but where said otherwise."""

    reached: Floats
    """Fans below who could be watched, each further step counting ``keep`` of the one before; direct friends 1."""
    mean: float
    """What a friend is worth on average, minor units."""
    credibility: float
    """How many friends reached weigh as much as that mean; infinite where persons' friends are all alike."""
    per_friend: Floats
    """What a friend of this person is worth."""


def friends_worth(forest: Forest, worth: Ints, watched: Mask, keep: float = KEEP) -> FriendsWorth:
    """What the friends of each are worth, by the worth of each fan; only watched ones count."""
    counted = watched.astype(np.float64)
    reached = below(forest, counted, keep) / keep
    total = below(forest, counted * worth, keep) / keep
    friends = np.flatnonzero(watched & (forest.parent >= 0))
    mean = float(worth[friends].mean()) if len(friends) else 0.0
    weight = credibility(forest.parent[friends], worth[friends])
    per_friend = np.full(len(forest), mean) if math.isinf(weight) else (weight * mean + total) / (weight + reached)
    return FriendsWorth(reached, mean, weight, per_friend)


def credibility(group: Codes, values: Ints) -> float:
    """How many values of a group weigh as much as the mean of all: variance within over variance between groups."""
    if len(values) == 0:
        return math.inf
    capped = np.minimum(values, np.quantile(values, _CAP)).astype(np.float64)
    _, group, sizes = np.unique(group, return_inverse=True, return_counts=True)
    every, groups = len(values), len(sizes)
    if groups < 2 or every == groups:
        return math.inf
    means, mean = np.bincount(group, capped) / sizes, capped.mean()
    within = float(((capped - means[group]) ** 2).sum()) / (every - groups)
    between = float((sizes * (means - mean) ** 2).sum()) - (groups - 1) * within
    between /= every - float((sizes.astype(np.float64) ** 2).sum()) / every
    return within / between if between > 0 else math.inf
