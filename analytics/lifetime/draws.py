"""How far the money of single customers may lie from what is expected: by drawing their futures from the model.

A customer who is there has l ~ Gamma(r+x, alpha+T) and p ~ Beta(a, b+c); purchases are the smaller of a Poisson number
and the toss on which the coin sends them away; each costs Gamma(p) / v with v as Gamma-Gamma has it.
"""

import numpy as np

from analytics.arrays import Ints
from analytics.lifetime.gamma_gamma import GammaGamma
from analytics.lifetime.log import Floats
from analytics.lifetime.nbd import Nbd, Watched

DRAWS = 400
TAIL = 0.025
"""On either side of the interval."""


def span(
    model: Nbd, seen: Watched, there: Floats, spend: GammaGamma, total: Floats, time: float, seed: int
) -> tuple[Floats, Floats]:
    """([m], [m]): the money of 95% of all futures lies between. ``there``: the chance that each is still a customer.

    ``total`` is what each has spent so far, over ``seen.repeats + 1`` purchases.
    """
    rng = np.random.default_rng(seed)
    shape = (DRAWS, len(seen))
    rate = rng.gamma(model.r + seen.repeats, 1.0, shape) / (model.alpha + seen.watched)
    coin = rng.beta(model.a, np.maximum(model.b + seen.repeats + model.first_coin, 1e-9), shape)
    stays = rng.geometric(np.clip(coin, 1e-12, 1.0))
    times: Ints = np.minimum(rng.poisson(rate * time), stays) * (rng.random(shape) < there)
    shifted = rng.gamma(spend.q + spend.p * (seen.repeats + 1), 1.0, shape) / (spend.gamma + total)
    money = np.where(times > 0, rng.gamma(np.maximum(spend.p * times, 1e-9)), 0.0) / shifted
    low, high = np.quantile(money, (TAIL, 1 - TAIL), axis=0)
    return low, high
