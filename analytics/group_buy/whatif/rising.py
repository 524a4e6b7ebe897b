"""Numbers that cannot fall: the nearest ones that do not (isotonic regression), for many draws at once.

Draws of what is known without the order, moved to the nearest that keep it, are draws of what is known with it (Lin and
Dunson 2014: Bayesian monotone regression using Gaussian process projection. Biometrika 101, 303-317).
"""

import numpy as np

from analytics.group_buy.whatif.past import Floats


def rising(draws: Floats, weight: Floats) -> Floats:
    """Each column with its values in a rising order, nearest by weighted squares; the weighted mean stays.

    A value becomes the largest, over where a run may begin, of the smallest mean, over where it may end.
    """
    many = len(draws)
    heavy = np.cumsum(np.append(0.0, weight))
    total = np.vstack([np.zeros((1, draws.shape[1])), np.cumsum(draws * weight[:, None], axis=0)])
    found = np.full_like(draws, -np.inf)
    for begin in range(many):
        means = (total[begin + 1 :] - total[begin]) / (heavy[begin + 1 :] - heavy[begin])[:, None]
        least = np.minimum.accumulate(means[::-1], axis=0)[::-1]
        found[begin:] = np.maximum(found[begin:], least)
    return np.maximum.accumulate(found, axis=0)
