"""The filters in force, one chip per kind; a click takes it away."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from analytics.question import Filters
from ui.choices.names import buyers_name, value_name
from ui.controls import Button, empty

NAMED = 2  # values that a chip names; of more it tells how many


class Chips(QWidget):
    """Emits ``changed`` with the filters that are left."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def show_filters(self, filters: Filters) -> None:
        """Show the chips of ``filters``."""
        empty(self._row)
        self._add(self.tr("渠道"), filters.channels, replace(filters, channels=()))
        self._add(self.tr("地区"), filters.provinces, replace(filters, provinces=()))
        self._add(self.tr("类目"), filters.categories, replace(filters, categories=()))
        if filters.buyers != "all":
            self._chip(buyers_name(filters.buyers), replace(filters, buyers="all"))

    def texts(self) -> tuple[str, ...]:
        """What the chips say."""
        return tuple(chip.text() for chip in self.findChildren(Button) if not chip.isHidden())

    def _add(self, title: str, values: tuple[str, ...], without: Filters) -> None:
        if not values:
            return
        names = self.tr("、").join(value_name(value) for value in values[:NAMED])
        more = self.tr(" 等{count}个").format(count=len(values)) if len(values) > NAMED else ""
        self._chip(self.tr("{title}：{values}").format(title=title, values=names + more), without)

    def _chip(self, text: str, without: Filters) -> None:
        chip = Button(text, icon="close", kind="chip")
        chip.name(self.tr("去掉筛选 {what}").format(what=text))
        chip.clicked.connect(lambda: self.changed.emit(without))
        self._row.addWidget(chip)
