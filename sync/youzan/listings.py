"""Asking for refunds, products and customers: how each list is paged, and what its filters are called."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Raw, structs

from storage.progress import StopAsked
from sync import beijing
from sync.cursors import changes, windows
from sync.rows import id_of
from sync.unfit import Unfit
from sync.youzan.calls import Calls
from sync.youzan.items import CustomerItem, GoodsItem

_SECOND = 1000
_DAY = 24 * 3600 * _SECOND
_FOUNDED = int(datetime(2012, 11, 1, tzinfo=UTC).timestamp()) * 1000

REFUNDS = "youzan.trade.refund.search/3.0.1"
REFUND_TERMS = windows.Terms(
    step=_SECOND,
    size=50,
    cap=59 * 50,  # 3,000 rows may be reached; their number is not told beyond that
    span=88 * _DAY,
    opened=int(datetime(2019, 12, 31, 16, tzinfo=UTC).timestamp()) * 1000,
    lag=60 * _SECOND,
)
CUSTOMERS = "youzan.scrm.customer.list/1.0.0"
CUSTOMER_TERMS = windows.Terms(
    step=_SECOND,
    size=50,
    cap=499 * 50,
    span=10**5 * _DAY,
    opened=_FOUNDED,
    lag=60 * _SECOND,
    period=0,  # a customer who changes is not told: every round reads them all
)
ON_SALE, IN_STOCK = "youzan.items.onsale.get/3.0.0", "youzan.items.inventory.get/3.0.0"
GOODS_TERMS = changes.Terms(step=_SECOND, size=300)
GOODS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "products": (ON_SALE, {}),
    "products_shelved": (IN_STOCK, {"banner": "for_shelved"}),
    "products_sold_out": (IN_STOCK, {"banner": "sold_out"}),
}
_anything = msgspec.json.Decoder(dict[str, Any]).decode


def fitting(terms: windows.Terms, size: int) -> windows.Terms:
    """The terms of an interface whose pages hold ``size`` rows: no more of them may be turned."""
    return structs.replace(terms, size=size, cap=terms.cap // terms.size * size)


def refunds(calls: Calls, question: windows.Question, stop: StopAsked) -> windows.Answer:
    """A page of refunds by their change. Without a beginning of creation only three months would be looked at."""
    asked = {
        "create_time_start": _FOUNDED // _SECOND,
        "update_time_start": question.start // _SECOND,
        "update_time_end": question.end // _SECOND,
        "page_no": question.page + 1,
        "page_size": question.size,
    }
    page = calls.listed(REFUNDS, asked, ("refunds", "total"), stop)
    moments = beijing.readable(_text(row, "modified") for row in page.items)
    return windows.Answer(page.raw, [id_of(row, "refund_id") for row in page.items], page.total, moments)


def customers(calls: Calls, question: windows.Question, stop: StopAsked) -> windows.Answer:
    """A page of customers by when they became some."""
    asked = {
        "created_at_start": question.start,
        "created_at_end": question.end,
        "page_no": question.page + 1,
        "page_size": question.size,
    }
    page = calls.listed(CUSTOMERS, asked, ("record_list", "total"), stop)
    items = msgspec.json.encode([CustomerItem(row, page.seen_at) for row in page.items])
    moments = [at for row in page.items if (at := _joined(row)) is not None]
    return windows.Answer(items, [id_of(row, "yz_open_id") for row in page.items], page.total, moments)


def goods(calls: Calls, resource: str, question: changes.Question, stop: StopAsked) -> changes.Answer:
    """A page of products by their change; both bounds are exclusive, whether the interface counts them in or not."""
    method, banner = GOODS[resource]
    bounds = {"update_time_start": question.after, "update_time_end": question.before}
    asked = {
        **banner,
        **{name: at + (1 if name.endswith("start") else -1) for name, at in bounds.items() if at is not None},
        "order_by": "update_time:asc",
        "page_no": question.page + 1,
        "page_size": question.size,
    }
    page = calls.listed(method, asked, ("items", "count"), stop)
    items = msgspec.json.encode([GoodsItem(row, resource == "products") for row in page.items])
    return changes.Answer(items, [_changed(row) for row in page.items], page.total, calls.clocks(stop))


def _text(row: Raw, field: str) -> str | None:
    try:
        told = _anything(row).get(field)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return told if isinstance(told, str) else None


def _joined(row: Raw) -> int | None:
    """When somebody became a customer."""
    try:
        told = str(_anything(row).get("created_at"))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return int(told) * _SECOND if told.isascii() and told.isdigit() else None


def _changed(row: Raw) -> changes.Row:
    try:
        at = beijing.local(str(_anything(row).get("update_time")))
    except (msgspec.DecodeError, UnicodeDecodeError, Unfit):
        return changes.Row(id_of(row, "item_id"), None)
    return changes.Row(id_of(row, "item_id"), at)
