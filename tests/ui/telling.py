"""The vocabulary of stories about tables that their owner tells of."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.sync.retail import rows
from tests.ui.desk import Desk
from ui.pages.data.mapping.panel import MappingPanel
from ui.pages.data.picker import Picker

SALES = (
    "单号,日期,顾客,金额,优惠,状态\n"
    "1,2026-03-01,周小雨,30,5,已完成\n"
    "2,2026-03-02,吴敏,12.5,0,待付款\n"
    "3,3月3日,李雷,8,0,已完成\n"
    "4,2026-03-04,韩梅,20,0,挂起\n"
)


def ask(desk: Desk, *paths: Path) -> MappingPanel:
    """Drop files, of which one is unknown, and press the button that it has."""
    page = desk.open("data")
    desk.drop(*paths)
    desk.click(page.panel.card.bars.asking)
    desk.settle()
    return page.panel.telling.panel


def pick(desk: Desk, box: Picker, key: str) -> None:
    """Choose with the keyboard, as who goes through the form with Tab."""
    box.setFocus()
    steps = box.findData(key) - box.currentIndex()
    for _ in range(abs(steps)):
        desk.press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    assert box.chosen == key
    desk.settle()


def write_over(line: QLineEdit, text: str) -> None:
    """Write as with an input method for Chinese."""
    line.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def meant(panel: MappingPanel) -> dict[str, str]:
    return {column: box.currentText() for column, box in panel.columns.boxes.items()}


def paid(desk: Desk) -> list[tuple[object, ...]]:
    return rows(desk.doors._store, "orders", "id", "payment_amount")
