"""The page of co-operation: two shops agree on a code, hand over a file each, and what fits whom is told."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import Struct
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from analytics.cooperation.agreement import agreement_of
from desktop.cooperating import agree, today, write_for_partner
from storage.facts_load import load_facts
from storage.store import open_store
from storage.words import Language
from tests.two_shops import Pair, in_profile, two_shops
from tests.ui.desk import Desk
from ui.empty import Empty
from ui.pages.cooperation.page import CooperationPage


class Agreed(Struct, frozen=True):
    """Two shops, the code between them, and the file that the other one wrote."""

    pair: Pair
    home: Path
    """Of our shop's profile, to be copied."""
    code: str
    file: Path


@pytest.fixture(scope="session")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Agreed:
    folder = tmp_path_factory.mktemp("agreed")
    pair, code = two_shops(200, 220, orders=8_000), agree()
    in_profile(pair.ours, folder / "home" / "default")
    with open_store(folder / "home" / "default") as store:
        load_facts(store, store.shops()[0].id).close()
    with open_store(in_profile(pair.theirs, folder / "theirs")) as store:
        facts = load_facts(store, store.shops()[0].id)
        write_for_partner(store, facts, agreement_of(code), folder / "theirs.zgc", today(), 30, None)
        facts.close()
    return Agreed(pair, folder / "home", code, folder / "theirs.zgc")


@pytest.fixture
def our_desk(qtbot: QtBot, agreed: Agreed, tmp_path: Path) -> Iterator[Desk]:
    """A window on our shop, at the page of co-operation."""
    shutil.copytree(agreed.home, tmp_path, dirs_exist_ok=True)
    desk = Desk(qtbot, tmp_path)
    desk.open("cooperation")
    yield desk
    desk.close()


def page_of(desk: Desk) -> CooperationPage:
    assert isinstance(desk.page, CooperationPage)
    return desk.page


def test_the_partners_file_tells_what_fits_whom(our_desk: Desk, agreed: Agreed, tmp_path: Path) -> None:
    page = page_of(our_desk)
    assert page.writer() is None
    assert not our_desk.window.bar.export.isEnabled()
    page.steps.code.setText(agreed.code)
    page.compare(agreed.file)
    our_desk.settle()
    assert page.bars.texts() == ()
    assert "位共同买家" in page.head.headline.text()
    front = page.tables.front.table
    assert front is not None
    assert (front.id, front.rows[0].cells[1]) == ("mine", agreed.pair.product)
    assert our_desk.window.bar.export.isEnabled()
    our_desk.window.exporting.write(tmp_path / "fits.xlsx", page.writer())
    our_desk.settle()
    assert our_desk.doors.views_exported[-1][1].id == "cooperation"


def test_the_page_says_whose_file_it_is_and_how_much_cannot_be_told(our_desk: Desk, agreed: Agreed) -> None:
    page = page_of(our_desk)
    page.steps.code.setText(agreed.code)
    page.compare(agreed.file)
    our_desk.settle()
    assert f"对方的文件：theirs.zgc，{today()} 导出，有效到 {today() + timedelta(days=30)}" in page.head.days.text()
    assert [row.cells[4].zh for row in page.tables.front.table.rows] == ["更爱买"]
    assert re.search(r"另外 \d+ 件看不出差别", page.tables.face.lead.text())


def test_a_file_that_is_refused_leaves_no_answer_of_another_one_below(our_desk: Desk, agreed: Agreed) -> None:
    page = page_of(our_desk)
    page.steps.code.setText(agreed.code)
    page.compare(agreed.file)
    our_desk.settle()
    assert page.head.isVisible()
    page.compare(agreed.file.with_name("gone.zgc"))
    our_desk.settle()
    assert "gone.zgc" in page.bars.texts()[0]
    assert not page.head.isVisible()
    assert page.writer() is None
    assert not our_desk.window.bar.export.isEnabled()


def test_the_code_that_did_its_work_is_there_again_and_others_in_a_menu(our_desk: Desk, agreed: Agreed) -> None:
    page = page_of(our_desk)
    assert page.steps.others.isHidden()
    page.steps.code.setText(agreed.code)
    page.compare(agreed.file)
    our_desk.settle()
    assert list(our_desk.doors.codes.values()) == [[agreed.code]]
    our_desk.click(page.steps.new_code)
    assert "和同一家请接着用它" in page.bars.texts()[0]
    our_desk.click(page.bars.bar("file").step)
    our_desk.settle()
    drawn = page.steps.code.text()
    assert drawn != agreed.code
    page.steps.forget()
    page.steps.take_codes((drawn, agreed.code), kept=True)
    assert page.steps.code.text() == drawn
    our_desk.click(page.steps.others)
    first, second = page.steps.findChild(QMenu).actions()
    assert (first.text(), second.text()) == (f"尾号 {drawn[-4:]}", f"尾号 {agreed.code[-4:]}")
    second.trigger()
    assert page.steps.code.text() == agreed.code


