"""What an offer that never was would bring, by what was planted: advice can be scored against it.

The offer is taken to run on days like the last sixty, and its people to be as they are at the end of the data. How many
of its groups fill is Poisson, for given luck of the offer; means over that luck are by Gauss-Hermite quadrature.
"""

import numpy as np
from msgspec import Struct

from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Bools, Floats
from sync.sandbox.goods import CATEGORIES
from sync.sandbox.groups import FRIENDS, OWN_CHILD, chance_to_fill, crowds, mean_joining, propensity
from sync.sandbox.levers import Levers, levers_of
from sync.sandbox.living import Living
from sync.sandbox.offers import LUCK_OF_JOINING, LUCK_OF_OPENING
from sync.sandbox.opening import Opening
from sync.sandbox.people import People
from sync.sandbox.plan import DAY
from sync.sandbox.purchases import Purchases
from sync.sandbox.refunds import EARLY, LATE_SHARES, REFUSED, RETURNED, RETURNED_FRUIT
from sync.sandbox.scene import Scene

LIKE_LAST = 60 * DAY
_NODES = 7


class Imagined(Struct, frozen=True):
    """An offer; amounts in fen."""

    product: int
    """Row of the product."""
    size: int
    solo_price: int
    group_price: int
    window: int
    """Minutes."""
    reward: int


class Outcome(Struct, frozen=True):
    """What is to be expected."""

    opened: float
    filled: float
    newcomers: float
    """Buyers in filled groups who never paid before."""
    pieces: float
    margin: float
    """Fen: paid for goods, less money back, cost of what does not come back, and rewards."""


class Hypothetical(Struct, frozen=True):
    """The planted world of group-buying."""

    levers: Levers
    per_day: float
    """Groups opened per day of an offer of attraction 1."""
    leaders: Floats
    """Part of the leaders in each province."""
    joining: Floats
    """Factor on how many join, per province."""
    new_leader: float
    """Part of the leaders who never paid before."""
    new_member: float
    catalogue: Catalogue

    def outcome(self, offer: Imagined, days: float, stock: int | None = None) -> Outcome:
        """Of an offer that runs for so many days with so many pieces; ``size`` has to be one that was planted."""
        discount = np.array([1 - offer.group_price / offer.solo_price])
        size, reward, window = (np.array([value]) for value in (offer.size, offer.reward, offer.window))
        opened = self.per_day * days * float(self.levers.opening(size, discount, reward)[0])
        chance, weight = self._chances(offer.size, float(self.levers.joining(discount, window)[0]))
        luck, part = _luck(LUCK_OF_OPENING)
        filled = np.outer(opened * luck, chance)
        kept = filled if stock is None else _at_most(filled, stock // offer.size)
        groups = float(part @ kept @ weight)
        new = self.new_leader + (offer.size - 1) * self.new_member
        each = offer.size * self._piece(offer) - offer.reward
        return Outcome(opened * float(luck @ part), float(part @ filled @ weight), groups * new, groups * offer.size,
                       groups * each)  # fmt: skip

    def _chances(self, size: int, appeal: float) -> tuple[Floats, Floats]:
        """The part of the groups that fill, for some luck of joining, and the weight of each."""
        luck, weight = _luck(LUCK_OF_JOINING)
        mean = mean_joining(size, self.joining[:, None], appeal * luck[None, :])
        return np.asarray(self.leaders @ chance_to_fill(size, mean)), weight

    def _piece(self, offer: Imagined) -> float:
        """What a sold piece leaves, fen."""
        category = int(self.catalogue.category[offer.product])
        asked, back = CATEGORIES[category].refunded, RETURNED_FRUIT if category == 0 else RETURNED
        late = (1 - EARLY) * (1 - REFUSED)
        money = asked * (EARLY + late * (back + (1 - back) * float(LATE_SHARES.mean())))
        goods = asked * (EARLY + late * back)
        return offer.group_price * (1 - money) - float(self.catalogue.cost[offer.product]) * (1 - goods)


def newness(people: People, leaders: Living, everyone: Living, never_paid: Bools, now: int) -> tuple[float, float]:
    """Part of the leaders, and of those who join them, who never paid before."""
    alive = everyone.at(np.arange(len(people)), np.full(len(people), now))
    lead, join = (np.diff(some.weight_before) * alive for some in (leaders, everyone))
    stranger = float(join @ never_paid / join.sum())
    friend = np.append(np.where(alive, never_paid, stranger), stranger)
    parent = people.parent
    own = np.bincount(parent + 1, minlength=len(people) + 1)[1:]
    new_own = np.bincount(parent + 1, friend[:-1], minlength=len(people) + 1)[1:]
    above = friend[parent]
    known = np.where(own > 0, OWN_CHILD * new_own / np.maximum(own, 1) + (1 - OWN_CHILD) * above, above)
    return float(lead @ never_paid / lead.sum()), (1 - FRIENDS) * stranger + FRIENDS * float(lead @ known / lead.sum())


def hypothetical(scene: Scene, bought: Purchases, has_paid: Bools) -> Hypothetical:
    """The world of a simulation as it is at its end."""
    plan, people, places = scene.plan, scene.people, scene.places
    eager, joining = propensity(places)
    province = places.province[people.city]
    leaders, everyone = crowds(people, bought, eager[province])
    alive = leaders.at(np.arange(len(people)), np.full(len(people), plan.until))
    of_province = np.bincount(province[alive], np.diff(leaders.weight_before)[alive], minlength=len(joining))
    new_leader, new_member = newness(people, leaders, everyone, ~has_paid, plan.until)
    since, opening = max(plan.start, plan.until - LIKE_LAST), Opening(plan, scene.seasons, scene.offers)
    return Hypothetical(
        levers=levers_of(plan),
        per_day=opening.groups_between(since, plan.until) * DAY / (plan.until - since),
        leaders=of_province / of_province.sum(),
        joining=joining,
        new_leader=new_leader,
        new_member=new_member,
        catalogue=scene.catalogue,
    )


def _luck(spread: float) -> tuple[Floats, Floats]:
    node, weight = np.polynomial.hermite_e.hermegauss(_NODES)
    return np.exp(spread * node), weight / weight.sum()


def _at_most(mean: Floats, most: int) -> Floats:
    """The mean of the smaller of a Poisson number and ``most``."""
    from scipy.special import pdtr, pdtrc  # scipy takes its time to import

    below = np.where(most > 1, pdtr(max(most - 2, 0), mean), 0.0)
    return np.asarray(mean * below + most * (pdtrc(most - 1, mean) if most > 0 else 0.0))
