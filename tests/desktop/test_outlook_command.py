"""``zhanggui outlook``: every buyer in a file that other programs open, or one group; else plain words."""

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest

from analytics.churn.groups import GROUPS
from analytics.churn.outlook import Outlook, outlook
from analytics.presets import default_period
from analytics.question import Question
from analytics.views import evaluate
from desktop.cli.main import main
from storage.facts_load import load_facts
from storage.store import open_store


@pytest.fixture
def profile(tmp_path: Path, learnt_shop: Path) -> Path:
    shutil.copytree(learnt_shop, tmp_path / "shop")
    return tmp_path / "shop"


def known(profile: Path) -> Outlook:
    with open_store(profile) as store:
        facts = load_facts(store, store.shops()[0].id)
        found = outlook(facts)
        facts.close()
    assert isinstance(found, Outlook)
    return found


def test_every_buyer_has_a_row_with_money_in_yuan(profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    out, found = tmp_path / "all.csv", known(profile)
    assert main(["outlook", str(out), "--profile", str(profile)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(found.standing)
    assert {row["分组"] for row in rows} == {list(GROUPS.values())[code].name.zh for code in set(found.group.tolist())}
    spent = sum(float(row["累计支付"]) for row in rows)
    assert spent == pytest.approx(found.standing.spent.sum() / 100)
    for row in rows:
        assert float(row["30 天买几次"]) <= float(row["60 天买几次"]) <= float(row["90 天买几次"])
        assert float(row["90 天还会花，最少"]) <= float(row["90 天还会花"]) <= float(row["90 天还会花，最多"])


def test_the_file_and_the_page_tell_the_same_losses(profile: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    assert main(["outlook", str(out), "--profile", str(profile)]) == 0
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with open_store(profile) as store:
        facts = load_facts(store, store.shops()[0].id)
        table = evaluate("churn", facts, Question(default_period(facts))).table("groups")
        facts.close()
    ids = [column.id for column in table.columns]
    for group in table.rows:
        losses = [row["90 天少花"] for row in rows if row["分组"] == group.cells[0].zh]
        shown = group.cells[ids.index("loss")]
        if shown is None:
            assert group.cells[0] == GROUPS["fine"].name
            assert set(losses) == {""}
        else:
            assert sum(map(float, losses)) == pytest.approx(shown.value / 100, abs=0.01 * len(losses))


def test_one_group_as_a_workbook_begins_with_the_largest_loss(profile: Path, tmp_path: Path) -> None:
    out, found = tmp_path / "new.xlsx", known(profile)
    assert main(["--lang", "en", "outlook", str(out), "--group", "new", "--profile", str(profile)]) == 0
    sheet = openpyxl.load_workbook(out).active
    heads = [cell.value for cell in sheet[1]]
    losses = [row[heads.index("Loss in 90 days")].value for row in sheet.iter_rows(min_row=2)]
    assert len(losses) == (found.group == list(GROUPS).index("new")).sum() > 0
    assert losses == sorted(losses, reverse=True)


def test_a_group_that_is_not_there_is_a_matter_of_usage(profile: Path, tmp_path: Path, capsys) -> None:
    assert main(["outlook", str(tmp_path / "x.csv"), "--group", "rich", "--profile", str(profile)]) == 2
    assert "promoter" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()


def test_another_kind_of_file_is_refused(profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["outlook", str(tmp_path / "x.pdf"), "--profile", str(profile)]) == 1
    assert ".csv" in capsys.readouterr().err
