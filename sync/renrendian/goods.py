"""The products on sale, once a day; each with variants, and each that left the list, is asked for by its id.

The list has only what is on sale, so what was on it the last time and is not on it now is off sale, or gone for good.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync.renrendian import listings
from sync.renrendian.calls import GOODS, GOODS_ON_SALE, Calls
from sync.renrendian.items import Seen, SeenGoods, Withheld
from sync.renrendian.singles import Singles
from sync.rows import id_of
from sync.source import RawPage

_PART = 40
"""Products of a page; each may cost a call."""

_seen = msgspec.json.Decoder(Seen).decode


class State(Struct, frozen=True, omit_defaults=True):
    """Where it stands between rounds; a round that was broken off begins anew."""

    read_at: int | None = None
    """UTC milliseconds."""
    on_sale: tuple[str, ...] = ()
    """Ids on the list when it was read last."""
    part: int = 0
    """In a round: how many parts of it came."""


class _HasVariants(Struct, frozen=True):
    is_sku: int | str | bool | None = None


_has_variants = msgspec.json.Decoder(_HasVariants).decode


def pages(calls: Calls, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
    """All products on sale and those that left, once a day."""
    now = calls.clocks(stop).now
    last = State() if state is None else msgspec.json.decode(state, type=State)
    if last.read_at is not None and not last.part and abs(now - last.read_at) < listings.A_DAY:
        return
    seen = [_seen(row) for row in listings.whole(calls, GOODS_ON_SALE, ("id",), stop)]
    ids = tuple(id_of(each.row, "id") for each in seen)
    work: list[tuple[str, Seen | None]] = list(zip(ids, seen, strict=True))
    work += [(gone, None) for gone in last.on_sale if gone not in ids]
    singles = Singles(calls, GOODS, "goods_id", stop)
    starts = range(0, len(work), _PART) or range(1)
    for part, start in enumerate(starts, start=1):
        items = [_item(singles, number, each, now) for number, each in work[start : start + _PART]]
        place = State(now, ids) if part == len(starts) else State(last.read_at, last.on_sale, part)
        yield RawPage(msgspec.json.encode(items), msgspec.json.encode(place).decode(), now)


def _item(singles: Singles, number: str, seen: Seen | None, now: int) -> SeenGoods | Withheld:
    """A product: as the list has it, or in full where the list does not say everything."""
    if seen is not None and not _is_in_variants(seen.row):
        return SeenGoods(seen.row, seen.seen_at, listed=True)
    goods = singles.told(number)
    if isinstance(goods, Withheld):
        return goods
    if goods is None:
        goods = Raw(msgspec.json.encode({"id": number})) if seen is None else seen.row
    return SeenGoods(goods, now, listed=seen is not None)


def _is_in_variants(row: Raw) -> bool:
    try:
        return str(_has_variants(row).is_sku) in ("1", "True")
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
