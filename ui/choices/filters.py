"""Choosing a part of the shop: channels, regions, categories, new or returning buyers."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from analytics.choices import Choice, Choices
from analytics.question import BuyerKind, Filters
from ui.choices.names import buyers_name, value_name
from ui.choices.popover import Popover
from ui.controls import Button, heading, label, line
from ui.theme import scaled


class ValueList(QWidget):
    """Values with boxes to tick, the most ordered first, and a field that narrows a long list."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = heading()
        self._find = QLineEdit()
        self._find.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setMinimumSize(scaled(176), scaled(192))
        self._find.textChanged.connect(self._narrow)
        self._list.itemChanged.connect(lambda _item: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self._find, self._list):
            column.addWidget(widget)

    def name(self, title: str, find: str) -> None:
        """Title of the list and what its search field says."""
        self._title.setText(title)
        self._find.setPlaceholderText(find)
        self._find.setAccessibleName(f"{title}: {find}")
        self._list.setAccessibleName(title)

    def show_values(self, values: Sequence[Choice], chosen: tuple[str, ...]) -> None:
        """Offer ``values`` with ``chosen`` ticked; a chosen value without orders stays in sight."""
        offered = {choice.value for choice in values}
        gone = (Choice(value, 0) for value in chosen if value not in offered)
        self._list.blockSignals(True)
        self._list.clear()
        for choice in (*values, *gone):
            item = QListWidgetItem(f"{value_name(choice.value)}   {choice.orders:,}")
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            item.setCheckState(Qt.CheckState.Checked if choice.value in chosen else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._find.clear()

    def chosen(self) -> tuple[str, ...]:
        """The ticked values."""
        items = (self._list.item(index) for index in range(self._list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _narrow(self, text: str) -> None:
        for index in range(self._list.count()):
            item = self._list.item(index)
            item.setHidden(text.strip().lower() not in item.text().lower())


class FilterPopover(Popover):
    """Emits ``chosen`` with the filters and closes."""

    chosen = Signal(object)

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._lists = (ValueList(), ValueList(), ValueList())
        self._buyers = {kind: Button(kind="item") for kind in get_args(BuyerKind)}
        self._wait = label(kind="muted")
        self._clear, self._apply = Button(kind="quiet"), Button(kind="primary")
        self._clear.clicked.connect(lambda: self._choose(Filters()))
        self._apply.clicked.connect(lambda: self._choose(self.filters()))
        self._lay_out()

    def show_filters(self, filters: Filters) -> None:
        """Open with the filters in force; the values follow when they are known."""
        self._say()
        for kind, button in self._buyers.items():
            button.setChecked(kind == filters.buyers)
        self._wait.setText(self.tr("正在读取可选的值…"))
        self._offer(Choices((), (), ()), filters)
        self.open()
        self._lists[0].setFocus()

    def show_values(self, choices: Choices, filters: Filters) -> None:
        """The values there are, with how many orders each."""
        self._wait.setText(self.tr("后面的数字是订单数"))
        self._offer(choices, filters)

    def filters(self) -> Filters:
        """What is ticked."""
        buyers = next(kind for kind, button in self._buyers.items() if button.isChecked())
        channels, provinces, categories = (values.chosen() for values in self._lists)
        return Filters(channels, provinces, categories, buyers)

    def _offer(self, choices: Choices, filters: Filters) -> None:
        offered = (choices.channels, choices.provinces, choices.categories)
        ticked = (filters.channels, filters.provinces, filters.categories)
        for values, found, chosen in zip(self._lists, offered, ticked, strict=True):
            values.show_values(found, chosen)

    def _choose(self, filters: Filters) -> None:
        self.close()
        self.chosen.emit(filters)

    def _say(self) -> None:
        titles = (self.tr("渠道"), self.tr("地区"), self.tr("类目"))
        for values, title in zip(self._lists, titles, strict=True):
            values.name(title, self.tr("查找"))
        for kind, button in self._buyers.items():
            button.setText(buyers_name(kind))
        self._clear.setText(self.tr("全部清除"))
        self._apply.setText(self.tr("应用"))

    def _lay_out(self) -> None:
        lists = QHBoxLayout()
        lists.setSpacing(16)
        for values in self._lists:
            lists.addWidget(values)
        buyers = QHBoxLayout()
        buyers.setSpacing(4)
        for button in self._buyers.values():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            buyers.addWidget(button)
        buyers.addStretch(1)
        buyers.addWidget(self._wait)
        end = QHBoxLayout()
        end.addWidget(self._clear)
        end.addStretch(1)
        end.addWidget(self._apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(lists)
        column.addLayout(buyers)
        column.addWidget(line())
        column.addLayout(end)
