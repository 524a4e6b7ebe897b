"""Shopify: products with their variants, a row for each variant and for each further image, joined by the handle.

The files know no numbers. A product is its handle, which no other product of a shop has and which Shopify's interface
tells too; a variant is the handle and its options. Both the form with ``Handle`` and that with ``URL handle`` are read;
not verified: that Shopify writes the second one, which it offers as a template.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import UNSET, Struct, UnsetType

from storage.fields import Count, Key, Money, Record, Text
from storage.records import Product, Sku
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Group, Preset, Reading, one_by_one
from sync.files.presets._goods import variant
from sync.files.presets._shopify import SHOP
from sync.files.said import said, text
from sync.files.values import Unreadable

_NO_VARIANT = Words("商品没有价格：它的第一行不在文件里", "the product has no price: its first row is missing")
_NO_CHOICE = "Default Title"  # the one variant of a product that has none
_STATES: dict[str, Literal["on_sale", "off_sale"]] = {"active": "on_sale", "draft": "off_sale", "archived": "off_sale"}


class Line(Struct, frozen=True):
    """One variant, or one more image; the first line of a product also says what there is of the whole."""

    handle: Annotated[Key, column("Handle", "URL handle")]
    title: Annotated[Text, column("Title")]
    price: Annotated[Money, column("Variant Price", "Price")]
    vendor: Annotated[Text, perhaps("Vendor")]
    category: Annotated[Text, perhaps("Type")]
    status: Annotated[Text, perhaps("Status")]
    option1: Annotated[Text, perhaps("Option1 Value", "Option1 value")]
    option2: Annotated[Text, perhaps("Option2 Value", "Option2 value")]
    option3: Annotated[Text, perhaps("Option3 Value", "Option3 value")]
    sku: Annotated[Text, perhaps("Variant SKU", "SKU")]
    tracker: Annotated[Text, perhaps("Variant Inventory Tracker", "Inventory tracker")]
    stock: Annotated[Count, perhaps("Variant Inventory Qty", "Inventory quantity")]
    cost: Annotated[Money, perhaps("Cost per item")]


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    head: Line = group.lines[0]
    variants = [line for line in group.lines if line.price is not UNSET]
    if not variants:
        raise Unreadable(_NO_VARIANT)
    yield _product(head, variants, reading.as_of)
    for line in variants:
        spec = " / ".join(text(option) for option in (line.option1, line.option2, line.option3) if option)
        spec = "" if spec == _NO_CHOICE else spec
        known = variant(head.handle, spec or UNSET, line.sku)
        if known is not None:
            yield Sku(
                id=known,
                updated_at=reading.as_of,
                product_id=head.handle,
                spec=spec or UNSET,
                merchant_code=line.sku,
                price=line.price,
                cost=line.cost,
                stock=_stock(line),
            )


def _product(head: Line, variants: Sequence[Line], as_of: int) -> Product:
    stocks = [stock for stock in map(_stock, variants) if isinstance(stock, int)]
    costs = {line.cost for line in variants}
    return Product(
        id=head.handle,
        updated_at=as_of,
        title=head.title,
        category=head.category,
        brand=head.vendor,
        price=min(line.price for line in variants if isinstance(line.price, int)),
        cost=costs.pop() if len(costs) == 1 else UNSET,
        stock=sum(stocks) if len(stocks) == len(variants) else UNSET,
        status=said(_STATES.get(text(head.status).lower())),
    )


def _stock(line: Line) -> int | UnsetType:
    """What is there of a variant that Shopify keeps count of."""
    return line.stock if isinstance(line.stock, int) and line.tracker is not UNSET else UNSET


PRESET = Preset(
    id="shopify_products",
    name=Words("Shopify 商品", "Shopify products"),
    line=Line,
    key="handle",
    kind="products",
    shop=SHOP,
    read=one_by_one(_read),
)
