"""The page of the fan network: who is shown, found, opened, looped and given samples."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from storage.facts_load import load_facts
from storage.store import open_store
from sync.sandbox.shop import simulate
from tests.simulated_shop import written
from tests.ui.desk import Desk
from ui.pages.network.body import NetworkBody
from ui.pages.network.page import NetworkPage
from ui.pages.network.replay import STEPS

NEEDED = ("products", "customers", "contents", "shares", "referrals", "visits", "orders")
pytestmark = pytest.mark.usefixtures("few_worlds")


@pytest.fixture(scope="session")
def social_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with a simulated shop of some hundred fans, to be copied."""
    home = tmp_path_factory.mktemp("social")
    written(simulate(2500, seed=2), NEEDED, home / "default")
    with open_store(home / "default") as store:
        load_facts(store, store.shops()[0].id).close()
    return home


@pytest.fixture
def social_desk(qtbot: QtBot, tmp_path: Path, social_home: Path):
    """A window on that shop, at the page."""
    shutil.copytree(social_home, tmp_path, dirs_exist_ok=True)
    desk = Desk(qtbot, tmp_path)
    desk.open("network")
    yield desk
    desk.close()


def page_of(desk: Desk) -> NetworkPage:
    assert isinstance(desk.page, NetworkPage)
    return desk.page


def body_of(desk: Desk) -> NetworkBody:
    body = page_of(desk).body
    assert isinstance(body, NetworkBody)
    return body


def test_everybody_is_in_the_picture_and_counted_beside_it(social_desk: Desk) -> None:
    body = body_of(social_desk)
    assert body.picture is not None
    assert body.canvas.people is not None
    assert len(body.canvas.people) == len(body.picture) == 750
    counts = [label.text() for label in body.legend._counts]
    assert sum(int(text.replace(",", "")) for text in counts if text) == 750
    assert body.side.people.list.count() >= 30


def test_a_key_person_opens_in_the_drawer_with_what_to_do(social_desk: Desk) -> None:
    body = body_of(social_desk)
    listed = body.side.people.list
    item = next(one for row in range(listed.count()) if (one := listed.item(row)).data(Qt.ItemDataRole.UserRole))
    body.side.people.list.itemClicked.emit(item)
    social_desk.settle()
    node = body.node_of(str(item.data(Qt.ItemDataRole.UserRole)))
    assert body.canvas.marked.chosen == node
    drawer = social_desk.window.drawer
    assert drawer.isVisible()
    assert drawer._title.text() == body.picture.name(node)
    texts = [label.text() for label in drawer.findChildren(type(body.side.people._said))]
    assert "带来的人" in texts


def test_somebody_is_found_by_a_part_of_the_id_and_shown(social_desk: Desk) -> None:
    body = body_of(social_desk)
    wanted = int(np.argmax(body.picture.layout.size))
    QTest.keyClicks(body.tools.find, body.picture.ids[wanted][2:])
    social_desk.settle()
    body.tools.find.returnPressed.emit()
    assert body.canvas.marked.chosen == wanted


def test_a_branch_is_folded_from_the_drawer_and_opened_by_the_tool(social_desk: Desk) -> None:
    body, page = body_of(social_desk), page_of(social_desk)
    head = int(np.argmax(body.picture.layout.size))
    page._turn_fold(head)
    social_desk.settle()
    assert body.canvas.folded == {head}
    social_desk.click(body.tools.unfold)
    assert body.canvas.folded == frozenset()


