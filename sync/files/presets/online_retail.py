"""The Online Retail file of the UCI repository: one line per invoice item of a British wholesaler of gifts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Annotated

from msgspec import UNSET, Struct

from storage.fields import Key, Moment, Record
from storage.records import Customer, Order, OrderLine, Product, Refund
from storage.shop import Shop
from storage.words import Words
from sync.files.lines import column
from sync.files.preset import Earliest, Group, Preset, Reading, Rule, line_by_line, reject
from sync.files.values import Unreadable, count, decimal, identity, minor_units, plain_text, whole_identity

NOT_GOODS = "非商品"
"""The category of what an invoice charges beside goods."""

_NOT_GOODS_CODES = frozenset(("POST", "DOT", "C2", "M", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"))

ZERO_PRICE = Rule(
    Words("单价是 0 的行不算销售，略过", "a line with price 0 is no sale and is left out"),
    skips=True,
)
BAD_DEBT = Rule(
    Words("A 开头的发票是坏账调整，不算销售，略过", "an invoice beginning with A adjusts bad debt and is left out"),
    skips=True,
)
CANCELLED = Rule(
    Words("C 开头的发票是退款，每行记一笔，不算订单", "each line of an invoice beginning with C is a refund, no order"),
    skips=False,
)
GUEST = Rule(
    Words("没有客户号的发票也是订单，买家留空", "an invoice without a customer is the order of a guest"),
    skips=False,
)
SEVERAL_TIMES = Rule(
    Words("一张发票有几个时间的，按最早的算", "an invoice with several times counts at the earliest"),
    skips=False,
)
NOT_GOODS_LINE = Rule(
    Words(
        f"邮费、手续费、手工调整等行算在支付金额里，类目记作「{NOT_GOODS}」，不计件数",
        f"postage, fees and manual entries are part of the payment, of category {NOT_GOODS}, and no pieces",
    ),
    skips=False,
)
BELOW_A_PENNY = Rule(
    Words(
        "每行金额是数量乘单价，四舍五入到便士；不足半便士的行记 0",
        "a line is quantity × price, half a penny rounded up; a line of less than that counts 0",
    ),
    skips=False,
)


class Line(Struct, frozen=True):
    """One line of the file."""

    invoice: Annotated[Key, column("InvoiceNo", "Invoice")]
    product: Annotated[str, column("StockCode")]
    title: Annotated[str, column("Description")]
    quantity: Annotated[str, column("Quantity")]
    at: Annotated[Moment, column("InvoiceDate")]
    price: Annotated[str, column("UnitPrice", "Price")]
    customer: Annotated[str, column("CustomerID", "Customer ID")]
    country: Annotated[str, column("Country")]


class _Item(Struct, frozen=True, gc=False):
    """A line that is a sale or a refund; quantity and amount are never negative."""

    at: int
    product: str
    title: str
    quantity: int
    amount: int


class _Invoice(Struct, frozen=True):
    """One invoice; without items where every line was left out by a rule."""

    id: str
    country: str
    buyer: str | None
    items: list[_Item]

    @property
    def is_refund(self) -> bool:
        """Whether the invoice cancels sales."""
        return self.id.startswith("C")

    @property
    def at(self) -> int:
        """The first moment of the invoice."""
        return min(item.at for item in self.items)


def read(groups: Iterable[Group], reading: Reading) -> Iterator[Record]:
    """Orders with lines and customers, refunds; at the end the products, each by its most frequent description."""
    titles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        try:
            invoice = _invoice(group, reading)
        except Unreadable as bad:
            reject(group, bad, reading.tally)
            continue
        for item in invoice.items:
            titles[item.product][item.title] += 1
        if invoice.items:
            yield from _records(invoice, reading)
    yield from _products(titles, reading.as_of)


def _invoice(group: Group, reading: Reading) -> _Invoice:
    found = line_by_line(group, lambda line: _item(line, reading))
    buyers = line_by_line(group, lambda line: whole_identity(line.customer, "CustomerID"))
    named = list(dict.fromkeys(filter(None, buyers)))
    if len(named) > 1:
        raise _two_buyers(group.key, named, buyers.index(named[1]))
    countries = (plain_text(line.country, "Country") for line in group.lines)
    return _Invoice(
        id=group.key,
        country=next(filter(None, countries), ""),
        buyer=named[0] if named else None,
        items=[item for item in found if item is not None],
    )


def _item(line: Line, reading: Reading) -> _Item | None:
    if line.invoice.startswith("A"):
        reading.tally.applied[BAD_DEBT] += 1
        return None
    pieces, amount = _multiplied(line.quantity, line.price, reading.exponent)
    if amount is None:
        reading.tally.applied[ZERO_PRICE] += 1
        return None
    if line.invoice.startswith("C"):
        pieces, amount = -pieces, -amount
    if pieces <= 0 or amount < 0:
        raise Unreadable(_wrong_sign(line))
    product = identity(line.product, "StockCode")
    if not product:
        raise Unreadable(Words("没有商品编码", "there is no stock code"))
    return _Item(line.at, product, plain_text(line.title, "Description"), pieces, amount)


@lru_cache(1 << 16)
def _multiplied(quantity: str, price: str, exponent: int) -> tuple[int, int | None]:
    """Pieces and money of a line as written; no money where the price is 0."""
    each = decimal(price, "UnitPrice")
    if not each:
        return 0, None
    pieces = count(quantity, "Quantity")
    return pieces, minor_units(pieces * each, exponent)


def _wrong_sign(line: Line) -> Words:
    quantity, price = line.quantity, line.price
    if line.invoice.startswith("C"):
        return Words(
            f"退款发票（C 开头）的数量应该是负数，这里数量 {quantity}、单价 {price}",
            f"a cancellation has negative quantities, here quantity {quantity}, price {price}",
        )
    return Words(
        f"数量和单价应该大于 0，这里数量 {quantity}、单价 {price}，发票号又不以 C 开头",
        f"quantity and price must be above 0 unless the invoice begins with C; here quantity {quantity}, price {price}",
    )


def _two_buyers(invoice: str, named: list[str], place: int) -> Unreadable:
    error = Unreadable(
        Words(
            f"发票 {invoice} 有两个客户号：{named[0]} 和 {named[1]}",
            f"invoice {invoice} has two customers: {named[0]} and {named[1]}",
        )
    )
    error.place = place
    return error


def _records(invoice: _Invoice, reading: Reading) -> Iterator[Record]:
    applied = reading.tally.applied
    if invoice.is_refund:
        applied[CANCELLED] += len(invoice.items)
        yield from _refunds(invoice, reading.as_of)
    else:
        applied[GUEST] += invoice.buyer is None
        applied[SEVERAL_TIMES] += len({item.at for item in invoice.items}) > 1
        applied[NOT_GOODS_LINE] += sum(_is_extra(item.product) for item in invoice.items)
        applied[BELOW_A_PENNY] += sum(not item.amount for item in invoice.items)
        yield _order(invoice, reading.as_of)
        yield from _order_lines(invoice, reading.as_of)
    if invoice.buyer is not None:
        yield _customer(invoice, invoice.buyer, reading.as_of)


def _is_extra(product: str) -> bool:
    return product.upper() in _NOT_GOODS_CODES


def _products(titles: dict[str, Counter[str]], as_of: int) -> Iterator[Product]:
    """A product goes by its most frequent description, among equals by the one that came first."""
    for product, counted in titles.items():
        counted.pop("", None)
        yield Product(
            id=product,
            updated_at=as_of,
            title=max(counted, key=counted.__getitem__, default=None),
            category=NOT_GOODS if _is_extra(product) else UNSET,
        )


def _customer(invoice: _Invoice, buyer: str, as_of: int) -> Customer:
    """A customer joined with the first order of the file; of one who only got money back that is not known."""
    return Customer(
        id=buyer,
        updated_at=as_of,
        name=buyer,
        province=invoice.country or None,
        joined_at=UNSET if invoice.is_refund else invoice.at,
    )


def _order(invoice: _Invoice, as_of: int) -> Order:
    at = invoice.at
    return Order(
        id=invoice.id,
        updated_at=as_of,
        created_at=at,
        paid_at=at,
        buyer_id=invoice.buyer,
        status="paid",
        province=invoice.country or None,
        payment_amount=sum(item.amount for item in invoice.items),
        item_count=sum(item.quantity for item in invoice.items if not _is_extra(item.product)),
    )


def _order_lines(invoice: _Invoice, as_of: int) -> Iterator[OrderLine]:
    at = invoice.at
    for place, item in enumerate(invoice.items, start=1):
        yield OrderLine(
            id=f"{invoice.id}-{place}",
            updated_at=as_of,
            created_at=at,
            order_id=invoice.id,
            product_id=item.product,
            title=item.title or None,
            quantity=item.quantity,
            amount=item.amount,
        )


def _refunds(invoice: _Invoice, as_of: int) -> Iterator[Refund]:
    for place, item in enumerate(invoice.items, start=1):
        yield Refund(
            id=f"{invoice.id}-{place}",
            updated_at=as_of,
            created_at=item.at,
            refunded_at=item.at,
            product_id=item.product,
            buyer_id=invoice.buyer,
            status="done",
            province=invoice.country or None,
            quantity=item.quantity,
            amount=item.amount,
        )


PRESET = Preset(
    id="online_retail",
    name=Words("UCI 在线零售（发票明细）", "UCI Online Retail (invoice lines)"),
    line=Line,
    key="invoice",
    kind="orders",
    shop=Shop(id="online_retail", name="Online Retail", currency="GBP", exponent=2, timezone="Europe/London"),
    read=read,
    rules=(ZERO_PRICE, BAD_DEBT, CANCELLED, GUEST, SEVERAL_TIMES, NOT_GOODS_LINE, BELOW_A_PENNY),
    earliest=(Earliest("customers", "joined_at", ("province",)),),
)
