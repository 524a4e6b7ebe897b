"""An amount shared out over parts in whole units that add up to it, for what an interface tells only of the whole."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor


def shared_out(total: int, weights: Sequence[int] | Sequence[Decimal]) -> list[int]:
    """Whole parts of ``total`` in proportion to ``weights``, which add up to it (largest remainders, Hamilton).

    The weights are zero or more, and one of them is more. The order of the parts is that of the weights; of equal
    remainders the earlier is served first.
    """
    whole = sum(map(Fraction, weights))
    exact = [total * Fraction(weight) / whole for weight in weights]
    parts = [floor(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
