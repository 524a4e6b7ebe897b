"""A million rows: what is not looked at costs nothing, which is proven by counting and not by a clock."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from storage.errors import KnownError
from storage.fields import columns_of
from storage.records import KINDS, RECORDS, Customer, Order
from storage.rows import RowWindow, columns_to_show
from storage.shop import Shop
from storage.store import Store, open_store
from storage.words import Words
from ui.jobs import Jobs
from ui.widgets.fieldnames import field_name, value_name
from ui.widgets.format import Writing
from ui.widgets.rowcolumns import brief_columns, shown_columns
from ui.widgets.rowpages import PAGE, WAITING
from ui.widgets.rowsmodel import COMING, RowsModel
from ui.widgets.rowstable import MOST_COPIED, RowsTable
from ui.widgets.tableheader import Header

MILLION = 1_000_000
KNOWN = 1_000  # orders that there are: the window shows each of them a thousand times
PAINTED = 6_000  # calls of data() that a full paint or two may take: 40 rows x 12 columns x 6 roles
AT = 1_790_000_000_000
SHOP = Shop(id="s1", name="示例店铺")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("rows"))
    opened.put_shop(SHOP)
    customers = [Customer(id=f"c{n}", updated_at=AT, name=f"顾客{n} 🦌") for n in range(50)]
    orders = [
        Order(
            id=f"{10**18 + n}", updated_at=AT, created_at=AT + n * 60_000, paid_at=AT + n * 60_000, status="paid",
            buyer_id=f"c{n % 50}" if n % 7 else None, payment_amount=(n * 7919) % 100_000, item_count=n % 5 + 1,
        )
        for n in range(KNOWN)
    ]  # fmt: skip
    with opened.write() as tx:
        tx.upsert("s1", "test", customers)
        tx.upsert("s1", "test", orders)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rows(store: Store) -> np.ndarray:
    with store.reader() as reader:
        found = np.array([row for (row,) in reader.execute("SELECT row FROM orders ORDER BY row")], np.int64)
    return np.tile(found, MILLION // KNOWN)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """How often Qt asked the model for anything, and the header to paint."""
    counted: Counter = Counter()

    def counting(kind: type, name: str) -> None:
        original = getattr(kind, name)

        def call(self, *args, **more):
            counted[name] += 1
            return original(self, *args, **more)

        monkeypatch.setattr(kind, name, call)

    for name in ("data", "headerData", "rowCount"):
        counting(RowsModel, name)
    counting(Header, "paintSection")
    counting(RowWindow, "fetch")
    return counted


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Deleted here and now: left to the garbage collector, it might be deleted by a thread."""
    made = Jobs(qapp)
    yield made
    made.close()
    delete(made)


@pytest.fixture
def table(qtbot: QtBot, jobs: Jobs, calls: Counter, store: Store, rows: np.ndarray) -> RowsTable:
    made = RowsTable(jobs)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show_rows(store, "orders", rows, Writing())
    made.show()
    qtbot.waitUntil(lambda: bool(made.pages.page(0)), timeout=20_000)
    settle(qtbot, jobs)
    return made


def settle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.running, timeout=20_000)
    qtbot.wait(20)


def row_texts(qtbot: QtBot, table: RowsTable, row: int) -> list[str]:
    """What a row says once it has been read."""
    qtbot.waitUntil(lambda: table.model.index(row, 0).data() != COMING, timeout=20_000)
    return [table.model.index(row, column).data() for column in range(4)]


def test_showing_a_million_rows_reads_one_page(table: RowsTable, calls: Counter, qtbot: QtBot) -> None:
    assert table.model.rowCount() == MILLION
    assert calls["data"] < 2 * PAINTED
    assert calls["fetch"] <= 2
    assert row_texts(qtbot, table, 0) == ["1000000000000000000", "", "2026-09-21 22:13", "0.00"]
    assert row_texts(qtbot, table, 1)[1] == "顾客1 🦌"


