"""A page becomes a workbook: asked where to, written in the background, told of."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from analytics.views import VIEWS
from tests.ui.desk import Desk
from tests.ui.doors import OFFLINE
from ui.exporting import views_writer


def _dialog(desk: Desk) -> QFileDialog:
    return desk.window.findChild(QFileDialog)


def test_the_page_is_written_with_the_question_in_force(desk: Desk, tmp_path: Path) -> None:
    desk.open("orders")
    desk.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = _dialog(desk)
    assert Path(dialog.selectedFiles()[0]).name == "小林女装_订单_2026-10-23_2026-11-21.xlsx"
    dialog.fileSelected.emit(str(tmp_path / "a.xlsx"))
    dialog.close()
    desk.settle()
    path, views, shop_id, question = desk.doors.exported[0]
    assert (path.name, views, shop_id, question) == ("a.xlsx", ("orders",), "s1", desk.window.context.state.question)
    assert "a.xlsx" in desk.window.bars.texts()[0]


def test_everything_is_every_view(desk: Desk, tmp_path: Path) -> None:
    desk.window.commands["export-all"].trigger()
    _dialog(desk).fileSelected.emit(str(tmp_path / "b.xlsx"))
    _dialog(desk).close()
    desk.settle()
    assert desk.doors.exported[0][1] == tuple(VIEWS)


def test_a_file_that_cannot_be_written_offers_another_name(desk: Desk, tmp_path: Path) -> None:
    desk.doors.refuse = OFFLINE
    desk.window.exporting.write(tmp_path / "c.xlsx", views_writer(desk.window.context, ("orders",)))
    desk.settle()
    assert desk.window.bars.bar("export").step.text() == "另存为"


def test_pages_without_figures_are_not_exported(desk: Desk) -> None:
    desk.open("settings")
    assert not desk.window.commands["export-page"].isEnabled()
    assert not desk.window.bar.export.isVisible()


def test_the_rows_behind_a_number_are_written_under_its_title(desk: Desk, tmp_path: Path) -> None:
    desk.open("orders")
    figure = desk.window.stage.page.view.figures[0]
    desk.window.stage.page.open_rows.emit(figure.rows, "支付金额")
    desk.settle()
    desk.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "支付金额" in Path(_dialog(desk).selectedFiles()[0]).name
    _dialog(desk).fileSelected.emit(str(tmp_path / "d.xlsx"))
    _dialog(desk).close()
    desk.settle()
    assert desk.doors.rows_exported == [(tmp_path / "d.xlsx", figure.rows, "支付金额")]
