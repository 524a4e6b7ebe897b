"""A sample of the long proofs: planted causes are found, shops in which nothing happens are left alone.

All of it: ``python -m tests.long diagnosis --n 200`` and ``python -m tests.long aa --n 400``.
"""

import pytest

from analytics.diagnosis.why.findings import findings
from analytics.diagnosis.why.waterfall import why_table
from analytics.measure import read
from analytics.metrics.sales import PAYMENT_AMOUNT
from sync.sandbox.truth import Cause
from tests.long.diagnosis import CAUSES, ORDERS, cases_of, last_days, shop_of


@pytest.mark.parametrize("cause", [cause for cause in CAUSES if cause])
def test_what_was_planted_is_found(cause: Cause) -> None:
    (case,) = cases_of(cause, range(1, 2))
    assert case.within


def test_where_nothing_was_planted_nobody_is_blamed() -> None:
    assert [case.found for case in cases_of(None, range(1, 4))] == [(), (), ()]


def test_a_holiday_is_told_with_what_it_took_and_is_a_step_of_its_own() -> None:
    """The weeks around the Spring Festival sell less; how much less is learnt from the festival a year before."""
    facts, fall = shop_of("holiday_shift", 1, ORDERS)
    question = last_days(facts)
    found = findings(question, PAYMENT_AMOUNT)
    table = why_table(question, PAYMENT_AMOUNT, found)
    festival = next(finding for finding in found if finding.values == (("day", "春节"),))
    assert fall is not None
    assert festival.interval.low <= festival.change <= festival.interval.high < 0
    assert festival.rows is not None
    assert table.note is not None
    assert "春节" in table.note.zh
    now, before = (read(cube, PAYMENT_AMOUNT).value for cube in (question.now, question.before) if cube)
    assert isinstance(now, int)
    assert isinstance(before, int)
    assert sum(int(str(row.cells[1])) for row in table.rows) == now - before
