"""Customers and the ties between them as records."""

import numpy as np

from sync.sandbox import channels
from sync.sandbox.columns import MISSING, Codes, Flags, Floats, Ints, Numbers, Refs, Spelled, Table
from sync.sandbox.names import nicknames, phones
from sync.sandbox.people import People
from sync.sandbox.places import Places
from sync.sandbox.plan import DAY, HOUR, Plan

LEVELS = ("普通会员", "银卡会员", "金卡会员", "钻石会员")
_LEVEL_FROM = np.array([0, 50_000, 200_000, 800_000])


def customers(plan: Plan, people: People, places: Places, lapsed_at: Ints, spent: Ints, last_paid: Ints) -> Table:
    """``spent``: fen paid by each fan so far; ``last_paid``: moment of the last payment or MISSING."""
    rng = plan.rng("customers")
    count = len(people)
    member = rng.random(count) < np.where(spent > 0, 0.6, 0.15)
    level = np.where(member, np.searchsorted(_LEVEL_FROM, spent, "right") - 1, -1)
    followed = np.where(rng.random(count) < 0.85, people.joined + (rng.random(count) * HOUR).astype(np.int64), MISSING)
    followed = np.minimum(followed, plan.until)
    unfollowed = _unfollowed(plan, rng, followed, lapsed_at)
    gender = rng.choice([-1, 0, 1], count, p=[0.35, 0.47, 0.18])
    return Table(
        "customers",
        np.maximum.reduce([people.joined, followed, unfollowed, last_paid]),
        {
            "name": Spelled(lambda rows: nicknames(people.salt[rows])),
            "phone": Spelled(lambda rows: phones(people.salt[rows])),
            "gender": Codes(gender, ("female", "male")),
            "province": Codes(places.province[people.city], places.provinces),
            "city": Codes(people.city, places.cities),
            "source": Codes(people.source, channels.NAMES),
            "level": Codes(level, LEVELS),
            "is_member": Flags(member),
            "is_promoter": Flags(people.is_promoter),
            "points": Numbers(np.where(member, spent // 100, 0)),
            "joined_at": Numbers(people.joined),
            "followed_at": Numbers(followed),
            "unfollowed_at": Numbers(unfollowed),
        },
    )


def _unfollowed(plan: Plan, rng: np.random.Generator, followed: Ints, lapsed_at: Ints) -> Ints:
    """Some of those who left for good also stop following, weeks later."""
    wait: Floats = rng.exponential(30.0, len(followed)) * DAY
    when = np.where(lapsed_at == MISSING, plan.until + 1, lapsed_at + wait.astype(np.int64))
    stops = (followed != MISSING) & (rng.random(len(followed)) < 0.45) & (when <= plan.until)
    return np.where(stops, when, MISSING)


def referrals(plan: Plan, people: People, share_of_fan: Ints) -> Table:
    """One tie for every fan that was brought by another; a few have ended."""
    rng = plan.rng("referrals")
    child = np.flatnonzero(people.parent >= 0)
    began = people.joined[child]
    ends = began + (rng.exponential(200.0, len(child)) * DAY).astype(np.int64)
    over = (rng.random(len(child)) < 0.06) & (ends <= plan.until)
    ended = np.where(over, ends, MISSING)
    return Table(
        "referrals",
        np.maximum(began, ended),
        {
            "created_at": Numbers(began),
            "parent_id": Refs("customers", people.parent[child]),
            "child_id": Refs("customers", child),
            "channel": Codes(people.source[child], channels.NAMES),
            "share_id": Refs("shares", share_of_fan[child]),
            "ended_at": Numbers(ended),
            "end_reason": Codes(np.where(over, rng.integers(0, 2, len(child)), -1), ("绑定到期", "推广员清退")),
        },
    )
