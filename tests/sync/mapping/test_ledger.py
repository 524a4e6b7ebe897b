"""A merchant's own ledger, kept by hand in Excel: title, merged header, amounts as people write them, sums between."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.runs import Counts
from storage.store import Store
from sync.files import Choice, rejected_lines, undo_import
from sync.files.mapping.trying import tried
from tests.sync.mapping.telling import foreseen, noted, read, sample_of, told
from tests.sync.one_file import import_file, preview
from tests.sync.packed import workbook
from tests.sync.retail import content, new_store, rows, write

TITLE = [["小林手作 2026年1月销售台账"], ["制表：小林", None, None, None, "单位：元"]]
HEADER = [
    ["日期", "客户", None, "商品", None, "金额", "备注"],
    [None, "姓名", "电话", "品名", "数量", None, None],
]
JANUARY = [
    [date(2026, 1, 3), "张三", "138 1234 5678", "大红袍", 2, "¥1,200.00", "老客"],
    [date(2026, 1, 3), "李四", None, "水仙", 1, 600, None],
    [date(2026, 1, 3), "李四", None, "水仙", 1, 600],
    ["小计", None, None, None, 4, 2400],
    ["2026年1月5日", "王五", "13900231145", "水仙", 3, "1,799.50元"],
    ["2026.1.6", "张三", "13812345678", "大红袍", 1, "-600", "退一件"],
    ["1月8日", "赵六", None, "水仙", 1, 600],
    [None, None, None, None, None, None, "春节前的都在这"],
    ["合计：", None, None, None, 8, "¥3,599.50"],
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def ledger(folder: Path, *lines: list[Any], name: str = "一月.xlsx") -> Path:
    return write(folder, workbook({"台账": [*TITLE, *HEADER, *lines]}), name)


def day(text: str) -> int:
    """Midnight in Shanghai, which is 16:00 UTC of the day before."""
    return int(datetime.fromisoformat(f"{text}T00:00:00+08:00").astimezone(UTC).timestamp() * 1000)


def test_the_header_is_found_below_the_title_and_merged_cells_have_the_name_above(store: Store, tmp_path: Path) -> None:
    sample = sample_of(store, ledger(tmp_path, *JANUARY))
    assert sample.header == ("日期", "姓名", "电话", "品名", "数量", "金额", "备注")
    assert sample.header_line == 4
    assert (sample.form, sample.is_text) == ("Excel", False)
    assert [number for number, _ in sample.rows] == [5, 6, 7, 8, 9, 10, 11, 12, 13]
    assert sample.rows[1][1] == ("2026-01-03 00:00:00", "李四", "", "水仙", "1", "600", "")
    assert sample.table == "orders"
    assert sample.proposals["orders"] == {
        "placed_at": "日期",
        "buyer_name": "姓名",
        "phone": "电话",
        "title": "品名",
        "quantity": "数量",
        "paid": "金额",
        "note": "备注",
    }


def test_the_title_of_another_year_is_no_name_of_a_column_without_one(store: Store, tmp_path: Path) -> None:
    def signature(title: str) -> str:
        lines = [[title], [None, "日期", "客户", "金额"], [1, "2026-01-03", "张三", 5]]
        return sample_of(store, write(tmp_path, workbook({"一": lines}), "a.xlsx")).signature

    assert signature("2026年销售台账") == signature("2027年销售台账")


def test_of_lines_that_look_alike_the_first_is_the_header(store: Store, tmp_path: Path) -> None:
    sample = sample_of(store, write(tmp_path, "wer,was\nanna,tee\nbert,kaffee\n"))
    assert (sample.header, sample.header_line) == (("wer", "was"), 1)


def test_a_line_is_an_order_paid_when_it_was_placed(store: Store, tmp_path: Path) -> None:
    read(store, ledger(tmp_path, *JANUARY))
    found = rows(store, "orders", "created_at", "paid_at", "payment_amount", "buyer_id", "item_count", "status")
    assert sorted(found) == [
        (day("2026-01-03"), day("2026-01-03"), 600_00, "name:李四", 1, None),
        (day("2026-01-03"), day("2026-01-03"), 600_00, "name:李四", 1, None),
        (day("2026-01-03"), day("2026-01-03"), 1200_00, "tel:13812345678", 2, None),
        (day("2026-01-05"), day("2026-01-05"), 1799_50, "tel:13900231145", 3, None),
    ]
    # 600 + 600 + 1200 + 1799.50
    assert sum(amount for _, _, amount, *_ in found) == 4199_50
    lines = rows(store, "order_lines", "product_id", "title", "quantity", "amount")
    assert sorted(lines) == [
        ("大红袍", "大红袍", 2, 1200_00),
        ("水仙", "水仙", 1, 600_00),
        ("水仙", "水仙", 1, 600_00),
        ("水仙", "水仙", 3, 1799_50),
    ]
    assert rows(store, "products", "id", "title") == [("大红袍", "大红袍"), ("水仙", "水仙")]
    assert [(shop.name, shop.currency) for shop in store.shops()] == [("小林手作", "CNY")]


def test_a_negative_amount_is_a_refund_on_its_day(store: Store, tmp_path: Path) -> None:
    read(store, ledger(tmp_path, *JANUARY))
    found = rows(store, "refunds", "created_at", "refunded_at", "amount", "buyer_id", "order_id", "status")
    assert found == [(day("2026-01-06"), day("2026-01-06"), 600_00, "tel:13812345678", None, "done")]


def test_sums_and_remarks_are_no_orders_and_a_date_without_a_year_is_rejected(store: Store, tmp_path: Path) -> None:
    table = foreseen(store, ledger(tmp_path, *JANUARY))
    assert noted(table) == {
        "合计、小计之类的": 3,  # 小计, the remark, 合计
        "没有订单号：日期": 5,  # four sales and the refund
        "没写付款时间：下": 4,
        "金额是负数的行算": 1,
        "没有客户编号和手": 2,  # both of 李四
    }
    assert [(bad.line, bad.reason.zh[:11]) for bad in table.rejected] == [(11, "日期「1月8日」看不懂")]
    assert table.counts["orders"] == Counts(inserted=4)


def test_a_line_without_a_date_that_names_somebody_is_rejected_not_left_out(store: Store, tmp_path: Path) -> None:
    table = foreseen(store, ledger(tmp_path, *JANUARY[:3], [None, "周七", None, "水仙", 1, 60]))
    assert [(bad.line, bad.reason.zh) for bad in table.rejected] == [(8, "没写日期")]
    assert table.skipped == ()


def test_a_longer_ledger_adds_only_what_is_new(store: Store, tmp_path: Path) -> None:
    first = ledger(tmp_path, *JANUARY[:5])
    mapping = told(sample_of(store, first))
    import_file(store, first, Choice(mappings=(mapping,)))
    before = rows(store, "orders", "id")
    # A third equal line, one more customer, a note added to an old line and its date written otherwise.
    touched = ["2026年1月3日", *JANUARY[0][1:5], 1200, "老客，已寄"]
    longer = ledger(tmp_path, touched, *JANUARY[1:6], JANUARY[1], name="一二月.xlsx")
    table = preview(store, longer, Choice(mappings=(mapping,)))
    assert table.counts["orders"] == Counts(inserted=1, changed=1, unchanged=3)
    import_file(store, longer, Choice(mappings=(mapping,)))
    after = rows(store, "orders", "id", "payment_amount", "buyer_id", "buyer_note")
    assert {key for (key,) in before} < {key for key, *_ in after}
    assert [(amount, note) for _, amount, buyer, note in after if buyer == "tel:13812345678"] == [
        (1200_00, "老客，已寄")
    ]
    assert [amount for _, amount, buyer, _ in after if buyer == "name:李四"] == [600_00] * 3


def test_the_same_ledger_again_and_undone_leaves_no_trace(store: Store, tmp_path: Path) -> None:
    path = ledger(tmp_path, *JANUARY)
    mapping = told(sample_of(store, path))
    run = import_file(store, path, Choice(mappings=(mapping,)))
    again = preview(store, path, Choice(mappings=(mapping,)))
    assert not again.already_imported  # a line of it waits
    assert all(counts == Counts(unchanged=counts.unchanged) for counts in again.counts.values())
    assert len(store.quarantined(run.shop_id)) == 1
    undo_import(store, run)
    assert all(not found for found in content(store).values())
    assert store.quarantined(run.shop_id) == []


def test_a_rejected_line_that_was_mended_comes_in_below_the_same_header(store: Store, tmp_path: Path) -> None:
    path = ledger(tmp_path, *JANUARY)
    choice = Choice(mappings=(told(sample_of(store, path)),))
    run = import_file(store, path, choice)
    (kept,) = rejected_lines(store, [run.shop_id], "zh")
    assert kept.text.splitlines()[0] == "日期,姓名,电话,品名,数量,金额,备注,原因"
    mended = write(tmp_path, kept.text.replace("1月8日,", "2026-1-8,", 1).encode("utf-8-sig"), kept.name)
    assert preview(store, mended, choice).counts["orders"] == Counts(inserted=1)
    import_file(store, mended, choice)
    assert len(rows(store, "orders", "id")) == 5


def test_reading_the_sample_says_what_the_import_would_bring(store: Store, tmp_path: Path) -> None:
    path = ledger(tmp_path, *JANUARY)
    sample = sample_of(store, path)
    found = tried(sample, told(sample))
    assert (found.lines, found.rejected_lines) == (5, 1)
    assert [(line, reason.zh[:11]) for line, reason in found.rejected] == [(11, "日期「1月8日」看不懂")]
    assert (found.paid, found.exponent) == (4199_50, 2)
    assert (found.first_day, found.last_day) == ("2026-01-03", "2026-01-06")
    table = foreseen(store, path)
    assert found.counts == {kind: counts.inserted for kind, counts in table.counts.items()}
    assert found.noted == (*table.skipped, *table.noted)


def test_what_is_missing_is_said_in_words(store: Store, tmp_path: Path) -> None:
    sample = sample_of(store, ledger(tmp_path, *JANUARY))
    found = tried(sample, told(sample, {"placed_at": None, "paid": None}))
    assert found.missing is not None
    assert found.missing.zh == "还要选出：「下单时间」或「付款时间」；「整单实付」或「这件商品实付」或「单价」"
    assert (found.lines, found.counts) == (0, {})
