"""Terms that no group-buy can have: refused before anything is worked out, with what to choose instead."""

from msgspec import structs

from analytics.group_buy.whatif.asked import MOST_DAYS, Asked
from analytics.group_buy.whatif.terms import Terms
from analytics.say import plain_money
from storage.shop import Shop
from storage.words import Words


def senseless(known: Terms, asked: Asked, shop: Shop) -> tuple[Words, ...]:
    """What is wrong with the question, in plain words; empty where nothing is."""
    found = (_size(asked), _price(known, asked, shop), _window(asked), _reward(asked, shop), _days(asked))
    return tuple(one for one in found if one is not None)


def sensible(asked: Asked) -> Asked:
    """The question without an own choice, and with days that can be."""
    days = asked.days if asked.days is not None and 1 <= asked.days <= MOST_DAYS else None
    return structs.replace(asked, size=None, price=None, window=None, reward=None, days=days)


def _size(asked: Asked) -> Words | None:
    if asked.size is None or asked.size >= 2:
        return None
    return Words(
        f"{asked.size} 人不成团：一个团连团长至少 2 人，请填 2 或更多。",
        f"{asked.size} is no group: it takes 2 people or more, leader included. Choose 2 or more.",
    )


def _price(known: Terms, asked: Asked, shop: Shop) -> Words | None:
    if asked.price is None or 0 < asked.price < known.solo:
        return None
    price, solo = plain_money(shop, asked.price), plain_money(shop, known.solo)
    if asked.price <= 0:
        return Words(
            f"拼团价 {price} 不是价格，请填大于 0、低于单买价 {solo} 的数。",
            f"{price} is no price: choose one above 0 and below the solo price {solo}.",
        )
    return Words(
        f"拼团价 {price} 不低于单买价 {solo}，没人会拼；请填低于 {solo} 的价。",
        f"The group price {price} is not below the solo price {solo}: nobody would join. Choose one below {solo}.",
    )


def _window(asked: Asked) -> Words | None:
    if asked.window is None or asked.window >= 1:
        return None
    return Words("成团时限要多于 0 分钟，请重填。", "The time to fill has to be above 0 minutes: choose another one.")


def _reward(asked: Asked, shop: Shop) -> Words | None:
    if asked.reward is None or asked.reward >= 0:
        return None
    reward = plain_money(shop, asked.reward)
    return Words(
        f"团长奖励不能是 {reward}；不给就填 0。", f"The reward cannot be {reward}; choose 0 where there is none."
    )


def _days(asked: Asked) -> Words | None:
    if asked.days is None or 1 <= asked.days <= MOST_DAYS:
        return None
    return Words(
        f"办 {asked.days} 天算不了：请填 1 到 {MOST_DAYS} 天；下面按上次的天数算。",
        f"{asked.days} days cannot be told: choose 1 to {MOST_DAYS}. Below it is last time's days.",
    )
