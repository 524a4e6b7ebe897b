"""What the tests of panels share: shops with their records, the answer of a panel, cells by column."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from msgspec import UNSET, Struct

from analytics.asked import Asked
from analytics.coverage import coverage
from analytics.period import Period
from analytics.question import Question
from analytics.result import Estimate, Row, Selection, Table
from analytics.rows import behind, total
from analytics.subject import Panel
from analytics.views import SUBJECTS
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.shop import Shop
from sync.sandbox.shop import simulate
from tests.analytics.shops import shop_of

DAY = 86_400_000


class Given(Struct, frozen=True):
    """A shop, its records and its facts."""

    shop: Shop
    records: list[Record]
    facts: Facts

    def of(self, kind: str) -> list[Any]:
        return [record for record in self.records if kind == record.KIND]

    def by_id(self, kind: str) -> dict[str, Any]:
        return {record.id: record for record in self.of(kind)}

    def day(self, moment: int) -> date:
        return self.local(moment).date()

    def local(self, moment: int) -> datetime:
        return datetime.fromtimestamp(moment / 1000, self.shop.zone)

    def start(self, day: date) -> int:
        return int(datetime(day.year, day.month, day.day, tzinfo=self.shop.zone).timestamp() * 1000)

    def paid(self, period: Period | None = None) -> list[Any]:
        """Paid orders, earliest first."""
        orders = [order for order in self.of("orders") if known(order.paid_at) is not None]
        inside = [o for o in orders if period is None or period.first <= self.day(o.paid_at) <= period.last]
        return sorted(inside, key=lambda order: order.paid_at)

    def sold(self, period: Period | None = None) -> list[tuple[Any, Any]]:
        """(order, line) of paid orders."""
        orders = {order.id: order for order in self.paid(period)}
        return [(orders[line.order_id], line) for line in self.of("order_lines") if line.order_id in orders]

    def last(self, days: int, **more: Any) -> Question:
        """A question about the last days that are over."""
        known_days = coverage(self.facts)
        assert known_days is not None
        last = known_days.until_day - timedelta(days=1)
        return Question(Period(last - timedelta(days=days - 1), last), **more)

    def count(self, rows: Selection | None) -> int:
        return 0 if rows is None else len(set(behind(self.facts, rows).tolist()))

    def sum(self, rows: Selection | None) -> int:
        return 0 if rows is None else int(total(self.facts, rows) or 0)

    def ids(self, rows: Selection) -> set[str]:
        """The ids of the records behind a selection; row numbers count from 1 per kind."""
        of_kind = self.of(rows.kind)
        return {of_kind[number - 1].id for number in behind(self.facts, rows).tolist()}


def known(value: Any) -> Any:
    """A field's value, None where the source did not say."""
    return None if value is UNSET else value


@cache
def simulated(orders: int = 2500, seed: int = 5) -> Given:
    made = simulate(orders, seed=seed)
    records = [record for kind in made.tables for record in made.records(kind)]
    return Given(made.shop, records, facts_of(made.shop, records, as_of=made.until))


def random_shop(seed: int, orders: int = 300) -> Given:
    """A shop of gaps, guests, ties and orphans."""
    shop, records = shop_of(seed, orders)
    return Given(shop, records, facts_of(shop, records))


def answer(given: Given, subject: str, panel: str, question: Question) -> Table:
    declared = next(one for one in SUBJECTS[subject].tables if isinstance(one, Panel) and one.id == panel)
    return declared.answer(Asked(given.facts, question), declared)


def cells(table: Table, *columns: str) -> list[tuple[Any, ...]]:
    """The values of some columns, an estimate as its value."""
    places = [place_of(table, column) for column in columns]
    return [tuple(plain(row.cells[place]) for place in places) for row in table.rows]


def place_of(table: Table, column: str) -> int:
    return next(place for place, one in enumerate(table.columns) if one.id == column)


def behind_of(table: Table, row: Row, column: str) -> Selection | None:
    return row.behind_cell(place_of(table, column))


def plain(value: Any) -> Any:
    if isinstance(value, Estimate):
        assert value.low <= value.value <= value.high
        return value.value
    return str(value) if hasattr(value, "zh") else value


def summed(values: Iterable[Any]) -> int:
    """The sum of what is known."""
    return sum(value for value in map(known, values) if value is not None)
