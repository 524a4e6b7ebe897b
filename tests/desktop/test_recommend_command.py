"""``zhanggui recommend``: the page, its questions, lists of all customers as files, mistakes told in words."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook

from analytics.learning import known
from analytics.recommend.shop.learnt import LESSON, learn
from desktop.cli.main import main
from storage.facts_load import load_facts
from storage.progress import ignore, never
from storage.store import open_store
from sync.sandbox.shop import simulate
from tests.analytics.making import Book
from tests.analytics.recommend.shop.shops import MEMBERS, club_records
from tests.simulated_shop import written


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("profile") / "shop"
    records = club_records()
    with open_store(place) as store:
        store.put_shop(Book().shop)
        with store.write() as tx:
            for kind in ("products", "customers", "orders", "order_lines"):
                tx.upsert("s1", "api", [one for one in records if kind == one.KIND])
    return place


def answer(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["--profile", str(folder), "recommend", "--json", *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_page_and_the_three_questions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = answer(folder, capsys)
    assert page["headline"].startswith("今天先")
    assert "猜中的次数是卖得最多的" in page["notes"][0]
    assert len(answer(folder, capsys, "--customer", "c1")["tables"]["new"]["rows"]) == 5
    assert answer(folder, capsys, "--product", "tea0")["tables"]["whom"]["rows"]
    assert answer(folder, capsys, "--segment", "常买茶的")["tables"]["segment"]["rows"]
    assert main(["--profile", str(folder), "recommend", "--customer", "c1"]) == 0
    assert capsys.readouterr().out.startswith("给客户1推什么。")


def test_a_group_of_churn_is_learnt_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = ("customers", "products", "orders", "order_lines")
    profile = written(simulate(2_500, seed=3), kinds, tmp_path / "shop")
    found = answer(profile, capsys, "--segment", "churn:cooling")
    assert found["headline"].startswith("值钱，正在变冷，")
    assert len(found["tables"]["segment"]["rows"]) == 5


def test_a_shop_too_small_for_groups_of_churn_is_told_what_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--profile", str(folder), "recommend", "--segment", "churn:cooling"]) == 2
    assert f"现有 {MEMBERS} 位付过钱的买家，要 300" in capsys.readouterr().err


def test_what_was_learnt_is_kept_for_the_next_time(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(folder, capsys)
    with open_store(folder) as store:
        facts = load_facts(store, "s1")
        kept, anew = known(facts, LESSON), learn(facts, None, ignore, never)
    assert kept is not None
    assert kept.record == anew.record
    assert kept.choice == anew.choice
    assert np.array_equal(kept.lists, anew.lists)


def test_the_view_can_be_shown_and_exported(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(folder), "show", "recommend", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["view"] == "recommend"
    out = tmp_path / "page.xlsx"
    assert main(["--profile", str(folder), "recommend", "--out", str(out)]) == 0
    assert any("每群人推哪五件" in title for title in load_workbook(out).sheetnames)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_lists_of_everybody_say_what_one_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    out = tmp_path / f"all.{ending}"
    assert main(["--profile", str(folder), "recommend", "--all", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    if ending == "csv":
        with out.open(encoding="utf-8-sig", newline="") as stream:
            rows: list[list[Any]] = list(csv.reader(stream))
    else:
        rows = [list(row) for row in load_workbook(out).worksheets[0].iter_rows(values_only=True)]
    heading, *people = rows
    assert len(people) == MEMBERS
    ids = [place for place, name in enumerate(heading) if name.startswith("推荐 ") and name.endswith("编号")]
    mine = next(row for row in people if row[heading.index("客户编号")] == "c1")
    told = answer(folder, capsys, "--customer", "c1")["tables"]["new"]
    assert [mine[place] for place in ids] == [row[told["columns"].index("product_id")] for row in told["rows"]]
    assert [mine[place + 1] for place in ids] == [row[told["columns"].index("why")] for row in told["rows"]]


@pytest.mark.parametrize(
    ("words", "said", "exit_code"),
    [
        (["--customer", "nobody"], "没有客户“nobody”", 2),
        (["--product", "nothing"], "没有商品“nothing”", 2),
        (["--segment", "谁"], "没有人群“谁”。有的是：常买", 2),
        (["--all", "lists.pdf"], "不会写 .pdf", 1),
    ],
)
def test_mistakes_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str, exit_code: int
) -> None:
    assert main(["--profile", str(folder), "recommend", *words]) == exit_code
    assert said in " ".join(capsys.readouterr().err.split())
