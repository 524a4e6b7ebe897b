"""How much more one arm paid per head than the other, with its interval.

Few of a trial's people buy and some buy much, so an arm that happened to miss the large baskets looks surer than it is:
with each arm's own variance (Welch 1938) as many as one interval in six misses where few of those held out buy.
Therefore baskets of both arms tell together how much they scatter, and the shares of buyers are taken with one buyer
and one other more, as Agresti and Caffo (2000, The American Statistician 54, 280) do for the difference of two shares.
That baskets of one arm are larger is believed as far as they tell it, beyond what offers usually do. No amount is cut.
"""

import math

from msgspec import Struct

from analytics.result import Estimate

LEAST_BUYERS = 20
"""Of each arm; with fewer nothing is said of amounts."""
_USUAL = 0.2
"""By about so much, on the scale of logarithms, offers move what a buyer pays."""


class Paid(Struct, frozen=True):
    """What the people of an arm paid."""

    people: int
    buyers: int
    orders: int
    amount: int
    """Minor units."""
    squares: float
    """Of each person's amount, summed."""


def head_gap(one: Paid, other: Paid, z: float) -> Estimate | None:
    """The difference of amounts per head, minor units, within ``z`` standard errors; None with too few buyers."""
    if min(one.buyers, other.buyers) < LEAST_BUYERS or min(one.amount, other.amount) <= 0:
        return None
    ratio = _ratio(one, other)
    buyers = one.buyers + other.buyers
    basket = (one.amount + other.amount) / (one.buyers * ratio + other.buyers)
    square = (one.squares / ratio**2 + other.squares) / buyers
    error = math.sqrt(
        _variance(one, basket * ratio, square * ratio**2) + _variance(other, basket, square)
    )  # fmt: skip
    gap = one.amount / one.people - other.amount / other.people
    return Estimate(gap, gap - z * error, gap + z * error)


def _ratio(one: Paid, other: Paid) -> float:
    """How many times as large a basket of one arm is, drawn towards 1 by what both scatter."""
    own, others = one.amount / one.buyers, other.amount / other.buyers
    scatter = (one.squares / own**2 + other.squares / others**2) / (one.buyers + other.buyers) - 1
    error = max(scatter, 0.0) * (1 / one.buyers + 1 / other.buyers)
    return float((own / others) ** (_USUAL**2 / (_USUAL**2 + error)))


def _variance(arm: Paid, basket: float, square: float) -> float:
    """Of the arm's mean per head, from the mean basket and the mean square of one."""
    share = (arm.buyers + 1) / (arm.people + 2)
    return max(share * square - (share * basket) ** 2, 0.0) / arm.people
