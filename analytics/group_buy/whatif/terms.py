"""The terms of the next offer: what the product is sold at and costs, what was last done, what is asked beyond it."""

import numpy as np
from msgspec import Struct, structs

from analytics.arrays import Ints
from analytics.group_buy.whatif.asked import MOST_DAYS, STEP, Asked, Choice, Lever
from analytics.group_buy.whatif.past import Past, past
from analytics.local_time import DAY
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

_NO_OFFER = Words("还没有办过拼团，没有可参考的记录。", "There was no group-buy yet: nothing to learn from.")
_NO_TERMS = Words(
    "数据里有团，没有写明每场拼团的人数、价格和时限，算不了。",
    "There are groups, but no offers with size, prices and time to fill: nothing can be told.",
)
_USUAL_DAYS = 30


class Terms(Struct, frozen=True):
    """Everything known of the next offer but what is to be chosen; amounts in minor units."""

    asked: Asked
    """With product, days and stock filled in."""
    product: int
    """Its code."""
    solo: int
    """Price without a group."""
    cost: int | None
    """Of a piece; None where not known."""
    last: Choice
    """The shop's last offer of the product, else its last one of all at the same discount."""
    last_of_product: bool
    began: int
    """When that offer began, UTC milliseconds."""

    @property
    def own(self) -> Choice:
        """What was chosen, the rest as last time."""
        asked, last = self.asked, self.last
        return Choice(
            last.size if asked.size is None else asked.size,
            last.price if asked.price is None else asked.price,
            last.window if asked.window is None else asked.window,
            last.reward if asked.reward is None else asked.reward,
        )

    def levels(self, choice: Choice) -> dict[Lever, int]:
        """What the choice is learnt by."""
        discount = round((1 - choice.price / self.solo) / STEP)  # as ``past.step`` does it for many
        return {"size": choice.size, "discount": discount, "reward": choice.reward, "window": choice.window}

    def price(self, discount: int) -> int:
        """The price at a discount in steps, as prices are set: without the last digit; last time's where it is that."""
        if discount == self.levels(self.last)["discount"]:
            return self.last.price
        return max(1, int(self.solo * (1 - STEP * discount)) // 10 * 10)


def terms(facts: Facts, asked: Asked) -> Terms | Words:
    """The question with all that follows from it; or why it cannot be asked."""
    offers = past(facts)
    if not len(offers):
        return _NO_TERMS if len(facts["groups"]) else _NO_OFFER
    product = _product(facts, asked, offers)
    if isinstance(product, Words):
        return product
    mine = np.flatnonzero(offers.product == product)
    last = int(mine[-1]) if len(mine) else len(offers) - 1
    solo = _solo(facts, product, offers, mine)
    if solo is None:
        return Words("这个商品没有单买价，算不了拼团价。", "The product has no solo price.")
    price = _same_price(offers, last, solo, bool(len(mine)))
    choice = Choice(int(offers.size[last]), price, int(offers.window[last]), int(offers.reward[last]))
    filled = structs.replace(
        asked, product=facts.ids("products")[product],
        days=_days(asked.days, offers, last), stock=_stock(facts, asked, offers, last, product),
    )  # fmt: skip
    return Terms(filled, product, solo, _cost(facts, product), choice, bool(len(mine)), int(offers.starts[last]))


def _product(facts: Facts, asked: Asked, offers: Past) -> int | Words:
    if asked.product is None:
        known = offers.product[offers.product >= 0]
        return int(known[-1]) if len(known) else Words("拼团没有写明商品。", "No offer names its product.")
    code = facts.derived("what-if product codes", _codes).get(asked.product, -1)
    if code < 0 or facts.position("products")[code] < 0:
        return Words(f"没有商品「{asked.product}」。", f"There is no product {asked.product}.")
    return code


def _codes(facts: Facts) -> dict[str, int]:
    return {one: at for at, one in enumerate(facts.ids("products"))}


def _solo(facts: Facts, product: int, offers: Past, mine: Ints) -> int | None:
    """The list price now, else that of the last offer."""
    place = facts.position("products")[product]
    price = int(facts["products"]["price"][place]) if place >= 0 else MISSING
    if price != MISSING and price > 0:
        return price
    return int(offers.solo[mine[-1]]) if len(mine) else None


def _same_price(offers: Past, last: int, solo: int, own: bool) -> int:
    """Last time's price; where it was another product or the solo price has changed, the same part of it."""
    if own and int(offers.solo[last]) == solo:
        return int(offers.price[last])
    return max(1, round(solo * int(offers.price[last]) / int(offers.solo[last]) / 10) * 10)


def _days(asked: int | None, offers: Past, last: int) -> int:
    if asked is not None:
        return asked
    end = int(offers.ends[last])
    known = end != MISSING and end > offers.starts[last]
    return min(MOST_DAYS, max(1, round((end - int(offers.starts[last])) / DAY))) if known else _USUAL_DAYS


def _stock(facts: Facts, asked: Asked, offers: Past, last: int, product: int) -> int | None:
    """To clear: what is there; otherwise what was set aside last time. None for no bound."""
    if asked.stock is not None:
        return asked.stock
    place = facts.position("products")[product]
    there = int(facts["products"]["stock"][place]) if place >= 0 else MISSING
    if asked.goal == "clear" and there not in (MISSING, 0):
        return there
    aside = int(offers.stock[last])
    return aside if aside != MISSING and aside > 0 else None


def _cost(facts: Facts, product: int) -> int | None:
    """Of the product, else of its cheapest variant, which is what groups usually get."""
    place = facts.position("products")[product]
    cost = int(facts["products"]["cost"][place]) if place >= 0 else MISSING
    if cost != MISSING:
        return cost
    variants = facts["skus"]["cost"][(facts["skus"]["product_id"] == product) & (facts["skus"]["cost"] != MISSING)]
    return int(variants.min()) if len(variants) else None
