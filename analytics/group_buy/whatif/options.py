"""The offers that are compared: mixes of values that were really tried, last time's terms, the merchant's own."""

from itertools import product

from msgspec import Struct

from analytics.group_buy.whatif.asked import LEVERS, Choice, Lever
from analytics.group_buy.whatif.learnt import Learnt
from analytics.group_buy.whatif.terms import Terms

MOST = 200
"""Mixes compared; beyond it the least tried values are left out."""


class Options(Struct, frozen=True):
    """What is compared, and what cannot be."""

    choices: tuple[Choice, ...]
    last: int | None
    """Place of last time's terms; None where they were not tried enough."""
    own: int | None
    """Place of the merchant's own choice; None without one, or where it was never tried."""
    untried: tuple[Lever, ...]
    """Terms of the own choice that were not tried enough."""


def options(found: Learnt, terms: Terms) -> Options:
    """All that can be told of a question."""
    tried = {name: found.tried(name).tolist() for name in LEVERS}
    kept = _fewer(found, tried, terms)
    grid = [
        Choice(size, terms.price(discount), window, reward)
        for size, discount, reward, window in product(*(kept[name] for name in LEVERS))
    ]
    choices = list(dict.fromkeys(grid))
    last = _placed(choices, terms, tried, terms.last)
    untried = missing(terms, tried, terms.own) if terms.asked.own else ()
    own = _placed(choices, terms, tried, terms.own) if terms.asked.own else None
    return Options(tuple(choices), last, own, untried)


def missing(terms: Terms, tried: dict[Lever, list[int]], choice: Choice) -> tuple[Lever, ...]:
    """Which terms of a choice were not tried enough."""
    levels = terms.levels(choice)
    return tuple(name for name in LEVERS if levels[name] not in tried[name])


def _placed(choices: list[Choice], terms: Terms, tried: dict[Lever, list[int]], choice: Choice) -> int | None:
    """Where a choice stands, put there if it can be told; None if it cannot."""
    if missing(terms, tried, choice):
        return None
    if choice not in choices:
        choices.append(choice)
    return choices.index(choice)


def _fewer(found: Learnt, tried: dict[Lever, list[int]], terms: Terms) -> dict[Lever, list[int]]:
    """At most ``MOST`` mixes: values with the fewest groups go first, never those of last time or the own choice."""
    kept = {name: list(values) for name, values in tried.items()}
    asked = [terms.levels(one) for one in (terms.last, terms.own)]
    groups = {
        (name, value): int(found.past.finished[found.past.lever(name) == value].sum())
        for name in LEVERS
        for value in kept[name]
        if all(value != levels[name] for levels in asked)
    }
    for name, value in sorted(groups, key=lambda one: groups[one]):
        if _mixes(kept) <= MOST:
            break
        if len(kept[name]) > 1:
            kept[name].remove(value)
    return kept


def _mixes(kept: dict[Lever, list[int]]) -> int:
    many = 1
    for values in kept.values():
        many *= len(values)
    return many
