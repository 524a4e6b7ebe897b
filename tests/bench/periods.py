"""Key figures of 200 random periods: ours against DuckDB, raw and with our previous-order column, and against pandas.

DuckDB gets its own table of paid orders alone, sorted by time of payment, in memory, with all cores and prepared
statements; of several ways to put the question the quickest on this machine counts. All must give the same answers.
"""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

import duckdb
import numpy as np

from analytics.keyfigures import YEAR_MS, key_figures
from storage.derive import Paid, paid
from tests.bench._order_log import DAY, DAYS, FIRST, OrderLog, order_log
from tests.bench._result import Result, beside, in_turn, say, seconds

PERIODS = 200
ROUNDS = 5
GOAL = 0.1

Period = tuple[int, int]
Answer = tuple[int, int, int, int]
"""Payment amount, paid orders, buyers, returning buyers; new buyers and the order value follow from them."""
Asked = Callable[[Period], Answer]

# $1 and $2 bound the period, $3 is 365 days before it.
RAW = (
    # The buyers of the period, joined with those of the year before.
    """
    WITH inside AS (
        SELECT buyer, sum(amount) AS amount, count(*) AS orders FROM paid
        WHERE paid_at >= $1 AND paid_at < $2 GROUP BY buyer
    )
    SELECT coalesce(sum(amount), 0), coalesce(sum(orders), 0), count(buyer), count(*) FILTER (
        buyer IN (SELECT buyer FROM paid WHERE paid_at >= $3 AND paid_at < $1 AND buyer IS NOT NULL)
    ) FROM inside
    """,
    # One pass over the period and the year before.
    """
    SELECT coalesce(sum(amount), 0), coalesce(sum(orders), 0), count(buyer) FILTER (orders > 0),
        count(buyer) FILTER (orders > 0 AND first_at < $1)
    FROM (
        SELECT buyer, sum(amount) FILTER (paid_at >= $1) AS amount, count(*) FILTER (paid_at >= $1) AS orders,
            min(paid_at) AS first_at
        FROM paid WHERE paid_at >= $3 AND paid_at < $2 GROUP BY buyer
    )
    """,
    # Nothing but counts.
    """
    SELECT coalesce(sum(amount), 0), count(*), count(DISTINCT buyer), count(DISTINCT buyer) FILTER (
        buyer IN (SELECT buyer FROM paid WHERE paid_at >= $3 AND paid_at < $1 AND buyer IS NOT NULL)
    ) FROM paid WHERE paid_at >= $1 AND paid_at < $2
    """,
)
WITH_PREVIOUS = (
    """
    SELECT coalesce(sum(amount), 0), count(*), count(buyer) FILTER (previous_at IS NULL OR previous_at < $1),
        count(*) FILTER (previous_at >= $3 AND previous_at < $1)
    FROM linked WHERE paid_at >= $1 AND paid_at < $2
    """,
    """
    SELECT coalesce(sum(amount), 0), count(*),
        coalesce(sum((buyer IS NOT NULL AND coalesce(previous_at, 0) < $1)::INT), 0),
        coalesce(sum((previous_at >= $3 AND previous_at < $1)::INT), 0)
    FROM linked WHERE paid_at >= $1 AND paid_at < $2
    """,
)
LINK = """
    CREATE OR REPLACE TABLE lagged AS SELECT *,
        CASE WHEN buyer IS NOT NULL THEN lag(paid_at) OVER (PARTITION BY buyer ORDER BY paid_at) END AS previous_at
    FROM paid
"""


