"""Which rule splits a change, for the whole comparison: LMDI where every cell is above zero, else Shapley.

Mixing the two from node to node or from slice to slice would break the sums, and a tiny number in place of a zero would
decide the result (Ang & Liu, Energy Policy 35 (2007) 238-246), so one cell decides for all.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from analytics.diagnosis import lmdi, shapley

Rule = Literal["lmdi", "shapley"]
Factors = Sequence[float | None]
"""Factors of a product; None where one has no value: a rate of nothing."""


def rule_for(cells: Iterable[float | None]) -> Rule:
    """The rule for a comparison with these cells, those of both times."""
    return "lmdi" if all(cell is not None and cell > 0 for cell in cells) else "shapley"


def settled(before: Factors, now: Factors) -> tuple[list[float], list[float]]:
    """The factors of both times, where a missing one is what it is at the other time: it had no part in the change."""
    pairs = list(zip(before, now, strict=True))
    return (
        [_first(ago, after) for ago, after in pairs],
        [_first(after, ago) for ago, after in pairs],
    )


def _first(own: float | None, other: float | None) -> float:
    return own if own is not None else other if other is not None else 0.0


def prices(rule: Rule, before: Factors, now: Factors) -> list[float]:
    """What one unit of each factor is worth of the product of all."""
    ago, after = settled(before, now)
    return lmdi.prices(ago, after) if rule == "lmdi" else shapley.prices(ago, after)


def parts(rule: Rule, before: Factors, now: Factors) -> list[float]:
    """How much of the product's change each factor made."""
    ago, after = settled(before, now)
    worth = prices(rule, ago, after)
    return [price * (new - old) for price, old, new in zip(worth, ago, after, strict=True)]


def makes(value: float, before: Factors, now: Factors) -> bool:
    """Whether the factors ``now`` multiply to ``value``, once missing ones are settled."""
    product = math.prod(settled(before, now)[1])
    return math.isclose(product, value, rel_tol=1e-9, abs_tol=1e-9)
