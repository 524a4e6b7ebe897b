"""Telling what columns are with the keyboard and the wheel."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from tests.sync.retail import write
from tests.ui.desk import Desk
from tests.ui.telling import ask, meant, pick


@pytest.fixture
def desk(file_desk: Desk) -> Desk:
    return file_desk


def stops(desk: Desk, first: QWidget, count: int) -> list[QWidget]:
    """Where Tab leads from a widget."""
    first.setFocus()
    found = []
    for _ in range(count):
        desk.press(Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    return found


def test_tab_goes_as_the_eye_does_and_every_box_has_a_name(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    about, boxes, words = panel.about, list(panel.columns.boxes.values()), list(panel.words.boxes.values())
    expected = [
        *(about.shop, about.shop_name, about.name, about.encoding, about.zone, about.currency),
        *(*boxes, panel.columns.grid, *words, panel._close, panel.accept),
    ]
    assert stops(desk, about.table, len(expected)) == expected
    assert all(box.accessibleName() for box in panel.findChildren(QComboBox))
    assert boxes[0].accessibleName() == "「单号」这一列是什么"
    assert words[0].accessibleName() == "已完成"


def test_a_box_out_of_sight_is_brought_in_by_tab(desk: Desk, tmp_path: Path) -> None:
    names = [f"列{place}" for place in range(30)]
    lines = "\n".join(",".join(f"{row}.{place}" for place in range(30)) for row in range(5))
    panel = ask(desk, write(tmp_path, f"日期,{','.join(names)}\n2026-03-01,{lines}\n"))
    last = panel.columns.boxes["列29"]
    strip = panel.columns._strip.rect()
    assert not strip.contains(last.geometry().center())
    last.setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.contains(last.geometry().center())
    panel.columns.boxes["日期"].setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.contains(panel.columns.boxes["日期"].geometry().center())


def test_the_wheel_changes_nothing_but_the_box_in_use(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    box = panel.columns.boxes["金额"]

    def turn() -> None:
        centre = QPointF(box.rect().center())
        keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(centre, centre, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, keys, phase, False)
        QApplication.sendEvent(box, wheel)

    panel.about.table.setFocus()
    turn()
    assert box.chosen == "paid"
    box.setFocus()
    turn()
    assert box.chosen != "paid"


def test_arrow_keys_take_nothing_from_the_columns_they_pass_over(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    before = meant(panel)
    pick(desk, panel.columns.boxes["优惠"], "note")  # over 支付, 运费 and everything below
    pick(desk, panel.columns.boxes["优惠"], "discount")
    assert meant(panel) == before
