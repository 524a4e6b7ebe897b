"""WooCommerce: the orders of Analytics > Orders, a row for each order and for each refund, under the order's number.

What a buyer paid stands in ``N. Revenue (formatted)``, with freight and tax, and after it what refunds left of it. The
short form that the browser writes of a single page lacks that column and cannot be used. Goods are named without
prices, buyers without anything that tells two of one name apart. In shops whose orders have numbers of their own making
the interface knows them by others: the preview says so of orders that it has not told of. Not verified: the Chinese
heading of ``Net Sales``, and the Chinese words of ``Attribution``, which are kept as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Annotated

from msgspec import UNSET, Struct

from storage.fields import Count, Key, Moment, Money, Record, Text
from storage.parts import made_up
from storage.records import Order, OrderLine, Refund
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Group, Preset, Reading, Rule, one_by_one
from sync.files.presets._coupons import coupon_of
from sync.files.presets._lookup import Lookup
from sync.files.presets._rules import REFUND_DAY, UNKNOWN_STATUS
from sync.files.presets._woocommerce import SHOP
from sync.files.presets._woocommerce_words import UNPAID, channel_in, paid_and_refunded, sold_in
from sync.files.said import number, said, text
from sync.woocommerce.statuses import DRAFT, close_reason_of, state_of

PAID_DAY = Rule(
    Words(
        "「日期」按付款时间算（WooCommerce 分析的默认设置）；下单时间文件没写，没有别处知道的也按它算",
        "Date counts as the time of payment, as Analytics is set by default, and as that of the order where no source "
        "knows better",
    ),
    skips=False,
)
NAMES_ONLY = Rule(
    Words(
        "文件只写了买家姓名，同名的人分不开，买家留空", "buyers are named only, and names are shared: a guest's order"
    ),
    skips=False,
)
GOODS_BY_NAME = Rule(
    Words(
        "商品只写了名称，每件多少钱没写：名称对不上产品文件的，不知道是哪个产品；先导入（或一起导入）产品文件",
        "goods are named, without prices: one whose name is not among the products imported is unknown; import the "
        "file of products first or with it",
    ),
    skips=False,
)
OWN_NUMBERS = Rule(
    Words(
        "订单按「Order #」认，同步里没有这些单；店里装过自定义订单号插件的，同步来的是另一个号，文件和同步只能用一样，"
        "不然一单算两遍",
        "orders are known by Order #, and no sync has told of these; in a shop whose plugin gives orders numbers of "
        "their own a sync tells other ones: use files or sync, not both, or orders count twice",
    ),
    skips=False,
)
DRAFTS = Rule(Words("还没提交的结账草稿略过", "a draft of the checkout is no order yet and is left out"), skips=True)


class Line(Struct, frozen=True):
    """An order, or a refund of it."""

    date: Annotated[Moment, column("Date", "日期")]
    order: Annotated[Key, column("Order #", "订单号")]
    status: Annotated[Text, column("Status", "状态")]
    products: Annotated[str, column("Product(s)", "产品")]
    items: Annotated[Count, column("Items sold", "售出项目")]
    total: Annotated[Text, perhaps("N. Revenue (formatted)", "N. 收入（格式化）")]
    net: Annotated[Money, perhaps("Net Sales", "Net sales", "N. Revenue", "净销售额", "N。收入")]
    customer: Annotated[Text, perhaps("Customer", "客户")]
    coupons: Annotated[Text, perhaps("Coupon(s)", "优惠券")]
    origin: Annotated[Text, perhaps("Attribution", "归属")]


def _read_all(groups: Iterable[Group], reading: Reading) -> Iterator[Record]:
    products = Lookup(reading.known, "products", "title", "title")
    return one_by_one(partial(_read, products))(products.ahead(groups, _titles), reading)


def _titles(group: Group) -> Iterator[str]:
    """Under which names the goods of an order may be known."""
    for row in group.lines:
        for sold in sold_in(row.products):
            yield from (sold.title, _without_choice(sold.title))


def _without_choice(title: str) -> str:
    """The product of a variation, which is named by it and, after a dash, what makes it one."""
    return title.rpartition(" - ")[0]


def _read(products: Lookup, group: Group, reading: Reading) -> Iterator[Record]:
    rows: Sequence[Line] = group.lines
    if rows[0].status == DRAFT:
        reading.tally.applied[DRAFTS] += len(rows)
        return
    paid, refunded = paid_and_refunded(rows[0].total, reading)
    sale = next((row for row in rows if number(row.net) > 0 or number(row.items) > 0), None)
    if sale is None and not refunded:
        sale = rows[0]  # all of it was given away
    if sale is not None:
        coupon = coupon_of(sale.coupons, sale.date)
        order = _order(sale, paid, None if coupon is None else coupon.id, reading)
        yield order
        yield from _lines(order, sale, products, reading)
        if coupon is not None:
            yield coupon
    if refunded:
        yield _refund(rows, sale, refunded, reading)


def _order(row: Line, paid: int, coupon: str | None, reading: Reading) -> Order:
    has_paid = row.status not in UNPAID
    state = state_of(text(row.status), has_paid)
    exact = reading.known("orders", ("created_at", "paid_at"), [row.order], told="interfaces")
    created_at, paid_at = exact.get(row.order, (None, None))
    reading.tally.applied[PAID_DAY] += 1
    reading.tally.applied[OWN_NUMBERS] += row.order not in exact
    reading.tally.applied[NAMES_ONLY] += row.customer is not UNSET
    reading.tally.applied[UNKNOWN_STATUS] += state is None
    return Order(
        id=row.order,
        updated_at=reading.as_of,
        created_at=row.date if created_at is None else created_at,
        paid_at=(row.date if paid_at is None else paid_at) if has_paid else UNSET,
        status=said(state),
        close_reason=said(close_reason_of(text(row.status))),
        channel=said(channel_in(text(row.origin))),
        payment_amount=paid,
        item_count=row.items,
        campaign_id=said(coupon),
    )


def _lines(order: Order, row: Line, products: Lookup, reading: Reading) -> Iterator[OrderLine]:
    for place, sold in enumerate(sold_in(row.products), start=1):
        found = products(sold.title) or products(_without_choice(sold.title))
        reading.tally.applied[GOODS_BY_NAME] += found is None
        yield OrderLine(
            id=made_up(str(place), order.id),
            updated_at=reading.as_of,
            created_at=order.created_at,
            order_id=order.id,
            product_id=said(found[0] if found else None),
            title=sold.title,
            quantity=sold.quantity,
        )


def _refund(rows: Sequence[Line], sale: Line | None, amount: int, reading: Reading) -> Refund:
    """All that went back of an order, on the day of its last refund in the file."""
    days = [row.date for row in rows if row is not sale]
    if not days:
        reading.tally.applied[REFUND_DAY] += 1
    when = max(days or [row.date for row in rows])
    return Refund(
        id=made_up("", rows[0].order),
        updated_at=reading.as_of,
        created_at=when,
        refunded_at=when,
        order_id=rows[0].order,
        status="done",
        channel=said(channel_in(text(rows[0].origin))),
        amount=amount,
    )


PRESET = Preset(
    id="woocommerce_orders",
    name=Words("WooCommerce 订单（分析）", "WooCommerce orders (Analytics)"),
    line=Line,
    key="order",
    kind="orders",
    shop=SHOP,
    read=_read_all,
    rules=(PAID_DAY, OWN_NUMBERS, NAMES_ONLY, GOODS_BY_NAME, REFUND_DAY, UNKNOWN_STATUS, DRAFTS),
    after=("woocommerce_products",),
)
