"""The rows behind a number as a workbook: as many as the number counts, adding up to what it says."""

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from analytics.period import Period
from analytics.presets import default_period
from analytics.question import Question
from analytics.result import Figure
from analytics.views import evaluate
from desktop.demo import Recipe, fill_demo
from desktop.export.rows import Asked, write_rows
from desktop.export.sheet import HEADER_ROW
from storage.facts_load import load_facts
from storage.progress import Cancelled, ignore, never
from storage.store import open_store

UNTIL = datetime(2026, 5, 20, 4, tzinfo=UTC)
WHEN = datetime(2026, 5, 20, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rows") / "demo"
    fill_demo(folder, Recipe(orders=600, seed=5, until=int(UNTIL.timestamp() * 1000)))
    return folder


def exported(
    folder: Path, tmp_path: Path, figure_id: str, view: str = "overview"
) -> tuple[Figure, Worksheet, Worksheet]:
    with open_store(folder) as store:
        facts = load_facts(store, store.shops()[0].id)
        period: Period = default_period(facts)
        figure = evaluate(view, facts, Question(period)).figure(figure_id)
        assert figure.rows is not None
        asked = Asked(figure.rows, figure.name.zh, "zh", "掌柜 test", WHEN)
        path = write_rows(tmp_path / "明细.xlsx", store, facts, asked, ignore, never)
        facts.close()
    front, rows = openpyxl.load_workbook(path, data_only=True).worksheets
    return figure, front, rows


def column(sheet: Worksheet, heading: str) -> list[object]:
    headings = [cell.value for cell in sheet[HEADER_ROW + 1]]
    place = headings.index(heading) + 1
    return [sheet.cell(row, place).value for row in range(HEADER_ROW + 2, sheet.max_row + 1)]


def test_paid_orders_are_all_there_and_add_up(folder: Path, tmp_path: Path) -> None:
    figure, front, rows = exported(folder, tmp_path, "payment_amount")
    *amounts, total = column(rows, "支付金额")
    assert figure.value is not None
    assert sum(round(float(str(amount)) * 100) for amount in amounts) == figure.value
    assert round(float(str(total)) * 100) == figure.value
    assert front["B2"].value == f"{len(amounts):,}"
    assert all(isinstance(order, str) for order in column(rows, "订单号")[:-1])
    assert set(column(rows, "状态")[:-1]) <= {"已支付", "已发货", "已完成", "已关闭", "待发货"}


def test_buyers_are_one_row_each(folder: Path, tmp_path: Path) -> None:
    figure, _front, rows = exported(folder, tmp_path, "buyers")
    ids = column(rows, "买家编号")
    assert len(ids) == len(set(ids)) == figure.value


def test_refunds_add_up(folder: Path, tmp_path: Path) -> None:
    figure, _front, rows = exported(folder, tmp_path, "refund_amount")
    *amounts, _total = column(rows, "退款金额")
    assert sum(round(float(str(amount)) * 100) for amount in amounts) == figure.value


def test_a_cancelled_export_leaves_no_file(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as store:
        facts = load_facts(store, store.shops()[0].id)
        rows = evaluate("overview", facts, Question(default_period(facts))).figure("payment_amount").rows
        assert rows is not None
        with pytest.raises(Cancelled):
            write_rows(tmp_path / "a.xlsx", store, facts, Asked(rows, "x", "zh", "p", WHEN), ignore, lambda: True)
        facts.close()
    assert list(tmp_path.iterdir()) == []
