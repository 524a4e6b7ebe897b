"""Products and their variants. The price of a product is that of its cheapest variant, as the shop window shows it."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from storage.records import Product, Sku
from sync.vendure.bodies import ProductBody, Variant
from sync.vendure.told import millis, newest, plain


def read_product(body: ProductBody) -> tuple[Product, Sequence[Sku]]:
    """A product and its variants. It is as new as the newest of them: a new price leaves the product's own date."""
    product = Product(
        id=body.id,
        updated_at=newest((body.updated_at, *(variant.updated_at for variant in body.variants))),
        title=plain(body.name),
        category=_marked(body, "category"),
        brand=_marked(body, "brand"),
        price=min((variant.price_with_tax for variant in body.variants), default=None),
        stock=_sum([stock_of(variant) for variant in body.variants]),
        status="on_sale" if body.enabled else "off_sale",
        listed_at=millis(body.created_at),
    )
    return product, [sku_of(body.id, variant) for variant in body.variants]


def sku_of(product_id: str, variant: Variant) -> Sku:
    """One variant."""
    return Sku(
        id=variant.id,
        updated_at=millis(variant.updated_at),
        product_id=product_id,
        spec=plain(" ".join(option.name for option in variant.options) or variant.name),
        merchant_code=plain(variant.sku),
        price=variant.price_with_tax,
        stock=stock_of(variant),
    )


def stock_of(variant: Variant) -> int | None:
    """Pieces that can still be sold; None where nobody counts them."""
    if variant.track_inventory == "FALSE":
        return None
    return sum(level.stock_on_hand - level.stock_allocated for level in variant.stock_levels)


def _sum(stocks: Sequence[int | None]) -> int | None:
    known = [stock for stock in stocks if stock is not None]
    return sum(known) if len(known) == len(stocks) else None


def _marked(body: ProductBody, facet: str) -> str | None | UnsetType:
    """The first value of a facet; a shop that does not use it says nothing."""
    return next((plain(value.name) for value in body.facet_values if value.facet.code == facet), UNSET)
