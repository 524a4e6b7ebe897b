"""The pages at the left, in groups; collapses to icons. Up and down move through it, Enter opens."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.controls import Button, Drawing, Elided, heading
from ui.page import Declared, Group

WIDE, NARROW, WIDEST = 168, 48, 240
ITEM, ICON = 32, 16
TOP = 48  # height of the name, the same as the first row of the period bar


class Item(QPushButton):
    """One page: icon and title, a brand mark at the left while it is open."""

    stepped = Signal(int)
    """The focus should go this far."""

    def __init__(self, declared: Declared) -> None:
        super().__init__()
        self.declared = declared
        self.setCheckable(True)
        self.setFixedHeight(theme.scaled(ITEM))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.notifier().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Icon, gap and title."""
        return QSize(theme.scaled(48) + self.fontMetrics().horizontalAdvance(self.text()) + 16, theme.scaled(ITEM))

    def minimumSizeHint(self) -> QSize:
        """The icon alone."""
        return QSize(theme.scaled(NARROW), theme.scaled(ITEM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move through the pages, Enter opens."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, mark, icon, title, focus ring."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = self.rect().adjusted(8, 0, -8, 0)
        ground = tokens.selected if self.isChecked() else tokens.hover if self.underMouse() else None
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(body, 4, 4)
        if self.isChecked():
            painter.setBrush(QColor(tokens.brand))
            painter.drawRoundedRect(QRect(body.left(), body.top() + 8, 3, self.height() - 16), 1, 1)
        icon = theme.scaled(ICON)
        place = QRect(body.left() + 8, (self.height() - icon) // 2, icon, icon)
        theme.icon(self.declared.icon, tokens.text if self.isChecked() else tokens.muted).paint(painter, place)
        self._write(painter, body.adjusted(16 + icon, 0, -4, 0))
        if self.hasFocus():
            painter.setPen(QColor(tokens.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(0, 0, -1, -1), 4, 4)
            painter.drawRoundedRect(body.adjusted(1, 1, -2, -2), 3, 3)

    def _write(self, painter: QPainter, room: QRect) -> None:
        if room.width() < self.height():
            return
        font = self.font()
        font.setWeight(font.Weight.DemiBold if self.isChecked() else font.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.current().text))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


class Navigation(QFrame):
    """Emits ``chosen`` with the id of a page."""

    chosen = Signal(str)
    collapsed = Signal(bool)

    def __init__(self, pages: Sequence[Declared], narrow: bool) -> None:
        super().__init__()
        self.setProperty("kind", "navigation")
        self._narrow = narrow
        self._groups: dict[Group, Elided] = {}
        self._under = {page.id: page.under for page in pages if page.under is not None}
        self._items = {page.id: Item(page) for page in pages if page.group is not None}
        self._name = heading(size=13)
        self._fold = Button(icon="sidebar", kind="quiet", token="muted")
        self._fold.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(self._brand())
        column.addWidget(self._list(), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(7, 0, 8, 0)
        foot.addWidget(self._fold)
        foot.addStretch(1)
        column.addLayout(foot)
        self.retranslate()

    def show_page(self, page_id: str) -> None:
        """Mark the open page, or the one it belongs to; one without a place leaves the mark where it was."""
        page_id = self._under.get(page_id, page_id)
        if page_id in self._items:
            for item in self._items.values():
                item.setChecked(item.declared.id == page_id)

    def retranslate(self) -> None:
        """Set every text again."""
        self._name.setText(self.tr("掌柜"))
        for group, label in self._groups.items():
            label.setText(self._group_name(group))
        for number, item in enumerate(self._items.values(), 1):
            title = item.declared.title()
            item.setText(title)
            item.setAccessibleName(title)
            item.setToolTip(f"{title}    {number}" if number <= 9 else title)
        self._fit()

    def _step(self, item: Item, step: int) -> None:
        items = list(self._items.values())
        items[(items.index(item) + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)

    def _group_name(self, group: Group) -> str:
        return {
            "today": self.tr("今日"),
            "cube": self.tr("数据魔方"),
            "insight": self.tr("洞察"),
            "data": self.tr("数据与报表"),
        }[group]

    def _brand(self) -> QWidget:
        brand = QWidget()
        brand.setFixedHeight(theme.scaled(TOP))
        row = QHBoxLayout(brand)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(Drawing("dot", "brand"))
        row.addWidget(self._name, 1)
        return brand

    def _list(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        for item in self._items.values():
            group = item.declared.group
            if group is not None and group not in self._groups:
                column.addWidget(self._group_label(group))
            item.stepped.connect(lambda step, item=item: self._step(item, step))
            item.clicked.connect(lambda _on, page_id=item.declared.id: self._choose(page_id))
            column.addWidget(item)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _group_label(self, group: Group) -> Elided:
        label = Elided()
        label.setProperty("kind", "muted")
        label.setContentsMargins(16, 16, 8, 4)
        self._groups[group] = label
        return label

    def _choose(self, page_id: str) -> None:
        self._items[page_id].setChecked(True)  # a second click on the open page must not take its mark away
        self.chosen.emit(page_id)

    def _toggle(self) -> None:
        self._narrow = not self._narrow
        self._fit()
        self.collapsed.emit(self._narrow)

    def _fit(self) -> None:
        titles = max((item.sizeHint().width() for item in self._items.values()), default=0)
        wide = min(max(theme.scaled(WIDE), titles), theme.scaled(WIDEST))
        self.setFixedWidth(theme.scaled(NARROW) if self._narrow else wide)
        self._name.setVisible(not self._narrow)
        for label in self._groups.values():
            label.setVisible(not self._narrow)
        self._fold.name(self.tr("展开导航") if self._narrow else self.tr("收起导航"))