def test_the_replay_hides_who_came_later(social_desk: Desk) -> None:
    body = body_of(social_desk)
    body.replay.slider.setValue(STEPS // 2)
    first, last = body.picture.span
    middle = first + (last - first) // 2
    assert body.canvas.moment == middle
    there = (body.picture.fans.since <= middle).sum()
    assert body.canvas.scene.shown.mask.sum() == there < 750
    assert sum(int(label.text().replace(",", "")) for label in body.legend._counts[1:]) == there
    body.replay.slider.setValue(STEPS)
    assert body.canvas.moment is None


def test_the_replay_stops_when_another_page_is_opened(social_desk: Desk) -> None:
    body = body_of(social_desk)
    social_desk.click(body.replay.play)
    assert body.replay._ticking.isActive()
    social_desk.window.context.state.open("orders")
    assert not body.replay._ticking.isActive()
    social_desk.settle()


def test_twenty_samples_are_ringed_listed_and_exported(social_desk: Desk, tmp_path: Path) -> None:
    body, page = body_of(social_desk), page_of(social_desk)
    social_desk.click(body.tools.samples)
    social_desk.settle()
    assert body.samples.list.count() == 20
    assert len(body.canvas.marked.emphasised) == 20
    assert "20" in body.samples.said.text()
    writer = page.writer()
    assert writer is not None
    social_desk.window.exporting.write(tmp_path / "samples.xlsx", writer)
    social_desk.settle()
    path, view = social_desk.doors.views_exported[-1]
    assert path == tmp_path / "samples.xlsx"
    assert [table.id for table in view.tables] == ["whom", "ways", "past"]


def test_who_is_left_out_is_not_on_the_next_list(social_desk: Desk) -> None:
    body = body_of(social_desk)
    social_desk.click(body.tools.samples)
    social_desk.settle()
    first = str(body.samples.list.item(0).data(Qt.ItemDataRole.UserRole))
    body.samples.list.setCurrentRow(0)
    social_desk.click(body.samples.without)
    social_desk.settle()
    listed = [
        str(body.samples.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(body.samples.list.count())
    ]
    assert first not in listed
    assert len(listed) == 20


def test_a_budget_is_asked_in_minor_units_and_leaving_takes_the_rings_away(social_desk: Desk) -> None:
    body = body_of(social_desk)
    social_desk.click(body.tools.samples)
    social_desk.click(body.samples.by_budget)
    social_desk.settle()
    asked = body.samples.question()
    assert (asked.budget, asked.cost) == (50_000, 2_500)
    social_desk.click(body.samples.numbers)
    assert body.plan.isVisible()
    social_desk.click(body.samples.back)
    assert body.canvas.isVisible()
    assert body.canvas.marked.emphasised == ()


def test_a_loop_lists_people_and_what_they_bought(social_desk: Desk) -> None:
    page, body = page_of(social_desk), body_of(social_desk)
    page._loop(np.arange(50))
    social_desk.settle()
    drawer = social_desk.window.drawer
    assert drawer.isVisible()
    assert drawer._title.text() == "圈中的粉丝"
    assert "50 位粉丝" in " ".join(label.text() for label in drawer.findChildren(type(body.side.people._said)))


@pytest.mark.parametrize("form", ["png", "svg"])
def test_what_is_seen_is_saved(social_desk: Desk, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"net.{form}"
    page_of(social_desk).save_to(path)
    social_desk.settle()
    if form == "png":
        assert QImage(str(path)).width() == 2 * body_of(social_desk).canvas.width()
    else:
        assert path.read_text(encoding="utf-8").startswith("<svg")


def test_a_picture_that_cannot_be_saved_is_told(social_desk: Desk, tmp_path: Path) -> None:
    page_of(social_desk).save_to(tmp_path / "nowhere" / "net.svg")
    social_desk.settle()
    assert "没能存到" in page_of(social_desk).bars._bars["saved"].text


def test_numbers_stand_instead_of_the_picture_and_lead_to_rows(social_desk: Desk) -> None:
    body = body_of(social_desk)
    social_desk.click(body.side.layers.more)
    assert body.numbers.isVisible()
    assert body.numbers.tables._tables[body.numbers.tables._place].id == "layers"
    social_desk.click(body.tools.numbers)
    assert body.canvas.isVisible()


def test_a_shop_without_referrals_is_told_what_is_missing(desk: Desk) -> None:
    desk.open("network")
    page = page_of(desk)
    assert page.body is None
    assert "老带新" in " ".join(label.text() for label in page._lonely.findChildren(type(page._working)))


def test_the_picture_can_be_drawn_by_shares(social_desk: Desk) -> None:
    body = body_of(social_desk)
    before = body.picture
    body.tools.choose_ties("shares")
    social_desk.settle()
    assert body.picture is not before
    assert len(body.canvas.people) == 750
    assert (body.picture.layout.forest.parent >= 0).sum() > (before.layout.forest.parent >= 0).sum()
    body.tools.choose_ties("referrals")
    social_desk.settle()
    assert body.picture is before


def test_the_picture_stays_as_it_was_moved_when_the_period_changes(social_desk: Desk) -> None:
    body = body_of(social_desk)
    body.canvas.zoom(3.0)
    sight = body.canvas.sight
    social_desk.window.context.state.open("orders")
    social_desk.settle()
    social_desk.open("network")
    assert body_of(social_desk).canvas.sight == sight


def test_pointing_and_clicking_in_the_picture_chooses(social_desk: Desk, qtbot: QtBot) -> None:
    body = body_of(social_desk)
    seen = body.canvas.seen
    place = int(np.argmax(seen.radius))
    at = QPoint(round(float(seen.x[place])), round(float(seen.y[place])))
    qtbot.mouseClick(body.canvas, Qt.MouseButton.LeftButton, pos=at)
    social_desk.settle()
    assert body.canvas.marked.chosen >= 0
    assert social_desk.window.drawer.isVisible()
