"""The first column stays where it is while the others scroll: a second view of the same model lies over it."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtWidgets import QTableView

from ui import theme
from ui.widgets.cells import ROW_HEIGHT
from ui.widgets.tableheader import Header


class FrozenColumn(QTableView):
    """Shown only while ``over`` is scrolled sideways, so that it costs nothing otherwise."""

    def __init__(self, over: QTableView, model: QAbstractItemModel, header: Header) -> None:
        super().__init__(over)
        self._over = over
        self._header = Header(self)
        self.setHorizontalHeader(self._header)
        self._header.sectionClicked.connect(header.sectionClicked)
        self._header.setSortIndicatorShown(header.isSortIndicatorShown())
        self._header.setSortIndicator(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: none; }")
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(ROW_HEIGHT))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(over.verticalScrollMode())
        self.setSelectionBehavior(over.selectionBehavior())
        self.setItemDelegate(over.itemDelegate())
        over.horizontalScrollBar().valueChanged.connect(self._follow)
        over.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(over.verticalScrollBar().setValue)
        over.horizontalHeader().sectionResized.connect(self._follow)
        over.viewport().installEventFilter(self)
        self.doubleClicked.connect(over.doubleClicked)
        self.setModel(model)
        self.setSelectionModel(over.selectionModel())
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The view below changed its size."""
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self, *_what: object) -> None:
        needed = self._over.horizontalScrollBar().value() > 0
        self.setVisible(needed)
        if not needed:
            return
        width = self._over.columnWidth(0)
        edge = self._over.frameWidth()
        header = self._over.horizontalHeader()
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)
        self.setColumnWidth(0, width)
        self._header.setFixedHeight(header.height())
        self.setGeometry(edge, edge, width, self._over.viewport().height() + header.height())
        self.verticalScrollBar().setValue(self._over.verticalScrollBar().value())
        self.raise_()
