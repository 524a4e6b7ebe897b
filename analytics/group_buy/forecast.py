"""Will an open group fill in time, and when: people join at a pace of its own, along a profile common to all groups.

The number who join by a share t of a group's time is Poisson with mean pace x W(t), where W grows from 0 to 1. The pace
of a group is gamma distributed around what is expected of it (``pace.py``). With n joins by t it is gamma with n more
events in W(t) more of exposure, so the number still to come is negative binomial. A full group takes nobody else: it
was watched up to that moment and no longer.

People do not come quite like that: friends wait for one another. So what the model says is set right by what became of
finished groups that it would have said the same of (``calibration.py``).
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.group_buy.calibration import AS_IT_IS, Calibration, calibration
from analytics.group_buy.history import Groups
from analytics.group_buy.pace import Paces, nothing_known, paces

Floats = NDArray[np.float64]

LEAST = 100
"""Groups whose time is over, and people who joined them, below which no forecast is made."""
_STRETCHES = 24
_ROUNDS = 6
_CHECKS = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
"""Shares of their time at which finished groups are looked back at."""


class Model(Struct, frozen=True, eq=False):
    """What was learnt of how groups fill."""

    edges: Floats
    """Shares of a group's time between which people join at an even pace."""
    passed: Floats
    """The part of all who join, by each edge."""
    paces: Paces
    calibration: Calibration = AS_IT_IS

    def profile(self, share: Floats) -> Floats:
        """The part of all who join that comes by a share of the time."""
        part: Floats = np.interp(share, self.edges, self.passed)
        return part


class Forecast(Struct, frozen=True, eq=False):
    """What is expected of each group from now on: paces are gamma with ``shape`` and ``rate``."""

    shape: Floats
    rate: Floats
    missing: Ints
    share: Floats
    model: Model

    def fills(self, more: int = 0) -> Floats:
        """The probability to fill in time, when so many more people join at once."""
        chance = self.model.calibration.right(self.drawn(1.0, more), self.share)
        return np.where(self.missing <= more, 1.0, chance)

    def drawn(self, by: Floats | float = 1.0, more: int = 0) -> Floats:
        """The probability to be full by a share of the time as the model draws it, before it is set right."""
        from scipy.special import betainc  # scipy takes its time to import

        left = np.maximum(self.model.profile(np.asarray(by, dtype=np.float64)) - self.model.profile(self.share), 0.0)
        chance: Floats = betainc(np.maximum(self.missing - more, 1), self.shape, left / (self.rate + left))
        return chance

    def when(self) -> Floats:
        """The share of its time by which each is full as likely as not, if it fills at all."""
        low, high, half = self.share, np.ones(len(self.share)), self.drawn() / 2
        for _ in range(12):
            middle = (low + high) / 2
            early = self.drawn(middle) >= half
            low, high = np.where(early, low, middle), np.where(early, middle, high)
        return high


def learnt(over: Groups) -> Model | None:
    """The model of groups whose time is over; None where they are too few."""
    if len(over) < LEAST or len(over.join_share) < LEAST:
        return None
    drawn = _drawn(over)
    looks = [over.at(check) for check in _CHECKS]
    told = [forecast(drawn, one.cells, one.joined, one.asked, one.watched).drawn() for one in looks]
    shares = np.concatenate([one.watched for one in looks])
    filled = np.concatenate([one.full for one in looks])
    return Model(drawn.edges, drawn.passed, drawn.paces, calibration(np.concatenate(told), shares, filled))


def forecast(model: Model, cells: tuple[Codes, ...], joined: Ints, asked: Ints, share: Floats) -> Forecast:
    """Of groups that stood like this at a share of their time."""
    shape: Floats = np.asarray(model.paces.spread + joined, dtype=np.float64)
    rate = model.paces.spread / model.paces.expected(cells) + model.profile(share)
    return Forecast(shape, rate, np.maximum(asked - joined, 0), share, model)


def _drawn(groups: Groups) -> Model:
    """Profile and paces, in turn a few times over: each is told by the other."""
    inner = np.quantile(groups.join_share, np.linspace(0, 1, min(_STRETCHES, len(groups.join_share) // 10) + 1)[1:-1])
    edges = np.unique(np.concatenate(([0.0], inner, [1.0])))
    found, passed = nothing_known(groups.cells, groups.joined), edges
    pace = np.ones(len(groups))
    for _ in range(_ROUNDS):
        passed = _profile(groups, edges, pace)
        exposed = np.interp(groups.watched, edges, passed)
        found = paces(groups.cells, groups.joined, exposed, found)
        pace = (found.spread + groups.joined) / (found.spread / found.expected(groups.cells) + exposed)
    return Model(edges, passed, found)


def _profile(groups: Groups, edges: Floats, pace: Floats) -> Floats:
    """The part of all joins by each edge: joins per pace of the groups that could still be joined."""
    joins = np.histogram(groups.join_share, edges)[0]
    stretches = zip(edges[:-1].tolist(), np.diff(edges).tolist(), strict=True)
    exposed = np.array([float(pace @ np.clip((groups.watched - first) / long, 0, 1)) for first, long in stretches])
    part = joins / np.maximum(exposed, 1e-9)
    return np.append(0.0, np.cumsum(part) / part.sum())
