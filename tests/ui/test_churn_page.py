"""The page of churn: learnt in the background, groups that narrow the people, and a list with some held out."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from analytics.coverage import present
from analytics.period import local_day
from analytics.trial.enrol import Asked, first_day
from analytics.trial.groups import people_of
from desktop.trials import start
from storage.clock import now_ms
from storage.facts_load import load_facts
from storage.shop import Shop
from storage.store import open_store
from tests.analytics.churn.shops import order
from tests.ui.desk import Desk
from ui.pages.churn.body import ChurnBody
from ui.pages.churn.page import ChurnPage
from ui.trials.form import TrialForm


def desk_on(qtbot: QtBot, shop: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(shop, tmp_path / "default")
    desk = Desk(qtbot, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def learnt_desk(qtbot: QtBot, learnt_shop: Path, tmp_path: Path) -> Iterator[Desk]:
    yield from desk_on(qtbot, learnt_shop, tmp_path)


@pytest.fixture
def unlearnt_desk(qtbot: QtBot, buying_shop: Path, tmp_path: Path) -> Iterator[Desk]:
    yield from desk_on(qtbot, buying_shop, tmp_path)


def body_of(desk: Desk) -> ChurnBody:
    assert isinstance(desk.page, ChurnPage)
    assert isinstance(desk.page.body, ChurnBody)
    return desk.page.body


def people(body: ChurnBody) -> int:
    return body.tables.front.model.rowCount()


def test_the_lesson_runs_in_the_background_and_the_page_comes_by_itself(unlearnt_desk: Desk) -> None:
    window = unlearnt_desk.window
    window.context.state.open("churn")
    unlearnt_desk.qtbot.waitUntil(lambda: window.status.isVisible(), timeout=10_000)
    assert isinstance(window.stage.page, ChurnPage)
    assert "正在从本店的过去里学习" in window.stage.page.bars.texts()[0]
    window.context.state.open("orders")  # nobody has to wait
    unlearnt_desk.qtbot.waitUntil(lambda: window.stage.page.view is not None, timeout=10_000)
    unlearnt_desk.qtbot.waitUntil(lambda: not window.context.jobs.running, timeout=60_000)
    unlearnt_desk.open("churn")
    assert len(body_of(unlearnt_desk).cards) >= 4
    assert unlearnt_desk.page.bars.texts() == ()


def test_a_lesson_that_is_stopped_says_so_and_can_go_on(unlearnt_desk: Desk) -> None:
    window = unlearnt_desk.window
    window.context.state.open("churn")
    page = window.stage.page
    assert isinstance(page, ChurnPage)
    unlearnt_desk.qtbot.waitUntil(lambda: "正在从本店的过去里学习" in "".join(page.bars.texts()), timeout=10_000)
    unlearnt_desk.click(page.bars.bar("lesson").step)
    unlearnt_desk.qtbot.waitUntil(lambda: "已停下" in "".join(page.bars.texts()), timeout=30_000)
    unlearnt_desk.click(page.bars.bar("lesson").step)
    unlearnt_desk.qtbot.waitUntil(lambda: page.body is not None, timeout=60_000)
    unlearnt_desk.qtbot.waitUntil(lambda: not window.context.jobs.running, timeout=10_000)
    assert page.bars.texts() == ()


@pytest.fixture
def desk_of_two(qtbot: QtBot, buying_shop: Path, tmp_path: Path) -> Iterator[Desk]:
    """A shop that takes a lesson, looked at, and a small one that takes none."""
    shutil.copytree(buying_shop, tmp_path / "default")
    with open_store(tmp_path / "default") as store:
        store.put_shop(Shop(id="small", name="小铺"))
        with store.write() as tx:
            tx.upsert("small", "api", [order(number, "c1", number) for number in range(5)])
    desk = Desk(qtbot, tmp_path)
    yield desk
    desk.close()


def test_a_lesson_that_is_stopped_while_another_shop_is_looked_at_says_nothing_there(desk_of_two: Desk) -> None:
    desk, window = desk_of_two, desk_of_two.window
    large = next(known.shop.id for known in window.context.state.shops if known.shop.id != "small")
    window.context.state.choose(large)
    desk.settle()
    window.context.state.open("churn")
    page = window.stage.page
    assert isinstance(page, ChurnPage)
    desk.qtbot.waitUntil(lambda: "正在从本店的过去里学习" in "".join(page.bars.texts()), timeout=10_000)
    window.context.state.choose("small")
    desk.qtbot.waitUntil(lambda: page.view is not None and page.view.shop.id == "small", timeout=10_000)
    assert window.status.isVisible()  # the lesson goes on
    desk.click(window.status.cancel)
    desk.qtbot.waitUntil(lambda: not window.context.jobs.running, timeout=30_000)
    assert page.bars.texts() == ()
    window.context.state.choose(large)  # there it is learnt after all
    desk.qtbot.waitUntil(lambda: "正在从本店的过去里学习" in "".join(page.bars.texts()), timeout=10_000)
    desk.click(page.bars.bar("lesson").step)
    desk.qtbot.waitUntil(lambda: "已停下" in "".join(page.bars.texts()), timeout=30_000)


def test_a_group_narrows_the_people_to_its_own(learnt_desk: Desk) -> None:
    learnt_desk.open("churn")
    body = body_of(learnt_desk)
    every = people(body)
    card = next(card for card in body.cards if 0 < card.row.cells[1] < 60)
    card.setFocus()
    learnt_desk.press(Qt.Key.Key_Return)
    assert people(body) == card.row.cells[1] < every
    learnt_desk.press(Qt.Key.Key_Return)
    assert people(body) == every


def test_the_people_of_a_group_open_as_rows(learnt_desk: Desk) -> None:
    learnt_desk.open("churn")
    card = body_of(learnt_desk).cards[0]
    learnt_desk.click(card.people)
    learnt_desk.settle()
    assert learnt_desk.page.page_id == "rows"
    assert learnt_desk.page.counted.text() == f"{card.row.cells[1]:,} 位买家"


def test_a_list_is_split_kept_and_written_and_the_trial_shows(learnt_desk: Desk, tmp_path: Path) -> None:
    page = learnt_desk.open("churn")
    assert isinstance(page, ChurnPage)
    written_to = [card for card in body_of(learnt_desk).cards if not card.trial.isHidden()]
    card = max(written_to, key=lambda card: card.row.cells[1])
    body_of(learnt_desk).ensureWidgetVisible(card.trial)
    card.trial.click()
    learnt_desk.settle()
    form = learnt_desk.window.drawer.findChild(TrialForm)
    assert "会自己买" in form.said.text()
    assert form.said.text().endswith("从明天零点的单算起，名单今天就发。")
    form.share.setValue(30)
    form.name.setText("十一月叫回")
    form.offers[0].setText("满 100 减 15")
    learnt_desk.settle()
    folder = tmp_path / "lists"
    folder.mkdir()
    page.trials.begin(page.shop_id, page.plan("", ""), form.question(), folder)
    learnt_desk.settle()
    lists = [path.read_text(encoding="utf-8-sig").splitlines() for path in folder.glob("*.csv")]
    assert len(lists) == 2
    assert sum(len(rows) - 1 for rows in lists) == card.row.cells[1]
    assert not {*lists[0][1:]} & {*lists[1][1:]}
    assert "名单已分好" in page.bars.texts()[-1]
    every = page.view.table("trials")
    assert [row.cells[2] for row in every.rows] == [first_day(now_ms(), page.view.shop.zone)]
    assert every.note.zh == "双击试验名看它的结果。"


@pytest.fixture
def trying_desk(qtbot: QtBot, learnt_shop: Path, tmp_path: Path) -> Iterator[Desk]:
    """Five trials ended ten days ago, another one long before."""
    shutil.copytree(learnt_shop, tmp_path / "default")
    with open_store(tmp_path / "default") as store:
        facts = load_facts(store, store.shops()[0].id)
        ids, today = people_of(facts, "churn", "fine"), local_day(present(facts), facts.shop.zone)
        for number, ago in enumerate((131, 40, 40, 40, 40, 40)):
            begun = today - timedelta(days=ago)
            start(store, facts, Asked(name=f"t{number}", ids=ids, start=begun, at=number, view="churn", group="fine"))
        facts.close()
    desk = Desk(qtbot, tmp_path)
    yield desk
    desk.close()


def test_every_trial_of_late_shows_what_came_of_it(trying_desk: Desk) -> None:
    page = trying_desk.open("churn")
    assert isinstance(page, ChurnPage)
    shown = [table.title.zh for table in page.view.tables if table.title.zh.endswith("差别有多大")]
    assert shown == [f"t{number}：差别有多大" for number in (5, 4, 3, 2, 1)]


def test_a_shop_too_small_says_what_is_missing(desk: Desk) -> None:
    page = desk.open("churn")
    assert isinstance(page, ChurnPage)
    assert page.view is not None
    assert "还差" in page.view.headline.zh
    assert page.view.tables[0].id == "never"
