"""The page of the next group-buy: what is asked, compared, refused and exported."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storage.facts_load import load_facts
from storage.store import open_store
from sync.sandbox.shop import simulate
from tests.ui.desk import Desk
from ui.pages.groupbuy import GroupBuyPage
from ui.pages.whatif.page import WhatIfPage

NEEDED = (
    "products", "skus", "customers", "orders", "order_lines", "refunds", "campaigns", "group_campaigns", "groups",
    "group_members",
)  # fmt: skip


@pytest.fixture(scope="session")
def group_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with a simulated shop of some hundred groups, to be copied."""
    home, made = tmp_path_factory.mktemp("groups"), simulate(12_000, seed=4)
    with open_store(home / "default") as store:
        store.put_shop(made.shop)
        with store.write() as tx:
            for kind in NEEDED:
                tx.upsert(made.shop.id, "api", list(made.records(kind)))
        load_facts(store, made.shop.id).close()
    return home


@pytest.fixture
def group_desk(qtbot: QtBot, tmp_path: Path, group_home: Path):
    """A window on that shop, at the page of the what-if."""
    shutil.copytree(group_home, tmp_path, dirs_exist_ok=True)
    desk = Desk(qtbot, tmp_path)
    desk.open("group-buy")
    assert isinstance(desk.page, GroupBuyPage)
    desk.click(desk.page.next_one)
    desk.settle()
    yield desk
    desk.close()


def page_of(desk: Desk) -> WhatIfPage:
    assert isinstance(desk.page, WhatIfPage)
    return desk.page


def texts(page: WhatIfPage) -> list[str]:
    grid = page.compared._grid
    return [grid.itemAt(at).widget().text() for at in range(grid.count())]


def test_it_begins_with_the_last_offer_and_advice(group_desk: Desk) -> None:
    page = page_of(group_desk)
    assert page.compared.lead.text().startswith("要拉新客，建议 ")
    assert {"建议", "和上次一样"} <= set(texts(page))
    assert "你选的" not in texts(page)
    assert page.form.product.count() > 1
    assert page.form.size.value >= 2


def test_a_slider_is_a_choice_that_is_compared_at_once(group_desk: Desk) -> None:
    page = page_of(group_desk)
    lever = page.form.size
    lever.slider.setValue(1 if lever.slider.value() == 0 else 0)
    group_desk.settle()
    assert "你选的" in texts(page)
    chosen = page.form.question()
    assert chosen.size == lever.value
    assert chosen.price == page.form.price.value > 0
    group_desk.click(page.form.again)
    group_desk.settle()
    assert "你选的" not in texts(page)


def test_what_was_never_tried_is_refused_with_a_trial_instead(group_desk: Desk) -> None:
    page = page_of(group_desk)
    page.form.size.field.setValue(500)
    group_desk.settle()
    assert "没有试过 500 人" in page.compared.untold.text()
    assert "你选的" not in texts(page)
    page.tables.bring("trial")
    assert page.tables.front.model.rowCount() >= 2


def test_another_goal_gives_another_answer(group_desk: Desk) -> None:
    page = page_of(group_desk)
    before = page.compared.lead.text()
    group_desk.click(page.form.goals["margin"])
    group_desk.settle()
    assert page.compared.lead.text().startswith("要多赚钱，")
    assert page.compared.lead.text() != before


def test_the_rules_stand_beside_the_choice(group_desk: Desk) -> None:
    page = page_of(group_desk)
    rules = [page.form._rules.itemAt(at).widget() for at in range(page.form._rules.count())]
    assert any("朋友圈" in rule.text() for rule in rules)
    assert any("微信外部链接内容管理规范" in rule.toolTip() for rule in rules)


def test_another_product_begins_anew(group_desk: Desk) -> None:
    page = page_of(group_desk)
    page.form.product.setCurrentIndex(1)
    group_desk.settle()
    assert page.form.question().product == page.form.product.itemData(1)
    assert page.form.product.currentText() in page.head.headline.text()


def test_the_answer_is_exported(group_desk: Desk, tmp_path: Path) -> None:
    writer = page_of(group_desk).writer()
    assert writer is not None
    group_desk.window.exporting.write(tmp_path / "next.xlsx", writer)
    group_desk.settle()
    path, view = group_desk.doors.views_exported[-1]
    assert path.name == "next.xlsx"
    assert [table.id for table in view.tables] == ["advice", "options", "levers", "trial", "rules"]


def test_a_shop_without_group_buys_is_told_so(desk: Desk) -> None:
    desk.open("what-if")
    page = page_of(desk)
    assert "还没有办过拼团" in page.head.headline.text()
    assert not page.form.isEnabled()
