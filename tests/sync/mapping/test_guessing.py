"""What columns seem to mean: by name first, by their cells where the name says nothing, and not at all in doubt."""

from typing import get_args, get_type_hints

import pytest
from msgspec import Meta, Struct

from storage.fields import Unit
from storage.mapping import TableKind
from sync.files.lines import cells_of
from sync.files.mapping.guessing import kind_of, proposal
from sync.files.mapping.kinds import KINDS
from sync.files.mapping.looks import look_of
from sync.files.mapping.states import proposed
from sync.files.preset import Preset
from sync.files.presets import PRESETS


def orders(*header: str, rows: tuple[tuple[str, ...], ...] = ()) -> dict[str, str]:
    return proposal("orders", header, rows)


def kind(*header: str) -> TableKind:
    return kind_of({each: proposal(each, header, ()) for each in KINDS})


@pytest.mark.parametrize(
    ("column", "target"),
    [
        ("实付金额(元)", "paid"),
        ("客户实付金额", "paid"),
        ("金 额：", "paid"),
        ("下单时间（北京）", "placed_at"),
        ("Order Date", "placed_at"),
        ("收货人电话号码", "phone"),
        ("联系电话2", "phone"),
        ("Billing Phone", "phone"),
        ("宝贝标题", "title"),
        ("快递单号", None),
        ("支付流水号", None),
        ("订单退款状态", None),
        ("子订单编号", None),
        ("手机壳颜色", None),
        ("阴历", None),
        ("update", None),
    ],
)
def test_a_name_says_what_stands_at_its_end(column: str, target: str | None) -> None:
    assert orders(column) == ({} if target is None else {target: column})


def test_of_several_amounts_the_one_that_was_paid_is_proposed() -> None:
    assert orders("订单金额", "优惠金额", "退款金额", "运费", "实付金额") == {
        "paid": "实付金额",
        "discount": "优惠金额",
        "refunded": "退款金额",
        "freight": "运费",
    }


def test_cells_speak_where_names_do_not() -> None:
    rows = (
        ("1", "2026/3/1", "138 1234 5678", "¥12.50", "3"),
        ("2", "2026/3/2", "13900231145", "8", "4"),
        ("3", "合计", "", "20.50", "7"),
    )
    assert orders("a", "b", "c", "d", "e", rows=rows * 4) == {"phone": "c", "paid": "d"}  # a third of b is no date
    assert orders("a", "b", "c", "d", "e", rows=(*rows * 2, *rows[:2] * 4)) == {
        "placed_at": "b",
        "phone": "c",
        "paid": "d",
    }


def test_a_name_outdoes_the_cells_and_the_first_of_two_columns_is_taken() -> None:
    rows = (("2026-03-01", "2026-03-02", "1.50", "2.50"),) * 3
    assert orders("到货", "下单日期", "y", "z", rows=rows) == {"placed_at": "下单日期", "paid": "y"}


@pytest.mark.parametrize(
    ("cells", "look"),
    [
        (["2026-01-01", "1/2/2026", "2026年1月3日 8:00"], "time"),
        (["13812345678", "+86 13900231145"], "phone"),
        (["1.50", "2"], "money"),
        (["¥3", "", "4元"], "money"),
        (["1", "2", "3"], None),
        (["138****5678", "139****1111"], None),
        (["V001", "V002"], None),
        (["2026-01-01"], None),
        ([], None),
    ],
)
def test_what_cells_look_like(cells: list[str], look: str | None) -> None:
    assert look_of(cells) == look


def test_an_amount_that_differs_within_an_order_is_that_of_its_lines() -> None:
    header = ("订单号", "日期", "金额")
    whole = (("1", "2026-03-01", "30"), ("1", "2026-03-01", "30"), ("2", "2026-03-01", "5"))
    each = (("1", "2026-03-01", "10"), ("2", "2026-03-01", "5"), ("1", "2026-03-01", "20"))
    assert orders(*header, rows=whole)["paid"] == "金额"
    assert orders(*header, rows=each) == {"number": "订单号", "placed_at": "日期", "amount": "金额"}


def test_what_a_table_seems_to_be() -> None:
    assert kind("日期", "客户", "金额") == "orders"
    assert kind("姓名", "手机", "会员等级", "积分", "注册日期") == "customers"
    assert kind("货号", "品名", "进价", "售价", "库存") == "products"


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("等待买家付款", "unpaid"),
        ("待支付", "unpaid"),
        ("买家已付款，等待卖家发货", "paid"),
        ("待发货", "paid"),
        ("未发货，退款成功", "closed"),
        ("卖家已发货，等待买家确认", "shipped"),
        ("已签收", "finished"),
        ("交易成功", "finished"),
        ("交易关闭", "closed"),
        ("已取消", "closed"),
        ("processing", "paid"),
        ("completed", "finished"),
        ("锁定", ""),
    ],
)
def test_what_words_of_states_seem_to_mean(word: str, state: str) -> None:
    assert proposed("orders", word) == state


def _unit(row: type[Struct], target: str) -> Unit:
    metas = get_args(get_type_hints(row, include_extras=True)[target])[1:]
    return next(Unit((meta.extra_json_schema or {})["x-unit"]) for meta in metas if isinstance(meta, Meta))


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_columns_of_every_platform_are_taken_for_nothing_of_another_kind(preset: Preset) -> None:
    cells = cells_of(preset.line)
    header = tuple(cell.column.name for cell in cells)
    for table, each in KINDS.items():
        columns = {column: target for target, column in proposal(table, header, ()).items()}
        for cell in cells:
            if cell.unit in (Unit.MONEY, Unit.TIME) and cell.column.name in columns:
                assert _unit(each.row, columns[cell.column.name]) is cell.unit, f"{table} {cell.column.name}"


@pytest.mark.parametrize("name", ["taobao_orders", "youzan_orders", "pinduoduo_orders", "douyin_orders"])
def test_orders_of_the_large_platforms_are_proposed_as_their_presets_read_them(name: str) -> None:
    cells = {cell.field: cell.column.name for cell in cells_of(PRESETS[name].line)}
    found = orders(*cells.values())
    number = cells.get("id") or cells["order"]
    paid = {"taobao_orders": "总金额", "douyin_orders": "订单应付金额"}.get(name) or cells["paid"]
    assert (found["number"], found["paid"]) == (number, paid)
    assert found["placed_at"] == (cells.get("created_at") or cells["agreed_at"])
    assert found["paid_at"] == cells["paid_at"]
    assert found["status"] == cells["status"]
