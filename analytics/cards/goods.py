"""What each product sold in some days: orders' lines, pieces and money per code of a product."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.dimensions.goods import CATEGORY, PRODUCT
from analytics.period import Period
from storage.columns import MISSING
from storage.derive import between, paid, sold_lines
from storage.facts import Facts
from storage.words import Words

NOT_GOODS = "非商品"
"""The category under which imports keep what an invoice charges beside goods: postage, fees, manual entries."""


class Sold(Struct, frozen=True, eq=False):
    """One value per code of a product."""

    days: Period
    lines: Ints
    pieces: Ints
    amount: Ints
    """Minor units."""

    def each(self, code: int) -> float:
        """What one piece was sold for, minor units; 0 where none was sold."""
        return float(self.amount[code] / self.pieces[code]) if self.pieces[code] else 0.0


def sold_in(facts: Facts, days: Period) -> Sold:
    """The sales of every product in a period."""

    def build(facts: Facts) -> Sold:
        lines = sold_lines(facts)
        lo, hi = lines.starts[list(between(paid(facts).at, *days.bounds(facts.shop.zone)))]
        size, product = len(facts.position("products")), lines.product[lo:hi] + 1

        def by_product(values: Ints | None) -> Ints:
            return np.bincount(product, values, size + 1)[1:].round().astype(np.int64)

        return Sold(days, by_product(None), by_product(lines.quantity[lo:hi]), by_product(lines.amount[lo:hi]))

    return facts.derived(f"sold in {days.first}/{days.last}", build)


def stocks(facts: Facts) -> Ints:
    """Code of a product -> pieces in stock, ``MISSING`` where not known or not on sale."""
    products, off = facts["products"], facts.category("status", "off_sale")
    stock = np.append(np.where(products["status"] == off, MISSING, products["stock"]), MISSING)
    return stock[facts.position("products")]


def title(facts: Facts, code: int) -> str | Words:
    """The name of a product."""
    return PRODUCT.label_of(facts, code)


def key(facts: Facts, code: int) -> str:
    """The id of a product."""
    return PRODUCT.key_of(facts, code)


def goods(facts: Facts) -> Mask:
    """Code of a product -> whether it is one: postage and fees are not."""
    real: Mask = categories(facts) != facts.category("category", NOT_GOODS)
    return real


def categories(facts: Facts) -> Codes:
    """Code of a product -> code of its category, -1 where not known."""
    return np.append(facts["products"]["category"], np.int32(-1))[facts.position("products")]


def is_goods(facts: Facts, about: Sequence[tuple[str, str]]) -> bool:
    """Whether values of dimensions name no fees and the like."""
    products = [
        code for name, value in about if name == PRODUCT.id and (code := PRODUCT.code(facts, value)) is not None
    ]
    real = goods(facts)
    return (CATEGORY.id, NOT_GOODS) not in about and all(real[code] for code in products if code >= 0)
