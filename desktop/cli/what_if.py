"""``zhanggui what-if``: what the next group-buy would bring, as text, JSON or a workbook."""

import argparse
from decimal import Decimal
from difflib import get_close_matches

from analytics.group_buy.whatif.asked import Asked
from analytics.group_buy.whatif.goods import goods
from analytics.group_buy.whatif.view import answered
from desktop.cli.telling import answer
from desktop.cli.usage import UsageError
from storage.facts import Facts
from storage.shop import Shop
from storage.words import Words

_NEAR, _ALIKE = 5, 0.75
"""So many products are named; ids less alike than this are not similar."""


def what_if(options: argparse.Namespace) -> int:
    """Print the answer."""
    return answer(options, lambda facts: answered(facts, _asked(options, facts)))


def _asked(options: argparse.Namespace, facts: Facts) -> Asked:
    """The question, amounts in minor units; raises UsageError for a product that is not there."""
    if options.product is not None and options.product not in facts.ids("products"):
        raise _unknown(options.product, facts)
    return Asked(
        goal=options.goal,
        product=options.product,
        days=options.days,
        stock=options.stock,
        size=options.size,
        price=_minor(options.price, facts.shop),
        window=options.window,
        reward=_minor(options.reward, facts.shop),
        spend=_minor(options.spend, facts.shop) or 0,
        seed=options.seed,
    )


def _minor(amount: Decimal | None, shop: Shop) -> int | None:
    return None if amount is None else round(amount.scaleb(shop.exponent))


def _unknown(product: str, facts: Facts) -> UsageError:
    known = goods(facts)
    ids = set(get_close_matches(product, facts.ids("products"), _NEAR, _ALIKE))
    near = [f"{key} {title}" for key, title in known if key in ids or product.casefold() in title.casefold()]
    near += sorted(ids - {key for key, _title in known})
    what = Words(f"没有商品“{product}”。", f"There is no product {product}.")
    some = near[:_NEAR] or [f"{key} {title}" for key, title in known[:_NEAR]]
    if not some:
        return UsageError(what, Words("请用商品的编号；还没有商品办过拼团。", "Give its id; none had a group-buy yet."))
    if near:
        return UsageError(what, Words(f"像的有：{'；'.join(some)}。", f"Similar: {'; '.join(some)}."))
    return UsageError(
        what,
        Words(
            f"请用商品的编号，在窗口“试算下一场拼团”的商品列表里能看到名字；最近办过拼团的：{'；'.join(some)}。",
            f"Give its id. The window lists the products by name in “The next group-buy”; the latest with group-buys: "
            f"{'; '.join(some)}.",
        ),
    )
