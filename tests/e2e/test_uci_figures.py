"""The key figures of a real shop equal, to the penny, what pandas computes straight from the file.

The twin shares nothing with the program: it reads the text itself, multiplies in whole thousandths of a pound, compares
local days as written, and knows periods, new and returning buyers from their definitions only.
"""

import gzip
import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from analytics.period import Period
from analytics.question import BuyerKind, Filters, Question
from analytics.views import evaluate
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.runs import Counts
from storage.store import Store, open_store
from sync.files import undo_import
from tests import online_retail as retail
from tests.online_retail import FILE, SHOP, needs_file
from tests.sync.one_file import import_file, preview
from tests.sync.retail import content

NOVEMBER = Period(date(2011, 11, 1), date(2011, 11, 30))
FIGURES = ("payment_amount", "paid_orders", "buyers", "aov", "new_buyers", "returning_buyers", "refund_amount")

pytestmark = needs_file


@pytest.fixture(scope="module")
def store(online_retail: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    own = tmp_path_factory.mktemp("uci") / "copy"
    shutil.copytree(online_retail, own)
    with open_store(own) as store:
        yield store


@pytest.fixture(scope="module")
def facts(store: Store) -> Facts:
    return load_facts(store, SHOP)


class Twin:
    """Orders and refunds of the file as pandas sees them, and the figures of any days."""

    def __init__(self) -> None:
        lines = retail.lines()
        self.refunds, sold = lines[lines.is_refund], lines[~lines.is_refund]
        self.orders = sold.groupby("InvoiceNo").agg(
            day=("day", "min"), pence=("pence", "sum"), CustomerID=("CustomerID", "first"), Country=("Country", "first")
        )

    def figures(self, first: date, last: date, country: str | None, kind: BuyerKind) -> dict[str, Any]:
        """The seven figures of the days from first to last."""
        a_year_before = (first - timedelta(days=365)).isoformat()
        known = self.orders[(self.orders.day >= a_year_before) & (self.orders.day < first.isoformat())]
        earlier = set(known.CustomerID) - {""}
        orders = self._of(self.orders, first, last, country, kind, earlier)
        refunds = self._of(self.refunds, first, last, country, kind, earlier)
        buyers = set(orders.CustomerID) - {""}
        amount = int(orders.pence.sum())
        return {
            "payment_amount": amount,
            "paid_orders": len(orders),
            "buyers": len(buyers),
            "aov": int(Fraction(amount, len(buyers)) + Fraction(1, 2)) if buyers else None,
            "new_buyers": len(buyers - earlier),
            "returning_buyers": len(buyers & earlier),
            "refund_amount": -int(refunds.pence.sum()),
        }

    @staticmethod
    def _of(frame: Any, first: date, last: date, country: str | None, kind: BuyerKind, earlier: set[str]) -> Any:
        chosen = frame[(frame.day >= first.isoformat()) & (frame.day <= last.isoformat())]
        if country is not None:
            chosen = chosen[chosen.Country == country]
        if kind == "new":
            return chosen[~chosen.CustomerID.isin(earlier) & (chosen.CustomerID != "")]
        return chosen[chosen.CustomerID.isin(earlier)] if kind == "returning" else chosen


@pytest.fixture(scope="module")
def twin() -> Twin:
    return Twin()


def ten_periods() -> list[Period]:
    """Ten periods of one to 45 days, with room for the days before them."""
    chance = random.Random(2011)
    begin, end = date(2010, 12, 1), date(2011, 12, 9)
    found = []
    for _ in range(10):
        days = chance.randint(1, 45)
        first = begin + timedelta(days=chance.randint(days, (end - begin).days - days + 1))
        found.append(Period(first, first + timedelta(days=days - 1)))
    return found


def agree(
    facts: Facts,
    twin: Twin,
    period: Period,
    before: Period,
    country: str | None = None,
    kind: BuyerKind = "all",
) -> None:
    filters = Filters(provinces=() if country is None else (country,), buyers=kind)
    view = evaluate("overview", facts, Question(period, "previous", filters))
    assert view.comparison == before
    shown = {figure.id: figure for figure in view.figures if figure.id in FIGURES}
    value = twin.figures(period.first, period.last, country, kind)
    previous = twin.figures(before.first, before.last, country, kind)
    assert {name: figure.value for name, figure in shown.items()} == value
    assert {name: figure.previous for name, figure in shown.items()} == previous
    if previous["payment_amount"]:
        change = Fraction(value["payment_amount"] - previous["payment_amount"], previous["payment_amount"])
        assert shown["payment_amount"].change == pytest.approx(float(change), rel=1e-12)


OCTOBER = Period(date(2011, 10, 1), date(2011, 10, 31))


def days_before(period: Period) -> Period:
    """As many days before, counted by hand; none of the ten periods is made of whole months."""
    days = (period.last - period.first).days + 1
    return Period(period.first - timedelta(days=days), period.first - timedelta(days=1))


def test_november_is_what_it_was(facts: Facts) -> None:
    """Written out once, so that both ways of counting cannot drift together."""
    view = evaluate("overview", facts, Question(NOVEMBER))
    assert {name: view.figure(name).value for name in FIGURES} == {
        "payment_amount": 1_509_496_33,
        "paid_orders": 2769,
        "buyers": 1664,
        "aov": 907_15,
        "new_buyers": 323,
        "returning_buyers": 1341,
        "refund_amount": 47_740_08,
    }
    assert view.figure("visitors").value is None
    assert view.figure("visitors").reason is not None


@pytest.mark.parametrize("kind", ["all", "new", "returning"])
def test_november_against_october(facts: Facts, twin: Twin, kind: BuyerKind) -> None:
    agree(facts, twin, NOVEMBER, OCTOBER, kind=kind)


@pytest.mark.parametrize("period", ten_periods(), ids=str)
@pytest.mark.parametrize("kind", ["all", "new", "returning"])
def test_any_days(facts: Facts, twin: Twin, period: Period, kind: BuyerKind) -> None:
    agree(facts, twin, period, days_before(period), kind=kind)


@pytest.mark.parametrize("country", ["France", "Belgium", "United Kingdom"])
@pytest.mark.parametrize("kind", ["all", "new", "returning"])
def test_one_country(facts: Facts, twin: Twin, country: str, kind: BuyerKind) -> None:
    agree(facts, twin, NOVEMBER, OCTOBER, country, kind)
    for period in ten_periods()[:3]:
        agree(facts, twin, period, days_before(period), country, kind)


def test_new_and_returning_and_guests_make_the_whole(facts: Facts, twin: Twin) -> None:
    apart = [
        evaluate("overview", facts, Question(NOVEMBER, filters=Filters(buyers=kind))).figure("payment_amount").value
        for kind in ("new", "returning")
    ]
    in_november = twin.orders.day.str.startswith("2011-11")
    guests = int(twin.orders[in_november & (twin.orders.CustomerID == "")].pence.sum())
    assert sum(apart) + guests == 1_509_496_33


def test_nothing_of_the_file_is_lost(store: Store, twin: Twin) -> None:
    run = store.runs(SHOP)[-1]
    assert run.message == "按规则略过 2,518 行。"  # 2,515 of price 0 and 3 of bad debt
    assert run.counts["orders"] == Counts(inserted=len(twin.orders))
    assert run.counts["refunds"] == Counts(inserted=len(twin.refunds))
    assert run.counts["order_lines"].inserted + run.counts["refunds"].inserted + 2518 == 541_909
    with store.reader() as reader:
        (amount,) = reader.execute("SELECT sum(payment_amount) FROM orders").fetchone()
        (lines,) = reader.execute("SELECT sum(amount) FROM order_lines").fetchone()
        (refunded,) = reader.execute("SELECT sum(amount) FROM refunds").fetchone()
    assert amount == lines == twin.orders.pence.sum()
    assert refunded == -twin.refunds.pence.sum()


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    version = store.data_version(SHOP)
    first = store.runs(SHOP)[-1]
    again = import_file(store, FILE)
    assert {kind: Counts(inserted=counts.unchanged) for kind, counts in again.counts.items()} == first.counts
    assert store.data_version(SHOP) == version


def part(folder: Path, start: int, stop: int) -> Path:
    """The header and some lines of the real file."""
    path = folder / f"{start}-{stop}.csv"
    with gzip.open(FILE, "rb") as file:
        path.write_bytes(next(file) + b"".join(islice(file, start, stop)))
    return path


def test_half_of_it_and_then_the_whole_is_the_whole_and_can_be_undone(tmp_path: Path) -> None:
    half, whole = part(tmp_path, 0, 9_990), part(tmp_path, 0, 20_000)  # the cut goes through an invoice
    with open_store(tmp_path / "alone") as alone:
        import_file(alone, whole)
        expected = content(alone)
    with open_store(tmp_path / "both") as both:
        first = import_file(both, half)
        before = content(both)
        foreseen = preview(both, whole)
        second = import_file(both, whole)
        assert second.counts == foreseen.counts
        assert content(both) == expected
        undo_import(both, second)
        assert content(both) == before
        undo_import(both, first)
        assert all(not found for found in content(both).values())
