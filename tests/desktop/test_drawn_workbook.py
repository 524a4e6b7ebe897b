"""Drawn tables, advice and the tree in the workbook: numbers equal to JSON, native charts, coloured cells."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.chart.data_source import NumDataSource
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from analytics.as_json import to_json
from analytics.result import (
    Card,
    Column,
    Concern,
    Diagnosis,
    Estimate,
    Good,
    Node,
    Row,
    Shown,
    Table,
    Usual,
    View,
)
from desktop.cli.text import view_as_text
from desktop.export.workbook import write_workbook
from tests.desktop.views import MARCH, view
from tests.ui import drawn_tables
from tests.ui.hand_made import rows, words

WHEN = datetime(2026, 4, 2, 9, 30, tzinfo=UTC)
CARD = Card(
    "restock:a",
    "restock",
    words("给石榴补货", "Restock pomegranates"),
    words("断货 6 天，每天少卖 ¥480。", "Out of stock for 6 days."),
    words("补货后一周内支付金额回到每天 ¥5,000。", "Back to 5,000 a day within a week."),
    Estimate(288_000, 190_000, 400_000),
    words("断货规则", "Stock rule"),
    (Concern(words("4 个商品", "4 products"), rows()),),
    "payment_amount",
)
DONE = replace(CARD, id="b", stake=None, state="done", outcome=words("做了以后回来了。", "It came back."))


def node(node_id: str, parent: str | None, shown: Shown, value: float, **more: object) -> Node:
    name, how = words(node_id), words("买家 × 客单价", "buyers x amount")
    return Node(node_id, parent, name, name, shown, Good.UP, how, value, value * 2, -0.5, -100, "down", **more)


TREE = Diagnosis(
    (
        node("支付金额", None, Shown.MONEY, 4_650_000, interval=Estimate(-0.5, -0.6, -0.4), q=0.01, smallest=0.08),
        node("转化率", "支付金额", Shown.RATIO, 0.123, tested=words("和前 8 个同样的星期比", "8 earlier weeks")),
        node("访客", "转化率", Shown.COUNT, 1_200),
    ),
    "lmdi",
    words("各项都大于 0，用 LMDI 分。", "All above zero: LMDI."),
)


@pytest.fixture(scope="module")
def drawn() -> View:
    tables = tuple(table() for table in drawn_tables.ALL)
    brief = (words("昨天少卖 ¥3,500。", "3,500 less yesterday."),)
    return replace(view(), tables=tables, cards=(CARD, DONE), brief=brief, diagnosis=TREE)


@pytest.fixture(scope="module")
def path(drawn: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workbook(tmp_path_factory.mktemp("book") / "报表.xlsx", [drawn], "zh", "掌柜 test", WHEN)


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def written(sheet: Worksheet) -> list[list[object]]:
    """The rows of a sheet under their headings, as far as there are headings."""
    heads = [cell.value for cell in sheet[3]]
    wide = heads.index(None) if None in heads else len(heads)
    return [[sheet.cell(row, column).value for column in range(1, wide + 1)] for row in range(4, sheet.max_row + 1)]


def flat(value: object, unit: str) -> list[object]:
    """What JSON says of a cell as a spreadsheet holds it: an estimate as three numbers, money in whole units."""
    if isinstance(value, dict):
        return [number for end in ("value", "low", "high") for number in flat(value[end], unit)]
    return [value / 100 if unit == "money" and isinstance(value, int | float) else value]


def test_every_cell_of_a_drawn_table_equals_json(drawn: View, book: Workbook) -> None:
    for name, table in to_json(drawn)["tables"].items():
        if name == "trend":
            continue
        sheet = book[f"今日·{table['title']}"]
        wide = [any(isinstance(row[place], dict) for row in table["rows"]) for place in range(len(table["units"]))]
        for place, row in enumerate(table["rows"]):
            expected: list[object] = []
            for value, unit, three in zip(row, table["units"], wide, strict=True):
                told = flat(value, unit)
                expected += told + [None] * (2 if three and len(told) == 1 else 0)
            got = written(sheet)[place]
            assert got == [pytest.approx(each) if isinstance(each, float) else each for each in expected], name


def test_a_lead_stands_above_its_table(drawn: View, book: Workbook) -> None:
    for table in drawn.tables:
        assert str(book[f"今日·{table.title.zh}"]["A2"].value).startswith(table.lead.zh)


@pytest.mark.parametrize(
    ("title", "kind", "series"),
    [
        ("哪些商品退得多", "barChart", 1),
        ("在哪一步走掉", "barChart", 1),
        ("价格和销量", "scatterChart", 1),
        ("老客回来得多吗", "lineChart", 4),
        ("为什么少了", "barChart", 4),
    ],
)
def test_a_drawing_becomes_a_native_chart(book: Workbook, title: str, kind: str, series: int) -> None:
    (chart,) = book[f"今日·{title}"]._charts
    assert chart.tagname == kind
    assert len(chart.series) == series


def test_intervals_become_error_bars(book: Workbook) -> None:
    (chart,) = book["今日·哪些商品退得多"]._charts
    bars = chart.series[0].errBars
    plus, minus = (
        [cell.value for (cell,) in book[name][area]] for name, area in (_range(bars.plus), _range(bars.minus))
    )
    rates = [row.cells[1] for row in drawn_tables.bars().rows]
    assert plus == [pytest.approx(rate.high - rate.value) if rate else None for rate in rates]
    assert minus == [pytest.approx(rate.value - rate.low) if rate else None for rate in rates]


def _range(source: NumDataSource) -> tuple[str, str]:
    name, area = source.numRef.f.split("!")
    return name.strip("'"), area


def test_the_waterfall_is_stacked_from_total_to_total(book: Workbook) -> None:
    (chart,) = book["今日·为什么少了"]._charts
    ends = [each.val.numRef.f for each in chart.series]
    assert all(end.split("!")[0].strip("'") == "图表用数" for end in ends), "kept out of sight"
    first, last = (int(part) for part in re.findall(r"\$[A-Z]+\$(\d+)", ends[0]))
    lines = [[cell.value for cell in row[:5]] for row in book["图表用数"].iter_rows(min_row=first, max_row=last)]
    names, bases, totals, more, less = zip(*lines, strict=True)
    assert (names[0], totals[0]) == ("对比期", 50_000)
    assert (names[-1], totals[-1]) == ("本期", 46_500)
    level = totals[0]
    for base, up, down in list(zip(bases, more, less, strict=True))[1:-1]:
        assert level in (base, base + down)
        level += up - down
    assert level == totals[-1]


def test_numbers_for_charts_alone_are_out_of_sight(book: Workbook) -> None:
    assert book["图表用数"].sheet_state == "veryHidden"
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"][-1] != "图表用数"
    for table in drawn_tables.ALL:
        made = table()
        sheet = book[f"今日·{made.title.zh}"]
        assert sheet.max_row <= 3 + len(made.rows) + 1, "below the table stands its total and no more"


def test_charts_stand_under_their_table_and_never_beyond_the_page(book: Workbook) -> None:
    for table in drawn_tables.ALL:
        made = table()
        for chart in book[f"今日·{made.title.zh}"]._charts:
            assert (chart.anchor._from.col, chart.anchor._from.row > 2 + len(made.rows)) == (0, True)


def test_the_reasons_of_a_number_that_did_not_move_have_no_sheet_of_their_own(drawn: View, tmp_path: Path) -> None:
    reasons = replace(drawn_tables.bars(), id="mix", title=words("占比变了吗"))
    twin = replace(drawn_tables.bars(), id="tree", title=words("变化来自哪里"))
    named = []
    for verdict in ("flat", "down"):
        nodes = (replace(TREE.nodes[0], tables=("mix",), verdict=verdict), *TREE.nodes[1:])
        told = replace(drawn, tables=(reasons, twin), diagnosis=replace(TREE, nodes=nodes))
        path = write_workbook(tmp_path / f"{verdict}.xlsx", [told], "zh", "掌柜 test", WHEN)
        named.append({name.partition("·")[2] for name in openpyxl.load_workbook(path).sheetnames})
    assert ["占比变了吗" in names for names in named] == [False, True]
    assert all("为什么" in names for names in named), "there they stand below each other"
    assert not any("变化来自哪里" in names for names in named), "the sheet of the tree says it already"


def test_a_heat_map_colours_its_cells(book: Workbook) -> None:
    for title, first in (("什么时候卖得好", "B4"), ("买家在哪里", "B4")):
        (area,) = book[f"今日·{title}"].conditional_formatting
        assert str(area.sqref).startswith(first)
        (rule,) = area.rules
        assert rule.type == "colorScale"
        assert len(rule.colorScale.color) == 3


def test_what_to_do_has_a_sheet_of_its_own(book: Workbook) -> None:
    sheet = book["今日·现在做什么"]
    heads = [cell.value for cell in sheet[3]]
    card, done = (dict(zip(heads, line, strict=True)) for line in written(sheet)[:2])
    assert card["做什么"] == "给石榴补货"
    assert [card[f"牵涉的钱{end}"] for end in ("", "(下限)", "(上限)")] == [2_880, 1_900, 4_000]
    assert (card["涉及"], card["状态"], card["结果"]) == ("4 个商品", "待办", None)
    assert (done["牵涉的钱"], done["状态"], done["结果"]) == (None, "已做", "做了以后回来了。")
    assert book["今日·速览"]["A4"].value == "昨天少卖 ¥3,500。"


def test_the_tree_keeps_each_unit(book: Workbook) -> None:
    sheet = book["今日·变化从哪里来"]
    values = written(sheet)
    assert [line[0] for line in values] == ["支付金额", "　转化率", "　　访客"]
    assert [line[2] for line in values] == [46_500, 0.123, 1_200]
    assert [sheet.cell(row, 3).number_format for row in (5, 6)] == ["0.0%", "#,##0"]
    assert values[1][4] == pytest.approx(-12.3), "a ratio moves by points"
    assert "个百分点" in sheet.cell(5, 5).number_format
    assert sheet.cell(4, 5).number_format == sheet.cell(6, 5).number_format == "0.0%"
    assert values[0][4:11] == [-0.5, -1.0, "明显下降", -0.6, -0.4, 0.08, 0.01]
    assert values[2][7] == "—"
    assert sheet["A2"].value == TREE.why_rule.zh


def test_all_reasons_of_a_diagnosis_stand_on_one_sheet(drawn: View, tmp_path: Path) -> None:
    """Also of a number that did not move; their numbers are those of the tables."""
    fall, bars = drawn_tables.waterfall(), drawn_tables.bars()
    nodes = (replace(TREE.nodes[0], tables=(fall.id, bars.id), verdict="flat"), *TREE.nodes[1:])
    told = replace(drawn, tables=(fall, bars, drawn_tables.heat()), diagnosis=replace(TREE, nodes=nodes))
    book = openpyxl.load_workbook(write_workbook(tmp_path / "a.xlsx", [told], "zh", "x", WHEN))
    lines = [[cell.value for cell in line] for line in book["今日·为什么"].iter_rows()]
    firsts = [line[0] for line in lines]
    assert fall.title.zh in firsts
    assert bars.title.zh in firsts
    assert drawn_tables.heat().title.zh not in firsts, "it explains no number of the tree"
    top = firsts.index(fall.title.zh) + 3
    amounts = [row.cells[1] for row in fall.rows]
    expected = [(a.value if isinstance(a, Estimate) else a) / 100 for a in amounts if isinstance(a, Estimate | int)]
    assert [line[1] for line in lines[top : top + len(expected)]] == expected


def test_contents_lead_to_every_sheet_and_back(path: Path, book: Workbook) -> None:
    front = book.worksheets[0]
    links = {cell.value: cell.hyperlink.location for line in front.iter_rows() for cell in line if cell.hyperlink}
    others = [sheet for sheet in book.worksheets[1:] if sheet.sheet_state == "visible"]
    assert list(links) == [sheet.title for sheet in others]
    for sheet in others:
        assert links[sheet.title] == f"'{sheet.title}'!A1"
        assert sheet["A1"].hyperlink.location == f"'{front.title}'!A1"
        assert sheet["A1"].value, "the title stays"


def test_an_interval_without_end_is_capped_in_every_table(drawn: View, tmp_path: Path) -> None:
    """Beside the tree in the columns of any estimate."""
    wild = Estimate(0.1, -1.0, 48_516_519.441)
    nodes = (replace(TREE.nodes[0], interval=wild), *TREE.nodes[1:])
    bars = drawn_tables.bars()
    listed = (replace(bars.rows[0], cells=(bars.rows[0].cells[0], wild, 1)), *bars.rows[1:])
    told = replace(drawn, diagnosis=replace(TREE, nodes=nodes), tables=(replace(bars, rows=listed),))
    book = openpyxl.load_workbook(write_workbook(tmp_path / "a.xlsx", [told], "zh", "x", WHEN))
    assert [book["今日·变化从哪里来"].cell(4, column).value for column in (8, 9)] == [-1.0, "1000%+"]
    assert [book["今日·哪些商品退得多"].cell(4, column).value for column in (2, 3, 4)] == [0.1, -1.0, "1000%+"]
    assert "10.0% (−100.0% – 1000%+)" in view_as_text(told, "zh")


def test_the_changes_of_ratios_are_points_in_the_terminal_and_in_the_figures(drawn: View, tmp_path: Path) -> None:
    columns = (
        Column("node", words("指标"), Shown.TEXT),
        Column("change", words("变化"), Shown.RATIO),
        Column("interval", words("变化的范围"), Shown.RATIO),
    )
    listed = tuple(Row((each.name, each.change, each.interval)) for each in TREE.nodes)
    rate = replace(drawn.figures[0], name=words("退款率"), shown=Shown.RATIO, value=0.05, previous=0.06, change=-1 / 6)
    judged = Usual(0.04, 0.05, 0.05, MARCH, verdict="down", tested=words("和前 8 个同样的时段比"))
    told = replace(
        drawn,
        figures=(replace(rate, usual=judged), drawn.figures[0]),
        tables=(Table("tree", words("变化"), columns, listed),),
    )
    text = view_as_text(told, "zh")
    assert "−1.0 个百分点" in text, "of the figure"
    assert "−12.3 个百分点" in text, "of the node: 12.3% after 24.6%"
    assert text.count("−50.0%") == 3, "of the two other nodes, and of the interval of the first"
    sheet = openpyxl.load_workbook(write_workbook(tmp_path / "a.xlsx", [told], "zh", "x", WHEN), data_only=True)["今日"]
    assert sheet["D4"].value == pytest.approx(-1.0)
    assert "个百分点" in sheet["D4"].number_format
    assert sheet["E4"].value == "明显下降：和前 8 个同样的时段比"
    assert (sheet["D5"].number_format, sheet["E5"].value) == ("0.0%", "")


def test_the_terminal_tells_brief_cards_leads_and_intervals(drawn: View) -> None:
    text = view_as_text(drawn, "zh")
    assert "· 昨天少卖 ¥3,500。" in text
    assert "→ 给石榴补货  ¥2,880.00 (¥1,900.00–¥4,000.00)\n  断货 6 天" in text
    assert "→ [已做] 给石榴补货\n" in text
    assert "哪些商品退得多\n石榴退得最多" in text
    assert "12.3% (9.8–15.1%)" in text
    assert "\n按 95% 的把握给出上下限。\n" in text, "a note is printed below the rows too"
    silent = replace(drawn, tables=(drawn_tables.bars(rows=(), lead=None),))
    assert "哪些商品退得多\n按 95% 的把握给出上下限。" in view_as_text(silent, "zh")
    told = drawn_tables.bars(rows=())
    once = replace(drawn, tables=(replace(told, note=told.lead),))
    assert "哪些商品退得多\n石榴退得最多:每 100 单退 12 单。\n\n最后一天" in view_as_text(once, "zh"), "said once"


@pytest.mark.filterwarnings("ignore:Unable to read chart")  # openpyxl on what LibreOffice saved, not on ours
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_keeps_every_number(path: Path, book: Workbook, tmp_path: Path) -> None:
    again = tmp_path / "again"
    profile = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(again), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    theirs = openpyxl.load_workbook(again / path.name, data_only=True)
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, int | float):
                    assert theirs[sheet.title].cell(cell.row, cell.column).value == pytest.approx(cell.value), cell
