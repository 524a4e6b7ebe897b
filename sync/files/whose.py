"""Of which shop files say that they are, and which shops the earlier files of a copy were of.

Some platforms write the shop's number or name on each line. What an import was told is kept with it, so that it is
forgotten when the import is undone; a shop that was renamed, or several that somebody wants in one copy, are told of
by several files and known by all their names.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from storage.shop import Shop
from storage.store import Import, Store, Transaction
from sync.files.preset import Preset
from sync.files.values import unwrap

_KEPT = "whose"
_NONE = "0"
"""What stands in the column of numbers where there is none."""


class ToldShop(Struct, frozen=True):
    """A shop as lines of a file tell of it; what they do not tell is ""."""

    number: str
    name: str


class ToldShops:
    """Gathers the shops that the lines of a table tell of."""

    def __init__(self, preset: Preset) -> None:
        self._number_at, self._name_at = preset.shop_at
        self._blanks = preset.blanks
        self._seen: dict[tuple[str, str], None] = {}

    def take(self, row: Sequence[str]) -> None:
        """One row."""
        number = "" if self._number_at is None else row[self._number_at]
        name = "" if self._name_at is None else row[self._name_at]
        self._seen[number, name] = None

    def found(self) -> tuple[ToldShop, ...]:
        """Each shop once, in the order in which they came."""
        told = (self._told(*cells) for cells in self._seen)
        return different(each for each in told if each.number or each.name)

    def _told(self, number: str, name: str) -> ToldShop:
        number, name = ("" if text in self._blanks else text for text in (unwrap(number).strip(), unwrap(name).strip()))
        return ToldShop("" if number == _NONE else number, name)


def different(told: Iterable[ToldShop]) -> tuple[ToldShop, ...]:
    """Each shop once."""
    found: list[ToldShop] = []
    for each in told:
        if not is_among(each, found):
            found.append(each)
    return tuple(found)


def is_among(told: ToldShop, shops: Iterable[ToldShop]) -> bool:
    """Whether it is one of them: by number where both tell one, since names change, else by name."""
    return any(told.number == each.number if told.number and each.number else told.name == each.name for each in shops)


def remember(tx: Transaction, imported: Import, told: Sequence[ToldShop]) -> None:
    """Keep of which shops an import is."""
    if told:
        tx.set_cursor(imported.shop_id, imported.source, _KEPT, msgspec.json.encode(told).decode())


def known_as(store: Store, shop: Shop) -> tuple[ToldShop, ...]:
    """The shops that the imports of a copy were of, as far as they told and still stand; the newest first."""
    return different(each for imported in store.imports(shop.id) for each in _kept(store, imported))


def _kept(store: Store, imported: Import) -> Iterator[ToldShop]:
    kept = None if imported.undone_at else store.cursor(imported.shop_id, imported.source, _KEPT)
    yield from () if kept is None else msgspec.json.decode(kept, type=list[ToldShop])
