"""What the columns of a list of products may mean, and each of its lines as a product."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from msgspec import UNSET, Struct, UnsetType

from storage.fields import Category, Count, Label, Money, Record, Text
from storage.mapping import State
from storage.records import Product
from storage.words import Words
from sync.files.mapping.rules import STATE_OF_PRODUCT
from sync.files.mapping.targets import means
from sync.files.preset import Group, Read, Reading, one_by_one
from sync.files.presets._goods import first_of
from sync.files.said import said, text
from sync.files.values import Unreadable, whole_identity

OnSale = Literal["on_sale", "off_sale"]

_NO_PRODUCT = Words("既没有商品编号也没有名称", "neither a code nor a name of the product")


class ProductRow(Struct, frozen=True):
    """A line of such a list."""

    id: Annotated[
        Text,
        means(
            "商品编号",
            "Product code",
            "商品id|商品编码|商品编号|货号|款号|条码|商家编码|sku|product id|id",
            telling=True,
        ),
    ] = UNSET
    title: Annotated[
        Label,
        means(
            "商品名称",
            "Name",
            "商品名称|商品标题|标题|品名|名称|商品|货品名称|产品名称|title|name|product",
            telling=True,
        ),
    ] = UNSET
    category: Annotated[
        Category,
        means(
            "类目",
            "Category",
            "商品类目|类目|分类|商品分类|类别|category|type",
        ),
    ] = UNSET
    price: Annotated[
        Money,
        means(
            "售价",
            "Price",
            "商品单价|售价|销售价|零售价|价格|单价|price|regular price",
        ),
    ] = UNSET
    cost: Annotated[
        Money,
        means(
            "进价",
            "Cost",
            "进价|进货价|成本|成本价|采购价|cost|cost per item",
        ),
    ] = UNSET
    stock: Annotated[
        Count,
        means(
            "库存",
            "Stock",
            "库存|库存数量|库存数|现有库存|数量|stock|inventory|inventory qty|qty",
        ),
    ] = UNSET
    status: Annotated[
        Text,
        means(
            "在卖还是下架",
            "On sale or not",
            "商品状态|上下架状态|状态|status|published",
        ),
    ] = UNSET


NEEDS = (("id", "title"),)

STATES = (
    State("on_sale", Words("在卖", "On sale")),
    State("off_sale", Words("下架", "Not on sale")),
)


def reader(states: Mapping[str, OnSale]) -> Read:
    """Reads lists of products, given what the words of their column of states mean."""
    return one_by_one(lambda group, reading: _records(group, states, reading))


def _records(group: Group, states: Mapping[str, OnSale], reading: Reading) -> Iterator[Record]:
    line: ProductRow = group.lines[0]
    product = first_of(said(whole_identity(text(line.id), "商品编号") or None), line.title)
    if product is None:
        raise Unreadable(_NO_PRODUCT)
    yield Product(
        id=product,
        updated_at=reading.as_of,
        title=line.title,
        category=line.category,
        price=line.price,
        cost=line.cost,
        stock=line.stock,
        status=_status(line, states, reading),
    )


def _status(line: ProductRow, states: Mapping[str, OnSale], reading: Reading) -> OnSale | UnsetType:
    if line.status is UNSET:
        return UNSET
    found = states.get(text(line.status), UNSET)
    if found is UNSET:
        reading.tally.applied[STATE_OF_PRODUCT] += 1
    return found
