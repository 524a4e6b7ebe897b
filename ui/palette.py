"""Ctrl+K: type a few letters of a page, a shop or a command, and Enter."""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme

Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT, TOP = 520, 384, 64


class Entry(Struct, frozen=True):
    """One line of the palette."""

    title: str
    hint: str
    """Shown after the title: the key, or what kind of thing it is."""
    icon: str
    also: str
    run: Callable[[], object]


def matches(entry: Entry, typed: str) -> int | None:
    """How well an entry fits what was typed, smaller is better; None if it does not."""
    wanted, title = typed.casefold().split(), entry.title.casefold()
    everything = f"{title} {entry.also.casefold()}"
    if not all(word in everything for word in wanted):
        return None
    return 0 if title.startswith(typed.strip().casefold()) else 1 if all(word in title for word in wanted) else 2


class _Line(QStyledItemDelegate):
    """An entry with its hint at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.setPen(QColor(theme.current().muted))
        hint = index.data(Qt.ItemDataRole.UserRole).hint
        place = option.rect.adjusted(0, 0, -8, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)


class Palette(QFrame):
    """Lies over the window; closes with Esc, Enter or when the focus goes elsewhere."""

    def __init__(self, window: QWidget, entries: Callable[[], tuple[Entry, ...]]) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("kind", "palette")
        self._entries = entries
        self._back: QWidget | None = None
        self.field = QLineEdit()
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        self.list.setItemDelegate(_Line(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.hide()

    def open(self) -> None:
        """Show it with everything there is."""
        window = self._window
        self._back = window.focusWidget()
        self.field.setPlaceholderText(self.tr("页面、店铺、命令"))
        self.field.setAccessibleName(self.tr("搜索"))
        self.list.setAccessibleName(self.tr("找到的"))
        width = min(theme.scaled(WIDTH), window.width() - 32)
        height = min(theme.scaled(HEIGHT), window.height() - 2 * TOP)
        self.setGeometry((window.width() - width) // 2, TOP, width, height)
        self.field.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def shut(self) -> None:
        """Hide it; the focus returns to where it was."""
        back, self._back = self._back, None  # hiding takes the focus away, which forgets it
        self.hide()
        if back is not None:
            back.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field moves through the list, runs and closes; when it loses the focus the palette closes."""
        if event.type() == QEvent.Type.FocusOut:
            self._back = None
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)  # ours, not the command that closes the drawer
            return event.isAccepted()
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps and self.list.count():
            row = self.list.currentRow() + steps[key]
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem() is not None:
            self._run(self.list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.shut()
        else:
            return False
        return True

    def _narrow(self, typed: str) -> None:
        ranked = [(fit, entry) for entry in self._entries() if (fit := matches(entry, typed)) is not None]
        self.list.clear()
        for _fit, entry in sorted(ranked, key=lambda pair: pair[0]):
            item = QListWidgetItem(theme.icon(entry.icon or "right", theme.current().muted), entry.title)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title} {entry.hint}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _run(self, item: QListWidgetItem) -> None:
        entry: Entry = item.data(Qt.ItemDataRole.UserRole)
        self.shut()
        entry.run()
