"""``zhanggui samples``: whom to give samples as text and JSON, exclusions and costs, mistakes told in words."""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.cli.main import main
from sync.sandbox.shop import simulate
from tests.simulated_shop import written

NEEDED = ("customers", "contents", "shares", "referrals", "visits", "orders")
pytestmark = pytest.mark.usefixtures("few_worlds")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(simulate(2500, seed=2), NEEDED, tmp_path_factory.mktemp("profile") / "shop")


def answer(folder: Path, *words: str) -> dict[str, Any]:
    with redirect_stdout(StringIO()) as out:
        assert main(["--profile", str(folder), "samples", "--json", *words]) == 0
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.fixture(scope="module")
def five(folder: Path) -> dict[str, Any]:
    """The plan for five samples."""
    return answer(folder, "--count", "5")


def chosen(found: dict[str, Any]) -> list[str]:
    table = found["tables"]["whom"]
    return [row[table["columns"].index("fan_id")] for row in table["rows"]]


def test_a_list_with_ranges_and_what_is_assumed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(folder), "samples", "--count", "5"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("给这 5 位，90 天里约带动 ")
    assert "随机抽取" in text
    assert "不是试验" in text


def test_who_is_excluded_or_has_it_already_is_not_on_the_list(folder: Path, five: dict[str, Any]) -> None:
    first, second, *_ = chosen(five)
    found = chosen(answer(folder, "--count", "5", "--exclude", first, "--given", second))
    assert len(found) == 5
    assert not {first, second} & set(found)


def test_a_budget_is_kept_with_costs_of_each(folder: Path, five: dict[str, Any]) -> None:
    first = chosen(five)[0]
    found = answer(folder, "--budget", "100", "--cost", "25", "--cost-of", f"{first}=90.5")
    table = found["tables"]["whom"]
    costs = [row[table["columns"].index("cost")] for row in table["rows"]]
    assert first not in chosen(found)
    assert costs == [2500] * 4


def test_the_plan_goes_to_a_workbook(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "samples.xlsx"
    assert main(["--profile", str(folder), "samples", "--count", "5", "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert any(title.endswith("给谁") for title in load_workbook(out).sheetnames)


def test_too_little_money_is_told_in_money(folder: Path) -> None:
    found = answer(folder, "--budget", "5", "--cost", "20")
    assert found["headline"].startswith("预算 ¥5 不够给任何人：最便宜的一位要 ¥20。")
    assert found["tables"] == {}


def test_one_number_for_one_thing(five: dict[str, Any]) -> None:
    whom, ways = five["tables"]["whom"], five["tables"]["ways"]
    total = sum(row[whom["columns"].index("adds")] for row in whom["rows"])
    assert total == pytest.approx(ways["rows"][0][ways["columns"].index("friends")])
    assert f"约带动 {total:.0f}(" in five["headline"]


def test_more_samples_than_people_of_whom_anything_is_known(folder: Path) -> None:
    found = answer(folder, "--count", "5000")
    assert len(chosen(found)) < 750
    assert "都在名单里了" in found["headline"]
    assert "随便给" not in found["headline"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--budget", "100"], "--budget 和 --cost 要一起给"),
        (["--exclude", "nobody"], "没有粉丝「nobody」"),
        (["--cost-of", "u1=much"], "看不懂"),
        (["--cost-of", "u1=0", "--budget", "50", "--cost", "5"], "大于 0"),
    ],
)
def test_mistakes_are_told(folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    assert main(["--profile", str(folder), "samples", *words]) == 2
    assert said in capsys.readouterr().err
