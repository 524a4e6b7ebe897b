"""What is asked: one of three ways in, whom or what it is about, and the least margin of what is offered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from analytics.recommend.shop.asked import Asked, Way
from storage.words import Language
from ui.controls import Button, label
from ui.suggesting import Suggesting
from ui.theme import scaled

if TYPE_CHECKING:  # loads numpy, which a window must not wait for
    from analytics.recommend.shop.finding import Named

LEAST, WIDEST = 132, 280  # px of the search field, at the usual size of text
HIGHEST = 60  # per cent of margin
WAYS: tuple[Way, ...] = ("customer", "product", "segment")


class Asking(QWidget):
    """Emits what is asked, and what is typed to find it."""

    asked = Signal(object)
    """An ``Asked``."""
    typed = Signal(str, str)
    """The way, and a part of a name or id."""

    def __init__(self) -> None:
        super().__init__()
        self.ways: dict[Way, Button] = {way: Button(kind="item") for way in WAYS}
        self.field, self.floor = Suggesting(), QSpinBox()
        self.whole = Button(icon="back", kind="quiet")
        self.whole.shorter = ""
        self._floor_name = label()
        self._asked = Asked()
        self._ready()
        self._wire()
        self._lay_out()
        self.retranslate()

    @property
    def way(self) -> Way:
        """The way that is chosen."""
        return next(way for way, button in self.ways.items() if button.isChecked())

    @property
    def is_of_all(self) -> bool:
        """Whether the whole shop is asked about."""
        return self._asked == Asked(floor=self._asked.floor)

    def question(self) -> Asked:
        """What is asked now."""
        return self._asked

    def offer(self, found: "Sequence[Named]", language: Language) -> None:
        """What was found of what is typed."""
        texts = [(one, one.name.say(language)) for one in found]
        with_id = self.way != "segment"
        self.field.offer([(one, f"{text}   {one.id}" if with_id and one.id != text else text) for one, text in texts])

    def look_at(self, way: Way, key: str, name: str) -> None:
        """Ask about one, as if it had been typed and taken."""
        self.ways[way].setChecked(True)
        self.retranslate()
        self.field.setText(name)
        self._ask(Asked(**{way: key}, floor=self._asked.floor))

    def look_at_all(self) -> None:
        """Ask about the whole shop."""
        self.field.take_back()
        self._ask(Asked(floor=self._asked.floor))

    def begin(self) -> None:
        """Nothing was asked of this shop yet; tells nobody."""
        self.field.take_back()
        self.floor.blockSignals(True)
        self.floor.setValue(0)
        self.floor.blockSignals(False)
        self._asked = Asked()
        self._show_way_back()

    def retranslate(self) -> None:
        """Set every text again."""
        names = {"customer": self.tr("给客人"), "product": self.tr("推商品"), "segment": self.tr("按人群")}
        wanted = {
            "customer": self.tr("推什么给 TA：客户名或编号"),
            "product": self.tr("告诉谁：商品名或编号"),
            "segment": self.tr("推哪五件：选一群人"),
        }
        for way, button in self.ways.items():
            button.setText(names[way])
            button.setToolTip(wanted[way])
        self.field.setPlaceholderText(wanted[self.way])
        self.field.setAccessibleName(wanted[self.way])
        self.field.nothing = self.tr("没有找到")
        self._floor_name.setText(self.tr("毛利至少"))
        self.floor.setAccessibleName(self.tr("毛利至少"))
        self.floor.setToolTip(self.tr("毛利占售价的比例低于它的商品不推；不知道进价的照推。"))
        self.whole.setText(self.tr("看全店"))
        self.whole.setToolTip(self.tr("看全店"))

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        self._show_way_back()
        self.asked.emit(asked)

    def _show_way_back(self) -> None:
        self.whole.setVisible(not self.is_of_all)

    def _choose(self) -> None:
        """Another way: something else is looked for. The groups are few, and all offered at once."""
        self.field.take_back()
        self.retranslate()
        self.field.setFocus()
        self.typed.emit(self.way, "")

    def _ready(self) -> None:
        for button in self.ways.values():
            button.setCheckable(True)
            button.setAutoExclusive(True)
        self.ways["customer"].setChecked(True)
        self.field.setMinimumWidth(scaled(LEAST))
        self.field.setMaximumWidth(scaled(WIDEST))
        self.floor.setRange(0, HIGHEST)
        self.floor.setSingleStep(5)
        self.floor.setSuffix(" %")
        self.floor.setKeyboardTracking(False)
        self._floor_name.setBuddy(self.floor)
        self._show_way_back()

    def _wire(self) -> None:
        for button in self.ways.values():
            button.clicked.connect(self._choose)
        self.field.textEdited.connect(lambda text: self.typed.emit(self.way, text))
        self.field.picked.connect(self._take)
        self.floor.valueChanged.connect(lambda value: self._ask(replace(self._asked, floor=value / 100)))
        self.whole.clicked.connect(self.look_at_all)

    def _take(self, one: "Named") -> None:
        self._ask(Asked(**{self.way: one.id}, floor=self._asked.floor))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        ways = QHBoxLayout()
        ways.setSpacing(0)
        for button in self.ways.values():
            ways.addWidget(button)
        row.addLayout(ways)
        row.addWidget(self.field, 1)
        row.addWidget(self.whole)
        row.addWidget(self._floor_name, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.floor)
        row.addStretch(0)
