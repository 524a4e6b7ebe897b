"""The page of a shop's stage: alone, and among the shops of a profile."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storage.shop import Shop
from storage.store import open_store
from tests.analytics.lifecycle.planted import level, moving, planted
from tests.ui.desk import Desk
from ui.pages.lifecycle import LifecyclePage


@pytest.fixture
def desk_of(qtbot: QtBot, tmp_path: Path):
    """Opens a window on a profile with the shops named, each with two years of orders."""
    opened: list[Desk] = []

    def open_desk(*names: str) -> Desk:
        with open_store(tmp_path / "default") as store:
            for number, name in enumerate(names):
                store.put_shop(Shop(id=f"s{number}", name=name))
                with store.write() as tx:
                    curve = moving(-0.15, 12) if number else level
                    tx.upsert(f"s{number}", "api", planted(curve, seed=2, per_month=100))
        opened.append(Desk(qtbot, tmp_path))
        opened[-1].open("lifecycle")
        return opened[-1]

    yield open_desk
    for desk in opened:
        desk.close()


def page_of(desk: Desk) -> LifecyclePage:
    assert isinstance(desk.page, LifecyclePage)
    return desk.page


def test_a_profile_of_one_shop_shows_that_shop(desk_of) -> None:
    page = page_of(desk_of("茶舍"))
    assert page.view is not None
    assert [table.id for table in page.view.tables] == ["signs", "months", "course", "advice"]
    assert page.body is not None
    assert page.body.head.headline.text().startswith("店铺在「稳定」阶段")


def test_several_shops_stand_side_by_side_and_the_file_has_them(desk_of, tmp_path: Path) -> None:
    desk = desk_of("茶舍", "果园")
    page = page_of(desk)
    assert page.view is not None
    table = page.view.table("shops")
    assert [row.cells[0] for row in table.rows] == ["果园", "茶舍"]
    assert table.lead is not None
    assert table.lead.zh == "先看：果园(下滑)。"
    assert desk.window.bar.export.isEnabled()
    writer = page.writer()
    assert writer is not None
    desk.window.exporting.write(tmp_path / "out.xlsx", writer)
    desk.settle()
    assert [view for _, view in desk.doors.views_exported] == [page.view]


def test_another_shop_is_chosen_without_reading_all_of_them_again(desk_of) -> None:
    desk = desk_of("茶舍", "果园")
    kept = dict(page_of(desk)._standings)
    other = next(known.shop.id for known in desk.window.context.state.shops if known != desk.window.context.state.known)
    desk.window.context.state.choose(other)
    desk.settle()
    assert page_of(desk)._standings == kept
    assert page_of(desk).view is not None
    assert page_of(desk).view.shop.id == other
