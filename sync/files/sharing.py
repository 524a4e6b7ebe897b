"""An amount shared out among the lines of an order, so that the parts are whole minor units and make the amount."""

from collections.abc import Sequence


def shared(amount: int, weights: Sequence[int]) -> list[int]:
    """``amount`` in proportion to ``weights`` (not negative; all 0: equally), by largest remainders, first come first.

    Source: Hamilton's method of apportionment.
    """
    if not weights:
        return []
    total = sum(weights)
    if not total:
        weights, total = [1] * len(weights), len(weights)
    floors = [amount * weight // total for weight in weights]
    left = amount - sum(floors)
    order = sorted(range(len(weights)), key=lambda place: -(amount * weights[place] % total))
    for place in order[:left]:
        floors[place] += 1
    return floors
