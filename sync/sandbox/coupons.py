"""Coupons in people's hands: those that were used, and the many that were not."""

import numpy as np
from msgspec import Struct

from sync.sandbox.campaigns import Campaigns
from sync.sandbox.columns import MISSING, Ints
from sync.sandbox.drafts import Drafts
from sync.sandbox.living import Living
from sync.sandbox.people import People
from sync.sandbox.plan import DAY, HOUR, Plan
from sync.sandbox.pricing import FACES, THRESHOLDS, Paid

UNUSED_PER_USED = 1.7


class Claims(Struct, frozen=True):
    """One value per coupon, in the order they were claimed."""

    campaign: Ints
    fan: Ints
    order: Ints
    """-1 while unused."""
    created: Ints
    used: Ints
    expires: Ints
    face: Ints
    threshold: Ints

    def __len__(self) -> int:
        return len(self.fan)


def claims_of(
    plan: Plan, people: People, everyone: Living, campaigns: Campaigns, drafts: Drafts, paid: Paid
) -> tuple[Claims, Ints]:
    """All coupons, and for each order the one used in it or -1."""
    rng = plan.rng("coupons")
    order = np.flatnonzero(paid.coupon_face > 0)
    used = drafts.at[order]
    campaign = campaigns.running("coupon", used)
    held = (rng.exponential(30.0, len(order)) * HOUR).astype(np.int64)
    created = np.maximum.reduce([used - held - 60_000, campaigns.starts[campaign], people.joined[drafts.fan[order]]])
    spare, spare_at = _unused(plan, rng, everyone, round(len(order) * UNUSED_PER_USED))
    tier = rng.choice(len(FACES), len(spare), p=[0.4, 0.35, 0.2, 0.05])
    none = np.full(len(spare), -1)
    created = np.append(created, spare_at)
    columns = [
        np.append(campaign, campaigns.running("coupon", spare_at)),
        np.append(drafts.fan[order], spare),
        np.append(order, none),
        created,
        np.append(used, np.full(len(spare), MISSING)),
        np.maximum(created + 15 * DAY, np.append(used, none) + HOUR),
        np.append(paid.coupon_face[order], FACES[tier]),
        np.append(paid.coupon_threshold[order], THRESHOLDS[tier]),
    ]
    by_time = np.argsort(created, kind="stable")
    claims = Claims(*(column[by_time] for column in columns))
    of_order = np.full(len(drafts), -1)
    redeemed = np.flatnonzero(claims.order >= 0)
    of_order[claims.order[redeemed]] = redeemed
    return claims, of_order


def _unused(plan: Plan, rng: np.random.Generator, everyone: Living, count: int) -> tuple[Ints, Ints]:
    at = plan.start + ((plan.until - plan.start) * rng.random(count) ** 0.7).astype(np.int64)
    fan = everyone.draw(rng, at)
    return fan[fan >= 0], at[fan >= 0]
