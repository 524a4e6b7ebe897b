"""Taobao and Tmall: the lines of orders (ExportOrderDetailList), to be read with the list of orders or after it.

The form of 2019 knows neither when an order was placed nor what was paid for a line: both follow from the order. The
newer form tells both.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import UNSET, Struct, UnsetType

from storage.fields import Count, Key, Money, Record, Text, Time
from storage.parts import made_up
from storage.records import OrderLine, Product, Sku
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Group, Preset, Reading, Rule, one_by_one
from sync.files.presets.taobao_orders import SHOP
from sync.files.said import said
from sync.files.values import Unreadable
from sync.sharing import shared_out

SHARED_OUT = Rule(
    Words(
        "每件商品的金额：订单付的钱（不含邮费）按「价格×数量」分摊",
        "what was paid for a line is its share of the order's payment without freight, by price × quantity",
    ),
    skips=False,
)

_NO_ORDER = Words(
    "订单 {id} 不在已导入的订单里，请把订单列表（ExportOrderList）和它一起导入",
    "order {id} is not among those imported: import the list of orders (ExportOrderList) together with it",
)


class Line(Struct, frozen=True):
    """One product in one order."""

    order: Annotated[Key, column("订单编号", "主订单编号")]
    title: Annotated[Text, column("标题")]
    price: Annotated[Money, column("价格")]
    quantity: Annotated[Count, column("购买数量")]
    product_code: Annotated[Text, column("外部系统编号")]
    spec: Annotated[Text, column("商品属性")]
    sku_code: Annotated[Text, perhaps("商家编码")]
    due: Annotated[Money, perhaps("买家应付货款")]
    created_at: Annotated[Time, perhaps("订单创建时间")]


class _Sold(Struct, frozen=True):
    """What the list of orders says of an order."""

    created_at: int
    payment: int | None
    shipping: int | None
    as_of: int


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    columns = ("created_at", "payment_amount", "shipping_amount", "as_of")
    found = reading.known("orders", columns, [group.key]).get(group.key)
    lines: Sequence[Line] = group.lines
    if found is None:
        raise Unreadable(_NO_ORDER.fill(id=group.key))
    sold = _Sold(*found)
    lists = [_times(line) for line in lines]
    amounts = _amounts(lines, lists, sold, reading)
    for place, (line, list_amount, amount) in enumerate(zip(lines, lists, amounts, strict=True), start=1):
        product = _product(line)
        yield Product(id=product, updated_at=sold.created_at, title=line.title)
        sku = _sku(line, product)
        if sku is not None:
            yield Sku(
                id=sku, updated_at=sold.created_at, product_id=product, spec=line.spec, merchant_code=line.sku_code
            )
        yield OrderLine(
            id=made_up(str(place), group.key),
            updated_at=sold.as_of,
            created_at=sold.created_at,
            order_id=group.key,
            product_id=product,
            sku_id=said(sku),
            title=line.title,
            spec=line.spec,
            quantity=line.quantity,
            list_amount=list_amount,
            amount=amount,
        )


def _times(line: Line) -> int:
    if not isinstance(line.price, int) or not isinstance(line.quantity, int):
        raise Unreadable(Words("价格或购买数量是空的", "price or quantity is empty"))
    return line.price * line.quantity


def _amounts(
    lines: Sequence[Line], lists: Sequence[int], sold: _Sold, reading: Reading
) -> Sequence[int | UnsetType | None]:
    """What was paid for each line; of an order not paid nothing is known."""
    if all(isinstance(line.due, int) for line in lines):
        return [line.due for line in lines]
    if sold.payment is None:
        return [UNSET] * len(lines)
    reading.tally.applied[SHARED_OUT] += len(lines)
    return shared_out(sold.payment - (sold.shipping or 0), lists)


def _product(line: Line) -> str:
    """The shop's own code, else the title: the file has no number of the platform for it."""
    code = line.product_code if isinstance(line.product_code, str) else line.title
    if not isinstance(code, str):
        raise Unreadable(Words("商品既没有编码也没有标题", "the product has neither code nor title"))
    return code[:128]


def _sku(line: Line, product: str) -> str | None:
    if isinstance(line.sku_code, str) and line.sku_code != product:
        return line.sku_code[:128]
    return f"{product}/{line.spec}"[:128] if isinstance(line.spec, str) else None


PRESET = Preset(
    id="taobao_lines",
    name=Words("淘宝 / 天猫 订单商品明细", "Taobao / Tmall order lines"),
    line=Line,
    key="order",
    kind="order_lines",
    shop=SHOP,
    read=one_by_one(_read),
    rules=(SHARED_OUT,),
    blanks=frozenset(("null", "无")),
    after=("taobao_orders",),
)
