"""A table as a drawing. Read with the pointer or with the arrow keys; a click or Enter opens the rows."""

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)

from analytics.result import Curves, Drawing, Heat, Table
from ui import theme
from ui.widgets.drawn.picture import Picture, Spots, neighbour, spot_at
from ui.widgets.drawn.pictures import picture_of
from ui.widgets.drawn.told import plain_words, rich_words, told
from ui.widgets.format import Writing
from ui.widgets.leading import Lead, lead_of
from ui.widgets.measure import text_font
from ui.widgets.readchart import ReadChart

_MOVES = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
LEAST = (240, 120)  # px at the usual size of text
KEPT_MOST = 8_000_000
"""Device pixels of a picture that is kept: as many as a large screen shows."""
LINES_TOLD = 4
"""Lines of curves up to which all are told where one is pointed at."""


class DrawnChart(ReadChart):
    """Shows one drawn ``Table``."""

    open_rows = Signal(object, str)
    pointed = Signal(QRect)
    """The keyboard points at what is drawn here."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self.spot: int | None = None
        """The place in ``spots`` that is read out."""
        self._writing = Writing()
        self._picture: Picture | None = None
        self._spots: Spots | None = None
        self._kept: QPixmap | None = None
        """The picture as it was last painted: pointing at something need not paint it again."""
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.notifier().changed.connect(self._forget)

    def show_table(self, table: Table, writing: Writing) -> None:
        """Draw another table."""
        self.table, self._writing = table, writing
        self._picture = picture_of(table, writing)
        self._forget()
        words = [table.title, table.lead] if table.lead is not None else [table.title]
        self.setAccessibleName(" ".join(each.say(writing.language) for each in words))
        self.point_at(None)
        self.updateGeometry()

    @property
    def spots(self) -> Spots:
        """What can be pointed at, at the present size."""
        if self._spots is None:
            self._spots = self._picture.spots(QSizeF(self.size())) if self._picture is not None else ()
        return self._spots

    def words(self, place: int) -> list[tuple[str, str]]:
        """What is told of a spot, as pairs of name and value."""
        assert self.table is not None
        spot = self.spots[place]
        return told(self.table, spot.row, spot.column, self._writing, _rivals(self.table.drawn))

    def point_at(self, place: int | None) -> None:
        """Read a spot out, or none."""
        self.spot = place
        self.update()
        leads = place is not None and self._lead(place) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        if place is None:
            self.readout.hide()
            return
        words, box = self.words(place), self.spots[place].box
        self.setAccessibleDescription(plain_words(words))
        self.readout.say(rich_words(words), QPoint(round(box.center().x()), round(box.bottom()) + 4))

    def heightForWidth(self, width: int) -> int:
        """What the picture needs at a width."""
        return max(self._picture.height_at(width) if self._picture is not None else 0, theme.scaled(LEAST[1]))

    def most_height(self) -> int | None:
        """What the picture takes at most at the present width; None for all there is."""
        return self._picture.most_at(self.width()) if self._picture is not None else None

    def sizeHint(self) -> QSize:
        """Modest: it takes what the page has left."""
        wide = theme.scaled(400)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Smaller, it could not be read."""
        return QSize(*map(theme.scaled, LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything stands elsewhere."""
        super().resizeEvent(event)
        self._forget()
        self.point_at(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, the mark of the spot in focus, the focus ring."""
        painter = QPainter(self)
        tokens = theme.current()
        painter.fillRect(event.rect(), QColor(tokens.surface))  # it lies on a card
        if self._picture is not None:
            self._paint_picture(self._picture, painter, event.rect())
        self.paint_focus(painter)
        if self.spot is not None:
            painter.setPen(QPen(QColor(tokens.text), 1))
            painter.drawRect(self.spots[self.spot].box.toAlignedRect().adjusted(0, 0, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out what is under the pointer."""
        place = spot_at(self.spots, event.position())
        if place != self.spot:
            self.point_at(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The rows of what is under the pointer."""
        place = spot_at(self.spots, event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self._open(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End move; Enter opens the rows; Esc puts the readout away."""
        key = Qt.Key(event.key())
        if key in _MOVES and self.spots:
            self._move(key)
        elif key in _OPENS and self.spot is not None:
            self._open(self.spot)
        elif key == Qt.Key.Key_Escape and self.spot is not None:
            self.point_at(None)
        else:
            super().keyPressEvent(event)

    def _forget(self) -> None:
        self._spots = self._kept = None
        self.update()

    def _paint_picture(self, picture: Picture, painter: QPainter, seen: QRect) -> None:
        scale = self.devicePixelRatioF()
        size = self.size() * scale
        if size.width() * size.height() > KEPT_MOST:  # a long list: only what is seen of it
            painter.setClipRect(seen)
            painter.setFont(text_font())
            picture.paint(painter, QSizeF(self.size()))
            painter.setClipping(False)
            return
        if self._kept is None or self._kept.size() != size:
            self._kept = _painted(picture, size, scale)
        painter.drawPixmap(0, 0, self._kept)

    def _move(self, key: Qt.Key) -> None:
        place = neighbour(self.spots, self.spot, key)
        if place is not None:
            self.pointed.emit(self.spots[place].box.toAlignedRect())
            self.point_at(place)

    def _lead(self, place: int) -> Lead | None:
        spot = self.spots[place]
        assert self.table is not None
        return lead_of(self.table, self.table.rows[spot.row], spot.column, self._writing)

    def _open(self, place: int) -> None:
        lead = self._lead(place)
        if lead is not None:
            self.open_rows.emit(lead.rows, lead.title)


def _painted(picture: Picture, size: QSize, scale: float) -> QPixmap:
    """The picture on the ground of a card."""
    kept = QPixmap(size)
    kept.setDevicePixelRatio(scale)
    kept.fill(QColor(theme.current().surface))
    painter = QPainter(kept)
    painter.setFont(text_font())
    picture.paint(painter, QSizeF(size) / scale)
    painter.end()
    return kept


def _rivals(drawn: Drawing | None) -> tuple[str, ...]:
    """Columns that are cells of their own and not told with the one that is pointed at."""
    if isinstance(drawn, Heat):
        return drawn.columns
    return drawn.lines if isinstance(drawn, Curves) and len(drawn.lines) > LINES_TOLD else ()
