"""An amount shared out over parts in whole units that add up to it, for what a source tells only of the whole."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor


def shared_out(total: int, weights: Sequence[int] | Sequence[Decimal]) -> list[int]:
    """Whole parts of ``total`` in proportion to ``weights``, which add up to it (largest remainders, Hamilton).

    The weights are zero or more; where all are zero the parts are equal. The order of the parts is that of the
    weights; of equal remainders the earlier is served first.
    """
    if weights and not any(weights):
        weights = [1] * len(weights)
    whole = sum(map(Fraction, weights))
    exact = [total * Fraction(weight) / whole for weight in weights]
    parts = [floor(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
