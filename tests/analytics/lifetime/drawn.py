"""Customers drawn from BG/NBD or MBG/NBD, event by event: what the models say of them can be held against the truth."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.lifetime.log import Floats, PurchaseLog, purchase_log
from analytics.lifetime.nbd import Nbd, Watched

CDNOW = Nbd(0.2426, 4.4136 * 7, 0.7929, 2.4259, 0)
LATER = Nbd(0.5248, 6.1831 * 7, 0.8914, 1.6140, 1)
"""Days as unit."""


class Drawn(Struct, frozen=True, eq=False):
    """Everything that ever happened, to n customers with m purchases."""

    model: Nbd
    first: Floats
    """[n] moments of the first purchases, in days."""
    who: Ints
    """[m] of each purchase, the first ones too; by customer, then by time."""
    at: Floats
    """[m]"""
    gone: Floats
    """[n] when each left for good; infinity for those who were still there at the end."""

    def seen(self, until: float) -> Watched:
        """What is known of those who had bought by a moment; all of them have if all begin before it."""
        repeats = np.bincount(self.who[self.at <= until], minlength=len(self.first)) - 1
        last = np.zeros(len(self.first))
        np.maximum.at(last, self.who[self.at <= until], self.at[self.at <= until])
        return Watched(repeats, last - self.first, until - self.first)

    def later(self, start: float, days: float) -> Ints:
        """[n] purchases in (start, start + days]."""
        inside = (self.at > start) & (self.at <= start + days)
        return np.bincount(self.who[inside], minlength=len(self.first))

    def alive(self, moment: float) -> Mask:
        """[n] who was still there."""
        return self.gone > moment

    def log(self, amount: Floats | None = None) -> PurchaseLog:
        """By whole days; every purchase costs 100 if no amounts are given."""
        paid = np.full(len(self.at), 100.0) if amount is None else amount
        return purchase_log(self.who, np.floor(self.at).astype(np.int64), paid, len(self.first))


def drawn(model: Nbd, customers: int, opens: float, until: float, seed: int) -> Drawn:
    """First purchases are spread evenly over [0, opens); everybody is followed to ``until``."""
    rng = np.random.default_rng(seed)
    first = rng.uniform(0, opens, customers)
    rate = rng.gamma(model.r, 1 / model.alpha, customers)
    stays = (
        rng.geometric(np.maximum(rng.beta(model.a, model.b, customers), 1e-9)) - model.first_coin
    )  # repeats until they leave
    wanted = rng.poisson(rate * (until - first))
    who = np.repeat(np.arange(customers), wanted)
    at = first[who] + (until - first[who]) * rng.random(len(who))
    at = at[np.lexsort((at, who))]
    number = np.arange(len(who)) - np.repeat(np.cumsum(wanted) - wanted, wanted) + 1
    gone = np.where(stays == 0, first, np.inf)
    gone[who[number == stays[who]]] = at[number == stays[who]]
    who, at = np.concatenate([np.arange(customers), who]), np.concatenate([first, at])
    kept = at <= gone[who]
    order = np.lexsort((at[kept], who[kept]))
    return Drawn(model, first, who[kept][order], at[kept][order], gone)
