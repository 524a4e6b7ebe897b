"""A page that is still learning about a shop shows nothing of another one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from storage.store import open_store
from sync.sandbox.shop import simulate
from tests.simulated_shop import written
from tests.ui.desk import Desk
from ui.pages.churn.page import ChurnPage
from ui.pages.lesson import LessonPage

OTHER = "other"
KINDS = ("customers", "orders", "visits")


@pytest.fixture
def desk_of_two(qtbot: QtBot, learnt_shop: Path, tmp_path: Path) -> Iterator[Desk]:
    """A shop that is learnt and another one that is not."""
    shutil.copytree(learnt_shop, tmp_path / "default")
    made = simulate(2_500, seed=4)
    made.shop = replace(made.shop, id=OTHER, name="二号店")
    written(made, KINDS, tmp_path / "default")
    desk = Desk(qtbot, tmp_path)
    yield desk
    desk.close()


def first_of(desk: Desk) -> str:
    return next(known.shop.id for known in desk.window.context.state.shops if known.shop.id != OTHER)


def learning(page: LessonPage) -> bool:
    return "正在从本店的过去里学习" in "".join(page.bars.texts())


def test_another_shop_is_not_told_by_the_figures_of_the_one_before(desk_of_two: Desk) -> None:
    desk, window = desk_of_two, desk_of_two.window
    first = first_of(desk)
    window.context.state.choose(first)
    page = desk.open("churn")
    assert isinstance(page, ChurnPage)
    assert page.body is not None
    assert page.body.isVisible()
    window.context.state.choose(OTHER)
    desk.qtbot.waitUntil(lambda: learning(page), timeout=10_000)
    assert "下面还是之前的结果" not in page.bars.texts()[0]
    assert not page.body.isVisible()
    assert page.seen is None
    window.context.appearance.flip_language()
    window.context.appearance.flip_language()
    assert not page.body.isVisible()
    desk.click(page.bars.bar("lesson").step)
    desk.qtbot.waitUntil(lambda: "已停下" in "".join(page.bars.texts()), timeout=30_000)
    assert not page.body.isVisible()
    window.context.state.choose(first)
    desk.settle()
    assert page.body.isVisible()
    assert page.seen is not None
    assert page.seen.shop.id == first


def test_an_older_answer_of_the_same_shop_says_that_it_is_one(desk_of_two: Desk, tmp_path: Path) -> None:
    desk, window = desk_of_two, desk_of_two.window
    first = first_of(desk)
    window.context.state.choose(first)
    page = desk.open("churn")
    assert isinstance(page, ChurnPage)
    order = next(iter(simulate(2_500, seed=3).records("orders")))
    with open_store(tmp_path / "default") as store, store.write() as tx:
        tx.upsert(first, "api", [replace(order, id="one more", updated_at=order.updated_at + 1)])
    window.context.state.moved.emit()
    desk.qtbot.waitUntil(lambda: learning(page), timeout=10_000)
    assert "下面还是之前的结果" in page.bars.texts()[0]
    assert page.body is not None
    assert page.body.isVisible()
    desk.click(page.bars.bar("lesson").step)
    desk.settle()
