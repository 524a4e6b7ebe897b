"""Acts of sharing: those that brought a fan, those of group leaders, and those after a purchase."""

import numpy as np
from msgspec import Struct

from sync.sandbox.channels import SHARED
from sync.sandbox.columns import Bools, Floats, Ints, looked_up
from sync.sandbox.contents import Contents
from sync.sandbox.drafts import Drafts
from sync.sandbox.draws import pick
from sync.sandbox.fulfilment import Standing, known
from sync.sandbox.groups import Groups
from sync.sandbox.people import People
from sync.sandbox.plan import DAY, HOUR, OFFSET, Plan

TARGETS = ("好友", "微信群", "朋友圈")
TARGET_WEIGHTS: Floats = np.array([0.5, 0.3, 0.2])
AFTER_PURCHASE = 0.28
SOON = 30 * DAY
"""Time from coming to a first purchase within which a fan counts as one who buys soon."""


class Shares(Struct, frozen=True):
    """One value per share, in the order they happened."""

    at: Ints
    fan: Ints
    parent: Ints
    """Share through which the sharer had come, -1 if none."""
    target: Ints
    product: Ints
    content: Ints
    group: Ints
    handed: Bools
    """Passed on right after coming through the parent."""

    def __len__(self) -> int:
        return len(self.at)


def shares_of(
    plan: Plan,
    people: People,
    drafts: Drafts,
    standing: Standing,
    groups: Groups,
    group_product: Ints,
    contents: Contents,
    soon: Bools,
) -> tuple[Shares, Ints]:
    """The shares that were no answer to another, and for each fan the one that brought it (or -1).

    ``soon`` are the fans who buy soon after they came.
    """
    rng = plan.rng("shares")
    fan, at, target, brought = _bringing(rng, people)
    bought = np.flatnonzero(known(standing.paid) & (drafts.fan >= 0) & (rng.random(len(drafts)) < AFTER_PURCHASE))
    later = standing.paid[bought] + (rng.exponential(1.0, len(bought)) * DAY).astype(np.int64)
    bought, later = bought[later <= plan.until], later[later <= plan.until]
    product = np.full(len(fan), -1)
    parts = [
        (at, fan, target, product, np.arange(len(fan)), np.full(len(fan), -1)),
        _after_purchase(rng, drafts, bought, later),
        _of_leaders(rng, groups, group_product),
    ]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    by_time = np.argsort(columns[0], kind="stable")
    at, fan, target, product, entry, group = (column[by_time] for column in columns)
    row_of_entry = np.full(len(brought) + 1, -1)
    row_of_entry[entry[entry >= 0]] = np.flatnonzero(entry >= 0)
    of_fan = np.where(brought >= 0, row_of_entry[brought], -1)
    article = np.where((entry >= 0) | (rng.random(len(at)) < 0.12), contents.recent(rng, at), -1)
    article = np.where(entry >= 0, _brought_by(plan, contents, at, entry, brought, soon), article)
    article = np.where(group >= 0, -1, article)
    parent = np.where(rng.random(len(at)) < 0.8, of_fan[fan], -1)
    product = np.where(article >= 0, -1, product)
    return Shares(at, fan, parent, target, product, article, group, np.zeros(len(at), dtype=np.bool_)), of_fan


def buys_soon(people: People, drafts: Drafts, standing: Standing) -> Bools:
    """Which fans pay for an order soon after they came."""
    quick = known(standing.paid) & (drafts.fan >= 0) & (standing.paid < people.joined[drafts.fan] + SOON)
    found = np.zeros(len(people), dtype=np.bool_)
    found[drafts.fan[quick]] = True
    return found


def _brought_by(plan: Plan, contents: Contents, at: Ints, entry: Ints, brought: Ints, soon: Bools) -> Ints:
    """The content of each share that brought fans; some attract more of them, or others."""
    many = int(brought.max(initial=-1)) + 1
    came = brought >= 0
    buying = np.bincount(brought[came & soon], minlength=many)
    others = np.bincount(brought[came & ~soon], minlength=many)
    rng = plan.rng("shared contents")
    return contents.through(rng, at, looked_up(buying, entry, 0), looked_up(others, entry, 0))


def _bringing(rng: np.random.Generator, people: People) -> tuple[Ints, Ints, Ints, Ints]:
    """Shares that brought fans: those whom one fan brought on one day came by one share. Last: share of each fan."""
    child = np.flatnonzero(people.parent >= 0)
    parent = people.parent[child]
    earliest = people.joined[parent]
    before = (rng.exponential(8.0, len(child)) * HOUR).astype(np.int64)
    at = np.maximum(earliest + (people.joined[child] - earliest) // 4, people.joined[child] - before)
    day = (at + OFFSET) // DAY
    order = np.lexsort((at, day, parent))
    parent, day, at = parent[order], day[order], at[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (parent[1:] != parent[:-1]) | (day[1:] != day[:-1])
    brought = np.full(len(people), -1)
    brought[child[order]] = np.cumsum(new) - 1
    target = np.searchsorted(np.array(SHARED), people.source[child[order]])
    return parent[new], at[new], target[new], brought


def _after_purchase(
    rng: np.random.Generator, drafts: Drafts, bought: Ints, at: Ints
) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    none = np.full(len(bought), -1)
    return at, drafts.fan[bought], pick(rng, TARGET_WEIGHTS, len(bought)), drafts.product[bought], none, none


def _of_leaders(
    rng: np.random.Generator, groups: Groups, group_product: Ints
) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    """A leader passes the group on right after opening it."""
    weights: Floats = np.array([0.3, 0.5, 0.2])
    count = len(groups)
    at = groups.opened + 5000 + (30_000 * rng.random(count)).astype(np.int64)
    return at, groups.leader, pick(rng, weights, count), group_product, np.full(count, -1), np.arange(count)
