"""A change split: the part of every node of the tree, and of every slice in the tables beside it, by one rule."""

from collections.abc import Mapping

from msgspec import Struct

from analytics.asked import Asked
from analytics.diagnosis.choice import choose
from analytics.diagnosis.comparison import Compared
from analytics.diagnosis.contributions import contributions, ways
from analytics.diagnosis.mixes import grids_of, mix_tables
from analytics.diagnosis.rule import Rule
from analytics.result import Table
from storage.words import Words


class Change(Struct, frozen=True):
    """What the change of the payment amount is made of."""

    rule: Rule
    because: Words
    """Why by that rule."""
    parts: Mapping[str, int]
    """The contribution of each node, minor units."""
    mixes: tuple[tuple[str, Table], ...]
    """The ratios told apart by volume, mix and rate, each with its node."""


def change_between(asked: Asked, both: Compared) -> Change:
    """The change of the payment amount, split."""
    grids = grids_of(asked, both)
    rule, because = choose(both.before, both.now, grids)
    parts = contributions(ways(rule, both.before, both.now), both.change)
    return Change(rule, because, parts, tuple(mix_tables(asked, grids, rule, both, parts)))
