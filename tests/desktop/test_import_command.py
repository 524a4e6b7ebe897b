"""``zhanggui import``: the shop of files on the command line."""

from pathlib import Path

import pytest

from desktop.cli.main import main
from storage.store import open_store
from tests.sync.presets.one_shop import as_taobao, sales
from tests.sync.retail import write


def test_files_may_go_into_a_new_shop_of_a_given_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, as_taobao(sales(5))["list.csv"], "list.csv")
    folder = tmp_path / "shop"
    words = ["--profile", str(folder), "import", str(path)]
    assert main(words) == 0
    assert main([*words, "--new-shop", "二店"]) == 0
    assert main([*words, "--shop", "nobody"]) == 1
    assert "没有编号为「nobody」的店铺" in capsys.readouterr().err
    with open_store(folder) as store:
        assert [(shop.id, shop.name) for shop in store.shops()] == [("taobao_2", "二店"), ("taobao", "淘宝店")]
