"""What was sold, as a product and a variant of it: by the platform's numbers, else the shop's codes, else the names."""

from collections.abc import Iterator

from msgspec import UNSET, Struct, UnsetType

from storage.records import Product, Sku

_Said = str | UnsetType | None
_LENGTH = 128  # of an id


class Goods(Struct, frozen=True):
    """What one line of an order says of the goods."""

    product: str
    sku: str | None
    title: _Said = UNSET
    spec: _Said = UNSET
    code: _Said = UNSET
    """The shop's own, of the variant."""
    category: _Said = UNSET


def first_of(*candidates: _Said) -> str | None:
    """The first that says something, as an id; None where none does."""
    return next((each[:_LENGTH] for each in candidates if isinstance(each, str)), None)


def variant(product: str, spec: _Said, code: _Said) -> str | None:
    """The id of a variant that the platform does not number."""
    name = first_of(spec, code)
    return None if name is None else f"{product}/{name}"[:_LENGTH]


def listed(goods: Goods, at: int) -> Iterator[Product | Sku]:
    """The product and the variant, as known from an order placed at ``at`` (UTC ms)."""
    yield Product(id=goods.product, updated_at=at, title=goods.title, category=goods.category)
    if goods.sku is not None:
        yield Sku(id=goods.sku, updated_at=at, product_id=goods.product, spec=goods.spec, merchant_code=goods.code)
