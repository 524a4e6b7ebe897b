"""The benchmark compares like with like: all contestants give the same answers, in every form of the question."""

import pytest

from storage.derive import paid
from tests.bench._order_log import order_log

pytest.importorskip("duckdb")
from tests.bench import periods


def test_everyone_gives_the_same_answers() -> None:
    orders = paid(order_log(20_000, 5_000, seed=11).facts())
    connection = periods.in_duckdb(orders)
    chosen = periods.random_periods(seed=12)[:30]
    asked = periods.contestants(orders, connection, chosen)
    for number, form in enumerate((*periods.RAW, *periods.WITH_PREVIOUS)):
        asked[f"form {number}"] = periods.prepared(connection, form)
    periods.all_agree(asked, chosen)
    connection.close()
