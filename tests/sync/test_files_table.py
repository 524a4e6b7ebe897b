"""A file is recognised by the columns it has, whatever its name, their order and what stands around them."""

from pathlib import Path

import pytest

from storage.errors import KnownError
from sync.files.header import ABSENT, clean, names_of, places
from sync.files.lines import Cell, column, perhaps
from sync.files.preset import Tally
from sync.files.table import recognise
from tests.sync.one_file import sheet_of
from tests.sync.retail import HEADER, HEART, LANTERN, line, retail_file, write


def needed(name: str, *also: str) -> Cell:
    return Cell("field", column(name, *also), None, required=True)


@pytest.mark.parametrize(
    "cell",
    [
        "订单编号",
        " 订单编号 ",
        "\ufeff订单编号",
        "\t订单编号",
        '="订单编号"',
        '"订单编号"',
        "'订单编号",
        '\ufeff"订单编号"',
        "订单编号\u3000",
    ],
)
def test_a_column_name_is_the_same_whatever_is_wrapped_around_it(cell: str) -> None:
    assert clean(cell) == "订单编号"


def test_the_second_column_of_a_name_has_a_name_of_its_own() -> None:
    names = names_of(["订单号", "分销员", "手机", "分销员 ", "", "", "分销员"])
    assert names == ("订单号", "分销员", "手机", "分销员 (2)", "", "", "分销员 (3)")
    assert places((needed("分销员 (2)"), needed("分销员")), names) == (3, 1)


def test_a_column_may_go_by_another_name() -> None:
    assert places((needed("InvoiceNo", "Invoice"),), ("Price", "Invoice")) == (1,)
    assert places((needed("InvoiceNo", "Invoice"),), ("Price",)) is None


def test_brackets_are_the_same_in_either_width() -> None:
    cells = (needed("商家实收金额(元)"), needed("收入（格式化）"))
    assert places(cells, ("收入(格式化)", "商家实收金额（元）")) == (1, 0)


def test_a_column_that_files_may_lack_has_no_place_then() -> None:
    note = Cell("note", perhaps("备注"), None, required=False)
    assert places((note, needed("订单号")), ("订单号", "金额")) == (ABSENT, 0)
    assert places((note, needed("订单号")), ("备注", "金额")) is None


def read(path: Path) -> tuple[list[tuple[int, tuple[str, ...]]], Tally]:
    tally = Tally()
    return list(recognise(sheet_of(path)).rows(tally)), tally


def test_order_and_further_columns_do_not_matter(tmp_path: Path) -> None:
    shuffled = "Shop,Country,UnitPrice,InvoiceNo,CustomerID,Note,Description,InvoiceDate,StockCode,Quantity\n"
    path = write(
        tmp_path, shuffled + "x,France,3.39,536365,17850.0,,LANTERN,2010-12-01 08:26:00,71053,6\n", "notes.txt"
    )
    rows, _ = read(path)
    assert rows == [(2, ("536365", "71053", "LANTERN", "6", "2010-12-01 08:26:00", "3.39", "17850.0", "France"))]


def test_names_of_the_second_edition_are_known(tmp_path: Path) -> None:
    second = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"
    rows, _ = read(write(tmp_path, f"{second}\n{LANTERN}\n"))
    assert rows[0][1][0] == "536365"


def test_a_dirty_header_is_found_below_a_title(tmp_path: Path) -> None:
    header = ",".join(f'"\t{name} "' for name in HEADER.split(","))
    path = write(tmp_path, f"\ufeff导出时间 2011-12-10,,\n\n{header}\n{LANTERN}\n\n{HEART}\n,,,,,,,\n")
    rows, tally = read(path)
    assert [number for number, _ in rows] == [4, 6]
    assert tally.rejected == {}


def test_a_lone_quote_in_the_title_is_nobody_s_line(tmp_path: Path) -> None:
    rows, tally = read(write(tmp_path, f'"Export\n{HEADER}\n{LANTERN}\n'))
    assert [number for number, _ in rows] == [3]
    assert tally.rejected == {}


def test_empty_cells_beyond_the_header_are_no_fault_but_missing_ones_are(tmp_path: Path) -> None:
    rows, tally = read(retail_file(tmp_path, LANTERN + ",,", LANTERN + ",extra", "536365,71053"))
    assert [(number, len(cells)) for number, cells in rows] == [(2, 8)]
    assert {number: reason.zh for number, reason in tally.rejected.items()} == {
        3: "这一行有 9 格，表头有 8 格",
        4: "这一行有 2 格，表头有 8 格",
    }


def test_an_unknown_header_says_what_was_seen_and_what_can_be_done(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        recognise(sheet_of(write(tmp_path, "订单编号,买家会员名,总金额\n1,张三,12.50\n")))
    assert "订单编号、买家会员名、总金额" in refused.value.what.zh
    assert "告诉掌柜各列是什么" in refused.value.next_step.zh


def test_an_unknown_header_of_very_many_or_long_names_stays_readable(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        recognise(sheet_of(write(tmp_path, ",".join(["长" * 41, *map(str, range(34))]) + "\n")))
    assert f"{'长' * 40}…、0、1、" in refused.value.what.zh
    assert refused.value.what.zh.endswith("、28……还有 5 列。")
    assert "28 and 5 more" in refused.value.what.en


def test_a_missing_column_is_not_overlooked(tmp_path: Path) -> None:
    without_price = HEADER.replace(",UnitPrice", "")
    with pytest.raises(KnownError, match="InvoiceNo, StockCode"):
        recognise(sheet_of(write(tmp_path, f"{without_price}\n{LANTERN}\n")))


def test_a_lone_quote_in_the_header_is_named(tmp_path: Path) -> None:
    broken = HEADER.replace("Description", '"Description')
    with pytest.raises(KnownError) as refused:
        recognise(sheet_of(write(tmp_path, f"{broken}\n{LANTERN}\n")))
    assert "第 1 行" in refused.value.what.zh
    assert "引号" in refused.value.what.zh


def test_a_preset_may_be_asked_for_by_name(tmp_path: Path) -> None:
    path = retail_file(tmp_path, LANTERN)
    assert recognise(sheet_of(path), "online_retail").preset.id == "online_retail"
    with pytest.raises(KnownError) as refused:
        recognise(sheet_of(path), "taobao")
    assert "online_retail" in refused.value.next_step.zh


def test_the_text_of_a_line_is_kept_as_it_stands(tmp_path: Path) -> None:
    spanning = line(title='"two\nlines, and a ""quote"""')
    lone = line(title='"LOST')
    table = recognise(sheet_of(retail_file(tmp_path, LANTERN, spanning, HEART, lone, LANTERN)))
    assert table.texts({3, 5, 6}) == {3: spanning + "\n", 5: HEART + "\n", 6: lone + "\n"}
