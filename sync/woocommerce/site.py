"""Which shop is behind an address: its name, its days and its money."""

import msgspec
from msgspec import Struct

from storage.progress import StopAsked
from storage.shop import Shop
from sync.currency import exponent_of
from sync.http import Client
from sync.woocommerce.access import INDEX
from sync.woocommerce.lists import API, listed
from sync.woocommerce.told import plain
from sync.woocommerce.troubles import NO_WOOCOMMERCE, NotForThisUser

NAMESPACE = "wc/v3"

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


class Index(Struct, frozen=True):
    """What WordPress tells of a site."""

    namespaces: list[str]
    name: str = ""
    timezone_string: str = ""
    gmt_offset: str | int | float = 0


class _Currency(Struct, frozen=True):
    code: str


class _OfOrder(Struct, frozen=True):
    currency: str


_index = msgspec.json.Decoder(Index).decode
_currency = msgspec.json.Decoder(_Currency).decode
_of_order = msgspec.json.Decoder(_OfOrder).decode


def shop_at(client: Client, site: str, stop: StopAsked) -> Shop:
    """The shop, once its key has proved to be good. Raises KnownError where there is none."""
    index = client.get(INDEX, {}, _index, stop)
    if NAMESPACE not in index.namespaces:
        raise NO_WOOCOMMERCE.known(f"{site}: {index.namespaces}")
    listed(client, "/orders", {"per_page": 1, "_fields": "id"}, stop)
    currency = currency_of(client, stop)
    address = site.partition("://")[2]
    return Shop(
        id=f"woocommerce:{address.lower()}",
        name=plain(index.name) or address,
        currency=currency,
        exponent=exponent_of(currency),
        timezone=zone_of(index),
    )


def currency_of(client: Client, stop: StopAsked) -> str:
    """The money of the shop. A user who may not see its settings may see its newest order."""
    try:
        return client.get(f"{API}/data/currencies/current", {}, _currency, stop).code
    except NotForThisUser as refused:
        newest = listed(client, "/orders", {"per_page": 1, "_fields": "currency"}, stop).items
        if not newest:
            raise refused
        return _of_order(newest[0]).currency


def zone_of(index: Index) -> str:
    """The zone of the site's days; one that is set as an offset from UTC has no summer time."""
    if index.timezone_string:
        return index.timezone_string
    offset = f"{float(index.gmt_offset):g}"
    if offset in _HALF_HOURS:
        return _HALF_HOURS[offset]
    hours = int(float(offset))
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"
