"""The page of the next group-buy: what is asked, compared, refused and exported."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from analytics.result import Scatter
from storage.facts_load import load_facts
from storage.store import open_store
from storage.words import Words
from sync.sandbox.shop import simulate
from tests.simulated_shop import written
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
    home = tmp_path_factory.mktemp("groups")
    written(simulate(12_000, seed=4), NEEDED, home / "default")
    with open_store(home / "default") as store:
        load_facts(store, store.shops()[0].id).close()
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
    assert not page.form.isVisible()
    assert "还没有办过拼团" not in page.compared.untold.text()  # the reason stands above, once
    assert "没有办过" not in page.compared.lead.text()


def test_it_belongs_to_the_page_of_group_buys_and_heeds_no_period(desk: Desk) -> None:
    desk.open("traffic")
    desk.open("what-if")
    items = desk.window.navigation._items
    assert [key for key, item in items.items() if item.isChecked()] == ["group-buy"]
    bar = desk.window.bar
    assert not any(one.isVisible() for one in (bar.period, bar.comparison, bar.filter))
    assert bar.export.isVisible()
    desk.open("group-buy")
    assert bar.period.isVisible()


def test_the_fields_take_no_terms_that_cannot_be(group_desk: Desk) -> None:
    form = page_of(group_desk).form
    form.size.field.setValue(0)
    assert form.size.value == 2
    solo = form.price.field.maximum()
    form.price.field.setValue(10**8)
    assert form.price.field.value() == solo
    form.price.field.setValue(0)
    assert form.price.value == 1
    form.window.field.setValue(0)
    assert form.window.value > 0
    group_desk.settle()
    assert form.question().price == 1


def test_the_rules_say_whose_terms_they_are_of(group_desk: Desk) -> None:
    form = page_of(group_desk).form
    assert form._rules_title.text() == "要守的规矩(建议的做法)"
    form.size.slider.setValue(1 if form.size.slider.value() == 0 else 0)
    group_desk.settle()
    assert form._rules_title.text() == "要守的规矩(你选的做法)"


def test_only_tables_with_rows_have_a_tab(group_desk: Desk) -> None:
    page = page_of(group_desk)
    assert all(table.rows for table in page.tables._tables)


def test_the_picture_names_the_few_that_matter_briefly(group_desk: Desk) -> None:
    page = page_of(group_desk)
    assert page.view is not None
    table = page.view.table("options")
    assert isinstance(table.drawn, Scatter)
    names = [table.rows[at].cells[0] for at in table.drawn.labelled]
    said = [one.zh for one in names if isinstance(one, Words)]
    assert {"建议", "上次"} <= set(said)
    assert len(said) == len(set(said)) <= 4
    marks = [row.cells[0].zh for row in table.rows if isinstance(row.cells[0], Words)]
    assert len(marks) == len(set(marks))