def test_where_nothing_keeps_a_code_the_page_says_to_note_it(our_desk: Desk) -> None:
    page = page_of(our_desk)

    def said() -> str:
        return " ".join(label.text() for label in page.steps.findChildren(QLabel))

    assert "码存在这台电脑" in said()
    our_desk.doors.vault = False
    our_desk.click(page.steps.new_code)
    our_desk.settle()
    assert "这台电脑存不住码，请记下来" in said()


def test_a_new_code_is_shown_to_be_read_out_and_covered_when_the_page_is_left(our_desk: Desk) -> None:
    page = page_of(our_desk)
    assert page.steps.code.echoMode() == QLineEdit.EchoMode.Password
    assert not page.steps.export.isEnabled()
    our_desk.click(page.steps.new_code)
    our_desk.settle()
    code = page.steps.code.text()
    assert len(code.replace("-", "")) == 28
    assert page.steps.code.echoMode() == QLineEdit.EchoMode.Normal
    assert page.steps.export.isEnabled()
    our_desk.open("orders")
    our_desk.open("cooperation")
    assert page.steps.code.text() == code
    assert page.steps.code.echoMode() == QLineEdit.EchoMode.Password


def test_the_file_for_the_partner_holds_those_who_agreed(our_desk: Desk, agreed: Agreed, tmp_path: Path) -> None:
    page, names = page_of(our_desk), sorted(agreed.pair.ours.bought)[:60]
    (tmp_path / "agreed.txt").write_text("\n".join(names), encoding="utf-8")
    page.steps.code.setText(agreed.code)
    page.write_file(tmp_path / "all.zgc")
    our_desk.settle()
    everybody = page.bars.texts()[0]
    page.steps.take_only(tmp_path / "agreed.txt")
    assert "agreed.txt" in page.steps.only_button.text()
    page.write_file(tmp_path / "some.zgc")
    our_desk.settle()
    assert "导出了 60 个手机号的哈希" in page.bars.texts()[0] != everybody
    assert (tmp_path / "some.zgc").stat().st_size < (tmp_path / "all.zgc").stat().st_size
    our_desk.click(page.steps.only_button)
    assert page.steps.only is None


def test_every_mistake_is_told_with_the_next_step(our_desk: Desk, agreed: Agreed, tmp_path: Path) -> None:
    page = page_of(our_desk)

    def told(code: str, file: Path) -> str:
        page.steps.code.setText(code)
        page.compare(file)
        our_desk.settle()
        (said,) = page.bars.texts()
        return said

    slip = agreed.code[:-1] + str((int(agreed.code[-1]) + 1) % 10)
    assert "可能有一位输错了" in told(slip, agreed.file)
    assert "合作码和这份文件对不上" in told(agree(), agreed.file)
    (tmp_path / "photo.zgc").write_bytes(b"\x89PNG")
    assert "这不是掌柜的合作文件" in told(agreed.code, tmp_path / "photo.zgc")
    (tmp_path / "half.zgc").write_bytes(agreed.file.read_bytes()[:900])
    assert "不完整" in told(agreed.code, tmp_path / "half.zgc")
    assert "gone.zgc" in told(agreed.code, tmp_path / "gone.zgc")
    page.steps.code.setText(agreed.code)
    page.write_file(tmp_path / "mine.zgc")
    our_desk.settle()
    assert "这是你自己店铺导出的文件" in told(agreed.code, tmp_path / "mine.zgc")
    assert page.view is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_three_steps_are_in_sight_in_the_smallest_window(our_desk: Desk, language: Language) -> None:
    our_desk.window.context.appearance.speak(language)
    our_desk.window.resize(1024, 640)
    our_desk.settle()
    area = page_of(our_desk).steps.parentWidget()
    button = page_of(our_desk).steps.open_button
    assert area.rect().contains(button.rect().translated(button.mapTo(area, QPoint(0, 0))))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_empty_page_says_is_not_cut_off(our_desk: Desk, language: Language) -> None:
    our_desk.window.context.appearance.speak(language)
    our_desk.window.resize(1366, 768)
    our_desk.settle()
    for words in page_of(our_desk).findChild(Empty).findChildren(QLabel):
        assert not words.text() or words.height() >= words.heightForWidth(words.width())


def test_files_are_asked_for_by_the_buttons(our_desk: Desk, agreed: Agreed) -> None:
    page = page_of(our_desk)
    page.steps.code.setText(agreed.code)
    for button, title in ((page.steps.export, "导出给对方"), (page.steps.open_button, "打开对方的文件")):
        our_desk.click(button)
        dialog = our_desk.window.findChild(QFileDialog)
        assert dialog.windowTitle() == title
        dialog.close()
        our_desk.settle()


def test_it_belongs_to_recommendation_and_heeds_no_period(our_desk: Desk) -> None:
    items = our_desk.window.navigation._items
    assert [key for key, item in items.items() if item.isChecked()] == ["recommend"]
    assert not our_desk.window.bar.period.isVisible()
    shown = [label.text() for label in our_desk.page.findChildren(QLabel) if label.isVisible()]
    assert any("走完左边三步" in text for text in shown)
