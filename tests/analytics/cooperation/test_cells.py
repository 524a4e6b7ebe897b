"""The rule of ten: whatever is told, no set of fewer than ten people comes of it, nor of a difference."""

from datetime import date
from itertools import combinations

import numpy as np
from hypothesis import event, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from analytics.cooperation.cells import folded, shown_parts
from analytics.cooperation.fits import Baskets, Fit, goods_by_group, own_goods, their_groups
from analytics.cooperation.matching import Matched
from analytics.cooperation.sent import Group, Sent

DAY = date(2026, 11, 30)
People = frozenset[int]


class Random(Struct, frozen=True, eq=False):
    """Two shops drawn by lot: who is joint, in which group, and who bought what, with likings strong and weak."""

    matched: Matched
    sent: Sent
    baskets: Baskets


def random(seed: int, people: int, goods: int, groups: int, joint: float, strength: float) -> Random:
    rng = np.random.default_rng(seed)
    found = rng.random(people) < joint
    weight = rng.dirichlet(np.full(groups, 0.7))
    group = np.where(found & (rng.random(people) > 0.02), rng.choice(groups, people, p=weight), -1)
    liking = rng.beta(0.5, 0.5, (groups + 1, goods)) * strength + rng.random(goods) * (1 - strength)
    has = rng.random((people, goods)) < liking[group]
    person, thing = np.nonzero(has)
    sizes = np.bincount(group[group >= 0], minlength=groups) + rng.integers(0, 60, groups)
    sent = Sent(
        20, DAY, DAY, tuple(Group(f"g{place}", np.arange(size, dtype=np.uint32)) for place, size in enumerate(sizes))
    )
    return Random(
        Matched(np.arange(people, dtype=np.int32), found, group, 1e-4), sent, Baskets(person, thing, np.arange(goods))
    )


def told_sets(shop: Random) -> list[People]:
    """The people behind every number that is told, worked out from the people themselves."""
    match = shop.matched
    goods, groups = own_goods(shop.baskets, match), their_groups(match, shop.sent)
    both = goods_by_group(shop.baskets, match, shop.sent, goods)
    joint = frozenset(np.flatnonzero(match.found).tolist())
    buyers = {
        thing: frozenset(shop.baskets.person[shop.baskets.thing == thing].tolist())
        for thing in range(len(shop.baskets.products))
    }
    inside = {place: frozenset(np.flatnonzero(match.group == place).tolist()) for place in range(len(shop.sent.groups))}
    sets = [joint, frozenset(range(len(match.people)))]
    sets += [buyers[thing] & joint for thing in _shown(goods, goods.thing)]
    sets += [inside[place] for place in _shown(groups, groups.thing)]
    sets += [buyers[int(both.thing[row])] & inside[int(both.group[row])] for row in np.flatnonzero(both.shown)]
    event(f"rows by group: {min(int(both.shown.sum()), 3)}")
    for fit in (goods, both, groups):
        assert (fit.buyers[fit.shown] >= 10).all()
    return sets


def _shown(fit: Fit, names: np.ndarray) -> list[int]:
    return names[fit.shown].tolist()


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 10**6), st.sampled_from([40, 120, 400]), st.integers(1, 5), st.integers(1, 4),
    st.sampled_from([0.2, 0.5, 0.9]), st.sampled_from([0.0, 0.6, 1.0]),
)  # fmt: skip
def test_no_number_and_no_difference_is_of_fewer_than_ten(
    seed: int, people: int, goods: int, groups: int, joint: float, strength: float
) -> None:
    shop = random(seed, people, goods, groups, joint, strength)
    if (
        shop.matched.found.sum() < 10
        or (~shop.matched.found).sum() < 10
        or sum(len(g.marks) for g in shop.sent.groups) == 0
    ):
        return
    sets = told_sets(shop)
    assert all(len(one) >= 10 for one in sets)
    for whole in sets:
        within = [part for part in sets if part < whole]
        for size in (1, 2, 3, 4):  # a whole less parts that have nobody in common
            for parts in combinations(within, size):
                if sum(map(len, parts)) == len(frozenset().union(*parts)):
                    left = len(whole) - sum(map(len, parts))
                    assert left == 0 or left >= 10


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
