"""Panels over a real shop: the numbers that pandas finds in the file itself, for RFM, cohorts, ABC and baskets."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analytics.asked import Asked
from analytics.period import Period
from analytics.question import Question
from analytics.result import Table
from analytics.subject import Panel
from analytics.views import SUBJECTS
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.store import open_store
from tests import online_retail as retail
from tests.online_retail import SHOP, needs_file

NOVEMBER = Question(Period(date(2011, 11, 1), date(2011, 11, 30)))

pytestmark = needs_file


@pytest.fixture(scope="module")
def facts(online_retail: Path) -> Iterator[Facts]:
    with open_store(online_retail) as store:
        yield load_facts(store, SHOP)


@pytest.fixture(scope="module")
def sold() -> Any:
    """The lines that are sales; no refunds."""
    lines = retail.lines()
    return lines[~lines.is_refund]


def answer(facts: Facts, subject: str, panel: str) -> Table:
    declared = next(one for one in SUBJECTS[subject].tables if isinstance(one, Panel) and one.id == panel)
    return declared.answer(Asked(facts, NOVEMBER), declared)


def orders_of(lines: Any) -> Any:
    return lines.groupby("InvoiceNo").agg(day=("day", "min"), pence=("pence", "sum"), buyer=("CustomerID", "first"))


def test_recency_and_frequency_are_those_of_the_file(facts: Facts, sold: Any) -> None:
    import pandas

    orders = orders_of(sold)
    year = orders[(orders.buyer != "") & (orders.day >= "2010-12-01") & (orders.day <= "2011-11-30")]
    buyers = year.groupby("buyer").agg(last=("day", "max"), times=("day", "size"), pence=("pence", "sum"))
    table = answer(facts, "buyers", "rfm")
    assert sum(sum(row.cells[6:11]) for row in table.rows) == len(buyers)
    assert sum(sum(row.cells[1:6]) for row in table.rows) == int(buyers.pence.sum())
    for times in range(1, 6):
        expected = (buyers.times == times) if times < 5 else (buyers.times >= 5)
        assert sum(row.cells[5 + times] for row in table.rows) == int(expected.sum())
    # Whole days: what was bought after 2011-11-01 00:00 is within 30 days of the end of 2011-11-30.
    gone = (pandas.Timestamp("2011-12-01") - pandas.to_datetime(buyers["last"])).dt.days
    assert sum(table.rows[0].cells[6:11]) == int((gone <= 30).sum())


def test_cohorts_are_those_of_the_file(facts: Facts, sold: Any) -> None:
    orders = orders_of(sold)
    known = orders[orders.buyer != ""].assign(month=lambda found: found.day.str[:7])
    first = known.groupby("buyer").month.min().rename("first")
    months = known[["buyer", "month"]].drop_duplicates().join(first, on="buyer")
    counts = months.groupby(["first", "month"]).size()
    table = answer(facts, "buyers", "cohorts")
    assert [row.cells[0] for row in table.rows] == sorted(set(first))[:12]
    for row in table.rows:
        cohort = counts[row.cells[0]]
        assert row.cells[1] == cohort[row.cells[0]]
        later = [month for month in sorted(set(known.month)) if row.cells[0] < month <= "2011-11"]
        values = [cell for cell in row.cells[2:] if cell is not None]
        assert [cell.value for cell in values] == pytest.approx([cohort[month] / row.cells[1] for month in later])


def test_classes_are_those_of_the_file(facts: Facts, sold: Any) -> None:
    november = sold[sold.day.str.startswith("2011-11")]
    amounts = november.groupby("StockCode").pence.sum().sort_values(ascending=False)
    before = amounts.cumsum() - amounts
    parts = [before < 0.8 * amounts.sum(), before < 0.95 * amounts.sum()]
    table = answer(facts, "products", "abc")
    first, second, third = (row.cells[1] for row in table.rows)
    assert (first, first + second) == (int(parts[0].sum()), int(parts[1].sum()))
    assert first + second + third == len(amounts)
    assert sum(row.cells[3] for row in table.rows) == int(amounts.sum())


def test_pairs_are_those_of_the_file(facts: Facts, sold: Any) -> None:
    november = sold[sold.day.str.startswith("2011-11")]
    baskets = november.groupby("StockCode").InvoiceNo.agg(set)
    orders = november.InvoiceNo.nunique()
    ids = {facts.texts_of("products", "title")[place]: facts.ids("products")[code]
           for code, place in enumerate(facts.position("products").tolist()) if place >= 0}  # fmt: skip
    table = answer(facts, "products", "bought_together")
    assert len(table.rows) == 50
    for row in table.rows:
        one, other = (baskets[ids[title]] for title in row.cells[1:3])
        together = len(one & other)
        assert (row.cells[3], row.cells[5], row.cells[7]) == (together, len(one), len(other))
        assert row.cells[8].value == pytest.approx(together * orders / (len(one) * len(other)))
