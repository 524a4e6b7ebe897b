"""How many records a source lists, against how many of it are here: what was hidden when the list was read.

A list leaves out what a cache has not seen, or what a right or a plugin hides for an hour; shown again it bears an old
date, and no walk by change ever comes there. Nobody asks about it by its id, for it is not here. So once a week one
question tells how many there are. If the source has more than are here the next sync reads the list from its beginning.
Where as many are too many after that (what is set aside, drafts), still more are a reason to read it again; else it is
read once a month, for what could not be read then.
"""

import msgspec
from msgspec import Struct

from storage import held
from storage.progress import StopAsked
from storage.store import Store
from storage.words import Words
from sync.clocks import DAY
from sync.missing import WEEK, is_long_ago
from sync.names import KIND_NAMES
from sync.source import Totalled
from sync.sweep import read_again
from sync.tally import Now, Tally

SETTLED = 3 * DAY
"""What is younger may come between the list and the question, or be a draft that is cleaned away."""

_MONTH = 4 * WEEK

MORE = Words(
    "店铺里的{name}比这里多 {count} 条，下次同步会从头再读一遍。",
    "The shop has {count} more {name} than there are here; the next sync reads them all once more.",
)


class Place(Struct, frozen=True, omit_defaults=True):
    """What was found last."""

    at: int
    """When, UTC milliseconds of this computer."""
    more: int = 0
    """How many more the source had."""
    again: bool = False
    """The list was to be read again."""
    read: int = 0
    """When it was last to be."""


def compare(store: Store, shop_id: str, source: Totalled, kind: str, tally: Tally, stop: StopAsked, now: Now) -> None:
    """Ask how many there are, if it is time to. Raises KnownError and Cancelled as ``Totalled.total``."""
    resource = f"total:{kind}"
    kept = store.cursor(shop_id, source.name, resource)
    place = None if kept is None else msgspec.json.decode(kept, type=Place)
    if place is not None and not place.again and not is_long_ago(place.at, now(), WEEK):
        return
    before = (now() - SETTLED) // 1000 * 1000
    more = source.total(kind, before, stop) - held.how_many(store, shop_id, source.name, kind, before)
    found = _found(place, more, now())
    with store.write() as tx:
        if found.again:
            read_again(tx, store, shop_id, source, kind)
        tx.set_cursor(shop_id, source.name, resource, msgspec.json.encode(found).decode())
    if found.again:
        tally.note(MORE.fill(name=KIND_NAMES[kind], count=f"{more:,}"))


def _found(place: Place | None, more: int, now: int) -> Place:
    """What is to be done about so many ``more``."""
    if place is None:
        return Place(now, max(0, more), more > 0, now)
    is_due = more > place.more or (more > 0 and is_long_ago(place.read, now, _MONTH))
    again = is_due and not place.again
    return Place(now, max(0, more), again, now if again else place.read)
