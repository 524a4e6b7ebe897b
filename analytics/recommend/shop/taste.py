"""Taste by category: how likely each category is for a customer, times what sells in it.

Purchases, looks at products and what friends bought are counts of categories; what the whole shop buys is a prior of a
few more (a multinomial with a Dirichlet prior). The item model of ``analytics/recommend`` cannot learn this from one or
two purchases, and knows neither categories nor looks.
"""

from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.cards.goods import categories
from analytics.recommend.matrix import scaled
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.past import Taken, met, viewed

Floats = NDArray[np.float64]
_UNSOLD = 0.1
"""What every product is taken to sell beside what it sold, in parts of the mean: new ones have sold nothing yet."""
_LOOK, _FRIENDS, _PRIOR = 0.5, 1.0, 6.0
"""What a look, and what all friends together, count beside a purchase; and the whole shop."""


class Taste(Struct, frozen=True, eq=False):
    """What scores are worked out from."""

    profile: Any
    """Sparse [customers, categories] counts; the first category is "not known"."""
    usual: Floats
    """[categories] the part of each in what sells lately."""
    within: Floats
    """[products] the part of each in what sells of its category."""
    kind: Codes
    """[products] category, from 0."""

    def scores(self, users: Codes) -> NDArray[np.float32]:
        """[customers, products] the logarithm of how likely a purchase is to be of each product."""
        counts = self.profile[users].toarray() + _PRIOR * self.usual
        part = counts / counts.sum(axis=1, keepdims=True)
        with np.errstate(divide="ignore"):
            of_kind, of_item = np.log(part).astype(np.float32), np.log(self.within).astype(np.float32)
        found: NDArray[np.float32] = np.maximum(of_kind[:, self.kind] + of_item, -50.0)
        return found


def taste(now: Moment) -> Taste:
    """Of everybody, by what was known at the moment."""
    kind = categories(now.facts) + 1
    size = int(kind.max(initial=0)) + 1
    popular = np.where(now.there, now.popular + _UNSOLD * now.popular[now.there].mean(), 0.0)
    sells = np.bincount(kind, popular, size)
    usual = sells / max(float(sells.sum()), 1e-12)
    within = popular / np.maximum(sells[kind], 1e-12)
    own = _counts(now, now.taken, kind, size)
    looks = _counts(now, viewed(now.facts).before(now.at), kind, size)
    return Taste(own + _LOOK * looks + _FRIENDS * _of_friends(now, own), usual, within, kind)


def _counts(now: Moment, taken: Taken, kind: Codes, size: int) -> Any:
    from scipy.sparse import csr_matrix  # scipy takes its time to import

    ones = np.ones(len(taken), np.float32)
    return csr_matrix((ones, (taken.user, kind[taken.item])), shape=(now.users, size))


def _of_friends(now: Moment, own: Any) -> Any:
    """The categories of all whom each customer knows, as parts that add up to one."""
    from scipy.sparse import csr_matrix

    pairs = met(now.facts)
    known = pairs.at < now.at
    one, other = pairs.one[known], pairs.other[known]
    ends: tuple[Ints, Ints] = np.concatenate([one, other]), np.concatenate([other, one])
    friends = csr_matrix((np.ones(len(ends[0]), np.float32), ends), shape=(now.users, now.users))
    friends.data[:] = 1
    sums = friends @ own
    return scaled(sums, rows=1 / np.maximum(np.asarray(sums.sum(axis=1), np.float64).ravel(), 1e-12))
