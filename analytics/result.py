"""The result of an analysis: what the page, the workbook and ``show --json`` all render.

A number that cannot be known is None with a reason, never 0. A number that rows stand behind carries the selection
that yields them, so that drilling through never states a condition a second time.
"""

from datetime import date
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from analytics.period import Period
from analytics.question import Filters
from storage.shop import Shop
from storage.words import Words


class Estimate(Struct, frozen=True):
    """A value with its 95% interval."""

    value: int | float
    low: int | float
    high: int | float

    def times(self, factor: float) -> "Estimate":
        """As many times as much; a factor above 0."""
        return Estimate(self.value * factor, self.low * factor, self.high * factor)


Value = int | float | str | date | Words | Estimate | None
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
    range: Estimate | None = None
    """Of a value that is forecast: its 95% interval."""


Verdict = Literal["up", "flat", "down", "unknown"]
"""Against the shop's own noise: beyond it upwards, within it, beyond it downwards, or too little data to tell."""


class Usual(Struct, frozen=True):
    """The span in which a figure usually lies.

    With a comparison it is that of no real change, by the same test as the diagnosis; without one it is told by earlier
    periods of the same length and weekdays.
    """

    low: float
    high: float
    value: int | float
    """What was judged: the figure over the finished days of the period."""
    days: Period
    """Those finished days."""
    periods: int | None = None
    """How many earlier periods it rests on, where it is told by these."""
    verdict: Verdict | None = None
    """What the test against the comparison said; None without a comparison."""
    tested: Words | None = None
    """By which test, against what."""

    @property
    def within(self) -> bool:
        """Whether the figure is one of the usual ones, or cannot be told from them."""
        return self.low <= self.value <= self.high if self.verdict is None else self.verdict in ("flat", "unknown")

    @property
    def above(self) -> bool:
        """Whether it is more than usual."""
        return self.value > self.high if self.verdict is None else self.verdict == "up"


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
    gives_way: bool = False
    """A page with little room cuts its texts short rather than leave columns out."""


class Row(Struct, frozen=True):
    """One row of a table; ``rows`` leads to what stands behind it."""

    cells: tuple[Value, ...]
    rows: Selection | None = None
    behind: tuple[Selection | None, ...] = ()
    """What stands behind each cell (of a ratio: what is divided); empty where only ``rows`` is told."""

    def behind_cell(self, place: int) -> Selection | None:
        """What stands behind the cell at ``place`` itself."""
        return self.behind[place] if place < len(self.behind) else None


class Heat(Struct, frozen=True):
    """Drawn as a grid of colours: a row per table row, a cell per column of ``columns``, all on one scale."""

    columns: tuple[str, ...]
    tiles: bool = False
    """Each row names where its tile stands (a region of a tile grid) rather than being a line of the grid."""


class Bars(Struct, frozen=True):
    """Drawn as bars: one per row, as long as ``length``; estimates carry their interval as a whisker."""

    name: str
    length: str
    even: float | None = None
    """The length that means no difference: a line stands there."""


class Steps(Struct, frozen=True):
    """Drawn as a funnel: a bar per row from the first step down, ``rate`` is what goes on to the next step."""

    name: str
    count: str
    rate: str


class Scatter(Struct, frozen=True):
    """Drawn as points: one per row, ``x`` across and ``y`` up, the area by ``size``; lines mark the typical x and y."""

    name: str
    x: str
    y: str
    size: str | None = None
    middle: tuple[float, float] | None = None
    labelled: tuple[int, ...] = ()
    """The only rows whose names stand beside their points; empty: those farthest from the typical values."""


class Waterfall(Struct, frozen=True):
    """Drawn as steps from one total to the other: the rows' ``amount`` add up to the difference."""

    name: str
    amount: str
    start: int | float
    end: int | float


class Curves(Struct, frozen=True):
    """Drawn as lines over ``x``: one line per column of ``lines``."""

    x: str
    lines: tuple[str, ...]


Drawing = Heat | Bars | Steps | Scatter | Waterfall | Curves
"""How a table is drawn beside being a table. Fields name columns by id."""


class Table(Struct, frozen=True):
    """A breakdown, a ranking, a list of movers, or what a panel of a subject says."""

    id: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Words | None = None
    """What is left out or how ties were broken, where that matters."""
    total_rows: int | None = None
    """How many rows there would be without the cut, if it was cut."""
    drawn: Drawing | None = None
    """How it is drawn; None for a table only. The page shows the drawing first, the table on a toggle."""
    lead: Words | None = None
    """What it comes to, in one sentence: the first thing that is read."""


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


