"""After any imports and undos the shop is what the files that still stand make of it, whatever came in between."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.runs import Run
from storage.store import Store
from sync.files import import_files, preview, undo_import
from tests.sync.one_file import import_file
from tests.sync.presets import taobao
from tests.sync.presets.seen import everything
from tests.sync.presets.taobao import DETAIL_2019, LIST_2019, encoded
from tests.sync.retail import new_store, rows, write

SEPTEMBER = {"订单编号": "20170912345678901", "总金额": "108.00", "买家实际支付金额": "108.00"}
SEPTEMBER |= {"订单创建时间": "2017-09-12 20:15:03", "订单付款时间": "2017-09-12 20:15:40"}
OCTOBER = SEPTEMBER | {"订单编号": "20171012345678901", "订单创建时间": "2017-10-12 20:15:03"}
OCTOBER |= {"订单付款时间": "2017-10-12 20:15:40"}
NOVEMBER = SEPTEMBER | {"订单编号": "20171112345678901", "订单创建时间": "2017-11-12 20:15:03"}
NOVEMBER |= {"订单付款时间": "2017-11-12 20:15:40"}
FIRST = '="20170912345678901",大红袍,108.00,1,DHP,,,,,'
SECOND = '="20171012345678901",单丛,54.00,2,DC,,,,,'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def listed(folder: Path, name: str, *orders: dict[str, str]) -> Path:
    return write(folder, encoded(LIST_2019, *(taobao.order(LIST_2019, **each) for each in orders)), name)


def detail(folder: Path, name: str, *lines: str) -> Path:
    return write(folder, encoded(DETAIL_2019, *lines), name)


def test_the_first_contact_of_the_next_file_shows_once_the_first_is_undone(store: Store, tmp_path: Path) -> None:
    runs = [
        import_file(store, listed(tmp_path, f"{n}.csv", each)) for n, each in enumerate((OCTOBER, SEPTEMBER, NOVEMBER))
    ]
    joined = {"9": 1505218503000, "10": 1507810503000, "11": 1510488903000}
    assert rows(store, "customers", "joined_at") == [(joined["9"],)]
    undo_import(store, runs[1])
    assert rows(store, "customers", "joined_at") == [(joined["10"],)]
    undo_import(store, runs[0])
    assert rows(store, "customers", "joined_at") == [(joined["11"],)]


@pytest.mark.parametrize("seed", range(6))
def test_what_stands_is_what_would_stand_had_the_others_never_come(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    months = [
        listed(
            tmp_path,
            f"{n}.csv",
            *(each | {"买家留言": f"{n}"} for each in chance.sample((SEPTEMBER, OCTOBER, NOVEMBER), n % 3 + 1)),
        )
        for n in range(4)
    ]
    standing: dict[Path, Run] = {}
    with new_store(tmp_path / "lived") as store:
        for _ in range(14):
            path = chance.choice(months)
            if path in standing:
                undo_import(store, standing.pop(path))
            else:
                (run,) = import_files(store, [path]).runs
                standing[path] = run
        lived = everything(store)
    with new_store(tmp_path / "fresh") as fresh:
        for path in standing:
            import_files(fresh, [path])
        assert lived == everything(fresh)


def test_lines_that_waited_for_their_order_come_in_with_it(store: Store, tmp_path: Path) -> None:
    import_file(store, listed(tmp_path, "september.csv", SEPTEMBER))
    lines = detail(tmp_path, "detail.csv", FIRST, SECOND)
    import_file(store, lines)
    assert "ExportOrderList" in store.quarantined("taobao")[0].reason.zh
    import_file(store, listed(tmp_path, "october.csv", OCTOBER))
    assert len(store.quarantined("taobao")) == 1
    assert not preview(store, [lines]).tables[0].already_imported
    import_file(store, lines)
    assert rows(store, "order_lines", "id", "amount") == [
        ("20170912345678901-1", 10800),
        ("20171012345678901-1", 10800),
    ]
    assert store.quarantined("taobao") == []


def test_a_mended_line_is_as_new_as_the_file_it_comes_from(store: Store, tmp_path: Path) -> None:
    unpaid = SEPTEMBER | {"订单付款时间": "", "订单状态": "等待买家付款"}
    import_file(store, listed(tmp_path, "september.csv", unpaid, SEPTEMBER | {"订单编号": "1"}))
    bad = SEPTEMBER | {"总金额": "一百零八", "订单状态": "交易成功"}
    import_file(store, listed(tmp_path, "october.csv", bad, OCTOBER))
    import_file(store, listed(tmp_path, "mended.csv", bad | {"总金额": "108.00"}))
    assert rows(store, "orders", "id", "status", "payment_amount")[1] == ("20170912345678901", "finished", 10800)
    assert store.quarantined("taobao") == []
