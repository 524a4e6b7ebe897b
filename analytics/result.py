"""The result of an analysis: what the page, the workbook and ``show --json`` all render.

A number that cannot be known is None with a reason, never 0. A number that rows stand behind carries the selection
that yields them, so that drilling through never states a condition a second time.
"""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from analytics.period import Period
from analytics.question import Filters
from storage.shop import Shop
from storage.words import Words

Value = int | float | str | date | Words | None
"""What a cell holds. Words are names that depend on the language (a weekday, "not known"): say them when rendering."""


class Shown(StrEnum):
    """How a value is written: its unit and format."""

    MONEY = "money"  # integer minor units
    COUNT = "count"
    RATIO = "ratio"  # 0.123 is 12.3%
    NUMBER = "number"  # a plain number with decimals
    TIME = "time"  # UTC milliseconds
    DAY = "day"
    TEXT = "text"
    ID = "id"


class Good(StrEnum):
    """Which direction is good news."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Selection(Struct, frozen=True):
    """Rows of one kind, by name rather than by number: ``analytics.rows.behind`` turns it into row numbers.

    ``part`` names a declared subset ("paid_orders", "refunds", "buyers" ...); ``slices`` narrow it to one value of a
    dimension each, for example (("province", "浙江省"),), and ``without`` leaves such values out. The dimension "days"
    narrows to days of the period: ("days", "2011-11-20/2011-11-26"), while new buyers stay those of the period.
    """

    kind: str
    part: str
    period: Period
    filters: Filters
    slices: tuple[tuple[str, str], ...] = ()
    without: tuple[tuple[str, str], ...] = ()

    @property
    def days(self) -> Period:
        """The days of the rows: those it is narrowed to, else the whole period."""
        narrowed = dict(self.slices).get("days")
        return Period(*map(date.fromisoformat, narrowed.split("/"))) if narrowed else self.period


class Figure(Struct, frozen=True):
    """One key figure with its comparison."""

    id: str
    name: Words
    definition: Words
    shown: Shown
    good: Good
    value: int | float | None
    previous: int | float | None = None
    change: float | None = None
    """(value - previous) / previous; None where it has no meaning."""
    reason: Words | None = None
    """Why the value is None."""
    rows: Selection | None = None
    previous_rows: Selection | None = None
    trace: tuple[int | float | None, ...] = ()
    """The value per trend bucket, for the spark line."""
    change_reason: Words | None = None
    """Why there is no change although there is a comparison."""
    bottom_rows: Selection | None = None
    """What is divided by, for a ratio; ``rows`` is what is divided."""
    previous_bottom_rows: Selection | None = None
    usual: "Usual | None" = None
    """How the value stands among earlier periods of the shop, where there are enough of them."""


class Usual(Struct, frozen=True):
    """The span in which a figure usually lies, judged by earlier periods of the same length and weekdays."""

    low: float
    high: float
    periods: int
    """How many earlier periods it rests on."""
    value: int | float
    """What was judged: the figure over the finished days of the period."""
    days: Period
    """Those finished days."""

    @property
    def within(self) -> bool:
        """Whether the figure is one of the usual ones."""
        return self.low <= self.value <= self.high


class Column(Struct, frozen=True):
    """One column of a table."""

    id: str
    name: Words
    shown: Shown
    definition: Words | None = None
    bar: bool = False
    """Drawn with a bar inside the cell: comparison across rows helps."""
    total: bool = False
    """The column adds up: the workbook writes a live SUM, the page a total row."""
    compared: bool = False
    """Its numbers are those of the comparison."""


class Row(Struct, frozen=True):
    """One row of a table; ``rows`` leads to what stands behind it."""

    cells: tuple[Value, ...]
    rows: Selection | None = None
    behind: tuple[Selection | None, ...] = ()
    """What stands behind each cell (of a ratio: what is divided); empty where only ``rows`` is told."""

    def behind_cell(self, place: int) -> Selection | None:
        """What stands behind the cell at ``place`` itself."""
        return self.behind[place] if place < len(self.behind) else None


class Table(Struct, frozen=True):
    """A breakdown, a ranking, a list of movers."""

    id: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Words | None = None
    """What is left out or how ties were broken, where that matters."""
    total_rows: int | None = None
    """How many rows there would be without the cut, if it was cut."""


class Series(Struct, frozen=True):
    """One metric over the buckets of a trend."""

    id: str
    name: Words
    shown: Shown
    values: tuple[int | float | None, ...]
    previous: tuple[int | float | None, ...] | None = None
    adds: bool = False
    """The values of the buckets add up to the figure; averages, ratios and distinct people do not."""
    rows: tuple[Selection | None, ...] = ()
    """What stands behind each value (of a ratio: what is divided)."""
    previous_rows: tuple[Selection | None, ...] = ()


class Trend(Struct, frozen=True):
    """Metrics over time: one value per bucket, beside the same bucket of the comparison.

    A bucket is a day, seven days or a month counted from the first day of the period. The comparison has its own
    number of buckets: February is shorter than March.
    """

    id: str
    title: Words
    grain: str
    """day, week or month."""
    starts: tuple[date, ...]
    previous_starts: tuple[date, ...] | None
    series: tuple[Series, ...]
    unfinished: bool = False
    """The last bucket is not over in the data, or has fewer days than the others: drawn hatched and not compared."""


class View(Struct, frozen=True):
    """Everything one page shows."""

    id: str
    title: Words
    shop: Shop
    period: Period
    comparison: Period | None
    filters: Filters
    data_as_of: int | None
    """Newest source time of the data, UTC milliseconds; None for an empty shop."""
    headline: Words
    """The first line, in words: how the period went."""
    figures: tuple[Figure, ...]
    trends: tuple[Trend, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[Words, ...] = ()
    """Hints: what is missing, which rule applied."""

    def figure(self, figure_id: str) -> Figure:
        """The figure named ``figure_id``; StopIteration if the view has none."""
        return next(figure for figure in self.figures if figure.id == figure_id)

    def table(self, table_id: str) -> Table:
        """The table named ``table_id``; StopIteration if the view has none."""
        return next(table for table in self.tables if table.id == table_id)
