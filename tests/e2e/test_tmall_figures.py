"""The real report of a Tmall shop, February 2020: every figure of the program is that of pandas over the file."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from storage.store import Store, open_store
from sync.files import import_files, preview
from tests.online_retail import DATA

FILE = DATA / "tmall_orders" / "tmall_order_report.csv.gz"

pytestmark = pytest.mark.skipif(not FILE.exists(), reason=f"the Tmall report is not at {FILE}")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("tmall")) as store:
        assert not preview(store, [FILE]).tables[0].rejected_lines
        import_files(store, [FILE])
        yield store


@pytest.fixture(scope="module")
def report() -> pd.DataFrame:
    frame = pd.read_csv(FILE, dtype={"订单编号": str})
    return frame.rename(columns=str.strip)


def sql(store: Store, query: str) -> list[tuple]:
    with store.reader() as reader:
        return reader.execute(query).fetchall()


def fen(column: pd.Series) -> int:
    return int((column * 100).round().astype("int64").sum())


def test_every_order_is_there_and_what_was_paid_is_the_total(shop: Store, report: pd.DataFrame) -> None:
    paid = report[report.订单付款时间.notna()]
    assert sql(shop, "SELECT count(*) FROM orders") == [(len(report),)] == [(28010,)]
    assert sql(shop, "SELECT count(*), sum(payment_amount) FROM orders WHERE paid_at IS NOT NULL") == [
        (len(paid), fen(paid.总金额))
    ]
    assert sql(shop, "SELECT count(*) FROM orders WHERE paid_at IS NULL AND payment_amount IS NOT NULL") == [(0,)]


def test_what_went_back_is_apart_and_the_rest_is_what_the_report_calls_paid(shop: Store, report: pd.DataFrame) -> None:
    refunded = report[report.退款金额 > 0]
    assert sql(shop, "SELECT count(*), sum(amount) FROM refunds") == [(len(refunded), fen(refunded.退款金额))]
    net = sql(shop, "SELECT sum(payment_amount) - (SELECT sum(amount) FROM refunds) FROM orders")
    assert net == [(fen(report.买家实际支付金额),)]


def test_provinces_and_days_are_those_of_the_report(shop: Store, report: pd.DataFrame) -> None:
    short = report["收货地址"].str.replace("(?:维吾尔|壮族|回族)?自治区$|省$|市$", "", regex=True)
    assert dict(sql(shop, "SELECT province, count(*) FROM orders GROUP BY 1")) == short.value_counts().to_dict()
    days = pd.to_datetime(report.订单付款时间.dropna()).dt.strftime("%Y-%m-%d").value_counts().to_dict()
    found = "SELECT date(paid_at / 1000, 'unixepoch', '+8 hours'), count(*) FROM orders WHERE paid_at > 0 GROUP BY 1"
    assert dict(sql(shop, found)) == days


def test_the_file_again_under_another_name_changes_nothing(shop: Store, tmp_path: Path) -> None:
    copy = tmp_path / "another.csv.gz"
    copy.write_bytes(FILE.read_bytes())
    assert preview(shop, [copy]).tables[0].already_imported
