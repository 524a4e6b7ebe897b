"""The page of co-operation: two shops agree on a code, hand over a file each, and what fits whom is told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from analytics.cooperation.agreement import agreement_of
from desktop.cooperating import agree, today, write_for_partner
from storage.facts_load import load_facts
from storage.store import open_store
from tests.two_shops import Pair, in_profile, two_shops
from tests.ui.desk import Desk
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
    pair, code = two_shops(350, 400, orders=14_000), agree()
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


def test_a_new_code_is_shown_to_be_read_out_and_gone_with_the_page(our_desk: Desk) -> None:
    page = page_of(our_desk)
    assert page.steps.code.echoMode() == QLineEdit.EchoMode.Password
    assert not page.steps.export.isEnabled()
    our_desk.click(page.steps.new_code)
    our_desk.settle()
    assert len(page.steps.code.text().replace("-", "")) == 28
    assert page.steps.code.echoMode() == QLineEdit.EchoMode.Normal
    assert page.steps.export.isEnabled()
    our_desk.open("orders")
    our_desk.open("cooperation")
    assert page.steps.code.text() == ""
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
