"""Shopify: orders_export, a row for each product, what is told of the whole order only on its first row.

The order is its ``Id``, the number that Shopify's interface knows it by, not the name (#1001) that a shop may change.
Rows without a product tell of further payments and the like. Not verified: how several discount codes stand in one
cell, and what ``Shipping`` is where delivery was free by a code (see ``_shopify_money``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import UNSET, UnsetType

from storage.fields import Record
from storage.parts import made_up
from storage.records import OrderLine, Product, Refund
from storage.words import Words
from sync.files.preset import Earliest, Group, Preset, Reading, Rule, line_by_line, one_by_one
from sync.files.presets._coupons import coupon_of
from sync.files.presets._lookup import Lookup
from sync.files.presets._rules import REFUND_DAY, UNKNOWN_STATUS
from sync.files.presets._shopify import SHOP
from sync.files.presets._shopify_money import Piece, amounts_of
from sync.files.presets._shopify_order import BY_NAME, Placed, customer_of, order_of, placed
from sync.files.presets._shopify_rows import Line, piece_of
from sync.files.said import said, text

SHARED_OUT = Rule(
    Words(
        "每件商品的金额：订单付的钱（不含运费，含税）按「单价×数量-行折扣」分摊",
        "what was paid for a product is its share of the payment without freight, tax included, by its price",
    ),
    skips=False,
)
UNKNOWN_GOODS = Rule(
    Words(
        "商品编码不在已导入的 Shopify 商品里的，按订单里的商品名记；先导入（或一起导入）商品文件就能对上",
        "goods whose SKU is not among the products imported are known by name: import the file of products with it",
    ),
    skips=False,
)
NOBODY = Rule(
    Words("没留邮箱和电话的订单，买家留空", "an order without e-mail address and phone is a guest's"), skips=False
)

Goods = tuple[str, str | UnsetType]
"""The ids of a product and of a variant."""


def _read_all(groups: Iterable[Group], reading: Reading) -> Iterator[Record]:
    variants = Lookup(reading.known, "skus", "merchant_code", "product_id")

    def goods_of(piece: Piece) -> Goods | None:
        found = variants(text(piece.sku))
        return None if found is None or found[1] is None else (found[1], found[0])

    ready = variants.ahead(groups, lambda group: (line.sku for line in group.lines if line.sku))
    return one_by_one(partial(_read, goods_of))(ready, reading)


def _read(goods_of: Callable[[Piece], Goods | None], group: Group, reading: Reading) -> Iterator[Record]:
    head: Line = group.lines[0]
    order = placed(head, reading)
    pieces = [piece for piece in line_by_line(group, piece_of) if piece is not None]
    coupon = coupon_of(head.discount_code, order.created_at)
    yield order_of(head, order, pieces, None if coupon is None else coupon.id, reading)
    if coupon is not None:
        yield coupon
    yield from _people(head, order, reading)
    yield from _lines(order, pieces, goods_of, reading)
    if order.paid is not None and isinstance(head.refunded, int) and head.refunded > 0:
        reading.tally.applied[REFUND_DAY] += 1
        yield _refund(head, order, reading.as_of)


def _people(head: Line, order: Placed, reading: Reading) -> Iterator[Record]:
    customer = customer_of(head, order)
    if customer is None:
        reading.tally.applied[NOBODY] += 1
    else:
        yield customer


def _lines(
    order: Placed, pieces: Sequence[Piece], goods_of: Callable[[Piece], Goods | None], reading: Reading
) -> Iterator[Record]:
    amounts: Sequence[int | UnsetType] = [UNSET] * len(pieces)
    if order.paid is not None:
        amounts = amounts_of(pieces, order.paid - order.freight)
        reading.tally.applied[SHARED_OUT] += len(pieces)
    for place, (piece, amount) in enumerate(zip(pieces, amounts, strict=True), start=1):
        goods = goods_of(piece)
        if goods is None:
            reading.tally.applied[UNKNOWN_GOODS] += 1
            goods = piece.title[:128], UNSET
            yield Product(id=goods[0], updated_at=order.created_at, title=piece.title)
        yield OrderLine(
            id=made_up(str(place), order.id),
            updated_at=reading.as_of,
            created_at=order.created_at,
            order_id=order.id,
            product_id=goods[0],
            sku_id=goods[1],
            title=piece.title,
            quantity=piece.quantity,
            list_amount=piece.listed,
            amount=amount,
        )


def _refund(head: Line, order: Placed, as_of: int) -> Refund:
    when = head.paid_at if isinstance(head.paid_at, int) else order.created_at
    return Refund(
        id=made_up("", order.id),
        updated_at=as_of,
        created_at=when,
        refunded_at=when,
        order_id=order.id,
        buyer_id=said(order.buyer),
        status="done",
        province=said(order.region),
        channel=said(order.channel),
        amount=head.refunded,
    )


PRESET = Preset(
    id="shopify_orders",
    name=Words("Shopify 订单", "Shopify orders"),
    line=Line,
    key="name",
    kind="orders",
    shop=SHOP,
    currency="currency",
    read=_read_all,
    rules=(SHARED_OUT, UNKNOWN_GOODS, REFUND_DAY, NOBODY, BY_NAME, UNKNOWN_STATUS),
    earliest=(Earliest("customers", "joined_at"),),
    after=("shopify_products",),
)
