"""The products that go out in a trial: five of each one's own list, or of what sells most.

Both are filtered alike: what may be offered, and the person does not have. They are fixed with the split, so that lists
that are written again are those that went out.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from analytics.arrays import Codes
from analytics.dimensions.goods import PRODUCT
from analytics.recommend.shop.counter import Counter, counter
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.learnt import learnt
from analytics.recommend.shop.sentences import proof, silent
from analytics.trial import refusals
from analytics.trial.persons import Merges, persons
from analytics.trial.refusals import Refusal
from storage.facts import Facts
from storage.trial import Enrolled, Goods, Product

_AT_ONCE = 20_000
_NOTHING = -1


def with_products(facts: Facts, made: Enrolled, floor: float, merges: Merges) -> Enrolled | Refusal:
    """The trial with what goes out to whom, of a margin of at least ``floor``; as it is where no list goes out."""
    kinds = [arm.goods for arm in made.trial.arms]
    if not any(kinds):
        return made
    refused = lists_refused(facts, kinds)
    if refused is not None:
        return refused
    at_counter, codes = counter(facts, learnt(facts), floor), _codes(facts, made, merges)
    bounds = np.cumsum([0, *map(len, made.ids)]).tolist()
    arms = zip(kinds, bounds, bounds[1:], strict=False)
    return _kept(facts, made, [_lists(at_counter, codes[start:stop], kind) for kind, start, stop in arms])


def lists_refused(facts: Facts, kinds: Sequence[Goods | None]) -> Refusal | None:
    """Why such lists cannot go out; None where they can, or none is asked for."""
    if not any(kinds):
        return None
    if silent(facts) is not None:
        return refusals.no_lists()
    taught = learnt(facts)
    return refusals.no_own_lists(proof(taught)) if "own" in kinds and not taught.ours else None


def _codes(facts: Facts, made: Enrolled, merges: Merges) -> Codes:
    """Of each person, arm by arm, the code of a customer; -1 of whom the data has no trace."""
    place = persons(facts, made, merges).place[:-1]
    known, found = np.flatnonzero(place >= 0), np.full(made.trial.people, _NOTHING, np.int32)
    found[place[known]] = facts.persons()[known]
    return found


def _lists(at_counter: Counter, codes: Codes, kind: Goods | None) -> NDArray[np.int32]:
    """[people, TOP] products by code, -1 where there are no more."""
    found = np.full((len(codes), TOP), _NOTHING, np.int32)
    for start in range(0, len(codes) if kind else 0, _AT_ONCE):
        rows = start + np.flatnonzero(codes[start : start + _AT_ONCE] >= 0)
        users = codes[rows]
        found[rows] = at_counter.new(users).items if kind == "own" else at_counter.best_sellers(users)
    return found


def _kept(facts: Facts, made: Enrolled, arms: list[NDArray[np.int32]]) -> Enrolled:
    """With each product once."""
    codes = np.unique(np.concatenate(arms))
    codes = codes[codes >= 0]
    products = tuple(Product(PRODUCT.key_of(facts, code), _title(facts, code)) for code in codes.tolist())
    lists = tuple(
        tuple(tuple(np.searchsorted(codes, own[own >= 0]).tolist()) for own in items) for items in arms
    )  # fmt: skip
    return structs.replace(made, products=products, lists=lists)


def _title(facts: Facts, code: int) -> str:
    label = PRODUCT.label_of(facts, code)
    return label if isinstance(label, str) else PRODUCT.key_of(facts, code)
