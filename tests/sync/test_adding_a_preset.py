"""The preset printed in the guide for whoever adds one is a whole one: it runs as it stands there."""

import re
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.store import Store
from sync.files import presets
from sync.files.preset import Preset
from tests.sync.one_file import import_file, preview
from tests.sync.retail import new_store, rows, write

GUIDE = Path(__file__).parents[2] / "docs" / "adding-a-source.md"

FILE = """订单号,备注,商品,数量,下单时间,付款时间,实付金额,买家昵称
1,,红茶,1,2026-10-01 08:00:00,2026-10-01 08:01:00,12.50,阿明
1,,茶杯,2,2026-10-01 08:00:00,2026-10-01 08:01:00,¥30,阿明
2,,红茶,1,2026-10-02 08:00:00,-,12.50,阿明
3,,绿茶,1,2026-10-03 08:00:00,2026-10-03 08:01:00,八元,小*
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    module = types.ModuleType("printed_preset")
    (printed,) = re.findall("```python\n(.*?PRESET = .*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.setitem(__import__("sys").modules, "printed_preset", module)
    exec(compile(printed, "printed_preset", "exec"), module.__dict__)
    preset = module.__dict__["PRESET"]
    assert isinstance(preset, Preset)
    monkeypatch.setitem(presets.PRESETS, preset.id, preset)
    with new_store(tmp_path) as store:
        yield store


def test_it_reads_what_the_platform_exports(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, FILE.encode("gb18030"))
    seen = preview(store, path)
    assert [(bad.line, bad.reason.zh) for bad in seen.rejected] == [(5, "「实付金额」是「八元」，不是数字")]
    assert [(rule.zh, times) for rule, times in seen.skipped] == [("没有付款时间的订单略过", 1)]
    import_file(store, path)
    assert rows(store, "orders", "id", "buyer_id", "payment_amount") == [("1", "阿明", 4250)]
    assert rows(store, "order_lines", "id", "title", "quantity", "amount") == [
        ("1-1", "红茶", 1, 1250),
        ("1-2", "茶杯", 2, 3000),
    ]
    assert rows(store, "customers", "id", "joined_at") == [("阿明", 1790812800000)]


def test_what_no_database_holds_is_rejected_whole_though_each_cell_can_be_read(store: Store, tmp_path: Path) -> None:
    """The sum of lines, and the id made up of an order's and a line's, are no cells."""
    bought = "2026-10-01 08:00:00,2026-10-01 08:01:00"
    lines = [f"1,,红茶,1,{bought},12.50,阿明"]
    lines += [f"2,,金,1,{bought},{8 * 10**13},小王"] * 2
    lines += [f"{'3' * 127},,绿茶,1,{bought},8,小李", f"4,,绿茶,1,{bought},8,小陈"]
    path = write(tmp_path, "\n".join([FILE.splitlines()[0], *lines]).encode())
    assert [(bad.line, bad.reason.zh) for bad in preview(store, path).rejected] == [
        (3, "「支付金额」的数字太大"),
        (4, "「支付金额」的数字太大"),
        (5, "「编号」太长"),
    ]
    run = import_file(store, path)
    assert run.counts["orders"].quarantined == 3
    assert rows(store, "orders", "id", "payment_amount") == [("1", 1250), ("4", 800)]
