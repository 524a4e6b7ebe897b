"""Logs of (customer, day, amount) to judge forecasts on: CDNOW, UCI Online Retail, and anybody's file."""

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from analytics.lifetime.log import PurchaseLog, purchase_log
from analytics.lifetime.nbd import Watched
from analytics.local_time import DAY
from storage.errors import KnownError
from storage.words import Words
from sync.files.dates import Moment, day_order, reader
from sync.files.intake import first_sheet
from sync.files.values import Unreadable, decimal, identity
from tests.bench._result import say
from tests.online_retail import DATA, lines

CDNOW = DATA / "cdnow" / "CDNOW_sample.txt.gz"
SUMMARY = DATA / "cdnow" / "cdnow_customers_summary.csv"
NAMES = {
    "customer": ("customer", "customer_id", "customerid", "buyer", "buyer_id", "user", "user_id", "id", "客户", "买家"),
    "date": ("date", "day", "time", "datetime", "order_date", "invoicedate", "paid_at", "日期", "时间", "付款时间"),
    "amount": ("amount", "total", "spend", "price", "value", "dollars", "payment_amount", "金额", "支付金额"),
}
"""Names that a column may have in a file, in any case."""
NEVER_MIND = 1 << 60
"""A log may reach into any future."""


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
    """A text table whose header names customer, date and amount, other columns are left; raises NoLog.

    Encoding, delimiter, the order of day and month, and numbers are told as the program's own import tells them.
    """
    try:
        with first_sheet(path) as sheet:
            lines = sheet.rows(lambda _number, _reason, _text: None, None)
            rows = [cells for _, cells, _ in lines if any(cells)]
    except KnownError as error:
        raise NoLog(f"{path}: {error}") from error
    if not rows:
        raise NoLog(f"{path}: there is nothing in it")
    head, body = rows[0], [cells for cells in rows[1:] if len(cells) == len(rows[0])]
    columns = [_column(head, wanted, path) for wanted in NAMES]
    date = reader(ZoneInfo("UTC"), day_order(cells[columns[1]] for cells in body), NEVER_MIND)
    good, why = [], "no row has the columns of the header"
    for cells in body:
        try:
            good.append(_purchase(*(cells[column] for column in columns), date))
        except Unreadable as error:
            why = str(error)
    if not good:
        raise NoLog(f"{path}: no row has a customer, a date like 2026-01-31 and an amount of 0 or more; {why}")
    if len(good) < len(rows) - 1:
        say(f"{path.name}: {len(rows) - 1 - len(good):,} of {len(rows) - 1:,} rows left out, for example: {why}")
    who, days, amounts = zip(*good, strict=True)
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(one, len(numbers)) for one in who]
    return purchase_log(np.array(codes), np.array(days), np.array(amounts))


def _purchase(who: str, when: str, paid: str, date: Moment) -> tuple[str, int, float]:
    customer, amount = identity(who, "customer"), float(decimal(paid, "amount"))
    if not customer or amount < 0:
        raise Unreadable(Words("没有客户，或金额是负数", "no customer, or an amount below 0"))
    return customer, date(when) // DAY, amount


def _column(head: Sequence[str], wanted: str, path: Path) -> int:
    found = [place for place, name in enumerate(head) if name.strip().lower() in NAMES[wanted]]
    if len(found) != 1:
        there = "several columns" if found else "no column"
        raise NoLog(f"{path}: {there} for the {wanted}; one has to be called {', '.join(NAMES[wanted])}")
    return found[0]


def _numbered(who: Any, days: Any, amounts: Any) -> PurchaseLog:
    import pandas

    when = days.to_numpy().astype("datetime64[D]").astype(np.int64)
    return purchase_log(pandas.factorize(who)[0].astype(np.int64), when, amounts.to_numpy().astype(np.float64))
