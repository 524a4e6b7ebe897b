"""``zhanggui card``: cards are listed, marked and opened again, and the marks outlive the process."""

from itertools import groupby
from pathlib import Path

import pytest

from desktop.cli.main import main
from storage.store import open_store
from tests.analytics.cards.stall import Stall

DEAD = "dead_stock"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile with a shop that has dead stock, and nothing else to do."""
    stall = Stall().shelf("tea", stock=100, cost=3000).sale(100, "tea", 5000).sale(1, "long ago", 100)
    with open_store(tmp_path / "shop") as store:
        store.put_shop(stall.shop)
        with store.write() as tx:
            for _, records in groupby(sorted(stall.records, key=lambda each: each.KIND), lambda each: each.KIND):
                tx.upsert(stall.shop.id, "api", list(records))
    return tmp_path / "shop"


def card(folder: Path, *words: str) -> int:
    return main(["--profile", str(folder), "card", *words])


def listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert card(folder, "list") == 0
    return capsys.readouterr().out


def test_cards_are_listed_with_their_ids(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = listed(folder, capsys)
    assert text.startswith("→ 清掉 1 款滞销商品  ¥")
    assert text.splitlines()[-1].strip() == DEAD


def test_a_mark_stays_until_it_is_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = listed(folder, capsys)
    assert card(folder, "done", DEAD) == 0
    assert "还太早，再等 7 天。" in listed(folder, capsys)
    assert card(folder, "dismiss", DEAD) == 0
    assert listed(folder, capsys).startswith("→ [不用] ")
    assert card(folder, "reopen", DEAD) == 0
    assert listed(folder, capsys) == plain


def test_show_tells_of_the_marks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert card(folder, "done", DEAD) == 0
    assert main(["--profile", str(folder), "--lang", "en", "show", "diagnosis"]) == 0
    assert "Too early: wait 7 days more." in capsys.readouterr().out


def test_what_cannot_be_marked_is_said_plainly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert card(folder, "done", "nothing") == 1
    assert "现在没有卡片「nothing」" in capsys.readouterr().err
    assert card(folder, "reopen", DEAD) == 1
    assert "没有标记过" in capsys.readouterr().err
    with pytest.raises(SystemExit) as usage:
        card(folder, "burn", DEAD)
    assert usage.value.code == 2
