"""Cards beside the tree that are marked: noted in the real notebook, told over the page, taken back."""

from PySide6.QtCore import QPoint, Qt

from tests.ui.desk import Desk
from tests.ui.hand_made_diagnosis import diagnosis_view
from tests.ui.test_diagnosis_page import diagnosis
from tests.ui.test_diagnosis_room import edges
from ui.bars import Step
from ui.pages.rows import RowsPage


def noted(desk: Desk) -> tuple:
    """The marks in the notebook, read outside the window."""
    desk.doors.guarded = False
    marks = desk.doors.notebook("s1").marks
    desk.doors.guarded = True
    return marks


def test_a_mark_is_kept_and_can_be_taken_back(desk: Desk) -> None:
    page, body = diagnosis(desk, diagnosis_view())
    desk.click(body.cards.cards[0].buttons.done)
    desk.settle()
    assert [(mark.card_id, mark.state) for mark in noted(desk)] == [("restock:p-102", "done")]
    assert noted(desk)[0].title == "补货：蚕丝被 1.2米床\nRestock the silk quilt"
    assert noted(desk)[0].stake == 1_312_000
    assert page.view.id == "diagnosis"
    assert page.view.cards != diagnosis_view().cards, "worked out anew"
    desk.click(page.marking.slip.bar.step)
    desk.settle()
    assert noted(desk) == ()
    assert page.marking.slip.bar is None


def test_what_is_said_of_a_mark_lies_over_the_page_and_goes_away(desk: Desk) -> None:
    page, body = diagnosis(desk, diagnosis_view())
    before = edges(body, body.tree), body.mapTo(page, QPoint(0, 0))
    slip = page.marking.slip
    for leave in (lambda: desk.click(body.tree), slip._timer.timeout.emit):
        slip.show("done", "已记下。")
        desk.settle()
        assert (edges(body, body.tree), body.mapTo(page, QPoint(0, 0))) == before
        assert slip.bar.geometry().bottom() < page.height()
        assert slip._timer.interval() == 8000
        leave()
        assert slip.bar is None


def test_the_slip_stays_while_the_keyboard_is_on_it(desk: Desk) -> None:
    page, body = diagnosis(desk, diagnosis_view())
    slip = page.marking.slip
    slip.show("done", "已记下。", Step("撤销", lambda: None))
    desk.press(Qt.Key.Key_Escape)
    slip.bar.step.setFocus(Qt.FocusReason.TabFocusReason)
    slip._timer.timeout.emit()
    assert slip.bar is not None
    body.tree.tree.node("aov").setFocus(Qt.FocusReason.TabFocusReason)
    slip._timer.timeout.emit()
    assert slip.bar is None


def test_a_card_that_is_not_wanted_is_put_away(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    desk.click(body.cards.cards[1].buttons.dismiss)
    desk.settle()
    assert [(mark.card_id, mark.state) for mark in noted(desk)] == [("winback:3m", "dismissed")]


def test_a_list_of_a_card_opens_its_rows(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    desk.click(body.cards.cards[0].buttons.lists[0])
    desk.settle()
    assert isinstance(desk.page, RowsPage)
    assert desk.page.found.selection == diagnosis_view().cards[0].concerns[0].rows
    assert desk.window.bar.title.text() == "补货：蚕丝被 1.2米床 · 1 件商品"