def run(quick: bool) -> list[Result]:
    """Measure; the figures are milliseconds per period."""
    orders = 100_000 if quick else 1_000_000
    log = order_log(orders, orders // 4, seed=20240611)
    ours = paid(log.facts())
    connection = in_duckdb(ours)
    periods = random_periods(seed=7)
    asked = contestants(ours, connection, periods)
    all_agree(asked, periods)
    figures = in_turn({name: _timed(ask, periods) for name, ask in asked.items()}, ROUNDS)
    case = f"key figures of a random period, {orders:,} orders"
    results = [beside(case, figures["ours"], figures[peer], peer, "ms", GOAL) for peer in list(asked)[1:]]
    return [*results, _preparation(log, connection)]


def contestants(orders: Paid, connection: duckdb.DuckDBPyConnection, periods: list[Period]) -> dict[str, Asked]:
    """Everyone who can be asked, ours first."""
    return {
        "ours": lambda period: _ours(orders, period),
        "DuckDB": _quickest(connection, RAW, periods),
        "DuckDB with the previous order": _quickest(connection, WITH_PREVIOUS, periods),
        "pandas": _pandas(orders),
    }


def random_periods(seed: int) -> list[Period]:
    """Whole days, one to 365 of them, anywhere in the three years."""
    random = np.random.default_rng(seed)
    periods = []
    for _ in range(PERIODS):
        length = int(random.integers(1, 366))
        start = FIRST + int(random.integers(0, DAYS - length + 1)) * DAY
        periods.append((start, start + length * DAY))
    return periods


def _ours(orders: Paid, period: Period) -> Answer:
    figures = key_figures(orders, *period)
    return figures.payment_amount, figures.paid_orders, figures.buyers, figures.returning_buyers


def in_duckdb(orders: Paid) -> duckdb.DuckDBPyConnection:
    """A database in memory that has the paid orders as they are, and again with each one's previous order."""
    previous_at = np.where(orders.previous >= 0, orders.at[orders.previous], 0)
    columns = {"paid_at": orders.at, "buyer": orders.buyer, "amount": orders.amount, "previous_at": previous_at}
    connection = duckdb.connect()
    connection.register("given", columns)
    connection.execute(
        "CREATE TABLE linked AS SELECT paid_at, nullif(buyer, -1) AS buyer, amount, "
        "nullif(previous_at, 0) AS previous_at FROM given ORDER BY paid_at"
    )
    connection.execute("CREATE TABLE paid AS SELECT paid_at, buyer, amount FROM linked ORDER BY paid_at")
    return connection


def _quickest(connection: duckdb.DuckDBPyConnection, forms: Sequence[str], periods: list[Period]) -> Asked:
    """The form of the question that DuckDB answers quickest here."""
    candidates = [prepared(connection, form) for form in forms]
    figures = [_timed(ask, periods[:40])() for ask in candidates]
    say(f"DuckDB, ms per form: {', '.join(f'{figure:.2f}' for figure in figures)}")
    return candidates[int(np.argmin(figures))]


def prepared(connection: duckdb.DuckDBPyConnection, form: str) -> Asked:
    """One form of the question, ready to be asked."""
    name = f"form_{abs(hash(form))}"
    connection.execute(f"PREPARE {name} AS {form}")

    def ask(period: Period) -> Answer:
        start, stop = period
        row = connection.execute(f"EXECUTE {name}({start}, {stop}, {start - YEAR_MS})").fetchone()
        assert row is not None
        return int(row[0]), int(row[1]), int(row[2]), int(row[3])

    return ask


def _pandas(orders: Paid) -> Asked:
    """As one writes it who knows that the rows are sorted by time and the buyers numbered."""
    import pandas as pd

    frame = pd.DataFrame({"paid_at": orders.at, "buyer": orders.buyer, "amount": orders.amount})
    at, buyer, amount = frame["paid_at"], frame["buyer"], frame["amount"]

    def ask(period: Period) -> Answer:
        start, stop = period
        since, lo, hi = at.searchsorted([start - YEAR_MS, start, stop])
        inside = buyer.iloc[lo:hi].drop_duplicates()
        inside = inside[inside >= 0]
        returning = inside.isin(buyer.iloc[since:lo]).sum()
        return int(amount.iloc[lo:hi].sum()), int(hi - lo), len(inside), int(returning)

    return ask


def all_agree(asked: dict[str, Asked], periods: list[Period]) -> None:
    """AssertionError if one answers otherwise, or if the question is too easy."""
    answers = {name: [ask(period) for period in periods] for name, ask in asked.items()}
    for name, theirs in answers.items():
        assert theirs == answers["ours"], f"{name} has other answers"
    assert sum(0 < returning < buyers < orders for _, orders, buyers, returning in answers["ours"]) > len(periods) / 2
    say(f"{len(periods)} periods, {len(asked)} ways, the same answers")


def _timed(ask: Asked, periods: list[Period]) -> Callable[[], float]:
    """Milliseconds per period, the median over the periods."""

    def measure() -> float:
        times = []
        for period in periods:
            start = perf_counter()
            ask(period)
            times.append(perf_counter() - start)
        return median(times) * 1000

    return measure


def _preparation(log: OrderLog, connection: duckdb.DuckDBPyConnection) -> Result:
    """What the answers cost once per load: sorting by time, linking each buyer's orders, the grid."""
    figures = in_turn(
        {
            "ours": lambda: seconds(lambda: paid(log.facts())),
            "DuckDB": lambda: seconds(lambda: connection.execute(LINK)),
        },
        rounds=3,
    )
    return beside("the previous order of every order, once", figures["ours"], figures["DuckDB"], "DuckDB lag()", "s")
