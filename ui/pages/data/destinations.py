"""To which shops the offered files go, platform by platform."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.destination import Destination, Into
from storage.shop import Shop
from storage.words import Language
from ui.pages.data.destination import DestinationRow
from ui.shops import Known

NOTHING = Into()
"""Chosen where the shop has to be, and was not yet."""


class Destinations(QWidget):
    """Emits ``chosen`` when the files have to be read again, ``renamed`` and ``entered`` as a row does."""

    chosen = Signal()
    renamed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, DestinationRow] = {}
        """By platform."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    @property
    def into(self) -> dict[str, Into]:
        """What is chosen now, also where nobody changed it: what was shown is what is done."""
        return {platform: row.into for platform, row in self.rows.items() if not row.destination.settled}

    @property
    def is_ready(self) -> bool:
        """Whether nothing has to be answered any more."""
        return all(row.is_ready for row in self.rows.values())

    @property
    def first(self) -> QWidget | None:
        """What has to be answered first; None if nothing has to."""
        return next((row.first for row in self.rows.values() if row.first is not None), None)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [stop for row in self.rows.values() for stop in row.stops]

    def clear(self) -> None:
        """Forget what was shown."""
        for platform in list(self.rows):
            self._take(platform)

    def show_destinations(
        self,
        destinations: Sequence[Destination],
        into: Mapping[str, Into],
        shops: Sequence[Known],
        language: Language,
    ) -> None:
        """A row for each platform; those that are there keep the focus and stay open."""
        for gone in self.rows.keys() - {each.platform for each in destinations}:
            self._take(gone)
        for each in destinations:
            row = self.rows.get(each.platform) or self._add(each)
            chosen = into.get(each.platform, NOTHING)
            chosen = _as_it_is(each) if chosen == NOTHING else chosen
            row.show_destination(each, chosen, choosable(each, shops), len(destinations) > 1, language)
        self.setVisible(bool(destinations))

    def _add(self, destination: Destination) -> DestinationRow:
        row = self.rows[destination.platform] = DestinationRow(destination)
        row.chosen.connect(self.chosen)
        row.renamed.connect(self.renamed)
        row.entered.connect(self.entered)
        self._column.addWidget(row)
        return row

    def _take(self, platform: str) -> None:
        row = self.rows.pop(platform)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()


def choosable(destination: Destination, shops: Sequence[Known]) -> list[Shop]:
    """The shops that such files could belong to: of their currency, and not emptied by an undo."""
    real = [known for known in shops if not known.shop.demo and (known.as_of is not None or known.platform)]
    return [known.shop for known in real if _is_proposed(destination, known.shop) or _fits(destination, known.shop)]


def _is_proposed(destination: Destination, shop: Shop) -> bool:
    return shop.id == destination.shop.id and not destination.is_new


def _fits(destination: Destination, shop: Shop) -> bool:
    if destination.worldwide:
        return not destination.told or shop.currency in destination.told
    return shop.currency == destination.shop.currency


def _as_it_is(destination: Destination) -> Into:
    shop = destination.shop
    if "shop" in destination.asks:
        return NOTHING
    if not destination.is_new:
        return Into(shop_id=shop.id)
    return Into(name=shop.name)
