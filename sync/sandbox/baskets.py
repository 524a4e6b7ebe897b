"""The lines of every order: products, variants, pieces and list prices."""

import numpy as np
from msgspec import Struct

from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Bools, Floats, Ints
from sync.sandbox.drafts import Drafts
from sync.sandbox.people import People
from sync.sandbox.plan import Plan
from sync.sandbox.shelf import Shelf

SIZE_FACTORS: Floats = np.array([1.0, 1.35, 1.75, 2.3])
"""Price of each variant, relative to the first."""
GIFT = 0.03


class Lines(Struct, frozen=True):
    """One value per line, order by order."""

    order: Ints
    product: Ints
    size: Ints
    """Which variant of the product."""
    quantity: Ints
    list_amount: Ints
    is_gift: Bools
    start: Ints
    """Lines of order i are rows start[i] to start[i + 1]."""

    def __len__(self) -> int:
        return len(self.order)

    def per_order(self, values: Ints) -> Ints:
        """Sums of a value per line over each order."""
        before = np.concatenate([[0], np.cumsum(values)])
        return np.asarray(before[self.start[1:]] - before[self.start[:-1]])


def lines_of(plan: Plan, people: People, catalogue: Catalogue, drafts: Drafts) -> Lines:
    """All lines of all orders. An order in a group-buy has one line of one piece."""
    count = len(drafts)
    alone = drafts.group < 0
    more = np.where(alone, plan.rng("more").choice(5, count, p=[0.66, 0.21, 0.08, 0.03, 0.02]), 0)
    gift = alone & (plan.rng("gift").random(count) < GIFT)
    start = np.concatenate([[0], np.cumsum(1 + more + gift)])
    order = np.repeat(np.arange(count), 1 + more + gift)
    product = _products(plan, people, catalogue, drafts, order)
    product[start[:-1]] = drafts.product
    is_gift = np.zeros(len(order), dtype=np.bool_)
    is_gift[start[1:][gift] - 1] = True
    product[is_gift] = plan.rng("gifts").choice(catalogue.gifts, int(is_gift.sum()))
    purse = np.where(drafts.fan >= 0, people.purse[drafts.fan], 1.0)[order]
    quantity = 1 + np.minimum(plan.rng("pieces").poisson(0.22 * purse), 30) * (alone[order] & ~is_gift)
    sizes = catalogue.sku_start[product + 1] - catalogue.sku_start[product]
    luck = plan.rng("sizes").random(len(order))
    size = np.where(alone[order], np.minimum((luck**1.6 * sizes).astype(np.int64), sizes - 1), 0)
    unit = variant_price(catalogue.price_at(product, drafts.at[order]), size)
    return Lines(order, product, size, quantity, unit * quantity, is_gift, start)


def variant_price(price: Ints, size: Ints) -> Ints:
    """Price of a variant of a product that costs ``price``, to ten fen."""
    return (price * SIZE_FACTORS[size]).astype(np.int64) // 10 * 10


def _products(plan: Plan, people: People, catalogue: Catalogue, drafts: Drafts, order: Ints) -> Ints:
    shelf = Shelf(catalogue, plan.start)
    wanted = shelf.wanted(plan.rng("extra category"), people.taste[drafts.fan[order]])
    return shelf.draw(plan.rng("extra"), wanted, drafts.at[order])
