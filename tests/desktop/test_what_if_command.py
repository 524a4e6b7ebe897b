"""``zhanggui what-if``: advice as text and JSON, refusals in words, mistakes with the code of usage."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.cli.main import main
from sync.sandbox.shop import simulate
from tests.simulated_shop import written

NEEDED = ("products", "skus", "customers", "orders", "order_lines", "refunds", "group_campaigns", "groups")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with a shop of some two hundred groups."""
    return written(simulate(12_000, seed=4), NEEDED, tmp_path_factory.mktemp("profile") / "shop")


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
    text = asked(written(simulate(400, seed=1), NEEDED, tmp_path / "shop"), capsys)
    assert "要 100 个才能试算" in text


def test_mistakes_have_the_code_of_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(folder), "what-if", "--product", "nothing"]) == 2
    assert "没有商品“nothing”" in capsys.readouterr().err
    with pytest.raises(SystemExit) as usage:
        main(["--profile", str(folder), "what-if", "--goal", "fame"])
    assert usage.value.code == 2


@pytest.mark.parametrize(
    ("wrong", "zh", "en"),
    [
        (("--size", "1"), "“1”不行。一个团连团长至少 2 人", "“1” will not do. A group has 2 people or more"),
        (("--size", "abc"), "“abc”不行。一个团连团长至少 2 人", "“abc” will not do."),
        (("--price", "-3"), "“-3”不行。金额请写成 19.9 的样子", "Write an amount as 19.9"),
        (("--reward", "much"), "“much”不行。金额请写成", "Write an amount as 19.9"),
        (("--days", "10000"), "天数请写 1 到 365 的整数", "from 1 to 365"),
        (("--stock", "few"), "请写一个大于 0 的整数", "Write a whole number above 0"),
    ],
)
def test_what_cannot_be_read_is_told_in_the_language_of_the_output(
    folder: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str], zh: str, en: str
) -> None:
    for language, said in (("zh", zh), ("en", en)):
        assert main(["--lang", language, "--profile", str(folder), "what-if", *wrong]) == 2
        told = capsys.readouterr().err
        assert said in told
        assert "_" not in told


def test_terms_that_cannot_be_are_refused_in_words_beside_the_advice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "不低于单买价" in asked(folder, capsys, "--price", "100000000")
    assert "拼团价 ¥0 不是价格" in asked(folder, capsys, "--price", "0")
    assert "-189" not in asked(folder, capsys, "--price", "100000000")


def test_an_unknown_product_is_answered_with_similar_ones_only(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = as_json(folder, capsys)["headline"].split("「")[1].split("」")[0]
    assert main(["--profile", str(folder), "what-if", "--product", known]) == 2
    told = capsys.readouterr().err
    assert "像的有：" in told
    assert known in told
    assert main(["--profile", str(folder), "what-if", "--product", "nothing"]) == 2
    told = capsys.readouterr().err
    assert "像的有" not in told
    assert "商品列表" in told
    assert "最近办过拼团的：" in told


def test_without_a_spend_nothing_breaks_even_and_values_have_no_blanks_before_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, spent = as_json(folder, capsys), as_json(folder, capsys, "--spend", "20")
    assert "break_even" not in found["tables"]["advice"]["columns"]
    assert "break_even" in spent["tables"]["advice"]["columns"]
    windows = column(found["tables"]["advice"], "window")
    assert windows == [one.strip() for one in windows]
    assert "  " not in found["tables"]["advice"]["lead"]
    assert " 的把握" not in found["tables"]["advice"]["lead"].replace("% 的把握", "")


def test_the_bad_case_is_one_number_in_sentence_and_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = as_json(folder, capsys)["tables"]["advice"]
    assert f"坏情况(十场里最差的一场) {column(table, 'bad')[0]} 位新客" in table["lead"]


def test_titles_are_quoted_as_each_language_does(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "--profile", str(folder), "what-if"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("“")
    assert "「" not in told


def test_the_advice_goes_to_a_workbook(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "what-if.xlsx"
    assert asked(folder, capsys, "--out", str(out)).strip() == str(out)
    said = [cell for row in load_workbook(out).worksheets[1].iter_rows(values_only=True) for cell in row]
    assert any("要拉新客，建议 " in str(cell) for cell in said)
