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


def test_the_command_line_says_to_which_shop_files_went_and_asks_where_they_say_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = as_taobao(sales(5))["list.csv"]
    ours = write(tmp_path, content, "list.csv")
    other = write(tmp_path, content.replace("老茶客旗舰店".encode("gbk"), "另一家店".encode("gbk")), "other.csv")
    words = ["--profile", str(tmp_path / "shop"), "import"]
    assert main([*words, str(ours)]) == 0
    assert capsys.readouterr().out.startswith("list.csv: 店铺「淘宝店」（taobao）; 完成; ")
    assert main([*words, str(other)]) == 1
    assert "文件里写的店铺是「另一家店」" in capsys.readouterr().err
    assert main([*words, str(other), "--new-shop", "二店"]) == 0
    assert capsys.readouterr().out.startswith("other.csv: 店铺「二店」（taobao_2）; 完成; ")
