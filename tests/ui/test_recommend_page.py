"""The page of recommendation: three ways to ask, answers that lead on, lists of everybody, and a trial."""

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from analytics.result import Table
from analytics.trial.enrol import Asked
from analytics.trial.groups import people_of
from storage.facts_load import load_facts
from storage.store import open_store
from sync.sandbox.shop import simulate
from tests.simulated_shop import written
from tests.ui.desk import Desk
from ui.pages.recommend.body import RecommendBody
from ui.pages.recommend.page import RecommendPage
from ui.trials.form import TrialForm
from ui.trials.shown import TrialResult

NEEDED = ("products", "customers", "referrals", "visits", "orders", "order_lines", "campaigns")
ORDERS = 2_500


@pytest.fixture(scope="session")
def unlearnt_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with a simulated shop large enough to learn from, to be copied."""
    home = tmp_path_factory.mktemp("recommend")
    written(simulate(ORDERS, seed=3), NEEDED, home / "default")
    with open_store(home / "default") as store:
        load_facts(store, store.shops()[0].id).close()
    return home


@pytest.fixture(scope="session")
def learnt_home(tmp_path_factory: pytest.TempPathFactory, unlearnt_home: Path) -> Path:
    """The same after the lesson."""
    from analytics.recommend.shop.learnt import learnt

    home = tmp_path_factory.mktemp("recommended")
    shutil.copytree(unlearnt_home, home, dirs_exist_ok=True)
    with open_store(home / "default") as store:
        facts = load_facts(store, store.shops()[0].id)
        learnt(facts)
        facts.close()
    return home


@pytest.fixture
def shop_desk(qtbot: QtBot, learnt_home: Path, tmp_path: Path) -> Iterator[Desk]:
    """A window on that shop, at the page of recommendation."""
    shutil.copytree(learnt_home, tmp_path, dirs_exist_ok=True)
    desk = Desk(qtbot, tmp_path)
    desk.open("recommend")
    yield desk
    desk.close()


def page_of(desk: Desk) -> RecommendPage:
    assert isinstance(desk.page, RecommendPage)
    return desk.page


def body_of(desk: Desk) -> RecommendBody:
    body = page_of(desk).body
    assert isinstance(body, RecommendBody)
    return body


def front(desk: Desk) -> Table:
    table = body_of(desk).tables.front.table
    assert table is not None
    return table


def ids(table: Table) -> list[str]:
    return [column.id for column in table.columns]


def open_cell(desk: Desk, row: int, column: str) -> None:
    """As a double click or Enter on a cell."""
    body_of(desk).tables.front.view.opened.emit(row, ids(front(desk)).index(column))
    desk.settle()


def awake(desk: Desk) -> None:
    """The window has the keyboard: the platform without a screen forgets it when a popup closes."""
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)


def type_into(desk: Desk, field: QLineEdit, text: str) -> None:
    awake(desk)
    field.setFocus()
    QTest.keyClicks(field, text)


def test_it_begins_with_five_products_for_each_group_and_how_good_they_are(shop_desk: Desk) -> None:
    body, table = body_of(shop_desk), front(shop_desk)
    assert body.head.headline.text().startswith("今天先"), "what to do comes first, how good it is second"
    assert "倍" in body.head.days.text() or "推近来卖得最多的" in body.head.days.text()
    assert "不是点击率" in body.notes.text()
    assert ids(table)[:7] == ["segment", "people", "p1", "p2", "p3", "p4", "p5"]
    assert all(row.cells[1] >= 30 and row.cells[2] for row in table.rows)
    assert not body.asking.whole.isVisible()


def test_the_five_are_seen_in_the_smallest_window_too(shop_desk: Desk) -> None:
    shop_desk.window.resize(1024, 640)
    shop_desk.settle()
    view = body_of(shop_desk).tables.front.view
    assert [ids(front(shop_desk))[place] for place in view.shown_columns()][:7][-1] == "p5"


def test_a_customer_is_typed_taken_and_told_what_for(shop_desk: Desk) -> None:
    told = page_of(shop_desk).view.table("new_products")
    place = [column.id for column in told.columns].index("customer_id")
    body, typed = body_of(shop_desk), told.rows[0].cells[place][-6:]
    type_into(shop_desk, body.asking.field, typed)
    shop_desk.press(Qt.Key.Key_Return)  # before anything can have been found: taken as soon as it is
    shop_desk.settle()
    assert body.asking.question().customer.endswith(typed)
    assert body.head.headline.text().startswith("给")
    assert [table.id for table in page_of(shop_desk).view.tables] == ["new", "again"]
    assert not body.notes.isVisible()
    shop_desk.click(body.asking.whole)
    shop_desk.settle()
    assert front(shop_desk).id == "segments"
    assert body.asking.field.text() == ""


def test_groups_are_offered_without_typing_and_one_is_looked_at(shop_desk: Desk) -> None:
    body = body_of(shop_desk)
    awake(shop_desk)
    shop_desk.click(body.asking.ways["segment"])
    shop_desk.settle()
    popup = body.asking.field.completer().popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == len(page_of(shop_desk).view.table("segments").rows)
    name = popup.model().index(0, 0).data()
    popup.hide()
    shop_desk.press(Qt.Key.Key_Return)
    shop_desk.settle()
    assert body.head.headline.text().startswith(name)
    assert len(front(shop_desk).rows) == 5


def test_what_is_not_there_is_said(shop_desk: Desk) -> None:
    body = body_of(shop_desk)
    type_into(shop_desk, body.asking.field, "qqqq")
    shop_desk.settle()
    popup = body.asking.field.completer().popup()
    assert popup.model().index(0, 0).data() == "没有找到"
    popup.hide()
    shop_desk.press(Qt.Key.Key_Return)
    shop_desk.settle()
    assert body.asking.is_of_all


def test_from_a_group_to_a_product_to_a_customer(shop_desk: Desk) -> None:
    body, group = body_of(shop_desk), front(shop_desk).rows[0].cells
    open_cell(shop_desk, 0, "segment")
    assert group[0].zh in body.head.headline.text()
    assert body.asking.way == "segment"
    title = front(shop_desk).rows[0].cells[0]
    assert title == group[2].zh
    open_cell(shop_desk, 0, "product")
    assert str(title) in body.head.headline.text()
    assert ids(front(shop_desk))[0] == "customer"
    who = front(shop_desk).rows[0].cells
    open_cell(shop_desk, 0, "customer")
    assert body.asking.question().customer == who[1]
    assert body.asking.field.text() == body.head.headline.text().removeprefix("给").partition("推什么")[0]


def test_other_cells_still_lead_to_the_rows_behind_them(shop_desk: Desk) -> None:
    body_of(shop_desk).tables.bring("new_products")
    assert front(shop_desk).rows[0].rows is not None
    open_cell(shop_desk, 0, "chance")
    assert shop_desk.page.page_id == "rows"


def test_a_margin_floor_leaves_products_out(shop_desk: Desk) -> None:
    body = body_of(shop_desk)
    before = page_of(shop_desk).view.table("left_out").rows
    body.asking.floor.setValue(60)
    shop_desk.settle()
    reasons = {row.cells[0].zh: row.cells[1] for row in page_of(shop_desk).view.table("left_out").rows}
    assert reasons["毛利低于底线"] > sum(row.cells[1] for row in before if row.cells[0].zh == "毛利低于底线")


def test_lists_of_everybody_are_written_as_one_likes(shop_desk: Desk, tmp_path: Path) -> None:
    body = body_of(shop_desk)
    shop_desk.click(body.every)
    dialog = shop_desk.window.findChild(QFileDialog)
    assert dialog.nameFilters() == ["Excel 工作簿 (*.xlsx)", "CSV 文本 (*.csv)"]
    dialog.close()
    shop_desk.window.exporting.write(tmp_path / "all.csv", page_of(shop_desk).lists_writer())
    shop_desk.settle()
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as stream:
        heading, *rows = csv.reader(stream)
    assert heading[:2] == ["客户", "客户编号"]
    assert len({row[1] for row in rows}) == len(rows) > 100
    assert "已导出" in shop_desk.window.bars.texts()[-1]


def test_the_answer_that_is_seen_is_exported(shop_desk: Desk, tmp_path: Path) -> None:
    open_cell(shop_desk, 0, "segment")
    writer = page_of(shop_desk).writer()
    shop_desk.window.exporting.write(tmp_path / "group.xlsx", writer)
    shop_desk.settle()
    assert [table.id for table in shop_desk.doors.views_exported[-1][1].tables] == ["segment"]


def test_what_is_recommended_is_tried_against_what_sells_most(shop_desk: Desk, tmp_path: Path) -> None:
    page, body = page_of(shop_desk), body_of(shop_desk)
    people = front(shop_desk).rows[0].cells[1]
    open_cell(shop_desk, 0, "segment")
    shop_desk.click(body.trial)
    shop_desk.settle()
    form = shop_desk.window.drawer.findChild(TrialForm)
    assert "会自己买" in form.said.text()
    assert not form.share.isVisible()
    wanted = form.question()
    assert (wanted.hold_out, wanted.offers, wanted.goods) == (0.0, (), ("own", "best"))
    assert [choice.currentText() for choice in form.lists] == ["按人推荐", "卖得最多的"]
    folder = tmp_path / "lists"
    folder.mkdir()
    page.trials.begin(page.shop_id, page.plan(), wanted, folder)
    shop_desk.settle()
    lists = [path.read_text(encoding="utf-8-sig").splitlines()[1:] for path in folder.glob("*.csv")]
    assert len(lists) == 2
    assert sum(map(len, lists)) == people
    for rows in lists:
        assert all(len(set(row.split(",")[3::2])) == 5 for row in rows)
    assert "每人要发的五件都在名单里" in page.bars.texts()[-1]
    shop_desk.window.drawer.shut()
    shop_desk.click(body.asking.whole)
    shop_desk.settle()
    assert "trials" in [table.id for table in page.view.tables]


def open_form(desk: Desk) -> TrialForm:
    desk.click(body_of(desk).trial)
    desk.settle()
    form = desk.window.drawer.findChild(TrialForm)
    assert isinstance(form, TrialForm)
    return form


def test_two_halves_that_would_get_the_same_cannot_be_begun(shop_desk: Desk) -> None:
    form = open_form(shop_desk)
    assert form.go.isEnabled()
    form.lists[1].setCurrentIndex(0)
    shop_desk.settle()
    assert "两组发的一样" in form.said.text()
    assert not form.go.isEnabled()
    form.lists[1].setCurrentIndex(2)
    shop_desk.settle()
    assert "没写发什么" in form.said.text()
    assert not form.go.isEnabled()
    type_into(shop_desk, form.offers[1], "15 off")
    shop_desk.qtbot.waitUntil(form.go.isEnabled)
    assert form.question().goods == ("own", None)
    form.lists[0].setCurrentIndex(2)
    type_into(shop_desk, form.offers[0], "free")
    shop_desk.qtbot.waitUntil(lambda: "名单里没有商品" in form.said.text())


def test_a_form_that_is_open_follows_the_language_with_what_was_typed(shop_desk: Desk) -> None:
    form = open_form(shop_desk)
    form.days.setValue(14)
    form.lists[1].setCurrentIndex(2)
    form.offers[1].setText("包邮")
    shop_desk.window.context.appearance.speak("en")
    shop_desk.settle()
    found = shop_desk.window.drawer.findChild(TrialForm)
    assert found is not form
    assert found.go.text() != "分好，选文件夹放名单"
    assert found.lists[0].currentText() == "lists of their own"
    wanted = found.question()
    assert (wanted.days, wanted.goods, wanted.offers) == (14, ("own", None), ("", "包邮"))
    assert wanted.name.startswith("Recommend")
    shop_desk.window.context.appearance.speak("zh")
    shop_desk.settle()
    shop_desk.window.drawer.shut()
    shop_desk.settle()
    shop_desk.window.context.appearance.speak("en")
    shop_desk.settle()
    assert not shop_desk.window.drawer.isVisible(), "a form that was shut stays shut"


def test_an_older_trial_opens_in_the_window(shop_desk: Desk) -> None:
    """One of another page, over since long: its result is a double click away, not a command."""
    shop_desk.doors.guarded = False
    store = shop_desk.doors.store()
    facts = load_facts(store, store.shops()[0].id)
    ids = people_of(facts, "buyers", "all")
    asked = Asked(name="旧试验", ids=list(ids)[:400], start=date(2025, 1, 1), at=0, view="buyers", group="all")
    shop_desk.doors.start_trial(facts, asked)
    facts.close()
    shop_desk.doors.guarded = True
    page_of(shop_desk).ask_again()
    shop_desk.settle()
    body = body_of(shop_desk)
    assert "result 旧试验" not in [table.id for table in page_of(shop_desk).view.tables]
    body.tables.bring("trials")
    assert "zhanggui" not in front(shop_desk).note.zh
    open_cell(shop_desk, 0, "trial")
    shown = shop_desk.window.drawer.findChild(TrialResult)
    assert "买家" in shown.head.headline.text() or "看不出" in shown.head.headline.text()
    assert [table.id for table in shown.tables._tables] == ["arms", "result"]
    shop_desk.window.context.appearance.speak("en")
    shop_desk.settle()
    again = shop_desk.window.drawer.findChild(TrialResult)
    assert "buyers" in again.head.headline.text()
    shop_desk.window.drawer.shut()
    shop_desk.settle()
    shop_desk.window.context.appearance.speak("zh")
    shop_desk.settle()
    assert not shop_desk.window.drawer.isVisible()


def test_it_is_learnt_in_the_background(qtbot: QtBot, unlearnt_home: Path, tmp_path: Path) -> None:
    shutil.copytree(unlearnt_home, tmp_path, dirs_exist_ok=True)
    desk = Desk(qtbot, tmp_path)
    desk.window.context.state.open("recommend")
    page = desk.window.stage.page
    assert isinstance(page, RecommendPage)
    qtbot.waitUntil(lambda: page.bars.texts() != (), timeout=10_000)
    assert "正在从本店的过去里学习" in page.bars.texts()[0]
    desk.click(page.bars.bar("lesson").step)
    qtbot.waitUntil(lambda: "已停下" in "".join(page.bars.texts()), timeout=30_000)
    desk.close()


def test_a_shop_too_small_says_what_is_missing_and_offers_what_sells_most(desk: Desk) -> None:
    desk.open("recommend")
    body = body_of(desk)
    assert "推不了" in body.head.headline.text() or "先推近来卖得最多的" in body.head.days.text()
    assert body.every.isEnabled() == bool(page_of(desk).view.tables)
    desk.click(body.partner)
    desk.settle()
    assert desk.page.page_id == "cooperation"
