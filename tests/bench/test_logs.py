"""A log of anybody's purchases: its columns are found by their names, and what cannot be read is said."""

from pathlib import Path

import numpy as np
import pytest

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


def test_a_file_that_is_not_there_and_a_log_that_is_too_short_are_told(tmp_path: Path) -> None:
    with pytest.raises(NoLog):
        read_log(tmp_path / "none.csv")
    with pytest.raises(NoLog, match="too short"):
        judge(read_log(written(tmp_path, "customer,date,amount\n1,2026-01-01,3\n")), "mine")
