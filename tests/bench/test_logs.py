"""A log of anybody's purchases: its columns are found by their names, and what cannot be read is said."""

from pathlib import Path

import numpy as np
import pytest

from analytics.lifetime.log import PurchaseLog, purchase_log
from analytics.lifetime.nbd import Nbd
from tests.analytics.lifetime.drawn import drawn
from tests.bench._logs import NoLog, read_log
from tests.bench.churn import judge, run_on


def written(folder: Path, text: str) -> Path:
    path = folder / "log.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_are_found_by_name_and_rows_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    rows = "note,Customer ID\n"  # a name with a blank is another name
    with pytest.raises(NoLog, match="no column for the customer"):
        read_log(written(tmp_path, rows + "x,1\n"))
    rows = "note,Buyer_ID,日期,Total\nx,b,2026-01-03 18:30,5\n,a,2026-01-01,2.5\n,a,2026-01-01,1\n"
    rows += ",,2026-01-01,9\n,a,soon,9\n,a,2026-01-09,-4\n"
    found = read_log(written(tmp_path, rows))
    assert found.customers == 2
    assert found.amount.tolist() == [5.0, 3.5]
    assert (found.day - np.datetime64("2026-01-01").astype(int)).tolist() == [2, 0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("customer,date\n1,2026-01-01\n", "no column for the amount"),
        ("customer,buyer,date,amount\n1,1,2026-01-01,3\n", "several columns for the customer"),
        ("customer,date,amount\n1,yesterday,3\n", "no row has"),
    ],
)
def test_a_file_that_is_no_log_is_told_why(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(NoLog, match=said):
        read_log(written(tmp_path, text))
    with pytest.raises(SystemExit, match=said):
        run_on(tmp_path / "log.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("dates", [("2026-02-03", "2026-12-31"), ("2026/2/3 8:05", "2026年12月31日"),
                                   ("03.02.2026", "31.12.2026"), ("02/03/2026", "12/31/2026")])  # fmt: skip
def test_files_are_read_as_the_import_reads_them(
    encoding: str, mark: str, dates: tuple[str, str], tmp_path: Path
) -> None:
    rows = [("买家", "日期", "金额"), ("甲", dates[0], '"1,420.50"'), ("乙", dates[1], "¥12")]
    (tmp_path / "log.csv").write_bytes("\n".join(mark.join(row) for row in rows).encode(encoding))
    found = read_log(tmp_path / "log.csv")
    days = found.day - np.datetime64("2026-01-01").astype(int)
    assert sorted(zip(days.tolist(), found.amount.tolist(), strict=True)) == [(33, 1420.5), (364, 12.0)]


def test_dates_that_may_be_of_either_month_are_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(NoLog, match="does not say which number is the month"):
        read_log(written(tmp_path, "customer,date,amount\n1,03.02.2026,3\n2,04.05.2026,3\n"))


def test_a_log_in_which_nothing_came_later_is_judged_without_ratios_to_nothing() -> None:
    log = drawn(Nbd(0.6, 60.0, 0.9, 4.0, 1), 900, 330, 400, 1).log()
    late = log.day > 200
    free = PurchaseLog(log.customers, log.customer, log.day, np.where(late, 0.0, log.amount))
    early = [column[~late] for column in (log.customer, log.day, log.amount)]
    newcomer = purchase_log(np.append(early[0], 900), np.append(early[1], 399), np.append(early[2], 100.0))
    for some in (free, newcomer):
        told = judge(some, "mine")
        assert told
        assert not any("money" in one.case for one in told)


def test_a_file_that_is_not_there_and_a_log_that_is_too_short_are_told(tmp_path: Path) -> None:
    with pytest.raises(NoLog):
        read_log(tmp_path / "none.csv")
    with pytest.raises(NoLog, match="too short"):
        judge(read_log(written(tmp_path, "customer,date,amount\n1,2026-01-01,3\n")), "mine")
