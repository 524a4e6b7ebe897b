"""The rule of ten: whatever is told, no set of fewer than ten people comes of it, nor of a difference."""

from datetime import date
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from analytics.cooperation.cells import folded, shown_parts
from analytics.cooperation.fits import Baskets, goods_by_group, own_goods, their_groups
from analytics.cooperation.matching import Matched
from analytics.cooperation.sent import Group, Sent

DAY = date(2026, 11, 30)


class Random(Struct, frozen=True, eq=False):
    """Two shops drawn by lot: who is joint, in which group, and who bought what, with likings strong and weak."""

    matched: Matched
    sent: Sent
    baskets: Baskets


def random(seed: int, people: int, goods: int, groups: int, joint: float, strength: float) -> Random:
    rng = np.random.default_rng(seed)
    found = rng.random(people) < joint
    weight = rng.dirichlet(np.full(groups, 0.7))
    group = np.where(found, rng.choice(groups, people, p=weight), -1)
    liking = rng.beta(0.5, 0.5, (groups + 1, goods)) * strength + rng.random(goods) * (1 - strength)
    has = rng.random((people, goods)) < liking[group]
    person, thing = np.nonzero(has)
    sizes = np.bincount(group[group >= 0], minlength=groups) + rng.integers(10, 70, groups)
    sent = Sent(
        20, DAY, DAY, tuple(Group(f"g{place}", np.arange(size, dtype=np.uint64)) for place, size in enumerate(sizes))
    )
    return Random(
        Matched(np.arange(people, dtype=np.int32), found, group, np.ones(people, dtype=np.int64), 1e-4),
        sent,
        Baskets(person, thing, np.arange(goods)),
    )


class Told(Struct, frozen=True):
    """One number that is told: of whom it is, as everybody knows, and how many these are, counted by the people."""

    side: str
    """mine, joint, theirs, or alien: theirs and not joint."""
    product: int | None
    """Who bought it; below 0, who did not (~product)."""
    group: int | None
    size: int

    def within(self, other: "Told") -> bool:
        """Whether everybody knows that these are some of the others."""
        sides = {"joint": ("joint", "mine", "theirs"), "alien": ("alien", "theirs")}.get(self.side, (self.side,))
        return (
            self != other
            and other.side in sides
            and other.product in (None, self.product)
            and other.group in (None, self.group)
        )

    def apart(self, other: "Told") -> bool:
        """Whether everybody knows that nobody is in both."""
        groups = None not in (self.group, other.group) and self.group != other.group
        return groups or {self.side, other.side} == {"joint", "alien"}


def told(shop: Random) -> list[Told]:
    """Every number that is told, and those of the partner's file, which everybody has."""
    match, sent = shop.matched, shop.sent
    goods, groups = own_goods(shop.baskets, match), their_groups(match, sent)
    both = goods_by_group(shop.baskets, match, sent, goods)
    joint = int(match.found.sum())
    numbers = [Told("mine", None, None, len(match.people)), Told("joint", None, None, joint)]
    numbers += [Told("theirs", None, None, sent.people), Told("alien", None, None, sent.people - joint)]
    inside = np.bincount(match.group[match.found], minlength=len(sent.groups)).tolist()
    shown = groups.thing[groups.shown].tolist()
    for place in shown:
        size = len(sent.groups[place].marks)
        numbers += [Told("joint", None, place, inside[place]), Told("theirs", None, place, size)]
        numbers += [Told("alien", None, place, size - inside[place])]
    for product in goods.thing[goods.shown].tolist():
        buyers = shop.baskets.person[shop.baskets.thing == product]
        bought = int(match.found[buyers].sum())
        numbers += [Told("joint", product, None, bought), Told("mine", product, None, len(buyers))]
        numbers += [Told("joint", ~product, None, joint - bought)]
    for row in np.flatnonzero(both.shown):
        product, place = int(both.thing[row]), int(both.group[row])
        buyers = shop.baskets.person[shop.baskets.thing == product]
        bought = int((match.group[buyers] == place).sum())
        numbers += [Told("joint", product, place, bought)]
        numbers += [Told("joint", ~product, place, inside[place] - bought)] if place in shown else []
    return numbers


def check(shop: Random) -> list[Told]:
    """Nothing that is told, and nothing that follows from it by taking away, is of fewer than ten people."""
    numbers = told(shop)
    assert all(one.size >= 10 for one in numbers)
    for whole in numbers:
        within = [part for part in numbers if part.within(whole)]
        for many in (1, 2, 3, 4):
            for parts in combinations(within, many):
                if all(one.apart(other) for one, other in combinations(parts, 2)):
                    left = whole.size - sum(part.size for part in parts)
                    assert left == 0 or left >= 10
    return numbers


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 10**6), st.sampled_from([60, 200, 600]), st.integers(1, 4), st.integers(1, 4),
    st.sampled_from([0.2, 0.5, 0.9]), st.sampled_from([0.0, 0.8, 1.0]),
)  # fmt: skip
def test_no_number_and_no_difference_is_of_fewer_than_ten(
    seed: int, people: int, goods: int, groups: int, joint: float, strength: float
) -> None:
    shop = random(seed, people, goods, groups, joint, strength)
    found = int(shop.matched.found.sum())
    if min(found, people - found, shop.sent.people - found) >= 10:  # else the view says that there are too few
        check(shop)


def test_who_did_not_buy_cannot_be_worked_out_either() -> None:
    """85 of 100, 15 of 150 and 55 of 60: the third is not told, and the first two must not leave its five."""
    sizes, bought, others = (100, 150, 60), (85, 15, 55), 200
    group = np.concatenate([np.repeat([0, 1, 2], sizes), np.full(others, -1)])
    buyers = np.concatenate([np.arange(many) + start for many, start in zip(bought, (0, 100, 250), strict=True)])
    buyers = np.concatenate([buyers, np.arange(310, 350)])
    matched = Matched(
        np.arange(len(group), dtype=np.int32), group >= 0, group, np.ones(len(group), dtype=np.int64), 1e-4
    )
    sent = Sent(20, DAY, DAY, tuple(Group(f"g{size}", np.arange(size + 20, dtype=np.uint64)) for size in sizes))
    shop = Random(matched, sent, Baskets(buyers, np.zeros(len(buyers), dtype=np.int64), np.arange(1)))
    rows = [one for one in check(shop) if one.product == 0 and one.side == "joint" and one.group is not None]
    assert len(rows) == 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 15), st.integers(0, 63))
def test_what_is_hidden_beside_a_whole_is_nobody_or_ten(parts: list[int], more: int, bits: int) -> None:
    counts = np.array(parts)
    allowed = (counts >= 10) & np.array([bool(bits >> place & 1) for place in range(len(parts))])
    shown = shown_parts(counts, allowed, int(counts.sum()) + more)
    left = counts.sum() + more - counts[shown].sum()
    assert not (shown & ~allowed).any()
    assert left == 0 or left >= 10 or not shown.any()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(1, 25))
def test_small_groups_go_to_the_others_and_no_more_than_needed(counts: list[int], least: int) -> None:
    goes = folded(np.array(counts), least)
    sizes = np.bincount(goes, weights=counts, minlength=len(counts))
    assert all(size == 0 or size >= least for size in sizes) or (goes == len(counts) - 1).all()
    assert sum(place != where for place, where in enumerate(goes)) <= sum(c < least for c in counts[:-1]) + 1
