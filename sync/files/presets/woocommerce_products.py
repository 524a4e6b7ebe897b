"""WooCommerce: the list of products (Products > Export), under the numbers that the shop's interface knows them by.

Prices are written as the shop shows them, so 12,50 is read too. A variation names its product by number or by SKU.
Not verified: the Chinese headings 类型, 分类 and 品牌.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated

from msgspec import UNSET, Struct, UnsetType

from storage.fields import Key, Record, Text
from storage.records import Product, Sku
from storage.words import Words
from sync.files.formatted import amounts_in
from sync.files.lines import column, perhaps
from sync.files.preset import Group, Preset, Reading, Rule, one_by_one
from sync.files.presets._woocommerce import SHOP
from sync.files.said import text
from sync.files.values import Unreadable, unreadable
from sync.woocommerce.told import plain

DATED_SALE = Rule(
    Words(
        "促销价有起止日期的商品，文件没写现在卖多少钱，价格留空",
        "of a product whose sale has a first or a last day the file does not say what it costs now",
    ),
    skips=False,
)

_NO_PARENT = Words(
    "找不到它的主商品「{parent}」，请一起导出", "its product “{parent}” is not there: export them together"
)
_FOR_SALE = "1"
_COMMA = re.compile(r"(?<!\\), ?")


class Line(Struct, frozen=True):
    """One product or one variation."""

    id: Annotated[Key, column("ID")]
    sku: Annotated[Text, column("SKU")]
    name: Annotated[Text, column("Name", "名称")]
    published: Annotated[Text, column("Published", "已发布")]
    type: Annotated[Text, perhaps("Type", "类型")]
    sale: Annotated[Text, perhaps("Sale price", "促销价格")]
    regular: Annotated[Text, perhaps("Regular price", "常规售价")]
    sale_from: Annotated[Text, perhaps("Date sale price starts", "促销开始日期")]
    sale_to: Annotated[Text, perhaps("Date sale price ends", "促销截止日期")]
    stock: Annotated[Text, perhaps("Stock", "库存")]
    categories: Annotated[Text, perhaps("Categories", "分类")]
    brands: Annotated[Text, perhaps("Brands", "品牌")]
    parent: Annotated[Text, perhaps("Parent", "父级")]
    value1: Annotated[Text, perhaps("Attribute 1 value(s)", "属性 1 值")]
    value2: Annotated[Text, perhaps("Attribute 2 value(s)", "属性 2 值")]
    value3: Annotated[Text, perhaps("Attribute 3 value(s)", "属性 3 值")]


def _read_all(groups: Iterable[Group], reading: Reading) -> Iterator[Record]:
    numbers: dict[str, str] = {}
    orphans: list[Group] = []
    yield from one_by_one(partial(_read, numbers, orphans))(groups, reading)
    yield from one_by_one(partial(_read_orphan, numbers))(orphans, reading)


def _read(numbers: dict[str, str], orphans: list[Group], group: Group, reading: Reading) -> Iterator[Record]:
    line: Line = group.lines[0]
    parent = text(line.parent)
    if parent.startswith("id:"):
        yield _variation(line, parent.removeprefix("id:"), reading)
    elif parent or text(line.type).startswith("variation"):
        orphans.append(group)  # a product may stand below its variations
    else:
        numbers[text(line.sku)] = line.id
        yield _product(line, reading)


def _read_orphan(numbers: dict[str, str], group: Group, reading: Reading) -> Iterator[Record]:
    line: Line = group.lines[0]
    parent = text(line.parent)
    if not parent or parent not in numbers:
        raise Unreadable(_NO_PARENT.fill(parent=parent))
    yield _variation(line, numbers[parent], reading)


def _product(line: Line, reading: Reading) -> Product:
    return Product(
        id=line.id,
        updated_at=reading.as_of,
        title=plain(text(line.name)) or UNSET,
        category=_first(line.categories),
        brand=_first(line.brands),
        price=_price(line, reading),
        stock=_stock(line),
        status="on_sale" if line.published == _FOR_SALE else "off_sale",
    )


def _variation(line: Line, product: str, reading: Reading) -> Sku:
    values = [plain(text(value).replace("\\,", ",")) for value in (line.value1, line.value2, line.value3)]
    return Sku(
        id=line.id,
        updated_at=reading.as_of,
        product_id=product,
        spec=" / ".join(filter(None, values)) or UNSET,
        merchant_code=line.sku,
        price=_price(line, reading),
        stock=_stock(line),
    )


def _first(terms: str | UnsetType | None) -> str | UnsetType:
    """The first of several terms, by its own name: of "Tea > Green, Gifts" it is Green."""
    first = _COMMA.split(text(terms))[0].replace("\\,", ",")
    return plain(first.rpartition(" > ")[2]) or UNSET


def _price(line: Line, reading: Reading) -> int | UnsetType:
    """What it costs now."""
    if line.sale and (line.sale_from or line.sale_to):
        reading.tally.applied[DATED_SALE] += 1
        return UNSET
    price = text(line.sale or line.regular)
    if not price:
        return UNSET
    found = amounts_in(price, reading.currency, reading.exponent)
    if len(found) != 1:
        raise unreadable("Regular price", price, "不是价格", "not a price")
    return found[0]


def _stock(line: Line) -> int | UnsetType:
    """Pieces; goods by the metre, and variations that share their product's stock, have none of their own."""
    stock = text(line.stock)
    return int(stock) if stock.removeprefix("-").isdecimal() else UNSET


PRESET = Preset(
    id="woocommerce_products",
    name=Words("WooCommerce 产品", "WooCommerce products"),
    line=Line,
    kind="products",
    shop=SHOP,
    read=_read_all,
    rules=(DATED_SALE,),
)
