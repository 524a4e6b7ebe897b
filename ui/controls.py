"""The window's own few controls: a button that elides and recolours itself, headings, elided labels, cards."""

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui import theme
from ui.theme.fonts import Size

Kind = Literal["plain", "primary", "quiet", "item", "chip"]
LEAST = 48  # px a button with text may shrink to, at the usual size of text
CHEVRON = 12
GAP, STYLE_GAP = 8, 4  # pixels between icon and text: ours, and what the style reckons with


class Button(QPushButton):
    """A push button whose text elides when room is short and whose icon follows the theme.

    It takes the focus by Tab, not by a click, so that the focus ring shows only to who uses the keyboard.
    """

    def __init__(
        self, text: str = "", icon: str = "", kind: Kind = "plain", choice: bool = False, token: str = ""
    ) -> None:
        super().__init__(text)
        self._icon = icon
        self._token = token or ("surface" if kind == "primary" else "text")
        self._kind = kind
        self._choice = choice
        self._trailing = kind == "chip"
        self.whole = False
        """Never elided: others make room first."""
        self.shorter: str | None = None
        """Shown where the whole text has no room; where that has none either, the icon stands alone."""
        self.setProperty("kind", kind)
        self.setProperty("choice", choice)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        theme.notifier().changed.connect(self._recolour)
        self._recolour()

    def name(self, text: str) -> None:
        """What it does, for screen readers and on hover: for buttons that show only an icon."""
        self.setAccessibleName(text)
        self.setToolTip(text)

    def set_icon(self, icon: str) -> None:
        """Show another drawing."""
        self._icon = icon
        self._recolour()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it like the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """What the style wants, and the wider gap between icon and text."""
        hint = super().sizeHint()
        return QSize(hint.width() + (GAP - STYLE_GAP if self._icon and self.text() else 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Room for the icon and a few letters; for the whole text of a button that is ``whole``."""
        hint = self.sizeHint()
        if self.whole:
            return hint
        least = theme.scaled(LEAST) + (self.iconSize().width() if self._icon else 0)
        return QSize(min(hint.width(), least), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style's ground and edge; icon, elided text and chevron on it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        icon = self.iconSize().width() if self._icon else 0
        text = self.text_in(inside.width() - icon - (GAP if icon else 0))
        gap = GAP if icon and text else 0
        wide = icon + gap + self.fontMetrics().horizontalAdvance(text)
        left = inside.left() if self._choice or self._kind == "item" else inside.center().x() - wide // 2 + 1
        at, after = (left, left + icon + gap) if not self._trailing else (left + wide - icon, left)
        if icon:
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            self.icon().paint(painter, QRect(at, (self.height() - icon) // 2, icon, icon), mode=mode)
        painter.setPen(self._ink())
        painter.drawText(QRect(after, 0, inside.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if self._choice:
            side = theme.scaled(CHEVRON)
            place = QRect(self.width() - 8 - side, (self.height() - side) // 2, side, side)
            theme.icon("down", theme.current().muted).paint(painter, place)

    def text_in(self, room: int) -> str:
        """What of the text is shown in so many px."""
        metrics = self.fontMetrics()
        if self.shorter is None:
            return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        return next((text for text in (self.text(), self.shorter) if metrics.horizontalAdvance(text) <= room), "")

    def _ink(self) -> QColor:
        tokens = theme.current()
        usual = tokens.surface if self._kind == "primary" else tokens.text
        return QColor(usual if self.isEnabled() else tokens.outline)

    def _recolour(self) -> None:
        if self._icon:
            self.setIcon(theme.icon(self._icon, getattr(theme.current(), self._token)))


class Elided(QLabel):
    """One line of text that ends in an ellipsis when room is short, with the whole text on hover."""

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.scaled(LEAST)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room: the whole text moves to the hover."""
        super().resizeEvent(event)
        self._hint()

    def setText(self, text: str) -> None:
        """Show ``text``."""
        super().setText(text)
        self._hint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, elided."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        role = self.foregroundRole()
        self.style().drawItemText(
            painter, self.contentsRect(), self.alignment(), self.palette(), self.isEnabled(), text, role
        )

    def _hint(self) -> None:
        wide = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if wide else "")


class Drawing(QLabel):
    """An icon that follows the theme: the name of a drawing and of the token that colours it; grows with the text."""

    def __init__(self, icon: str, token: str = "text", size: int = 16) -> None:
        super().__init__()
        self._icon, self._token, self._size = icon, token, theme.scaled(size)
        self.setFixedSize(self._size, self._size)
        theme.notifier().changed.connect(self._recolour)
        self._recolour()

    def show_icon(self, icon: str, token: str) -> None:
        """Show another drawing in another colour."""
        self._icon, self._token = icon, token
        self._recolour()

    def changeEvent(self, event: QEvent) -> None:
        """Moved to a screen of another scale: draw again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._recolour()

    def _recolour(self) -> None:
        drawing = theme.icon(self._icon, getattr(theme.current(), self._token))
        self.setPixmap(drawing.pixmap(QSize(self._size, self._size), self.devicePixelRatioF()))


def label(text: str = "", kind: Literal["plain", "muted", "bad", "tag"] = "plain", wrap: bool = False) -> QLabel:
    """Text of the page."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # names of shops and buyers are never markup
    made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    return made


def heading(text: str = "", size: Size = 11) -> Elided:
    """A heading of 11 or 13 pt, semibold."""
    made = Elided(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(size, strong=True))
    return made


def card() -> QFrame:
    """A surface with a hairline around it."""
    made = QFrame()
    made.setProperty("kind", "card")
    return made


def empty(layout: QLayout) -> None:
    """Take every widget out of ``layout`` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def line(parent: QWidget | None = None) -> QFrame:
    """A horizontal hairline."""
    made = QFrame(parent)
    made.setFixedHeight(1)
    made.setObjectName("hairline")
    return made
