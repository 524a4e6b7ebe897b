"""What offers would bring, over draws of what is not known: every option meets the same draws.

Given the draws the number of groups that fill is Poisson, so that what an offer is expected to bring has a closed form;
it tells how options compare. A bad case needs the luck of the single offer too: that of the offer, and of its groups.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.group_buy.whatif.asked import LEVERS, Choice
from analytics.group_buy.whatif.buyers import Buyers, Returns
from analytics.group_buy.whatif.effects import shared
from analytics.group_buy.whatif.joining import fills
from analytics.group_buy.whatif.learnt import LIKE_LAST, Learnt
from analytics.group_buy.whatif.past import Floats
from analytics.group_buy.whatif.poisson import at_most, poisson_at
from analytics.group_buy.whatif.rising import rising
from analytics.group_buy.whatif.terms import Terms

DRAWS = 600


class Outcomes(Struct, frozen=True, eq=False):
    """A row per option, a column per draw. Expected numbers are means over the luck of groups; minor units."""

    opened: Floats
    fill: Floats
    newcomers: Floats | None
    margin: Floats | None
    pieces: Floats
    lucky_newcomers: Floats | None
    """What may really come of a single offer."""
    lucky_margin: Floats | None
    lucky_pieces: Floats
    each: Floats | None
    """Margin of a filled group."""
    people: Floats | None
    """New buyers in a filled group."""


class Drawn(Struct, frozen=True, eq=False):
    """Draws of all that is not known, for one question: a value per draw, effects a column per draw."""

    opening: Floats
    joining: Floats
    shape: float
    luck_opening: Floats
    luck_joining: Floats
    spread_opening: float
    luck: Floats
    """Uniform: how many groups fill."""
    new_leader: Floats | None
    new_member: Floats | None
    who: Floats
    """Standard normal: how many of the buyers are new."""
    money_back: Floats
    goods_back: Floats
    pieces: float


def drawn(found: Learnt, terms: Terms, people: Buyers | None, back: Returns) -> Drawn:
    """Everything the options have in common."""
    chance = np.random.default_rng(terms.asked.seed)
    opening, joining = (one.drawn(chance, DRAWS) for one in (found.opening, found.joining))
    many = len(found.joining.mean)
    latest = opening[many : many + min(LIKE_LAST, found.seasons())]
    product_opening = shared(found.opening, found.past.product[found.past.cell_offer], terms.product)
    product_joining = shared(found.joining, found.past.product, terms.product)
    level = opening[:many].copy()
    level[0] += latest.mean(axis=0) + _normal(chance, product_opening)
    joins = joining.copy()
    joins[0] += _normal(chance, product_joining)
    _longer_never_loses(found, joins)
    return Drawn(
        opening=level, joining=joins, shape=found.shape,
        luck_opening=_factor(chance, product_opening[2]), luck_joining=_factor(chance, product_joining[2]),
        spread_opening=product_opening[2], luck=chance.random(DRAWS),
        new_leader=people.new_leader.drawn(chance, DRAWS) if people else None,
        new_member=people.new_member.drawn(chance, DRAWS) if people else None,
        who=chance.standard_normal(DRAWS), money_back=back.money.drawn(chance, DRAWS),
        goods_back=back.goods.drawn(chance, DRAWS), pieces=people.pieces if people else 1.0,
    )  # fmt: skip


def _longer_never_loses(found: Learnt, joins: Floats) -> None:
    """More time takes nobody out of a group: of all draws those that say so are moved to the nearest that do not."""
    windows = found.place("window")
    joins[windows] = rising(joins[windows], found.weight("window"))


def _normal(chance: np.random.Generator, moments: tuple[float, float, float]) -> Floats:
    """Draws of what the offers of a product have in common."""
    draws: Floats = moments[0] + np.sqrt(moments[1]) * chance.standard_normal(DRAWS)
    return draws


def _factor(chance: np.random.Generator, variance: float) -> Floats:
    """Draws of the luck of an offer: lognormal, 1 on average."""
    factor: Floats = np.exp(np.sqrt(variance) * chance.standard_normal(DRAWS) - variance / 2)
    return factor


def outcomes(found: Learnt, terms: Terms, draws: Drawn, options: Sequence[Choice]) -> Outcomes:
    """Of options whose every term is one that was tried."""
    levels = [terms.levels(one) for one in options]
    columns = found.columns({name: np.array([level[name] for level in levels]) for name in LEVERS})
    days = terms.asked.days or 1
    size, price, reward = (np.array([getattr(one, name) for one in options]) for name in ("size", "price", "reward"))
    rate = np.exp(columns @ draws.opening) * days
    mean = np.exp(np.clip(columns @ draws.joining, -5, 7))
    fill = _fill(size, mean, draws.shape)
    most = _most_groups(terms, size * draws.pieces)
    filled = at_most(rate * fill, most, draws.spread_opening)
    lucky = np.minimum(
        poisson_at(rate * draws.luck_opening * _fill(size, mean * draws.luck_joining, draws.shape), draws.luck),
        most[:, None],
    )
    sold = (size * draws.pieces)[:, None]
    each, people, spread = _margin(terms, draws, size, price, reward), *_new(draws, size)
    return Outcomes(
        opened=rate, fill=fill, pieces=filled * sold, lucky_pieces=lucky * sold, each=each, people=people,
        newcomers=None if people is None else filled * people,
        margin=None if each is None else filled * each - terms.asked.spend,
        lucky_newcomers=None if people is None else _around(lucky * people, lucky * spread, draws.who),
        lucky_margin=None if each is None else lucky * each - terms.asked.spend,
    )  # fmt: skip


def _fill(size: Ints, mean: Floats, shape: float) -> Floats:
    found = np.empty_like(mean)
    for one in np.unique(size).tolist():
        rows = size == one
        found[rows] = fills(mean[rows], one - 1, shape)
    return found


def _most_groups(terms: Terms, pieces: Floats) -> Floats:
    """How many groups the stock is enough for, per option."""
    stock = terms.asked.stock
    most: Floats = np.full(len(pieces), np.inf) if stock is None else np.floor(stock / pieces + 1e-9)
    return most


def _margin(terms: Terms, draws: Drawn, size: Ints, price: Ints, reward: Ints) -> Floats | None:
    """Of a filled group: paid and kept, less the cost of what does not come back, less the reward."""
    if terms.cost is None:
        return None
    piece = price[:, None] * (1 - draws.money_back) - terms.cost * (1 - draws.goods_back)
    each: Floats = size[:, None] * draws.pieces * piece - reward[:, None]
    return each


def _new(draws: Drawn, size: Ints) -> tuple[Floats | None, Floats]:
    """New buyers in a filled group, and the variance of their number."""
    if draws.new_leader is None or draws.new_member is None:
        return None, np.zeros(1)
    lead, join, others = draws.new_leader, draws.new_member, (size - 1)[:, None]
    return lead + others * join, lead * (1 - lead) + others * join * (1 - join)


def _around(mean: Floats, variance: Floats, where: Floats) -> Floats:
    found: Floats = np.maximum(mean + np.sqrt(variance) * where, 0.0)
    return found
