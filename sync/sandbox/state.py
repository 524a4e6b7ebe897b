"""What the server holds now: the simulated shop, and on top of it what was changed, added or deleted since."""

import threading
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import Bools, Ints
from sync.sandbox.cursor import Place
from sync.sandbox.ids import id_of, row_of
from sync.sandbox.simulated import Simulated

Item = dict[str, Any]


class Page(Struct, frozen=True):
    """A stretch of a list in the order of (updated_at, id)."""

    items: list[Item]
    last: Place | None
    has_more: bool


class State:
    """The shop as it is served. The simulated columns stay as they are; a changed row is hidden and overlaid."""

    def __init__(self, simulated: Simulated) -> None:
        self.simulated = simulated
        self.clock = simulated.until
        """Now, for this shop: UTC milliseconds."""
        self._lock = threading.Lock()
        self._hidden: dict[str, Bools] = {}
        self._places: dict[str, list[Place]] = defaultdict(list)
        self._overlay: dict[str, dict[str, Item]] = defaultdict(dict)
        self._added: dict[str, int] = defaultdict(int)

    def page(self, kind: str, since: int, after: Place | None, limit: int) -> Page:
        """At most ``limit`` items that changed at ``since`` or later, after ``after`` where given."""
        with self._lock:
            rows = self._base_rows(kind, since, after, limit + 1)
            items = self.simulated.items(kind, rows[:limit])
            items += self._overlaid(kind, since, after, limit + 1 - len(rows)) if len(rows) <= limit else []
        more = len(items) > limit or len(rows) > limit
        items = items[:limit]
        last = Place(items[-1]["updated_at"], items[-1]["id"]) if items else None
        return Page(items, last, more)

    def everything(self, kind: str) -> Iterator[Item]:
        """Every item of a kind, tombstones too, in the order they are served."""
        after: Place | None = None
        while True:
            page = self.page(kind, 0, after, 5000)
            yield from page.items
            if not page.has_more:
                return
            after = page.last

    def item(self, kind: str, id: str) -> Item:
        """One item as it is now; a tombstone where it was deleted."""
        changed = self._overlay[kind].get(id)
        return changed or self.simulated.items(kind, np.array([row_of(kind, id)]))[0]

    def put(self, kind: str, item: Item) -> None:
        """Serve ``item`` from now on in place of what had its id; its ``updated_at`` becomes the clock."""
        item = item | {"updated_at": self.clock}
        with self._lock:
            self._forget(kind, item["id"])
            self._overlay[kind][item["id"]] = item
            insort(self._places[kind], Place(self.clock, item["id"]))

    def delete(self, kind: str, id: str) -> None:
        """Serve a tombstone for the record from now on."""
        self.put(kind, {"id": id, "deleted": True})

    def new_id(self, kind: str) -> str:
        """An id never used before, after all others."""
        self._added[kind] += 1
        return id_of(kind, self.simulated.count(kind) + self._added[kind] - 1)

    def _forget(self, kind: str, id: str) -> None:
        old = self._overlay[kind].get(id)
        if old is not None:
            self._places[kind].remove(Place(old["updated_at"], id))
            return
        row, size = row_of(kind, id), self.simulated.count(kind)
        if row < size:
            self._hidden.setdefault(kind, np.zeros(size, dtype=np.bool_))[row] = True

    def _base_rows(self, kind: str, since: int, after: Place | None, wanted: int) -> Ints:
        """The next rows of the simulated columns that nothing overlays."""
        order = self.simulated.by_change(kind)
        start = self._start(kind, since, after)
        hidden = self._hidden.get(kind)
        if hidden is None:
            return order[start : start + wanted]
        found: list[Ints] = []
        missing = wanted
        while missing > 0 and start < len(order):
            stretch = order[start : start + wanted]
            start += len(stretch)
            visible = stretch[~hidden[stretch]][:missing]
            missing -= len(visible)
            found.append(visible)
        return np.concatenate(found) if found else order[:0]

    def _start(self, kind: str, since: int, after: Place | None) -> int:
        stamps = self.simulated.stamps(kind)
        if after is None:
            return int(np.searchsorted(stamps, since, "left"))
        low = np.searchsorted(stamps, after.updated_at, "left")
        tied = self.simulated.by_change(kind)[low : np.searchsorted(stamps, after.updated_at, "right")]
        return int(low + np.searchsorted(tied, row_of(kind, after.id), "right"))

    def _overlaid(self, kind: str, since: int, after: Place | None, wanted: int) -> list[Item]:
        places, items = self._places[kind], self._overlay[kind]
        start = bisect_left(places, Place(since, "")) if after is None else bisect_right(places, after)
        return [items[place.id] for place in places[start : start + wanted]]
