"""Which shop is behind an address: its name, its days and its money.

What WordPress tells of a site everybody may ask; some security plugins keep even that back and let a key of
WooCommerce through all the same. Then the shop is called by its address, and an order tells how far its days are ahead.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from storage.shop import Shop
from sync.currency import exponent_of
from sync.exchange import Params
from sync.http import Client
from sync.identity import Witness
from sync.messages import NotLetIn
from sync.unfit import Unfit
from sync.woocommerce.access import INDEX
from sync.woocommerce.lists import API, listed
from sync.woocommerce.money import Amount, decimal_of, units_of
from sync.woocommerce.noise import bare
from sync.woocommerce.told import moment_or_none, plain
from sync.woocommerce.troubles import Closed, NotForThisUser

UNKNOWN_ZONE = "Asia/Shanghai"
"""The days of a shop that tells nothing of them and has no order yet."""

_HALF_HOURS = {
    "3.5": "Asia/Tehran",
    "4.5": "Asia/Kabul",
    "5.5": "Asia/Kolkata",
    "5.75": "Asia/Kathmandu",
    "6.5": "Asia/Yangon",
    "8.75": "Australia/Eucla",
    "9.5": "Australia/Darwin",
    "-9.5": "Pacific/Marquesas",
}
"""Zones without summer time for what WordPress offers as "UTC+5:30"."""


_WITNESSES = 40
"""Orders that tell whose they are."""
_FIELDS = "name,timezone_string,gmt_offset"


class Index(Struct, frozen=True):
    """What WordPress tells of a site."""

    name: str = ""
    timezone_string: str = ""
    gmt_offset: str | int | float = 0


class _Currency(Struct, frozen=True):
    code: str


class _OfOrder(Struct, frozen=True):
    currency: str = ""
    date_created: datetime | None = None
    date_created_gmt: datetime | None = None


class _Sold(Struct, frozen=True):
    id: int
    currency: str
    total: Amount
    date_created_gmt: str | None = None


_index = msgspec.json.Decoder(Index).decode
_currency = msgspec.json.Decoder(_Currency).decode
_of_order = msgspec.json.Decoder(_OfOrder).decode
_sold = msgspec.json.Decoder(_Sold).decode


def shop_at(client: Client, site: str, stop: StopAsked) -> Shop:
    """The shop, once its key has proved to be good. Raises KnownError where there is none."""
    index = _told_to_all(client, stop)
    newest = _newest_order(client, stop)
    currency = currency_of(client, stop)
    address = site.partition("://")[2]
    return Shop(
        id=f"woocommerce:{address.lower()}",
        name=(plain(index.name) if index else None) or address,
        currency=currency,
        exponent=exponent_of(currency),
        timezone=zone_of(index.timezone_string, float(index.gmt_offset)) if index else _zone_by(newest),
    )


def newest_orders(client: Client, stop: StopAsked) -> list[Witness]:
    """Those that were placed last. Every shop counts its orders from one: only with their sums do they tell whose."""
    return _witnesses(client, {"per_page": _WITNESSES}, stop)


def orders_of(client: Client, ids: Sequence[str], stop: StopAsked) -> list[Witness]:
    """Those of these orders that are there, none of them in the bin; of no more than a page."""
    numbers = [each for each in ids if each.isascii() and each.isdigit()]
    return _witnesses(client, {"include": ",".join(numbers), "per_page": len(numbers)}, stop) if numbers else []


def _witnesses(client: Client, asked: Params, stop: StopAsked) -> list[Witness]:
    rows = listed(client, "/orders", {**asked, "_fields": ",".join(_Sold.__struct_fields__)}, stop).items
    return [each for row in rows if (each := _witness(row)) is not None]


def _witness(row: Raw) -> Witness | None:
    try:
        sold = _sold(row)
        total = units_of(decimal_of(sold.total), exponent_of(sold.currency))
        return Witness(str(sold.id), moment_or_none(sold.date_created_gmt), total)
    except (msgspec.DecodeError, Unfit):
        return None  # the sync will set it aside; others tell as much


def _told_to_all(client: Client, stop: StopAsked) -> Index | None:
    """What the site tells of itself; None where it keeps that to itself."""
    try:
        return client.get(INDEX, {"_fields": _FIELDS}, lambda body: _index(bare(body)), stop)
    except (NotLetIn, Closed):
        return None


def _newest_order(client: Client, stop: StopAsked) -> _OfOrder | None:
    """What the newest order tells; None where there is none yet."""
    items = listed(client, "/orders", {"per_page": 1, "_fields": "currency,date_created,date_created_gmt"}, stop).items
    return _of_order(items[0]) if items else None


def _zone_by(order: _OfOrder | None) -> str:
    if order is None or order.date_created is None or order.date_created_gmt is None:
        return UNKNOWN_ZONE
    return zone_of("", (order.date_created - order.date_created_gmt) / timedelta(hours=1))


def currency_of(client: Client, stop: StopAsked) -> str:
    """The money of the shop. A user who may not see its settings may see its newest order."""
    try:
        return client.get(f"{API}/data/currencies/current", {}, lambda body: _currency(bare(body)), stop).code
    except NotForThisUser as refused:
        newest = _newest_order(client, stop)
        if newest is None or not newest.currency:
            raise refused
        return newest.currency


def zone_of(name: str, offset: float) -> str:
    """The zone of the site's days; one that is set as an offset from UTC, in hours, has no summer time."""
    if name:
        return name
    if f"{offset:g}" in _HALF_HOURS:
        return _HALF_HOURS[f"{offset:g}"]
    hours = int(offset)
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"
