"""The promoters of a shop, and who brought each: ``parent_id`` names a promoter, but by which of his two numbers?

Each has a number of his own and one as a member; a client looks for somebody's team by the latter. The list is read
whole, so it is counted by which of the two more of the named parents are found.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from storage.progress import StopAsked
from sync.beijing import name_of
from sync.forgiving import forgiving
from sync.renrendian import listings
from sync.renrendian.bodies import Guider
from sync.renrendian.calls import PROMOTERS, Calls
from sync.renrendian.items import Seen, SeenGuider
from sync.source import RawPage

_seen = msgspec.json.Decoder(Seen).decode
_guider = forgiving(Guider)


class State(Struct, frozen=True):
    """When the list was read last, UTC milliseconds."""

    read_at: int


def pages(calls: Calls, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
    """All promoters, once a day."""
    now = calls.clocks(stop).now
    if state is not None and abs(now - msgspec.json.decode(state, type=State).read_at) < listings.A_DAY:
        return
    seen = [_seen(row) for row in listings.whole(calls, PROMOTERS, ("id",), stop)]
    known = {place: guider for place, each in enumerate(seen) if (guider := _readable(each)) is not None}
    by_own_number = members_by_parent(list(known.values()))
    items = [_item(each, known.get(place), by_own_number) for place, each in enumerate(seen)]
    yield RawPage(msgspec.json.encode(items), msgspec.json.encode(State(now)).decode(), now)


def members_by_parent(guiders: Sequence[Guider]) -> Mapping[str, str] | None:
    """The member behind each number that a ``parent_id`` may be; None where it is the member's own."""
    told = {name for each in guiders if (name := name_of(each.parent_id)) is not None}
    members = {str(each.id): str(each.member_id) for each in guiders}
    by_own, as_member = len(told & members.keys()), len(told & set(members.values()))
    return members if by_own > as_member else None


def _item(seen: Seen, guider: Guider | None, members: Mapping[str, str] | None) -> SeenGuider:
    parent = name_of(guider.parent_id) if guider else None
    if parent is None or members is None:
        return SeenGuider(seen.row, seen.seen_at, parent)
    return SeenGuider(seen.row, seen.seen_at, members.get(parent), parent in members)


def _readable(seen: Seen) -> Guider | None:
    try:
        return _guider(seen.row)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
