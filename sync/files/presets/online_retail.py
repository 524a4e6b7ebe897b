"""The Online Retail file of the UCI repository: one line per invoice item of a British wholesaler of gifts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from msgspec import UNSET, Struct

from storage.fields import Record
from storage.records import Customer, Order, OrderLine, Product, Refund
from storage.shop import Shop
from storage.words import Words
from sync.files import refusals
from sync.files.header import Field
from sync.files.preset import Preset, Reading, Row, Rule
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

_INVOICE_ID = re.compile(r"[A-Za-z]?\d+")

_BATCH = 20_000


class _Line(Struct, frozen=True, gc=False):
    """A line that is a sale or a refund; quantity and amount are never negative."""

    number: int
    at: int
    product: str
    title: str
    quantity: int
    amount: int


class _Invoice(Struct):
    """The lines of one invoice so far. ``spoiled``: the number of a line that cannot be used."""

    id: str
    country: str = ""
    buyer: str | None = None
    spoiled: int | None = None
    lines: list[_Line] = []

    @property
    def is_refund(self) -> bool:
        """Whether the invoice cancels sales."""
        return self.id.startswith("C")

    @property
    def at(self) -> int:
        """The first moment of the invoice."""
        return min(line.at for line in self.lines)


def read(rows: Iterable[Row], reading: Reading) -> Iterator[Sequence[Record]]:
    """Products, customers, orders, order lines and refunds of the file."""
    invoices = [invoice for invoice in _invoices(rows, reading) if _is_whole(invoice, reading)]
    sales = [invoice for invoice in invoices if not invoice.is_refund]
    refunds = [invoice for invoice in invoices if invoice.is_refund]
    _count(sales, refunds, reading)
    as_of = reading.as_of
    yield from _batches(_products(invoices, as_of))
    yield from _batches(_customers(sales, refunds, as_of))
    yield from _batches(_order(invoice, as_of) for invoice in sales)
    yield from _batches(line for invoice in sales for line in _order_lines(invoice, as_of))
    yield from _batches(refund for invoice in refunds for refund in _refunds(invoice, as_of))


def _invoices(rows: Iterable[Row], reading: Reading) -> list[_Invoice]:
    """Lines by invoice, in the order of the file. A line that cannot be used is rejected and spoils its invoice."""
    found: dict[str, _Invoice] = {}
    for number, cells in rows:
        invoice = None
        try:
            invoice_id = identity(cells[0], "InvoiceNo")
            if not invoice_id:
                raise Unreadable(Words("没有发票号", "there is no invoice number"))
            invoice = found.get(invoice_id)
            if invoice is None:
                found[invoice_id] = invoice = _Invoice(invoice_id)
            _take(invoice, number, cells, reading)
        except Unreadable as bad:
            reading.tally.reject(number, bad.reason)
            if invoice is not None and invoice.spoiled is None:
                invoice.spoiled = number
    _spoil_torn(found, reading)
    return [invoice for invoice in found.values() if invoice.lines]


def _spoil_torn(found: dict[str, _Invoice], reading: Reading) -> None:
    """A line that cannot be cut into cells spoils its invoice too. Raises KnownError where nothing tells which."""
    for number, first in reading.tally.torn.items():
        invoice_id = _invoice_id(first or "")
        if invoice_id is None:
            raise refusals.ownerless(reading.path, number, reading.tally.rejected[number])
        invoice = found.get(invoice_id)
        if invoice is not None:
            invoice.spoiled = number if invoice.spoiled is None else min(number, invoice.spoiled)


def _invoice_id(first: str) -> str | None:
    """The invoice number that a torn line begins with; None where it begins with something else."""
    try:
        found = identity(first, "InvoiceNo")
    except Unreadable:
        return None
    return found if _INVOICE_ID.fullmatch(found) else None


def _take(invoice: _Invoice, number: int, cells: tuple[str, ...], reading: Reading) -> None:
    _, product, title, quantity, date, price, customer, country = cells
    if invoice.id.startswith("A"):
        reading.tally.applied[BAD_DEBT] += 1
        return
    pieces, amount = _multiplied(quantity, price, reading.exponent)
    if amount is None:
        reading.tally.applied[ZERO_PRICE] += 1
        return
    if invoice.is_refund:
        pieces, amount = -pieces, -amount
    if pieces <= 0 or amount < 0:
        raise Unreadable(_wrong_sign(invoice.is_refund, quantity, price))
    _of_one_buyer(invoice, whole_identity(customer, "CustomerID"))
    product = identity(product, "StockCode")
    if not product:
        raise Unreadable(Words("没有商品编码", "there is no stock code"))
    invoice.country = invoice.country or plain_text(country, "Country")
    title = plain_text(title, "Description")
    invoice.lines.append(_Line(number, reading.moment(date), product, title, pieces, amount))


@lru_cache(1 << 16)
def _multiplied(quantity: str, price: str, exponent: int) -> tuple[int, int | None]:
    """Pieces and money of a line as written; no money where the price is 0."""
    each = decimal(price, "UnitPrice")
    if not each:
        return 0, None
    pieces = count(quantity, "Quantity")
    return pieces, minor_units(pieces * each, exponent)


def _wrong_sign(is_refund: bool, quantity: str, price: str) -> Words:
    if is_refund:
        return Words(
            f"退款发票（C 开头）的数量应该是负数，这里数量 {quantity}、单价 {price}",
            f"a cancellation has negative quantities, here quantity {quantity}, price {price}",
        )
    return Words(
        f"数量和单价应该大于 0，这里数量 {quantity}、单价 {price}，发票号又不以 C 开头",
        f"quantity and price must be above 0 unless the invoice begins with C; here quantity {quantity}, price {price}",
    )


def _of_one_buyer(invoice: _Invoice, customer: str) -> None:
    if not customer or customer == invoice.buyer:
        return
    if invoice.buyer is not None:
        raise Unreadable(
            Words(
                f"发票 {invoice.id} 有两个客户号：{invoice.buyer} 和 {customer}",
                f"invoice {invoice.id} has two customers: {invoice.buyer} and {customer}",
            )
        )
    invoice.buyer = customer


def _is_whole(invoice: _Invoice, reading: Reading) -> bool:
    """Whether every line of the invoice can be used. Part of an invoice would be a wrong amount, so none of it is."""
    if invoice.spoiled is None:
        return True
    reason = Words(
        f"文件第 {invoice.spoiled} 行有问题，它属于发票 {invoice.id}，整张发票先不导入",
        f"line {invoice.spoiled} of the file, part of invoice {invoice.id}, cannot be used, so none of the invoice is",
    )
    for line in invoice.lines:
        reading.tally.reject(line.number, reason)
    return False


def _count(sales: Sequence[_Invoice], refunds: Sequence[_Invoice], reading: Reading) -> None:
    applied = reading.tally.applied
    applied[CANCELLED] += sum(len(invoice.lines) for invoice in refunds)
    applied[GUEST] += sum(invoice.buyer is None for invoice in sales)
    applied[SEVERAL_TIMES] += sum(len({line.at for line in invoice.lines}) > 1 for invoice in sales)
    applied[NOT_GOODS_LINE] += sum(_is_extra(line.product) for invoice in sales for line in invoice.lines)
    applied[BELOW_A_PENNY] += sum(not line.amount for invoice in sales for line in invoice.lines)


def _is_extra(product: str) -> bool:
    return product.upper() in _NOT_GOODS_CODES


def _products(invoices: Iterable[_Invoice], as_of: int) -> Iterator[Product]:
    """A product goes by its most frequent description, among equals by the one that came first."""
    titles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for invoice in invoices:
        for line in invoice.lines:
            titles[line.product][line.title] += 1
    for product, counted in titles.items():
        counted.pop("", None)
        yield Product(
            id=product,
            updated_at=as_of,
            title=max(counted, key=counted.__getitem__, default=None),
            category=NOT_GOODS if _is_extra(product) else UNSET,
        )


def _customers(sales: Sequence[_Invoice], refunds: Sequence[_Invoice], as_of: int) -> Iterator[Customer]:
    """A customer joined with the first order of the file; of one who only got money back that is not known."""
    first: dict[str, tuple[int, str, str]] = {}
    for invoice in sales:
        if invoice.buyer is not None:
            order = (invoice.at, invoice.id, invoice.country)
            first[invoice.buyer] = min(first.get(invoice.buyer, order), order)
    for customer, (at, _, country) in first.items():
        yield Customer(id=customer, updated_at=as_of, name=customer, province=country or None, joined_at=at)
    only_refunded = {invoice.buyer: invoice for invoice in refunds if invoice.buyer not in first}
    for buyer, invoice in only_refunded.items():
        if buyer is not None:
            yield Customer(id=buyer, updated_at=as_of, name=buyer, province=invoice.country or None)


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
        payment_amount=sum(line.amount for line in invoice.lines),
        item_count=sum(line.quantity for line in invoice.lines if not _is_extra(line.product)),
    )


def _order_lines(invoice: _Invoice, as_of: int) -> Iterator[OrderLine]:
    at = invoice.at
    for place, line in enumerate(invoice.lines, start=1):
        yield OrderLine(
            id=f"{invoice.id}-{place}",
            updated_at=as_of,
            created_at=at,
            order_id=invoice.id,
            product_id=line.product,
            title=line.title or None,
            quantity=line.quantity,
            amount=line.amount,
        )


def _refunds(invoice: _Invoice, as_of: int) -> Iterator[Refund]:
    for place, line in enumerate(invoice.lines, start=1):
        yield Refund(
            id=f"{invoice.id}-{place}",
            updated_at=as_of,
            created_at=line.at,
            refunded_at=line.at,
            product_id=line.product,
            buyer_id=invoice.buyer,
            status="done",
            province=invoice.country or None,
            quantity=line.quantity,
            amount=line.amount,
        )


def _batches(records: Iterable[Record]) -> Iterator[Sequence[Record]]:
    each = iter(records)
    while batch := list(islice(each, _BATCH)):
        yield batch


PRESET = Preset(
    id="online_retail",
    name=Words("UCI 在线零售（发票明细）", "UCI Online Retail (invoice lines)"),
    fields=(
        Field("InvoiceNo", ("Invoice",)),
        Field("StockCode"),
        Field("Description"),
        Field("Quantity"),
        Field("InvoiceDate"),
        Field("UnitPrice", ("Price",)),
        Field("CustomerID", ("Customer ID",)),
        Field("Country"),
    ),
    dates=("InvoiceDate",),
    line_kind="order_lines",
    shop=Shop(id="online_retail", name="Online Retail", currency="GBP", exponent=2, timezone="Europe/London"),
    rules=(ZERO_PRICE, BAD_DEBT, CANCELLED, GUEST, SEVERAL_TIMES, NOT_GOODS_LINE, BELOW_A_PENNY),
    read=read,
    first_contact=("joined_at", "province"),
)
