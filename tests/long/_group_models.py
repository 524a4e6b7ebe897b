"""What the forecast of open groups is held against: how often groups that stood the same filled, and a hazard model."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.group_buy.clock import shop_clock
from analytics.group_buy.forecast import forecast, learnt
from analytics.group_buy.history import Groups
from storage.facts import Facts

Floats = NDArray[np.float64]

CHECKS = (0.25, 0.5, 0.75)
_LEFT = np.array([1, 2, 4, 6, 9, 12, 18, 24, 36, 48]) * 3_600_000
_STEPS = (0.25, 0.5, 0.75, 1.0)


class Stand(Struct, frozen=True, eq=False):
    """How groups that were not full stood at a part of their time, and whether they filled by its end."""

    check: float
    cells: tuple[Codes, ...]
    joined: Ints
    asked: Ints
    share: Floats
    """On the clock of buying."""
    left: Ints
    """Milliseconds."""
    full_at: Floats
    """The part of its time at which it was full, 2 where it never was."""
    leader: Codes

    @property
    def filled(self) -> Mask:
        return self.full_at <= 1


def stands(facts: Facts, groups: Groups, check: float) -> Stand:
    """Of groups whose time is over."""
    clock = shop_clock(facts)
    moment = (groups.opened + check * (groups.ends - groups.opened)).astype(np.int64)
    first, last = clock.at(groups.opened), clock.at(groups.ends)
    share = (clock.at(moment) - first) / (last - first)
    came = groups.join_share <= share[groups.join_group]
    joined = np.bincount(groups.join_group[came], minlength=len(groups))
    done = facts["groups"]["completed_at"][groups.position]
    full_at = np.where(groups.full, (done - groups.opened) / (groups.ends - groups.opened), 2.0)
    still = full_at > check
    return Stand(
        check, tuple(codes[still] for codes in groups.cells), joined[still], groups.asked[still], share[still],
        (groups.ends - moment)[still], full_at[still], groups.cells[3][still],
    )  # fmt: skip


def by_pace(known: Groups, asked_of: list[Stand]) -> list[Floats]:
    """The forecast of the program."""
    model = learnt(known)
    assert model is not None
    return [forecast(model, one.cells, one.joined, one.asked, one.share).fills() for one in asked_of]


def by_history(earlier: list[Stand], asked_of: list[Stand], hours: bool) -> list[Floats]:
    """How often groups of the size with as many joined and as much time left filled: by part of it, or in hours."""
    seen: dict[tuple[int, ...], list[int]] = {}
    for one in earlier:
        for key, filled in zip(_keys(one, hours), one.filled.tolist(), strict=True):
            counts = seen.setdefault(key, [0, 0])
            counts[0] += filled
            counts[1] += 1
    usual = sum(counts[0] for counts in seen.values()) / sum(counts[1] for counts in seen.values())

    def rate(key: tuple[int, ...]) -> float:
        some, every = seen.get(key, (0, 0))
        return (some + usual) / (every + 1)

    return [np.array([rate(key) for key in _keys(one, hours)]) for one in asked_of]


def _keys(one: Stand, hours: bool) -> list[tuple[int, ...]]:
    time = np.searchsorted(_LEFT, one.left) if hours else np.full(len(one.left), round(100 * one.check))
    return list(zip(one.asked.tolist(), one.joined.tolist(), time.tolist(), strict=True))


def by_hazard(earlier: list[Stand], asked_of: list[Stand]) -> list[Floats]:
    """A logistic regression of filling in each further quarter of the time, given how the group stood before."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    effects = _effects(earlier)
    rows, happened = [], []
    for one in earlier:
        table = _features(one, effects)
        for start, end in _quarters(one.check):
            at_risk = one.full_at > start
            rows.append(np.c_[table[at_risk], np.tile(_quarter(one.check, end), (at_risk.sum(), 1))])
            happened.append(one.full_at[at_risk] <= end)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=500))
    model.fit(np.concatenate(rows), np.concatenate(happened))
    result = []
    for one in asked_of:
        table, still = _features(one, effects), np.ones(len(one.joined))
        for _, end in _quarters(one.check):
            still *= 1 - model.predict_proba(np.c_[table, np.tile(_quarter(one.check, end), (len(table), 1))])[:, 1]
        result.append(1 - still)
    return result


def _quarters(check: float) -> list[tuple[float, float]]:
    return [(end - 0.25, end) for end in _STEPS if end > check]


def _quarter(check: float, end: float) -> Floats:
    """Which quarter it is, and which after the stand."""
    return np.array([end == step for step in _STEPS] + [end - check == 0.25, end - check == 0.5], dtype=np.float64)


def _features(one: Stand, effects: list[Floats]) -> Floats:
    missing = one.asked - one.joined
    columns = [missing == m for m in range(1, 10)] + [one.asked == m for m in (1, 2, 4, 9)]
    columns += [np.full(len(missing), one.check == check) for check in CHECKS]
    columns += [np.log(missing), np.log1p(one.joined), one.share, np.log1p(one.joined) / missing, one.joined == 0]
    columns += [np.log((one.joined + 0.5) / (one.share + 0.1)), np.log(one.left / 3_600_000)]
    columns += [
        effect[np.where(codes < len(effect), codes, -1)] for effect, codes in zip(effects, one.cells[1:3], strict=True)
    ]
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def _effects(earlier: list[Stand]) -> list[Floats]:
    """How much more often groups of each province and offer filled than stands like theirs, drawn towards 0.

    Leaders open too few groups: on those that it learns from, the effect of a leader is the outcome itself.
    """
    first = earlier[0]
    usual = by_history(earlier, [first], hours=False)[0]
    found = []
    for codes in first.cells[1:3]:
        place = np.where(codes < 0, codes.max() + 1, codes)
        more = np.bincount(place, first.filled - usual, minlength=codes.max() + 2)
        spread = np.bincount(place, usual * (1 - usual), minlength=codes.max() + 2)
        found.append(np.append(more / (spread + 5), 0.0))
    return found
