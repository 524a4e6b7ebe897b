"""What fits whom: own goods for the partner's customers and for each of their groups, their groups for one's own.

By chance a product's buyers would be in a group as often as people are, each counted once and once more for every
other product they have: who buys much of everything does not make everything fit. Numbers that the rule of ten forbids
are left out, with those that would reveal them.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.cooperation.cells import LEAST, four_full, shown_parts
from analytics.cooperation.groups import LOTS
from analytics.cooperation.lifts import Lifts, lifts
from analytics.cooperation.matching import Matched
from analytics.cooperation.people import Bought
from analytics.cooperation.sent import Sent
from analytics.rates import Floats

_ALL = 1 - 1e-9
_CLEAREST = 0.1
"""Where fewer of a group's people are known to belong to it, nothing is said of the group."""


class Fit(Struct, frozen=True, eq=False):
    """Of n things: how many joint buyers, the lift, and which may be told."""

    thing: Ints
    """Code of the product or place of the group."""
    group: Codes
    """The group of customers it is held against, -1: all joint buyers."""
    buyers: Ints
    """Joint buyers as found."""
    lift: Lifts
    shown: Mask


class Baskets(Struct, frozen=True, eq=False):
    """Pairs of a matched buyer and a product, and the products."""

    person: Ints
    """Place of the buyer in ``Matched.people``."""
    thing: Ints
    """Place of the product in ``products``."""
    products: Ints
    """Codes of products, ascending."""

    def counts(self, among: Mask) -> Ints:
        """Buyers of each product among some of the people."""
        return np.bincount(self.thing[among[self.person]], minlength=len(self.products))


def baskets_of(bought: Bought, matched: Matched) -> Baskets:
    """What the people who can be matched bought."""
    known = np.isin(bought.person, matched.people)
    products, thing = np.unique(bought.product[known], return_inverse=True)
    return Baskets(np.searchsorted(matched.people, bought.person[known]), thing, products.astype(np.int64))


def own_goods(baskets: Baskets, matched: Matched) -> Fit:
    """Each product that enough people have: joint buyers against all who can be matched."""
    inside, every = baskets.counts(matched.found), baskets.counts(np.ones_like(matched.found))
    looked = np.flatnonzero(every >= 2 * LEAST)  # with fewer nothing could ever be told; chosen without a look inside
    part = _part(inside, every, int(matched.found.sum()), len(matched.people))[looked]
    lift = lifts(inside[looked], every[looked], part, np.full(len(looked), _real(matched)))
    shown = four_full(inside[looked], every[looked], np.array(matched.found.sum()), len(matched.people))
    return Fit(baskets.products[looked], np.full(len(looked), -1), inside[looked], lift, shown)


def goods_by_group(baskets: Baskets, matched: Matched, theirs: Sent, goods: Fit) -> Fit:
    """Each of the shop's products against each of the partner's groups, among joint buyers; only what is real is shown.

    ``goods``: the products against all joint buyers, whose numbers stand beside these.
    """
    inside = np.array([baskets.counts(matched.group == place) for place in range(len(theirs.groups))])
    every, people = inside.sum(axis=0), _people_of(matched, theirs)
    looked = np.flatnonzero(every >= 2 * LEAST)
    kept, whole = _kept(matched, theirs, people), int(people.sum())
    part = np.array([_part(some, every, int(many), whole) for some, many in zip(inside, people, strict=True)])
    told = np.flatnonzero((kept > _CLEAREST) & (people > 0) & (people < whole))
    group, place = (grid.ravel() for grid in np.meshgrid(told, looked, indexing="ij"))
    lift = lifts(inside[group, place], every[place], part[group, place], kept[group])
    allowed = four_full(inside[group, place], every[place], people[group], whole) & lift.real
    fit = Fit(baskets.products[place], group, inside[group, place], lift, allowed)
    return _beside(fit, goods, people, int(matched.found.sum()))


def their_groups(matched: Matched, theirs: Sent) -> Fit:
    """The partner's groups: how many joint buyers are in each, against all the partner's people."""
    people, sizes = _people_of(matched, theirs), _sizes(theirs)
    found, size, count = int(matched.found.sum()), int(sizes.sum()), len(sizes)
    kept = np.full(count, LOTS * _real(matched))
    lift = lifts(people, np.full(count, int(people.sum())), np.minimum(sizes / size, _ALL), kept)
    shown = shown_parts(people, four_full(people, sizes, np.array(found), size), found)
    shown = shown_parts(sizes - people, shown, size - found)
    return Fit(np.arange(count), np.full(count, -1), people, lift, shown)


def _beside(fit: Fit, goods: Fit, people: Ints, found: int) -> Fit:
    """Hide what could be worked out from the rows of one product over the groups and its number over all of them."""
    shown = fit.shown.copy()
    whole = dict(zip(goods.thing.tolist(), np.where(goods.shown, goods.buyers, -1).tolist(), strict=True))
    for product in np.unique(fit.thing[fit.shown]).tolist():
        rows = np.flatnonzero(fit.thing == product)
        every = whole.get(product, -1)
        if every < 0:
            shown[rows] = False
            continue
        told = shown_parts(fit.buyers[rows], shown[rows], every)
        shown[rows] = shown_parts(people[fit.group[rows]] - fit.buyers[rows], told, found - every)
    return Fit(fit.thing, fit.group, fit.buyers, fit.lift, shown)


def _part(inside: Ints, every: Ints, people: int, all_people: int) -> Floats:
    """Per product the part of all people that is in the group, each counted for every other product and once more."""
    part: Floats = (people + inside.sum() - inside) / (all_people + every.sum() - every)
    return np.clip(part, 1 - _ALL, _ALL)


def _people_of(matched: Matched, theirs: Sent) -> Ints:
    return np.bincount(matched.group[matched.group >= 0], minlength=len(theirs.groups))


def _sizes(theirs: Sent) -> Ints:
    return np.array([len(group.marks) for group in theirs.groups], dtype=np.int64)


def _real(matched: Matched) -> float:
    """The part of those found who are really buyers of both."""
    return max(matched.joint.value / max(int(matched.found.sum()), 1), 1e-9)


def _kept(matched: Matched, theirs: Sent, people: Ints) -> Floats:
    """Per group the part of its joint buyers who are in it for what they buy, neither drawn by lot nor found by chance.

    Those two kinds are spread over the groups as all the partner's people are.
    """
    sizes = _sizes(theirs)
    seen = people / max(int(people.sum()), 1)
    astray = (1 - LOTS * _real(matched)) * sizes / sizes.sum()
    kept: Floats = 1 - np.divide(astray, seen, out=np.ones(len(seen)), where=seen > 0)
    return kept
