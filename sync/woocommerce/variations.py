"""The variations of a page of products, each with its product, and which of them there are.

A product names its variations itself, and their list gives them. What neither of both knows any more was deleted: an
answer that is cut short, or a name that a cache still keeps, takes nothing away.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from storage.progress import StopAsked
from sync.http import Client
from sync.woocommerce.lists import number_of, with_context
from sync.woocommerce.rounds import variations_of


class _Product(Struct):
    id: int
    date_modified_gmt: str | None = None
    variations: list[int] | UnsetType = UNSET


_product = msgspec.json.Decoder(_Product).decode


def with_variations(
    client: Client, products: Sequence[Raw], known: Mapping[str, object], stop: StopAsked
) -> Iterator[bytes]:
    """All variations of some products, and after those of each what tells that there are no others."""
    for item in products:
        number = number_of(item)
        if number is not None:
            yield from _of(client, number, item, known, stop)


def _of(client: Client, number: int, item: Raw, known: Mapping[str, object], stop: StopAsked) -> Iterator[bytes]:
    listed = list(variations_of(client, number, stop))
    yield from (with_context(each, {"product_id": number, **known}) for each in listed)
    try:
        product = _product(item)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return  # it is set aside where products are read
    ids = list(map(number_of, listed))
    if product.variations is not UNSET and product.date_modified_gmt and None not in ids:
        there = sorted({*product.variations, *filter(None, ids)})
        yield msgspec.json.encode(
            {"product_id": number, "variations": there, "date_modified_gmt": product.date_modified_gmt}
        )
