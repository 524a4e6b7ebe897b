"""To which shop files of one platform go: a line that says it, and below it the choices, shown when asked for."""

from collections.abc import Sequence

from msgspec import structs
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from storage.destination import Destination, Into
from storage.shop import Shop
from storage.words import Language
from ui.controls import Button, Elided, label
from ui.pages.data.destinationwords import line, reasons, to_answer
from ui.pages.data.moneyandzones import CURRENCIES, ZONES
from ui.pages.data.picker import Picker

NEW = ""
"""Id of a shop that the import makes."""
NOT_YET = ""
"""What was not chosen."""
NOBODY = "?"
"""Id in the box of shops while none was chosen that has to be."""
COLUMNS = 4


class DestinationRow(QWidget):
    """Emits ``chosen`` when the files have to be read again for it, ``renamed`` when only a new shop is called
    otherwise, and ``entered`` when Enter is pressed in the name.
    """

    chosen = Signal()
    renamed = Signal()
    entered = Signal()

    def __init__(self, destination: Destination) -> None:
        super().__init__()
        self.destination, self.into = destination, Into()
        self._shops: Sequence[Shop] = ()
        self._many, self._wanted = False, False
        self._language: Language = "zh"
        self._of_new = Into()
        """What was chosen of a new shop, while another one is looked at."""
        self.words, self.must_know, self.notes = Elided(), label(wrap=True), label(kind="muted", wrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.change = Button(kind="chip")
        self.shop, self.name, self.currency, self.zone = Picker(), QLineEdit(), Picker(), Picker()
        self._fields, self._labels = QWidget(), dict[QWidget, QLabel]()
        self._lay_out()
        self.change.clicked.connect(self._toggle)
        self.shop.picked.connect(self._pick_shop)
        self.currency.picked.connect(lambda code: self._choose(structs.replace(self.into, currency=code)))
        self.zone.picked.connect(lambda zone: self._choose(structs.replace(self.into, timezone=zone)))
        self.name.textEdited.connect(self._rename)
        self.name.returnPressed.connect(self.entered)

    def show_destination(
        self, destination: Destination, into: Into, shops: Sequence[Shop], many: bool, language: Language
    ) -> None:
        """Show what was found out and chosen; ``shops`` could be meant, ``many`` platforms are offered together."""
        self.destination, self.into, self._shops, self._many = destination, into, shops, many
        self._language = language
        self._wanted |= self._must  # once answered, the choices stay where they are until they are folded
        self._offer()
        self._show()

    @property
    def is_ready(self) -> bool:
        """Whether nothing has to be answered any more."""
        return not self.destination.asks and (not self.into.is_new or bool(self.into.name.strip()))

    @property
    def _must(self) -> bool:
        """Whether the choices have to be in sight."""
        return bool(self.destination.asks) or self.destination.misfit

    @property
    def _asks_shop(self) -> bool:
        """Whether nobody has said yet to which shop the files belong, and somebody must."""
        return "shop" in self.destination.asks

    @property
    def first(self) -> QWidget | None:
        """What has to be answered first; None if nothing has to."""
        if self.destination.misfit:
            return self.shop
        boxes = {"shop": self.shop, "currency": self.currency, "timezone": self.zone}
        return next((boxes[each] for each in self.destination.asks), None)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.change, self.shop, self.name, self.currency, self.zone]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc folds the choices that were asked for."""
        if event.key() == Qt.Key.Key_Escape and self._wanted and not self._must:
            self._toggle()
            self.change.setFocus()
        else:
            super().keyPressEvent(event)

    def _pick_shop(self, shop_id: str) -> None:
        if shop_id == NOBODY:
            return
        if self.into.is_new:
            self._of_new = self.into
        new = self._of_new if self._of_new.name else Into(name=self.destination.new_name)
        self._choose(Into(shop_id=shop_id) if shop_id else new)

    def _choose(self, into: Into) -> None:
        self.into = into
        self.chosen.emit()

    def _rename(self, name: str) -> None:
        self.into = structs.replace(self.into, name=name)
        self._show()
        self.renamed.emit()

    def _toggle(self) -> None:
        self._wanted = not self._wanted
        self._show()

    def _offer(self) -> None:
        destination, language = self.destination, self._language
        new = (NEW, self.tr("新店铺"), "")
        shops = [new, *((shop.id, shop.name, "") for shop in self._shops)]
        unknown = (NOT_YET, self.tr("请选择"), "")
        if self._asks_shop:
            self.shop.offer([(NOBODY, self.tr("请选择"), ""), *shops], NOBODY)
        else:
            self.shop.offer(shops, self.into.shop_id)
        money = [(code, f"{code} {words.say(language)}", "") for code, words in CURRENCIES.items()]
        zones = [(key, words.say(language), key) for key, words in ZONES.items()]
        asks = destination.asks
        self.currency.offer([unknown, *money] if "currency" in asks else money, destination.shop.currency)
        self.zone.offer([unknown, *zones] if "timezone" in asks else zones, self._zone())
        if self.name.text() != self._name():
            self.name.setText(self._name())
            self.name.setCursorPosition(0)  # of a long name, its beginning

    def _name(self) -> str:
        return self.into.name if self.into.is_new else self.destination.shop.name

    def _zone(self) -> str:
        return NOT_YET if "timezone" in self.destination.asks else self.destination.shop.timezone

    def _show(self) -> None:
        destination, found = self.destination, len(self.destination.told) == 1
        new = self.into.is_new and not self._asks_shop
        is_open = self._wanted and not destination.settled
        self.words.setText(line(destination, self.into, self._many, self._language))
        self.must_know.setText(to_answer(destination, self._language))
        namesake = new and self.into.name.strip() in {shop.name for shop in self._shops}
        said = (reasons(destination, len(self._shops), is_open, self._language), self._namesake() if namesake else "")
        self.notes.setText("\n".join(filter(None, said)))
        for said in (self.must_know, self.notes):
            said.setVisible(bool(said.text()))
        self.change.setText(self.tr("收起") if is_open else self.tr("更改"))
        self.change.setAccessibleName(f"{self.change.text()} {self.words.text()}")
        self.change.setVisible(not self._must and not destination.settled)
        self._fields.setVisible(is_open)
        self.name.setEnabled(new)
        self.currency.setEnabled(new and not found)
        self.currency.setToolTip(self.tr("文件里写的就是这种货币") if new and found else "")
        self.zone.setEnabled(new)
        for box in (self.currency, self.zone):
            box.setVisible(destination.worldwide)
            self._labels[box].setVisible(destination.worldwide)
        self._name_fields()

    def _namesake(self) -> str:
        return self.tr("已经有一家店叫「{name}」。要导入到那家，请在「属于哪家店」里选它。").format(
            name=self.into.name.strip()
        )

    def _name_fields(self) -> None:
        names = {
            self.shop: self.tr("属于哪家店"),
            self.name: self.tr("店名"),
            self.currency: self.tr("金额的货币"),
            self.zone: self.tr("按哪里的时间"),
        }
        for field, name in names.items():
            self._labels[field].setText(name)
            field.setAccessibleName(name)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.words)
        top.addWidget(self.change)
        top.addStretch(1)
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, field in enumerate((self.shop, self.name, self.currency, self.zone)):
            above = label(kind="muted")
            above.setBuddy(field)
            self._labels[field] = above
            grid.addWidget(above, 0, place)
            grid.addWidget(field, 1, place)
        for place in range(COLUMNS):
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.must_know)
        column.addWidget(self.notes)
        column.addWidget(self._fields)
