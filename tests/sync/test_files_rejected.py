"""Lines that were rejected are written to a file, mended there, and come in like any other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.rejected import write_rejected
from storage.store import Store
from sync.files import import_files, rejected_lines, undo_import
from tests.sync.one_file import import_file
from tests.sync.packed import archive
from tests.sync.presets.taobao import LIST_2017, encoded, order
from tests.sync.retail import HEADER, HEART, LANTERN, line, new_store, retail_file, rows, write

ORDER = {"订单编号": "20170912345678901", "总金额": "108.00", "买家实际支付金额": "108.00"}
ORDER |= {"订单创建时间": "2017-09-12 20:15:03", "订单付款时间": "2017-09-12 20:15:40"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def test_an_order_of_several_lines_comes_back_whole(store: Store, tmp_path: Path) -> None:
    """Two equal lines of 6 × 3.39, one that is wrong, and one of 6 × 2.55: 20.34 + 20.34 + 15.30 = 55.98."""
    bad = line(invoice="7", code="85123A", quantity="six", price="2.55")
    run = import_file(store, retail_file(tmp_path, LANTERN, line(invoice="7"), bad, line(invoice="7"), name="十月.csv"))
    (written,) = write_rejected(store, tmp_path / "out", "zh")
    text = written.read_bytes().decode("utf-8-sig")
    assert (written.name, text.splitlines()[0]) == ("十月 没读懂的行.csv", f"{HEADER},原因")
    assert sorted(text.splitlines()[1:]) == sorted(
        [
            f'{bad},"文件第 4 行：「Quantity」是「six」，不是数字"',
            *[f'{line(invoice="7")},"文件第 3、5 行：文件第 4 行有问题，它属于 7，整单先不导入"'] * 2,
        ]
    )
    mended = write(tmp_path, text.replace("six", "6"), "mended.csv")
    again = import_file(store, mended)
    assert rows(store, "orders", "id", "payment_amount") == [("536365", 2034), ("7", 5598)]
    assert write_rejected(store, tmp_path / "out", "zh") == []
    undo_import(store, again)
    assert [each.lines for each in rejected_lines(store, ["online_retail"], "zh")] == [3]
    undo_import(store, run)
    assert rejected_lines(store, ["online_retail"], "zh") == []


def test_what_is_still_wrong_waits_with_its_new_reason(store: Store, tmp_path: Path) -> None:
    import_file(store, retail_file(tmp_path, LANTERN, line(invoice="7", quantity="six"), line(invoice="8", price="?")))
    (first,) = rejected_lines(store, ["online_retail"], "zh")
    import_files(store, [write(tmp_path, first.text.replace("six", "6"), "mended.csv")])
    assert [row[0] for row in rows(store, "orders", "id")] == ["536365", "7"]
    assert [each.record_id for each in store.quarantined("online_retail")] == ["8"]


def test_cells_keep_their_wrapping_so_that_a_spreadsheet_leaves_them_alone(store: Store, tmp_path: Path) -> None:
    good, bad = order(LIST_2017, **ORDER), order(LIST_2017, **(ORDER | {"订单编号": "20170999", "总金额": "一百"}))
    import_file(store, write(tmp_path, encoded(LIST_2017, good, bad), "list.csv"))
    (written,) = write_rejected(store, tmp_path / "out", "zh")
    text = written.read_bytes().decode("utf-8-sig")
    assert '\n="20170999",' in text
    import_file(store, write(tmp_path, text.replace("一百", "100"), "mended.csv"))
    assert rows(store, "orders", "id", "payment_amount") == [("20170912345678901", 10800), ("20170999", 10000)]
    assert store.quarantined("taobao") == []


def test_two_imports_of_one_name_are_two_files(store: Store, tmp_path: Path) -> None:
    for number, folder in enumerate(("a", "b")):
        (tmp_path / folder).mkdir()
        import_file(store, retail_file(tmp_path / folder, HEART, line(invoice=f"{number}", quantity="x")))
    names = [path.name for path in write_rejected(store, tmp_path / "out", "en")]
    assert names == ["orders lines not understood.csv", "orders lines not understood (2).csv"]


def test_reasons_may_hold_quotes_and_lines_may_span(store: Store, tmp_path: Path) -> None:
    spanning = line(invoice="7", title='"two\nlines"', quantity='"s""x"')
    import_file(store, retail_file(tmp_path, LANTERN, spanning, spanning))
    (written,) = write_rejected(store, tmp_path / "out", "zh")
    mended = written.read_bytes().decode("utf-8-sig").replace('"s""x"', "6", 1).replace('"s""x",2010', "6,2010", 1)
    import_file(store, write(tmp_path, mended, "mended.csv"))
    assert rows(store, "orders", "id", "payment_amount") == [("536365", 2034), ("7", 4068)]


def test_names_that_windows_does_not_allow_or_that_are_too_long_are_changed(store: Store, tmp_path: Path) -> None:
    for number, name in enumerate(('10/月:"a"?*<b>|\\c.csv', "店" * 200 + ".csv")):
        bad = f"{HEADER}\n{line(invoice=f'{number}', quantity='x')}\n{line(invoice=f'{number + 7}')}\n"
        import_file(store, write(tmp_path, archive({name: bad.encode()}), f"{number}.zip"))
    names = {path.name for path in write_rejected(store, tmp_path / "out", "zh")}
    assert names == {"c 没读懂的行.csv", "店" * 40 + "…" + "店" * 24 + " 没读懂的行.csv"}
