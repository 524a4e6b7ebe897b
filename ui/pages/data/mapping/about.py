"""What is told of a table as a whole: what it is, whose it is, and how it is written."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from storage.mapping import TableForm
from storage.shop import Shop
from storage.words import Language
from ui.controls import label
from ui.pages.data.mapping.draft import NEW, Draft
from ui.pages.data.moneyandzones import CURRENCIES, ENCODINGS, ZONES
from ui.pages.data.picker import Picker

PER_ROW = 4
GAP = 8  # px between a field and the name below it
AUTOMATIC = ""


class About(QWidget):
    """Emits ``told`` with the name of a field of the draft and its new value; ``shop_told`` with the id of a shop,
    ``encoding_told`` with a codec.
    """

    told = Signal(str, str)
    shop_told = Signal(str)
    encoding_told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.table, self.shop, self.shop_name = Picker(), Picker(), QLineEdit()
        self.name, self.encoding, self.zone, self.currency = QLineEdit(), Picker(), Picker(), Picker()
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out()
        for field, box in (("table", self.table), ("timezone", self.zone), ("currency", self.currency)):
            box.picked.connect(lambda value, field=field: self.told.emit(field, value))
        self.shop.picked.connect(self.shop_told)
        self.encoding.picked.connect(self.encoding_told)
        self.shop_name.textEdited.connect(lambda text: self.told.emit("shop_name", text))
        self.name.textEdited.connect(lambda text: self.told.emit("name", text))

    def offer(
        self, forms: Sequence[TableForm], shops: Sequence[Shop], language: Language, draft: Draft, encoding: str
    ) -> None:
        """Offer all there is to choose from, and show the draft."""
        self._name_fields()
        self.table.offer([(form.kind, form.words.say(language), "") for form in forms], draft.table)
        known = [(shop.id, shop.name, "") for shop in shops]
        self.shop.offer([(NEW, self.tr("新店铺"), ""), *known], draft.shop_id)
        found = self.tr("自动")
        self.encoding.offer(
            [(AUTOMATIC, found, ""), *((codec, name, "") for codec, name in ENCODINGS.items())], encoding
        )
        self.zone.offer([(key, words.say(language), key) for key, words in ZONES.items()], draft.timezone)
        self.currency.offer(
            [(code, f"{code} {words.say(language)}", "") for code, words in CURRENCIES.items()], draft.currency
        )
        self.name.setText(draft.name)
        self.name.setCursorPosition(0)  # of a long name, its beginning

    def show_draft(self, draft: Draft, is_text: bool) -> None:
        """Show what was told, and only what can be told."""
        boxes = ((self.table, draft.table), (self.shop, draft.shop_id), (self.zone, draft.timezone))
        for box, key in (*boxes, (self.currency, draft.currency)):
            box.show_choice(key)
        is_new = draft.shop_id == NEW
        if self.shop_name.text() != draft.shop_name:
            self.shop_name.setText(draft.shop_name)
            self.shop_name.setCursorPosition(0)
        self.shop_name.setEnabled(is_new)
        self.currency.setEnabled(is_new)
        self.currency.setToolTip("" if is_new else self.tr("店铺的账用这种货币"))
        self.encoding.setEnabled(is_text)
        self.encoding.setToolTip("" if is_text else self.tr("Excel 表格不用选编码"))

    def _name_fields(self) -> None:
        names = {
            self.table: self.tr("这是什么表"),
            self.shop: self.tr("属于哪家店"),
            self.shop_name: self.tr("店名"),
            self.name: self.tr("格式名称"),
            self.encoding: self.tr("文字编码"),
            self.zone: self.tr("时间是哪里的"),
            self.currency: self.tr("金额的货币"),
        }
        for field, name in names.items():
            self._labels[field].setText(name)
            field.setAccessibleName(name)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        fields = (self.table, self.shop, self.shop_name, self.name, self.encoding, self.zone, self.currency)
        for number, field in enumerate(fields):
            row, column = divmod(number, PER_ROW)
            above = label(kind="muted")
            above.setBuddy(field)
            self._labels[field] = above
            grid.addWidget(above, row * 3, column)
            grid.addWidget(field, row * 3 + 1, column)
        grid.setRowMinimumHeight(2, GAP - grid.verticalSpacing())
        for column in range(PER_ROW):
            grid.setColumnStretch(column, 1)
