"""Taobao and Tmall: the lines of orders (ExportOrderDetailList), to be read with the list of orders or after it.

The form of 2019 does not know what was paid for a line; the newer form tells what was due for it (买家应付货款).
"""

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Struct

from storage.fields import Count, Key, Money, Record, Text
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Group, Preset, Reading, Rule, line_by_line, one_by_one
from sync.files.presets._goods import Goods, first_of, variant
from sync.files.presets._sold_lines import Item, item_of, product_of, records_of, sold_of
from sync.files.presets.taobao_orders import SHOP

SHARED_OUT = Rule(
    Words(
        "每件商品的金额：订单付的钱（不含邮费）按「买家应付货款」分摊，没有这一列就按「价格×数量」",
        "what was paid for a line is its share of the order's payment without freight, by 买家应付货款 or else by "
        "price × quantity",
    ),
    skips=False,
)

_ORDERS = Words("订单列表（ExportOrderList）", "the list of orders (ExportOrderList)")


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


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    sold = sold_of(group.key, reading, _ORDERS)
    items = line_by_line(group, _item)
    if sold.payment_amount is not None:
        reading.tally.applied[SHARED_OUT] += len(items)
    yield from records_of(group.key, sold, items)


def _item(line: Line) -> Item:
    return item_of(_goods(line), line.price, line.quantity, line.due)


def _goods(line: Line) -> Goods:
    """By the shop's own code, else the title: the file has no number of the platform for it."""
    product = product_of(line.product_code, line.title)
    own = UNSET if line.sku_code == product else line.sku_code
    sku = first_of(own) or variant(product, line.spec, UNSET)
    return Goods(product, sku, line.title, line.spec, line.sku_code)


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
