"""Movements on Douyin's account: what they are made of, what they prove, and that they meet the list of orders."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.settlement import STATES, settlement
from storage.facts_load import load_facts
from storage.store import Store
from sync.files import import_files, undo_import
from tests.sync.one_file import import_file, preview
from tests.sync.presets import douyin
from tests.sync.presets.douyin import FUNDS, MOVEMENTS, ORDERS, encoded, movement
from tests.sync.presets.seen import everything
from tests.sync.retail import new_store, rows, write

O1, O2, P = "6930162745589500001", "6930162745589500002", "6930162745589588891"
AT = "2025-09-10 08:00:00"
TEN_O_CLOCK = 1757469600000  # 2025-09-10 10:00:00 in Beijing

# 40.00 by the buyer and 10.00 by the platform less 1.50 for its service: 48.50.
SUBSIDISED = {
    "动账时间": AT,
    "动帐流水号": "S1",
    "动账金额": "48.50",
    "子订单号": O1,
    "订单号": O1,
    "订单实付应结": "40",
}
SUBSIDISED |= {"实际平台补贴": "10", "平台服务费": "-1.50", "备注": "订单结算"}
# 30.00 less 1.00 for service, 2.00 and 0.50 for whoever sold it, 0.50 for promotion: 26.00.
PROMOTED = {"动账时间": AT, "动帐流水号": "S2", "动账金额": "26.00", "子订单号": O2, "订单号": O2, "订单实付应结": "30"}
PROMOTED |= {"平台服务费": "-1.00", "佣金": "-2.00", "招商服务费": "-0.50", "站外推广费": "-0.50"}
# 28.90 by the buyer, of which 27.78 went back before; 0.81 by the platform, 0.09 for service: 1.84.
PART_BACK = {"动账时间": "2025-09-28 07:54:38", "动帐流水号": "T1", "动账金额": "1.84", "子订单号": P, "订单号": P}
PART_BACK |= {"订单实付应结": "28.9", "实际平台补贴": "0.81", "订单退款": "-27.78", "平台服务费": "-0.09"}
INSURANCE = {"动账时间": "2025-09-12 10:00:00", "动帐流水号": "X1", "动账方向": "出账", "动账金额": "5.00"}
INSURANCE |= {"动账场景": "退换货运费险", "备注": "保费扣除"}


def out(id: str, amount: str, scene: str, order: str = O1, at: str = "2025-09-10 10:00:00") -> dict[str, str]:
    cells = {"动账时间": at, "动帐流水号": id, "动账方向": "出账", "动账金额": amount, "动账场景": scene}
    return cells | {"子订单号": order, "订单号": order}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def export(folder: Path, *lines: dict[str, str], header: str = MOVEMENTS, name: str = "moved.csv") -> Path:
    return write(folder, encoded(header, *(movement(header, **line) for line in lines)), name)


def noted(store: Store, path: Path) -> dict[str, int]:
    return {rule.zh.split("，")[0]: times for rule, times in preview(store, path).noted}


def test_a_movement_is_taken_apart_into_what_it_is_made_of(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, SUBSIDISED, PROMOTED)
    assert preview(store, path).preset == "douyin_settlement"
    import_file(store, path)
    assert rows(store, "settlements", "id", "order_id", "type", "amount", "account", "created_at") == [
        ("S1", O1, "sale", 4000, "聚合账户", 1757462400000),
        ("S1-fee", O1, "fee", -150, "聚合账户", 1757462400000),
        ("S1-平台补贴", O1, "平台补贴", 1000, "聚合账户", 1757462400000),
        ("S2", O2, "sale", 3000, "聚合账户", 1757462400000),
        ("S2-commission", O2, "commission", -250, "聚合账户", 1757462400000),
        ("S2-fee", O2, "fee", -150, "聚合账户", 1757462400000),
    ]
    assert rows(store, "refunds", "id") == []


def test_what_moved_is_what_came_to_the_account(store: Store, tmp_path: Path) -> None:
    """48.50 + 26.00 + 1.84 - 5.00 - 49.90 + 1.00 = 22.44."""
    returned = out("R3", "1.00", "退款-订单退款触发-退分账") | {"动账方向": "入账"}
    lines = (SUBSIDISED, PROMOTED, PART_BACK, INSURANCE, out("R2", "49.90", "退款-结算后退款-退用户"), returned)
    import_file(store, export(tmp_path, *lines))
    assert sum(amount for (amount,) in rows(store, "settlements", "amount")) == 2244


@pytest.mark.parametrize(
    ("scene", "direction", "kind", "amount"),
    [
        ("退换货运费险", "出账", "退换货运费险", -500),
        ("提现", "出账", "withdrawal", -500),
        ("提现退票", "入账", "withdrawal", 500),
        ("佣金入账", "入账", "commission", 500),
        ("退款-订单退款触发-退补贴", "出账", "平台补贴", -500),
        ("退款-订单退款触发-退分账", "入账", "fee", 500),
        ("退款-极速退二阶段商家资金回补", "出账", "refund", -500),
        ("货款结算入账", "入账", "sale", 500),
        ("", "出账", "保费扣除", -500),
    ],
)
def test_a_movement_without_columns_is_what_its_scene_says(
    store: Store, tmp_path: Path, scene: str, direction: str, kind: str, amount: int
) -> None:
    path = export(tmp_path, INSURANCE | {"动账场景": scene, "动账方向": direction})
    assert noted(store, path) == {}
    import_file(store, path)
    assert rows(store, "settlements", "id", "type", "amount", "order_id") == [("X1", kind, amount, None)]


def test_neither_scene_nor_note_is_no_type(store: Store, tmp_path: Path) -> None:
    import_file(store, export(tmp_path, INSURANCE | {"动账场景": "-", "备注": "-"}))
    assert rows(store, "settlements", "type", "amount") == [(None, -500)]


@pytest.mark.parametrize("amount", ["5.00", "-5.00"])
def test_an_outgoing_amount_may_have_its_minus_or_not(store: Store, tmp_path: Path, amount: str) -> None:
    import_file(store, export(tmp_path, INSURANCE | {"动账金额": amount}))
    assert rows(store, "settlements", "amount") == [(-500,)]


def test_columns_that_do_not_come_to_the_amount_are_not_believed(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, SUBSIDISED | {"动账金额": "47.00"})
    assert noted(store, path) == {"各列加起来不等于动账金额的": 1}
    import_file(store, path)
    assert rows(store, "settlements", "id", "type", "amount") == [("S1", "sale", 4700)]


@pytest.mark.parametrize(("amount", "sale"), [("54.50", 4600), ("48.50", 4000)])
def test_freight_is_part_of_the_sale_where_it_is_part_of_the_amount(
    store: Store, tmp_path: Path, amount: str, sale: int
) -> None:
    """40.00 + 10.00 - 1.50 with or without freight of 6.00."""
    import_file(store, export(tmp_path, SUBSIDISED | {"运费实付": "6", "动账金额": amount}))
    assert rows(store, "settlements", "type", "amount") == [("sale", sale), ("fee", -150), ("平台补贴", 1000)]


def test_all_subsidies_of_the_wide_form_are_one(store: Store, tmp_path: Path) -> None:
    """20.00 + 1.00 + 2.00 + 3.00 + 0.50 + 0.25 - 1.00 - 0.80 = 24.95."""
    line = SUBSIDISED | {"动账流水号": "S9", "订单实付应结": "20", "实际平台补贴_运费": "1", "实际平台补贴": "2"}
    line |= {"实际达人补贴": "3", "实际抖音支付补贴": "0.5", "实际抖音月付营销补贴": "0.25", "平台服务费": "-1"}
    line |= {"其他分成": "-0.80", "动账金额": "24.95", "商品ID": "3473196049974326300"}
    import_file(store, export(tmp_path, line, header=FUNDS))
    assert rows(store, "settlements", "id", "type", "amount") == [
        ("S9", "sale", 2000),
        ("S9-commission", "commission", -80),
        ("S9-fee", "fee", -100),
        ("S9-平台补贴", "平台补贴", 675),
    ]


def test_what_went_back_before_settling_is_a_refund_of_that_day(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, PART_BACK)
    assert noted(store, path) == {"结算前退的钱": 1}
    import_file(store, path)
    assert rows(store, "refunds", "id", "order_id", "line_id", "status", "amount", "refunded_at") == [
        (f"{P}-{P}", P, f"{P}-{P}", "done", 2778, 1759017278000)
    ]
    assert rows(store, "settlements", "type", "amount") == [
        ("sale", 2890), ("fee", -9), ("refund", -2778), ("平台补贴", 81)
    ]  # fmt: skip


def test_what_went_back_after_settling_is_of_its_own_day(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, out("R1", "30.00", "退款-结算后退款-退用户") | {"订单退款": "-30.00"})
    assert noted(store, path) == {}
    import_file(store, path)
    assert rows(store, "settlements", "id", "type", "amount") == [("R1", "refund", -3000)]
    assert rows(store, "refunds", "amount", "refunded_at") == [(3000, TEN_O_CLOCK)]


def test_refunds_of_a_sub_order_are_one(store: Store, tmp_path: Path) -> None:
    """30.00 and 9.90 went back; 9.90 failed and came back to the account: 30.00."""
    scene = "退款-结算后退款-退用户"
    failed = out("R3", "9.90", scene, at="2025-09-12 10:00:00") | {"动账方向": "入账", "备注": "退款失败退票"}
    import_file(store, export(tmp_path, out("R1", "30.00", scene), out("R2", "9.90", scene), failed))
    assert rows(store, "refunds", "amount", "refunded_at") == [(3000, TEN_O_CLOCK)]


def test_a_refund_that_failed_as_a_whole_is_none(store: Store, tmp_path: Path) -> None:
    scene = "退款-结算后退款-退用户"
    failed = out("R3", "9.90", scene) | {"动账方向": "入账"}
    nobody = out("R4", "1.00", scene) | {"订单号": "", "子订单号": ""}
    import_file(store, export(tmp_path, out("R2", "9.90", scene), failed, nobody))
    assert rows(store, "refunds", "id") == []
    assert len(rows(store, "settlements", "id")) == 3


def order(id: str, **cells: str) -> str:
    return douyin.order(ORDERS, **({"主订单编号": id, "子订单编号": id, "订单提交时间": "2025-09-05 09:00:00"} | cells))


def orders(folder: Path, *more: str) -> Path:
    sent = {"发货时间": "2025-09-05 18:00:00", "订单完成时间": "2025-09-08 09:00:00", "订单状态": "已完成"}
    lines = (
        order(O1, 订单应付金额="40.00", 平台实际承担优惠金额="10.00", **sent),
        order(O2, 订单应付金额="30.00", **sent),
        order(P, 订单应付金额="28.90", 平台实际承担优惠金额="21.00", 售后状态="退款成功", **sent),
        *more,
    )
    return write(folder, encoded(ORDERS, *lines), "orders.csv")


@pytest.mark.parametrize("first", ["orders", "movements"])
def test_a_refund_told_by_both_files_is_one(store: Store, tmp_path: Path, first: str) -> None:
    """The list of orders knows that money went back, the movements know how much and when, whichever is read first."""
    newest = order("9", 订单应付金额="1.00", 订单状态="已发货", 订单提交时间="2025-11-01 08:00:00")
    listed, moved = orders(tmp_path, newest), export(tmp_path, PART_BACK)
    for path in (listed, moved) if first == "orders" else (moved, listed):
        import_file(store, path)
    assert rows(store, "refunds", "id", "amount", "status", "refunded_at") == [
        (f"{P}-{P}", 2778, "done", 1759017278000)
    ]


@pytest.mark.parametrize("first", ["orders", "movements"])
def test_a_refund_of_an_order_without_its_sub_order_is_that_of_the_list_of_orders(
    store: Store, tmp_path: Path, first: str
) -> None:
    """28.90 was closed and went back whole, told by the list of orders and by a movement with an empty 子订单号."""
    closed = {"发货时间": "2025-09-05 18:00:00", "订单状态": "已关闭", "售后状态": "退款成功"}
    listed = write(tmp_path, encoded(ORDERS, order(P, 订单应付金额="28.90", **closed)), "orders.csv")
    moved = export(tmp_path, out("R1", "28.90", "退款-结算后退款-退用户", order=P) | {"子订单号": ""})
    for path in (listed, moved) if first == "orders" else (moved, listed):
        import_file(store, path)
    assert rows(store, "refunds", "id", "amount") == [(f"{P}-{P}", 2890)]


@pytest.mark.parametrize("first", ["whole", "apart"])
def test_a_movement_told_whole_and_taken_apart_is_one(store: Store, tmp_path: Path, first: str) -> None:
    """40.00 + 10.00 - 1.50 = 48.50, however the files follow each other and whichever of them is undone."""
    few = "动账时间,动账流水号,动账方向,动账金额,动账场景,订单号"
    whole = export(tmp_path, SUBSIDISED | {"动账流水号": "S1"}, header=few, name="whole.csv")
    apart = export(tmp_path, SUBSIDISED, name="apart.csv")
    told_whole = [("S1", "sale", 4850)]
    told_apart = [("S1", "sale", 4000), ("S1-fee", "fee", -150), ("S1-平台补贴", "平台补贴", 1000)]
    paths = (whole, apart) if first == "whole" else (apart, whole)
    imported = {path: import_file(store, path) for path in paths}
    assert rows(store, "settlements", "id", "type", "amount") == told_apart
    undo_import(store, imported[whole])
    assert rows(store, "settlements", "id", "type", "amount") == told_apart
    import_file(store, whole)
    undo_import(store, imported[apart])
    assert rows(store, "settlements", "id", "type", "amount") == told_whole


def test_orders_and_movements_agree(store: Store, tmp_path: Path) -> None:
    """A subsidy is not counted as paid by the buyer; a refund before settling matches on both sides."""
    late = out("W1", "9.00", "提现", order="", at="2025-10-30 08:00:00")
    early = INSURANCE | {"动帐流水号": "X0", "动账时间": "2025-09-01 08:00:00"}
    import_files(store, [orders(tmp_path), export(tmp_path, early, SUBSIDISED, PROMOTED, PART_BACK, late)])
    facts = load_facts(store, "douyin")
    found = settlement(facts)
    assert [list(STATES)[code] for code in found.state] == ["right"] * 3
    assert found.gap.tolist() == [0, 0, 0]
    facts.close()


def test_a_movement_in_no_direction_is_rejected(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, SUBSIDISED, PROMOTED | {"动账方向": "冻结"}, INSURANCE | {"动账金额": "-"})
    assert [each.reason.zh for each in preview(store, path).rejected] == [
        "「动账方向」是「冻结」，不是「入账」或「出账」",
        "「动账金额」是「」，没有金额",
    ]
    import_file(store, path)
    assert [id for (id,) in rows(store, "settlements", "id")] == ["S1", "S1-fee", "S1-平台补贴"]


def test_the_same_movements_in_another_file_change_nothing(store: Store, tmp_path: Path) -> None:
    lines = (SUBSIDISED, PROMOTED, PART_BACK, INSURANCE)
    import_file(store, export(tmp_path, *lines))
    before = everything(store)
    reverse = ",".join(reversed(MOVEMENTS.split(",")))
    again = import_file(store, export(tmp_path, *reversed(lines), header=reverse, name="again.csv"))
    assert everything(store) == before
    undo_import(store, again)
    assert everything(store) == before


def test_an_undone_import_leaves_no_trace(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path))
    before = everything(store)
    undo_import(store, import_file(store, export(tmp_path, PART_BACK, PROMOTED)))
    assert everything(store) == before
