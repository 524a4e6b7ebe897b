"""Which columns of a table are shown, as a menu with a tick per column. The first one, which names the row, stays."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.tableview import TableView


def columns_menu(view: TableView, parent: QWidget) -> QMenu:
    """The menu for ``view``; ticks take effect at once."""
    menu = QMenu(parent)
    for column in range(1, view.model().columnCount()):
        action = QAction(str(view.model().headerData(column, Qt.Orientation.Horizontal)), menu)
        action.setCheckable(True)
        action.setChecked(not view.isColumnHidden(column))
        action.toggled.connect(lambda shown, which=column: view.choose_column(which, shown))
        menu.addAction(action)
    return menu
