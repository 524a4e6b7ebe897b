"""The lists that are read by change: what is asked of each, and what is fetched beside it.

``modified_after`` is exclusive at one second and goes by UTC. What is found so is read by id: changes are sorted by the
site's local time, and those of one second in any order (``sync/cursors/by_id.py``). The interface takes times only as
UTC without a zone and with ``dates_are_gmt=true``: with a zone it silently answers nothing.
"""

from collections.abc import Iterator, Mapping

from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync.cursors import by_id
from sync.exchange import Params
from sync.http import Client
from sync.woocommerce import channels
from sync.woocommerce.lists import MOST, Listed, asked_moment, listed
from sync.woocommerce.troubles import NotThere

SECOND = 1000

_ORDER = (
    "id,status,currency,date_created_gmt,date_modified_gmt,date_paid_gmt,date_completed_gmt,customer_id,billing,"
    "shipping,shipping_total,shipping_tax,total,customer_note,meta_data,line_items,fee_lines,coupon_lines,refunds"
)
_PRODUCT = "id,name,status,date_created_gmt,date_modified_gmt,price,stock_quantity,categories,brands"
_VARIATION = "id,date_created_gmt,date_modified_gmt,sku,price,manage_stock,stock_quantity,attributes"
_COUPON = "id,code,date_created_gmt,date_modified_gmt,date_expires_gmt"
_REFUND = "id,parent_id,date_created_gmt,amount,reason,line_items"


class ByChange(Struct, frozen=True):
    """A list that tells its rows by the moment of a change. Only the fields that are read are asked for."""

    path: str
    params: Params
    fields: str
    size: int = MOST


BY_CHANGE: Mapping[str, ByChange] = {
    "products": ByChange("/products", {"status": "any"}, _PRODUCT),
    "trashed_products": ByChange("/products", {"status": "trash"}, _PRODUCT),
    # One call more for each: small pages, or a line that breaks would cost them all.
    "skus": ByChange("/products", {"type": "variable", "status": "any"}, "id,date_modified_gmt,variations", size=20),
    "campaigns": ByChange("/coupons", {}, _COUPON),
    # Plugins hang logs and copies of parcels on orders; versions that do not know the parameter tell all of it.
    "orders": ByChange("/orders", {"status": "any", "include_meta": ",".join(channels.META)}, _ORDER),
    "trashed_orders": ByChange("/orders", {"status": "trash"}, _ORDER),
}


def asked(one: ByChange, after: int | None, offset: int, size: int) -> Params:
    """The parameters of a question to a list: what changed after a moment, UTC milliseconds, by id."""
    known = {**one.params, **_by_id(offset, size), "dates_are_gmt": "true", "_fields": one.fields}
    return known if after is None else {**known, "modified_after": asked_moment(after)}


def _by_id(offset: int, size: int) -> Params:
    return {"per_page": size, "offset": offset, "orderby": "id", "order": "asc"}


def variations_of(client: Client, product: int, stop: StopAsked) -> Iterator[Raw]:
    """All variations of a product; none of one that is gone meanwhile."""
    return _all_of(client, f"/products/{product}/variations", {"_fields": _VARIATION}, stop)


def refunds_of(client: Client, order: int, stop: StopAsked) -> Iterator[Raw]:
    """All refunds of an order; none of one that is gone meanwhile. They do not name their order."""
    return _all_of(client, f"/orders/{order}/refunds", {"_fields": _REFUND}, stop)


def refunds_by_number(client: Client, numbers: list[int], stop: StopAsked) -> Iterator[Raw]:
    """These refunds, of whatever orders. Raises NotThere before WooCommerce 9.0, which has no list of all."""
    for start in range(0, len(numbers), MOST):
        include = ",".join(map(str, numbers[start : start + MOST]))
        yield from listed(client, "/refunds", {"include": include, "per_page": MOST, "_fields": _REFUND}, stop).items


def _all_of(client: Client, path: str, params: Params, stop: StopAsked) -> Iterator[Raw]:
    def ask(offset: int) -> Listed:
        return listed(client, path, {**params, **_by_id(offset, MOST)}, stop)

    try:
        for page, _ in by_id.walk(by_id.Place(), MOST, ask):
            yield from page.items
    except NotThere:
        return
