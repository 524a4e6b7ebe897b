"""A line that cannot be cut into cells keeps its whole invoice out, or, where nothing tells whose it is, the file."""

import gzip
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.store import Store
from sync import files
from tests.online_retail import FILE, needs_file
from tests.sync.one_file import import_file, preview
from tests.sync.retail import CLOCK, HEADER, HEART, LANTERN, line, new_store, retail_file, rows, write

WHOLE = (LANTERN, HEART, line(code="22728"))
TORN = {
    "lone quote": (line(title='"LOST'), "引号没有成对"),
    "quote at the beginning": ('"' + LANTERN, "引号没有成对"),
    "quote closed too early": (line(title='"LO"ST'), "引号没有成对"),
    "everything quoted": (
        '"536365","71053","LOST,"6.0","2010-12-01 08:26:00","3.39","17850.0","Europe"',
        "引号没有成对",
    ),
    "id as a spreadsheet wraps it": (line(invoice='="536365"', title='"LOST'), "引号没有成对"),
    "too many cells": (line(title="LANTERN, WHITE"), "这一行有 9 格，表头有 8 格"),
    "too few cells": ("536365,71053,WHITE METAL LANTERN", "这一行有 3 格，表头有 8 格"),
    "one cell": ("536365", "这一行有 1 格，表头有 8 格"),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


@pytest.mark.parametrize("torn", TORN.values(), ids=TORN)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["first", "middle", "last"])
def test_a_torn_line_keeps_its_whole_invoice_out(
    store: Store, tmp_path: Path, torn: tuple[str, str], place: int
) -> None:
    bad, why = torn
    lines = [*WHOLE[:place], bad, *WHOLE[place + 1 :]]
    path = retail_file(tmp_path, CLOCK, *lines, line(invoice="7"))
    number = place + 3
    found = {each.line: each.reason.zh for each in preview(store, path).rejected}
    around = f"文件第 {number} 行有问题，它属于 536365，整单先不导入"
    assert found == dict.fromkeys((3, 4, 5), around) | {number: why}
    import_file(store, path)
    assert rows(store, "orders", "id", "payment_amount") == [("536370", 9000), ("7", 2034)]
    assert len(rows(store, "order_lines", "id")) == 2
    assert len(store.quarantined("online_retail")) == 3


def test_a_torn_line_of_a_cancellation_keeps_its_refunds_out(store: Store, tmp_path: Path) -> None:
    back = line(invoice="C1", quantity="-1.0")
    import_file(store, retail_file(tmp_path, CLOCK, back, "C1,71053"))
    assert rows(store, "refunds", "id") == []
    assert rows(store, "orders", "id") == [("536370",)]


def test_the_first_bad_line_is_named_whether_torn_or_not(store: Store, tmp_path: Path) -> None:
    for bad in ((line(date="never"), "536365"), ("536365", line(date="never"))):
        found = {each.line: each.reason.en for each in preview(store, retail_file(tmp_path, *bad, HEART)).rejected}
        assert found[4] == "line 2 of the file, part of 536365, cannot be used, so none of it is"


def test_two_lone_quotes_do_not_swallow_the_lines_of_other_invoices(store: Store, tmp_path: Path) -> None:
    opens, closes = line(title='"LANTERN'), line(invoice="7", title='RULER 12"')
    import_file(store, retail_file(tmp_path, HEART, opens, CLOCK, closes, line(invoice="7")))
    assert rows(store, "orders", "id", "payment_amount") == [("536370", 9000), ("7", 2 * 2034)]
    assert ('RULER 12"',) in rows(store, "order_lines", "title")


@pytest.mark.parametrize(
    "bad",
    [
        ",71053,WHITE METAL LANTERN",
        '"536,365","71053","LOST',
        "536365;71053;WHITE METAL LANTERN;6.0",
        "WHITE METAL LANTERN,6.0",
        "1.23E+17,71053",
    ],
    ids=["no id", "id left open", "another delimiter", "begins elsewhere", "id destroyed"],
)
def test_a_torn_line_of_nobody_knows_which_invoice_keeps_the_file_out(store: Store, tmp_path: Path, bad: str) -> None:
    path = retail_file(tmp_path, LANTERN, bad, HEART)
    for attempt in (preview, import_file):
        with pytest.raises(KnownError) as refused:
            attempt(store, path)
        assert "文件「orders.csv」第 3 行读不懂，也看不出属于哪一单" in refused.value.what.zh
        assert "Line 3 of “orders.csv”" in refused.value.what.en
    assert store.shops() == []


def test_where_the_invoice_is_not_the_first_column_a_torn_line_does_not_tell_it(store: Store, tmp_path: Path) -> None:
    def turned(text: str) -> str:
        invoice, rest = text.split(",", 1)
        return f"{rest},{invoice}"

    fine = [turned(each) for each in (HEADER, LANTERN, CLOCK)]
    import_file(store, write(tmp_path, "\n".join(fine)))
    assert len(rows(store, "orders", "id")) == 2
    bad = turned(line(title='"LOST'))
    with pytest.raises(KnownError, match="Line 4 of"):
        preview(store, write(tmp_path, "\n".join((*fine[:2], fine[2], bad))))


@needs_file
def test_a_quote_lost_in_the_real_file_keeps_one_order_out_and_changes_no_other(tmp_path: Path) -> None:
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as stream:
        lines = list(islice(stream, 2000))
    last = lines[-1].split(",")[0]
    lines = [each for each in lines if each.split(",")[0] != last]
    columns = ("id", "payment_amount", "item_count", "buyer_id")
    with new_store(tmp_path / "clean") as clean:
        import_file(clean, write(tmp_path, "".join(lines)))
        expected = rows(clean, "orders", *columns)
    assert ("536409", 24328, 173) in [order[:3] for order in expected]
    cells = lines[500].split(",")
    assert cells[0] == "536409"
    lines[500] = ",".join((*cells[:2], '"' + cells[2], *cells[3:]))
    with new_store(tmp_path / "torn") as torn:
        import_file(torn, write(tmp_path, "".join(lines)))
        assert rows(torn, "orders", *columns) == [order for order in expected if order[0] != "536409"]


@pytest.mark.parametrize(
    "bad",
    [
        "1,71053,x,six,2010-12-01 08:26:00,3.39,17850.0,France",
        "1,71053",
        '1,"x',
        "1,71053,x,6,2010-12-40 08:26:00,3,1,F",
    ],
    ids=["unreadable", "too few cells", "lone quotes", "dates"],
)
def test_a_file_of_which_nearly_nothing_can_be_read_is_refused_as_a_whole(
    store: Store, tmp_path: Path, bad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.files.preset.MOST_REJECTED", 9_000)
    path = retail_file(tmp_path, HEART, *[bad.replace("1,", f"{number},", 1) for number in range(30_000)])
    found = files.preview(store, [path])
    assert found.tables == ()
    assert "超过 9,000 行" in found.refused[0].error.say("zh")
    assert "第 3 行" in found.refused[0].error.say("zh")
    assert store.shops() == []
