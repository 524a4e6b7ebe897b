"""Products and variations of the interface as our records.

A product in the bin is one that the shop no longer sells: it stays known, for what was sold of it stays sold.
"""

from msgspec import UNSET

from storage.records import Product, Sku
from sync.currency import exponent_of
from sync.woocommerce.bodies import SHARED, ProductBody, VariationBody
from sync.woocommerce.money import Amount, decimal_of, units_of
from sync.woocommerce.told import moment_or_none, pieces, plain

_FOR_SALE = "publish"
_PLANNED = "future"
"""Its date is the one on which it will go on sale."""


def read_product(body: ProductBody) -> Product:
    """The product; of several categories the first. Raises Unfit for a time or a price that is none."""
    listed = None if body.status == _PLANNED else moment_or_none(body.date_created_gmt)
    return Product(
        id=str(body.id),
        updated_at=moment_or_none(body.date_modified_gmt) or listed or 0,
        title=plain(body.name),
        category=plain(body.categories[0].name) if body.categories else None,
        brand=UNSET if body.brands is None else plain(body.brands[0].name) if body.brands else None,
        price=_price(body.price, body.shop_currency),
        stock=pieces(body.stock_quantity),
        status="on_sale" if body.status == _FOR_SALE else "off_sale",
        listed_at=listed,
    )


def read_variation(body: VariationBody) -> Sku:
    """The variation. Raises Unfit for a time or a price that is none."""
    return Sku(
        id=str(body.id),
        updated_at=moment_or_none(body.date_modified_gmt) or moment_or_none(body.date_created_gmt) or 0,
        product_id=str(body.product_id),
        spec=plain(" / ".join(str(choice.option) for choice in body.attributes if choice.option not in (None, ""))),
        merchant_code=plain(body.sku),
        price=_price(body.price, body.shop_currency),
        stock=None if body.manage_stock == SHARED else pieces(body.stock_quantity),
    )


def _price(price: Amount, currency: str) -> int | None:
    return None if price in (None, "") else units_of(decimal_of(price), exponent_of(currency))
