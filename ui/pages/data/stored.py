"""What the data page reads from the store, in a worker: names of imported files and the records set aside."""

from msgspec import Struct

from storage.mapping import TableMapping
from storage.store import Quarantined
from ui.doors import Doors


class Stored(Struct, frozen=True):
    """Read anew after every change of the data."""

    files: dict[str, str]
    """Name of the file of each import's source; sources are unique in a profile."""
    waiting: tuple[Quarantined, ...]
    """Records that could not be understood, newest first."""
    mappings: tuple[TableMapping, ...] = ()
    """What was told of tables and is remembered."""


def read(doors: Doors) -> Stored:
    """Everything of every shop of the profile."""
    store = doors.store()
    shops = [shop.id for shop in store.shops()]
    imports = [each for shop_id in shops for each in store.imports(shop_id)]
    waiting = [each for shop_id in shops for each in store.quarantined(shop_id)]
    waiting.sort(key=lambda each: each.last_seen, reverse=True)
    return Stored({each.source: each.file_name for each in imports}, tuple(waiting), tuple(doors.mappings()))
