"""Logs of (customer, day, amount) to judge forecasts on: CDNOW, UCI Online Retail, and anybody's file."""

import gzip
from pathlib import Path
from typing import Any

import numpy as np

from analytics.lifetime.log import PurchaseLog, purchase_log
from analytics.lifetime.nbd import Watched
from tests.online_retail import DATA, lines

CDNOW = DATA / "cdnow" / "CDNOW_sample.txt.gz"
SUMMARY = DATA / "cdnow" / "cdnow_customers_summary.csv"
NAMES = {
    "customer": ("customer", "customer_id", "customerid", "buyer", "buyer_id", "user", "user_id", "id", "客户", "买家"),
    "date": ("date", "day", "time", "datetime", "order_date", "invoicedate", "paid_at", "日期", "时间", "付款时间"),
    "amount": ("amount", "total", "spend", "price", "value", "dollars", "payment_amount", "金额", "支付金额"),
}
"""Names that a column may have in a file, in any case."""


class NoLog(Exception):
    """The file cannot be read as a log; the message says why."""


def cdnow() -> PurchaseLog:
    """The 1/10 sample, days counted from 1970."""
    with gzip.open(CDNOW, "rt", encoding="ascii") as file:
        rows = np.array([line.split() for line in file if line.strip()])
    days = np.array([f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in rows[:, 2]], dtype="datetime64[D]").astype(np.int64)
    return purchase_log(rows[:, 1].astype(np.int64), days, rows[:, 4].astype(np.float64))


def cdnow_summary() -> Watched:
    """The published summary of 39 weeks, in weeks of two decimals."""
    table = np.loadtxt(SUMMARY, delimiter=",", skiprows=1)
    return Watched(table[:, 1].astype(np.int64), table[:, 2], table[:, 3])


def online_retail() -> PurchaseLog:
    """The wholesaler's sales to known customers, in pence."""
    rows = lines()
    rows = rows[~rows.is_refund & (rows.CustomerID != "")]
    return _numbered(rows.CustomerID, rows.day, rows.pence)


def read_log(path: Path) -> PurchaseLog:
    """A CSV file whose header names customer, date and amount, other columns are left; raises NoLog."""
    import pandas

    try:
        table = pandas.read_csv(path, dtype=str)
    except (OSError, ValueError) as error:
        raise NoLog(f"{path}: {error}") from error
    who, when, paid = (table[_column(table, wanted, path)] for wanted in NAMES)
    days, amounts = pandas.to_datetime(when, errors="coerce", format="mixed"), pandas.to_numeric(paid, errors="coerce")
    good = who.notna() & days.notna() & amounts.notna() & (amounts >= 0)
    if not good.any():
        raise NoLog(f"{path}: no row has a customer, a date like 2026-01-31 and an amount of 0 or more")
    return _numbered(who[good], days[good].dt.strftime("%Y-%m-%d"), amounts[good])


def _column(table: Any, wanted: str, path: Path) -> str:
    found = [name for name in table.columns if name.strip().lower() in NAMES[wanted]]
    if len(found) != 1:
        there = "several columns" if found else "no column"
        raise NoLog(f"{path}: {there} for the {wanted}; one has to be called {', '.join(NAMES[wanted])}")
    return str(found[0])


def _numbered(who: Any, days: Any, amounts: Any) -> PurchaseLog:
    import pandas

    when = days.to_numpy().astype("datetime64[D]").astype(np.int64)
    return purchase_log(pandas.factorize(who)[0].astype(np.int64), when, amounts.to_numpy().astype(np.float64))
