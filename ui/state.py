"""Where the window is: shop, page, and one question per shop for every page, with a way back.

Pages never ask for themselves: whatever changes the shop, the page or the question goes through here and comes back
as ``moved``.
"""

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from analytics.question import Question
from analytics.result import Selection
from ui.presets import Asked, question_of
from ui.settings import Settings
from ui.shops import Known

DEEPEST = 100  # steps that can be taken back


class Behind(Struct, frozen=True):
    """Rows that are looked at, and what they are."""

    selection: Selection
    title: str


class Place(Struct, frozen=True):
    """One step of the history."""

    page_id: str
    shop_id: str | None
    asked: Asked
    behind: Behind | None = None


class State(QObject):
    """The place of the window and how it got there."""

    moved = Signal()
    """Another shop, page or question: show it."""
    learned = Signal()
    """The shops, or the data of one, changed."""
    file_wanted = Signal()
    """The data page is asked to open a file."""
    connection_wanted = Signal()
    """The data page is asked to open the form that connects a shop."""
    change_wanted = Signal(str)
    """The same for the form that changes the connection of the shop with this id."""

    def __init__(self, settings: Settings, page_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.shops: tuple[Known, ...] = ()
        self.place = Place(page_id, settings.shop_id, settings.asked.get(settings.shop_id or "", Asked()))
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    @property
    def known(self) -> Known | None:
        """The shop that is looked at; None while there is none."""
        return next((known for known in self.shops if known.shop.id == self.place.shop_id), None)

    @property
    def question(self) -> Question | None:
        """What every page is asked; None while there is no shop."""
        known = self.known
        return question_of(self.place.asked, known.today) if known else None

    def learn(self, shops: tuple[Known, ...]) -> None:
        """The shops there are now; the one looked at stays, or the first takes its place."""
        self.shops = shops
        if self.known is None:
            first = shops[0].shop.id if shops else None
            self.place = replace(self.place, shop_id=first, asked=self._settings.asked.get(first or "", Asked()))
            self._behind, self._ahead = [], []
        self.learned.emit()
        self.moved.emit()

    def leave(self, page_id: str) -> None:
        """Another profile is open: no shop is known of it yet, and there is no way back into the old one."""
        self.shops = ()
        self.place = Place(page_id, None, Asked())
        self._behind, self._ahead = [], []

    def open(self, page_id: str) -> None:
        """Go to a page."""
        self._go(replace(self.place, page_id=page_id, behind=None))

    def open_rows(self, page_id: str, behind: Behind) -> None:
        """Go to the rows behind a number."""
        self._go(replace(self.place, page_id=page_id, behind=behind))

    def ask(self, asked: Asked) -> None:
        """Ask every page of this shop something else. Rows answer the old question, so their page takes over again."""
        origin = next((place.page_id for place in reversed(self._behind) if place.behind is None), self.place.page_id)
        page_id = origin if self.place.behind else self.place.page_id
        self._go(replace(self.place, page_id=page_id, asked=asked, behind=None))

    def choose(self, shop_id: str) -> None:
        """Look at another shop, with the question it was asked last."""
        self._go(replace(self.place, shop_id=shop_id, asked=self._settings.asked.get(shop_id, Asked()), behind=None))

    def want_file(self) -> None:
        """Go to the data page and ask for a file."""
        self.open("data")
        self.file_wanted.emit()

    def want_connection(self) -> None:
        """Go to the data page and open the form that connects a shop."""
        self.open("data")
        self.connection_wanted.emit()

    def want_change(self, shop_id: str) -> None:
        """Go to the data page and open the form that changes the connection of a shop."""
        self.open("data")
        self.change_wanted.emit(shop_id)

    @property
    def can_back(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._behind)

    @property
    def can_forward(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._ahead)

    def back(self) -> None:
        """Take the last step back."""
        if self._behind:
            self._ahead.append(self.place)
            self._arrive(self._behind.pop())

    def forward(self) -> None:
        """Take the step again that was taken back."""
        if self._ahead:
            self._behind.append(self.place)
            self._arrive(self._ahead.pop())

    def undo(self) -> None:
        """Take the last step back if it changed the question; going to a page is no change."""
        if self._behind and self._behind[-1].asked != self.place.asked:
            self.back()

    def _go(self, place: Place) -> None:
        if place == self.place:
            return
        self._behind = [*self._behind[-DEEPEST + 1 :], self.place]
        self._ahead = []
        self._arrive(place)

    def _arrive(self, place: Place) -> None:
        self.place = place
        if place.shop_id is not None:
            self._settings.shop_id = place.shop_id
            self._settings.asked[place.shop_id] = place.asked
        self.moved.emit()
