"""``zhanggui what-if``: advice as text and JSON, refusals in words, mistakes with the code of usage."""

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.main import main
from storage.store import open_store
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated

NEEDED = ("products", "skus", "customers", "orders", "order_lines", "refunds", "group_campaigns", "groups")


def written(made: Simulated, folder: Path) -> Path:
    with open_store(folder) as store:
        store.put_shop(made.shop)
        with store.write() as tx:
            for kind in NEEDED:
                for _, records in groupby(made.records(kind), lambda one: type(one)):
                    tx.upsert(made.shop.id, "api", list(records))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with a shop of some two hundred groups."""
    return written(simulate(12_000, seed=4), tmp_path_factory.mktemp("profile") / "shop")


def asked(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["--profile", str(folder), "what-if", *words]) == 0
    return capsys.readouterr().out


def as_json(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(asked(folder, capsys, "--json", *words))
    return found


def column(table: dict[str, Any], name: str) -> list[Any]:
    place = table["columns"].index(name)
    return [row[place] for row in table["rows"]]


def test_advice_is_told_with_what_it_brings_and_the_rules(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = asked(folder, capsys)
    assert text.startswith("试算「")
    assert "要拉新客，建议 " in text
    assert "拼团链接不能发朋友圈" in text


def test_terms_that_are_typed_stand_in_the_row_of_the_own_choice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = as_json(folder, capsys, "--goal", "margin", "--size", "3", "--reward", "5", "--days", "14", "--stock", "60")
    table = found["tables"]["advice"]
    own = column(table, "mark").index("你选的")
    assert column(table, "size")[own] == 3
    assert column(table, "reward")[own] == 500
    assert column(table, "pieces")[own]["high"] <= 60
    assert "14 天，备货 60 件，为了多赚钱" in found["headline"]


def test_the_same_question_has_the_same_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert as_json(folder, capsys, "--goal", "clear") == as_json(folder, capsys, "--goal", "clear")


def test_what_was_never_tried_is_refused_in_words_and_a_trial_proposed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = as_json(folder, capsys, "--size", "50", "--reward", "7.7")
    table = found["tables"]["advice"]
    assert "你选的" not in column(table, "mark")
    assert "没有试过 50 人成团" in table["note"]
    assert "没有试过团长奖励 ¥7.70" in table["note"]
    assert len(found["tables"]["trial"]["rows"]) == 3  # last time's terms, and one term changed in each of the others


def test_a_shop_with_few_groups_is_told_how_many_are_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = asked(written(simulate(400, seed=1), tmp_path / "shop"), capsys)
    assert "要 100 个才能试算" in text


def test_mistakes_have_the_code_of_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(folder), "what-if", "--product", "nothing"]) == 2
    assert "没有商品「nothing」" in capsys.readouterr().err
    for wrong in (["--size", "1"], ["--price", "-3"], ["--reward", "much"], ["--goal", "fame"]):
        with pytest.raises(SystemExit) as usage:
            main(["--profile", str(folder), "what-if", *wrong])
        assert usage.value.code == 2
