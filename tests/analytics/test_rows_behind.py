"""Whatever view there is: its numbers are those of the rows that stand behind them, on a whole simulated shop."""

from datetime import timedelta
from functools import cache

import pytest

from analytics.coverage import coverage
from analytics.metric import Metric, Term
from analytics.period import Period
from analytics.question import Filters, Question
from analytics.result import Selection
from analytics.rows import behind, total
from analytics.views import SUBJECTS, VIEWS, evaluate
from storage.facts import Facts
from storage.facts_memory import facts_of
from sync.sandbox.shop import simulate

FILTERS = (Filters(), Filters(provinces=("浙江", "广东")), Filters(channels=("公众号",)), Filters(buyers="new"))


@cache
def shop() -> Facts:
    simulated = simulate(1500, seed=7)
    every = [record for kind in simulated.tables for record in simulated.records(kind)]
    return facts_of(simulated.shop, every, as_of=simulated.until)


def last_weeks(filters: Filters) -> Question:
    known = coverage(shop())
    assert known is not None
    last = known.until_day - timedelta(days=1)
    return Question(Period(last - timedelta(days=27), last), filters=filters)


def come_to(rows: Selection, term: Term) -> int | None:
    numbers = behind(shop(), rows)
    assert len(set(numbers.tolist())) == len(numbers)
    return len(numbers) if term.how == "count" else total(shop(), rows)


def taken_off(metric: Metric, question: Question) -> int:
    """What a metric takes off its top, each term by rows of its own."""
    return sum(
        come_to(Selection(term.part.log.kind, term.part.id, question.period, question.filters), term) or 0
        for term in metric.less
    )


@pytest.mark.parametrize("filters", FILTERS, ids=("all", "provinces", "channel", "new"))
@pytest.mark.parametrize("view_id", SUBJECTS)
def test_figures_are_those_of_the_rows_behind_them(view_id: str, filters: Filters) -> None:
    question = last_weeks(filters)
    view = evaluate(view_id, shop(), question)
    for figure, metric in zip(view.figures, SUBJECTS[view_id].figures, strict=True):
        if figure.value is None:
            assert figure.reason is not None
            assert figure.rows is None
            continue
        assert figure.rows is not None, figure.id
        top = (come_to(figure.rows, metric.top) or 0) - taken_off(metric, question)
        if metric.bottom is None:
            assert figure.value == top, figure.id
        else:
            assert figure.bottom_rows is not None
            bottom = come_to(figure.bottom_rows, metric.bottom)
            assert bottom
            assert figure.value == pytest.approx(top / bottom, abs=0.5 if figure.shown == "money" else 1e-12), figure.id


@pytest.mark.parametrize("view_id", VIEWS)
def test_every_selection_of_every_table_yields_rows(view_id: str) -> None:
    view = evaluate(view_id, shop(), last_weeks(Filters()))
    for table in view.tables:
        assert table.rows or table.note is not None, table.id
        for row in table.rows[:40]:
            assert len(row.behind) in (0, len(row.cells)), table.id
            for value, rows in zip(row.cells, row.behind, strict=False):
                if rows is not None and value and isinstance(value, int | float):
                    assert len(behind(shop(), rows)), (table.id, row)


@pytest.mark.parametrize("view_id", VIEWS)
def test_counts_shown_in_cells_are_those_of_the_rows_behind_them(view_id: str) -> None:
    view = evaluate(view_id, shop(), last_weeks(Filters()))
    for table in view.tables:
        for row in table.rows[:25]:
            for column, value, rows in zip(table.columns, row.cells, row.behind, strict=False):
                if rows is None or not isinstance(value, int) or column.shown not in ("count", "money"):
                    continue
                found = {len(behind(shop(), rows)), total(shop(), rows)}
                assert {value, -value, abs(value)} & found or column.shown == "money", (table.id, column.id, row)
