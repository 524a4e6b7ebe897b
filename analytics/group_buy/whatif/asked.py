"""What is asked of the next group-buy: a goal, a product, days, and as many of its terms as the merchant has chosen."""

from typing import Literal

from msgspec import Struct

from storage.words import Words

Goal = Literal["newcomers", "margin", "clear"]
Lever = Literal["size", "discount", "reward", "window"]

GOALS: dict[Goal, Words] = {
    "newcomers": Words("拉新客", "new customers"),
    "margin": Words("多赚钱", "margin"),
    "clear": Words("清库存", "clearing stock"),
}
LEVERS: dict[Lever, Words] = {
    "size": Words("几人成团", "People per group"),
    "discount": Words("拼团价", "Group price"),
    "reward": Words("团长奖励", "Reward of the leader"),
    "window": Words("成团时限", "Time to fill"),
}
FIELDS: dict[Lever, str] = {"size": "size", "discount": "price", "reward": "reward", "window": "window"}
"""Where a choice holds each term."""
MOST_DAYS = 365
STEP = 0.05
"""Discounts closer than this are one discount: five percent of the solo price."""


class Choice(Struct, frozen=True, order=True):
    """The terms of an offer."""

    size: int
    """People a group needs, leader included."""
    price: int
    """What each pays in a filled group, minor units."""
    window: int
    """Minutes a group has to fill."""
    reward: int
    """What the leader gets when the group fills, minor units."""


class Asked(Struct, frozen=True):
    """The question. What is None is taken from the shop's last offer of the product, else from its last offer."""

    goal: Goal = "newcomers"
    product: str | None = None
    """Id of the product."""
    days: int | None = None
    """How long the offer runs; for "clear" the days until the stock is to be gone."""
    stock: int | None = None
    """Pieces set aside: no more are sold; for "clear" those to be cleared."""
    size: int | None = None
    price: int | None = None
    """Group price, minor units."""
    window: int | None = None
    """Minutes."""
    reward: int | None = None
    """Minor units."""
    spend: int = 0
    """What the offer costs however it goes (posters, advertising), minor units."""
    seed: int = 1
    """Of the draws; the same seed gives the same answer."""

    @property
    def own(self) -> bool:
        """Whether any of the terms was chosen."""
        return any(one is not None for one in (self.size, self.price, self.window, self.reward))
