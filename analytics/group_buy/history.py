"""Groups as a forecast sees them: what was known of each at some moment, on the clock of buying."""

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.group_buy.clock import Clock, shop_clock
from analytics.local_time import MINUTE
from analytics.paths import along
from storage.columns import MISSING
from storage.facts import Facts

Floats = NDArray[np.float64]

CELLS = (
    ("size", "group_campaign_id.size"),
    ("province", "leader_id.province"),
    ("group_campaign_id",),
    ("leader_id",),
)
"""What tells beforehand how many will join: where each group has it. The first is how many people are asked for."""


class Groups(Struct, frozen=True, eq=False):
    """Groups and who joined them up to a moment. One value per group unless said otherwise.

    Shares are of the time that a group has to fill: 0 when it is opened, 1 at its deadline.
    """

    position: Ints
    """Index into ``facts["groups"]``, in the order of opening."""
    opened: Ints
    ends: Ints
    asked: Ints
    """People to join beside the leader."""
    joined: Ints
    """People who have joined beside the leader, at most those asked for."""
    watched: Floats
    """The share of its time up to which it took people and was seen: full, over, or the present."""
    full: Mask
    cells: tuple[Codes, ...]
    """A code each for ``CELLS``, -1 where not known."""
    join_group: Ints
    """Per person who joined: the place of the group among these."""
    join_share: Floats
    """Per person who joined: at which share of the group's time."""

    def __len__(self) -> int:
        return len(self.position)

    def over(self, now: int) -> Mask:
        """Whose time is over: it is known whether they filled."""
        over: Mask = self.ends <= now
        return over

    def only(self, kept: Mask) -> "Groups":
        """Some of the groups, with those who joined them."""
        place = np.cumsum(kept) - 1
        joins = kept[self.join_group]
        one_each = {name: getattr(self, name)[kept] for name in ("position", "opened", "ends", "asked", "joined")}
        return Groups(
            **one_each, watched=self.watched[kept], full=self.full[kept],
            cells=tuple(codes[kept] for codes in self.cells),
            join_group=place[self.join_group[joins]], join_share=self.join_share[joins],
        )  # fmt: skip

    def at(self, share: float) -> "Groups":
        """Groups that were not full at a share of their time, as they stood then; ``full`` tells whether they filled.

        Who joined is left out.
        """
        came = self.join_share <= share
        joined = np.bincount(self.join_group[came], minlength=len(self))
        still = (self.watched > share) & (joined < self.asked)
        rest = self.only(still)
        nobody = np.zeros(0, dtype=np.int64)
        return structs.replace(
            rest, joined=joined[still], watched=np.full(len(rest), share), join_group=nobody, join_share=np.zeros(0)
        )


def groups_by(facts: Facts, now: int) -> Groups:
    """The groups opened before ``now``, as they stood then; those without a size or a deadline are left out."""
    table = facts["groups"]
    opened, ends = table["created_at"], _ends(facts)
    size = along(facts, "groups", CELLS[0])
    usable = (opened < now) & (ends != MISSING) & (ends > opened) & (size != MISSING) & (size > 1)
    kept = np.flatnonzero(usable)
    kept = kept[np.argsort(opened[kept], kind="stable")]
    clock, opened, ends = shop_clock(facts), opened[kept], ends[kept]
    done = table["completed_at"][kept]
    full_at = np.where((done != MISSING) & (done <= now), done, MISSING)
    group, at = _joins(facts, kept, now)
    late = at > np.where(full_at == MISSING, ends, np.minimum(full_at, ends))[group]
    group, at = group[~late], at[~late]
    asked = size[kept].astype(np.int64) - 1
    stop = np.minimum(np.where(full_at == MISSING, now, full_at), ends)
    return Groups(
        position=kept, opened=opened, ends=ends, asked=asked,
        joined=np.minimum(np.bincount(group, minlength=len(kept)), asked),
        watched=_shares(clock, opened, ends, stop), full=full_at != MISSING,
        cells=tuple(along(facts, "groups", paths)[kept] for paths in CELLS),
        join_group=group, join_share=_shares(clock, opened[group], ends[group], at),
    )  # fmt: skip


def recorded(facts: Facts) -> bool:
    """Whether the source tells who joined when."""
    return len(facts["group_members"]) > 0


def _ends(facts: Facts) -> Ints:
    """The deadline of each group, else that which its offer gives."""
    table = facts["groups"]
    minutes = along(facts, "groups", ("group_campaign_id.window_minutes",))
    offered = np.where(minutes == MISSING, MISSING, table["created_at"] + minutes * MINUTE)
    return np.where(table["expires_at"] == MISSING, offered, table["expires_at"])


def _joins(facts: Facts, kept: Ints, now: int) -> tuple[Ints, Ints]:
    """Group and moment of all who joined beside leaders, in the order of groups and time."""
    members, codes = facts["group_members"], facts["groups"]["id"][kept]
    group = members["group_id"]
    place = np.full(max(int(codes.max(initial=-1)), int(group.max(initial=-1))) + 2, -1, dtype=np.int64)
    place[codes] = np.arange(len(kept))
    inside = (place[group] >= 0) & (members["is_leader"] != 1) & (members["created_at"] < now)
    group, at = place[group[inside]], members["created_at"][inside]
    order = np.lexsort((at, group))
    return group[order], at[order]


def _shares(clock: Clock, opened: Ints, ends: Ints, moments: Ints) -> Floats:
    """Which share of the time from opening to end has passed at some moments."""
    first, last = clock.at(opened), clock.at(ends)
    shares: Floats = np.clip((clock.at(moments) - first) / np.maximum(last - first, 1e-9), 0, 1)
    return shares