def test_selecting_all_asks_for_nothing_but_what_is_painted(table: RowsTable, calls: Counter, qtbot: QtBot) -> None:
    calls.clear()
    qtbot.keyClick(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(20)
    assert table.view.ranges() == [(0, MILLION - 1)]
    assert calls["data"] < PAINTED
    assert calls["paintSection"] < 60
    assert calls["rowCount"] < 2_000
    assert "flags" not in vars(RowsModel), "Qt would call it a million times"


def test_a_jump_to_the_end_reads_the_end_alone(table: RowsTable, calls: Counter, qtbot: QtBot, jobs: Jobs) -> None:
    calls.clear()
    table.view.scrollToBottom()
    table.view.viewport().repaint()
    settle(qtbot, jobs)
    assert calls["data"] < 2 * PAINTED
    assert calls["fetch"] <= 2
    assert row_texts(qtbot, table, MILLION - 1)[0] == str(10**18 + KNOWN - 1)


def test_what_is_scrolled_past_is_not_read(table: RowsTable, calls: Counter, qtbot: QtBot, jobs: Jobs) -> None:
    calls.clear()
    for page in range(100, 200):  # quicker than any disk
        assert table.pages.row(page * PAGE) is None
    settle(qtbot, jobs)
    assert calls["fetch"] <= WAITING + 1
    assert table.pages.row(199 * PAGE) is not None, "where it stopped is read"
    assert table.pages.row(150 * PAGE) is None


def test_rows_say_that_they_are_coming(qtbot: QtBot, jobs: Jobs, store: Store, rows: np.ndarray) -> None:
    made = RowsTable(jobs)
    qtbot.addWidget(made)
    made.show_rows(store, "orders", rows, Writing())
    assert made.model.index(0, 0).data() == COMING
    settle(qtbot, jobs)
    assert row_texts(qtbot, made, 0)[0] == "1000000000000000000"


def test_sorting_happens_in_a_worker_and_asks_the_model_for_nothing(
    table: RowsTable, calls: Counter, qtbot: QtBot, jobs: Jobs, rows: np.ndarray
) -> None:
    amount = next(place for place, column in enumerate(table.model.columns) if column.of.name == "payment_amount")
    calls.clear()
    with qtbot.waitSignal(table.busy):
        table.view.sort_by(amount)
    assert calls["data"] < PAINTED
    settle(qtbot, jobs)
    assert calls["data"] < 3 * PAINTED
    assert table.window_of_rows is not None
    largest = max(n * 7919 % 100_000 for n in range(KNOWN))
    assert row_texts(qtbot, table, 0)[amount] == f"{largest / 100:.2f}"
    assert table.view.horizontalHeader().sortIndicatorSection() == amount
    assert np.array_equal(np.sort(table.window_of_rows.rows), np.sort(rows)), "no row is lost or doubled"
    table.view.sort_by(amount)
    settle(qtbot, jobs)
    assert row_texts(qtbot, table, 0)[amount] == "0.00"
    table.view.sort_by(amount)
    settle(qtbot, jobs)
    assert np.array_equal(table.window_of_rows.rows, rows), "the third time it is as it came"


def test_copying_takes_what_is_selected_as_text(table: RowsTable, qtbot: QtBot) -> None:
    table.view.selectRow(1)
    with qtbot.waitSignal(table.copying_done) as done:
        qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert done.args == [1]
    mime = QGuiApplication.clipboard().mimeData()
    head, line, _end = mime.text().split("\n")
    assert head.split("\t")[:6] == ["订单号", "买家", "支付时间", "支付金额(元)", "件数", "状态"]
    assert line.split("\t")[:6] == ["1000000000000000001", "顾客1 🦌", "2026-09-21 22:14", "79.19", "2", "待发货"]
    assert "<td style=\"mso-number-format:'\\@'\">1000000000000000001</td>" in mime.html()


def test_a_million_rows_are_not_put_on_the_clipboard(table: RowsTable, calls: Counter, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    table.view.selectAll()
    calls.clear()
    with qtbot.waitSignal(table.too_many) as told:
        table.copy()
    assert told.args == [MOST_COPIED]
    assert calls["fetch"] == 0
    assert QGuiApplication.clipboard().text() == "before"


def test_enter_names_the_row(table: RowsTable, qtbot: QtBot, rows: np.ndarray) -> None:
    table.view.setCurrentIndex(table.model.index(5, 0))
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [int(rows[5])]


def test_a_disk_that_fails_is_told_once(qtbot: QtBot, jobs: Jobs, store: Store, rows, monkeypatch) -> None:
    broken = KnownError(Words("读不到数据。", "The data cannot be read."), Words("请重试。", "Try again."))

    def refuse(self, start, count):
        raise broken

    made = RowsTable(jobs)
    qtbot.addWidget(made)
    monkeypatch.setattr(RowWindow, "fetch", refuse)
    with qtbot.waitSignal(made.failed) as failed:
        made.show_rows(store, "orders", rows, Writing())
        made.model.index(0, 0).data()
    assert failed.args == [broken]


def test_every_column_of_every_kind_has_a_name() -> None:
    for record in RECORDS:
        names = [field_name(record.KIND, column) for column in columns_to_show(record.KIND)]
        assert all(name.zh and name.en for name in names)
        assert len(shown_columns(record.KIND)) == len(names)
    for kind in ("orders", "order_lines", "refunds", "skus"):
        assert len(brief_columns(kind)) == 3


def test_every_value_that_the_contract_fixes_has_a_name() -> None:
    for kind, record in KINDS.items():
        declared = {column.name: column.choices for column in columns_of(record)}
        for column in columns_to_show(kind):
            for choice in declared.get(column.name, ()):
                assert value_name(kind, column, choice) is not None, f"{kind}.{column.name}={choice}"