class Node(Struct, frozen=True):
    """One number of the diagnosis tree, and its part in the change of the root."""

    id: str
    """Of the metric: payment_amount, buyers, aov ..."""
    parent: str | None
    name: Words
    definition: Words
    shown: Shown
    good: Good
    how: Words
    """How the children make it: "buyers x amount per buyer"."""
    value: int | float | None
    previous: int | float | None
    change: float | None
    """(value - previous) / previous."""
    contribution: int | None
    """Of the root's change, minor units; those of its children add up to it. None where it has no sense."""
    verdict: Verdict
    interval: Estimate | None = None
    """The change with its 95% interval, as a part of ``previous``."""
    smallest: float | None = None
    """The smallest change that could be told from noise, as a part of ``previous``."""
    q: float | None = None
    """The p-value after control of false discoveries over the nodes; None where nothing was tested."""
    tested: Words | None = None
    """By which test, against what; or why it cannot be told."""
    reason: Words | None = None
    """Why the value is not known."""
    rows: Selection | None = None
    previous_rows: Selection | None = None
    tables: tuple[str, ...] = ()
    """Ids of the view's tables that say why: slices as a waterfall, volume / mix / rate by a dimension."""
    way: str = ""
    """Which way of splitting the parent it belongs to: the contributions of one way add up on their own."""


class Diagnosis(Struct, frozen=True):
    """The tree, parents before children."""

    nodes: tuple[Node, ...]
    rule: Literal["lmdi", "shapley", "none"]
    """By which rule contributions were split for the whole comparison."""
    why_rule: Words
    """Why that rule, in words."""

    def node(self, node_id: str) -> Node:
        """The node named ``node_id``; StopIteration if the tree has none."""
        return next(node for node in self.nodes if node.id == node_id)

    def children(self, node_id: str) -> tuple[Node, ...]:
        """The nodes below one."""
        return tuple(node for node in self.nodes if node.parent == node_id)

    def ways(self, node_id: str) -> tuple[tuple[Node, ...], ...]:
        """The nodes below one, apart by the way of splitting it; those whose contributions are known come first."""
        children = self.children(node_id)
        names = dict.fromkeys(node.way for node in children)
        return tuple(tuple(node for node in children if node.way == name) for name in names)


class Concern(Struct, frozen=True):
    """Whom or what a card is about: one click lists them."""

    name: Words
    """"37 buyers", "4 products"."""
    rows: Selection


Urgency = Literal["losing", "lapsing", "chance", "tidying", "known"]
"""What a shop owner does first: stop a loss; take up what will be gone in days; try what would bring more; clear up.

Last comes what only needs to be known.
"""


class Card(Struct, frozen=True):
    """Something to do now, from a declared rule."""

    id: str
    """Stable while it is the same piece of advice: the rule and what it is about, "restock:p-102"."""
    rule: str
    title: Words
    """What to do, a verb first."""
    evidence: Words
    """Why: the numbers that it rests on."""
    effect: Words
    """What should be seen if it works, and by when."""
    stake: Estimate | None
    """Money at stake, minor units, over the days that the evidence names; None where it cannot be told."""
    source: Words
    """Where the rule comes from."""
    concerns: tuple[Concern, ...] = ()
    node: str = ""
    """The node of the diagnosis that is watched afterwards."""
    state: Literal["open", "done", "dismissed"] = "open"
    outcome: Words | None = None
    """What became of it, for a card that was marked done."""
    slices: tuple[tuple[str, str], ...] = ()
    """The part of the shop in which the node is watched: a dimension id with a key each; empty for the whole shop."""
    urgency: Urgency = "chance"
    """How soon to act, by which open cards are ranked first."""


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
    leading: tuple[str, ...] = ()
    """The figures that are shown large, in this order; the others stand in a line below."""
    cards: tuple[Card, ...] = ()
    """What to do now: losses under way, what lapses soon, then the most money at stake."""
    brief: tuple[Words, ...] = ()
    """What changed since the last look, a line each."""
    diagnosis: Diagnosis | None = None

    def figure(self, figure_id: str) -> Figure:
        """The figure named ``figure_id``; StopIteration if the view has none."""
        return next(figure for figure in self.figures if figure.id == figure_id)

    def table(self, table_id: str) -> Table:
        """The table named ``table_id``; StopIteration if the view has none."""
        return next(table for table in self.tables if table.id == table_id)
