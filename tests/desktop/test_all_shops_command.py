"""``zhanggui show lifecycle --all-shops``: every shop of a profile, the most worrying one in full."""

import json
from pathlib import Path

import pytest

from desktop.cli.main import main
from storage.shop import Shop
from storage.store import open_store
from tests.analytics.lifecycle.planted import level, moving, planted

SHOPS = {"a": level, "b": moving(-0.15, 12)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two shops; the second loses more every month."""
    made = tmp_path_factory.mktemp("profile") / "shops"
    with open_store(made) as store:
        for name, curve in SHOPS.items():
            store.put_shop(Shop(id=name, name=f"店{name}"))
            with store.write() as tx:
                tx.upsert(name, "api", planted(curve, seed=2, per_month=100))
    return made


def test_the_shop_to_look_at_first_is_shown_with_all_of_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(folder), "show", "lifecycle", "--all-shops", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    table = shown["tables"]["shops"]
    assert [row[1] for row in table["rows"]] == ["b", "a"]
    assert shown["shop"]["id"] == "b"
    assert "「下滑」" in shown["headline"]
    assert list(shown["tables"])[:2] == ["trend", "shops"]


def test_a_shop_named_is_the_one_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(folder), "show", "lifecycle", "--all-shops", "--shop", "a"]) == 0
    text = capsys.readouterr().out
    assert "所有店铺" in text
    assert main(["--profile", str(folder), "show", "lifecycle", "--shop", "a"]) == 0
    alone = capsys.readouterr().out
    assert "所有店铺" not in alone
    assert alone.splitlines()[0] == text.splitlines()[0]


def test_other_views_are_of_one_shop(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(folder), "show", "orders", "--all-shops"]) == 2
    assert "--all-shops 只用于 show lifecycle" in capsys.readouterr().err


def test_an_empty_profile_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_store(tmp_path / "new").close()
    assert main(["--profile", str(tmp_path / "new"), "show", "lifecycle", "--all-shops"]) == 1
    assert "还没有店铺" in capsys.readouterr().err
