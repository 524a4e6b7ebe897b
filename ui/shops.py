"""The shops of the profile as the window knows them: read in a worker after every change of the data."""

import time
from datetime import date

from msgspec import Struct

from analytics.period import local_day
from storage.runs import Run
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from ui.doors import Doors

HISTORY = 200  # runs that are read; older ones stay in the database


class Known(Struct, frozen=True):
    """One shop, how new its data is, and what happened to it."""

    shop: Shop
    as_of: int | None
    """Newest source time, UTC milliseconds; None while the shop is empty."""
    version: int
    """Grows with every change of its data."""
    runs: tuple[Run, ...]
    """Newest first."""
    platform: Words | None
    """The kind of interface that it syncs through; None for a shop that came from files."""
    address: str = ""
    """Of that interface, where it has one of its own."""
    notes: tuple[Words, ...] = ()
    """What else there is to know of where it syncs from."""

    @property
    def today(self) -> date:
        """The local day of the newest data; of an empty shop, of the clock."""
        moment = self.as_of if self.as_of is not None else int(time.time() * 1000)
        return local_day(moment, self.shop.zone)

    def last(self, kind: str) -> Run | None:
        """The newest run of a kind."""
        return next((run for run in self.runs if run.kind == kind), None)

    @property
    def entered(self) -> Run | None:
        """The run by which data last came in whole."""
        return next((run for run in self.runs if run.outcome == "done" and run.kind != "undo"), None)


def look(doors: Doors) -> tuple[Known, ...]:
    """Every shop of the profile, in the order of their names. Only in a worker."""
    store = doors.store()
    return tuple(_known(doors, store, shop) for shop in sorted(store.shops(), key=lambda shop: shop.name))


def _known(doors: Doors, store: Store, shop: Shop) -> Known:
    connection = doors.connection(shop.id)
    return Known(
        shop,
        store.as_of(shop.id),
        store.data_version(shop.id),
        tuple(store.runs(shop.id, HISTORY)),
        _platform(doors, connection.kind) if connection else None,
        connection.answers.get("url", "") if connection else "",
        tuple(doors.notes(shop.id)) if connection else (),
    )


def _platform(doors: Doors, kind: str) -> Words:
    """As merchants know it; one that only a newer program knows has its id for a name."""
    return next((each.name for each in doors.platforms() if each.id == kind), Words(kind, kind))
