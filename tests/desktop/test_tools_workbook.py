"""The workbooks of samples and of the next group-buy: opened again, they say what the page says."""

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from analytics.group_buy.whatif.asked import Asked as NextOne
from analytics.group_buy.whatif.view import answered as next_one
from analytics.result import Estimate, View
from analytics.seeding.asked import Asked
from analytics.seeding.view import answered
from desktop.export.workbook import write_workbook
from sync.sandbox.shop import simulate
from tests.simulated import simulated_facts

WHEN = datetime(2026, 11, 30, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@cache
def views() -> dict[str, View]:
    facts = simulated_facts(simulate(9000, seed=4))
    return {"samples": answered(facts, Asked(budget=12)), "what-if": next_one(facts, NextOne(goal="margin", size=2))}


def opened(view: View, folder: Path) -> dict[str, Worksheet]:
    book = load_workbook(write_workbook(folder / f"{view.id}.xlsx", [view], "zh", "掌柜", WHEN))
    return {sheet.title: sheet for sheet in book.worksheets}


def cells(sheet: Worksheet) -> list[object]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_list_of_samples_has_everybody_with_what_they_bring(tmp_path: Path) -> None:
    view = views()["samples"]
    sheets = opened(view, tmp_path)
    whom = next(sheet for title, sheet in sheets.items() if title.endswith("给谁") and "·" in title)
    said = cells(whom)
    for row in view.tables[0].rows:
        assert row.cells[2] in said
        assert any(isinstance(one, float) and abs(one - float(row.cells[3])) < 1e-9 for one in said)  # type: ignore[arg-type]
    assert "样品给谁" not in sheets  # a sheet of figures where there are none


def test_what_is_assumed_stands_on_the_first_sheet(tmp_path: Path) -> None:
    front = cells(next(iter(opened(views()["samples"], tmp_path).values())))
    assert any("不是试验" in str(one) for one in front)


def test_advice_has_ends_of_its_ranges_as_numbers(tmp_path: Path) -> None:
    view = views()["what-if"]
    sheets = opened(view, tmp_path)
    said = cells(next(sheet for title, sheet in sheets.items() if "下一场怎么办" in title))
    ids = [column.id for column in view.table("advice").columns]
    for row in view.table("advice").rows:
        margin = row.cells[ids.index("margin")]
        assert isinstance(margin, Estimate)
        for end in (margin.value, margin.low, margin.high):
            assert any(isinstance(one, int | float) and abs(one - round(end) / 100) < 0.006 for one in said)


def test_the_rules_are_in_the_workbook_with_their_source(tmp_path: Path) -> None:
    sheets = opened(views()["what-if"], tmp_path)
    said = " ".join(str(one) for one in cells(next(sheet for title, sheet in sheets.items() if "规矩" in title)))
    assert "朋友圈" in said
    assert "规范促销行为暂行规定" in said
