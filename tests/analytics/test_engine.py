"""Every number of every view, against a brute-force twin, on random shops and questions."""

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from msgspec.structs import replace

from analytics import bands
from analytics.asked import Asked
from analytics.breakdown import Breakdown
from analytics.listing import Listing
from analytics.metric import Metric, Term
from analytics.movers import Movers
from analytics.part import Narrow
from analytics.period import Period
from analytics.question import Filters, Question
from analytics.result import Column, Selection, View
from analytics.rows import behind, total
from analytics.selections import selection
from analytics.slice import Slice
from analytics.stopped import Stopped
from analytics.subject import Panel
from analytics.views import SUBJECTS, evaluate
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.shop import Shop
from tests.analytics.shops import Made, questions, shops
from tests.analytics.twin import Slices, Twin

Given = tuple[Shop, list[Record]]
TWINNED = ("overview", "orders", "buyers", "products")
"""Views all of whose metrics ``twin.py`` works out a second time; the others have twins in tests of their own."""
pytestmark = pytest.mark.parametrize("view_id", TWINNED)
quick = settings(
    max_examples=int(os.environ.get("ZHANGGUI_EXAMPLES", "15")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

SUMMED = {
    "goods_refunds": "amount",
    "kept_lines": "amount",
    "paid_orders": "payment_amount",
    "sold_lines": "amount",
    "pieces": "quantity",
    "counted_orders": "item_count",
    "discounts": "discount_amount",
    "list_amounts": "list_amount",
    "refunds": "amount",
}
# In the page of products, orders and buyers are told by lines.
OTHER_NAMES = {("products", "orders"): "orders_with", ("products", "buyers"): "line_buyers"}


def twin_of(facts: Facts, shop: Given, view: View, question: Question) -> Twin:
    return Twin(*shop, question.period, question.filters, bands.bounds_of(facts))


def twin_value(view_id: str, twin: Twin, metric: str, slices: Slices = (), without: Slices = ()) -> float | None:
    return twin.number(OTHER_NAMES.get((view_id, metric), metric), slices, without)


def number_behind(facts: Facts, shop: Given, rows: Selection, term: Term) -> int:
    """What the records behind a selection come to: their count or their sum, as the metric's term says."""
    numbers = behind(facts, rows).tolist()
    assert len(set(numbers)) == len(numbers)
    of_kind = [record for record in shop[1] if rows.kind == record.KIND]  # row numbers count from 1 per kind
    records = [of_kind[number - 1] for number in numbers]
    if term.how == "count":
        return len(records)
    amount = sum(getattr(record, SUMMED[rows.part]) or 0 for record in records)
    assert total(facts, rows) == amount
    return amount


@given(shops(), questions())
@quick
def test_every_figure_equals_its_twin_and_the_rows_behind_it(view_id: str, shop: Given, question: Question) -> None:
    facts = facts_of(*shop)
    view = evaluate(view_id, facts, question)
    twin = twin_of(facts, shop, view, question)
    for figure, metric in zip(view.figures, SUBJECTS[view_id].figures, strict=True):
        assert figure.value == twin_value(view_id, twin, metric.id), metric.id
        assert (figure.value is None) == (figure.reason is not None)
        if figure.value is None:
            assert figure.rows is None
            continue
        assert figure.rows is not None
        top = number_behind(facts, shop, figure.rows, metric.top)
        if metric.bottom is None:
            assert top == figure.value
            continue
        assert figure.bottom_rows is not None
        bottom = number_behind(facts, shop, figure.bottom_rows, metric.bottom)
        assert figure.value == pytest.approx(top / bottom, abs=0.5 if figure.shown == "money" else 1e-12)


@given(shops(), questions())
@quick
def test_the_comparison_is_the_view_of_the_comparisons_days(view_id: str, shop: Given, question: Question) -> None:
    facts = facts_of(*shop)
    view = evaluate(view_id, facts, question)
    if view.comparison is None:
        assert all(figure.previous is None and figure.change is None for figure in view.figures)
        return
    before = evaluate(view_id, facts, replace(question, period=view.comparison, compare="none"))
    for figure, then in zip(view.figures, before.figures, strict=True):
        assert figure.previous == then.value
        assert figure.previous_rows == then.rows
        if figure.change is not None:
            assert figure.change == (figure.value - figure.previous) / figure.previous
    for series, then in zip(view.trends[0].series, before.trends[0].series, strict=True):
        assert series.previous is None or series.previous[: len(then.values)] == then.values[: len(series.previous)]


@given(shops(), questions())
@quick
def test_every_bucket_of_a_trend_equals_its_twin(view_id: str, shop: Given, question: Question) -> None:
    facts = facts_of(*shop)
    view = evaluate(view_id, facts, question)
    twin = twin_of(facts, shop, view, question)
    for series, metric in zip(view.trends[0].series, SUBJECTS[view_id].trend, strict=True):
        for value, rows in zip(series.values, series.rows, strict=True):
            if value is not None and rows is not None:
                assert value == twin_value(view_id, twin, metric.id, rows.slices), (metric.id, rows.slices)
                assert metric.bottom is not None or number_behind(facts, shop, rows, metric.top) == value
        figure = next((one for one in view.figures if one.id == metric.id), None)
        if metric.adds and figure is not None and figure.value is not None and None not in series.values:
            assert sum(series.values) == figure.value


@given(shops(), questions())
@quick
def test_every_row_of_a_breakdown_equals_its_twin_and_columns_add_up(
    view_id: str, shop: Given, question: Question
) -> None:
    facts = facts_of(*shop)
    view = evaluate(view_id, facts, question)
    twin = twin_of(facts, shop, view, question)
    for declared, table in zip(SUBJECTS[view_id].tables, view.tables, strict=True):
        if not isinstance(declared, Breakdown) or not table.rows:
            continue
        places = {column.id: place for place, column in enumerate(table.columns)}
        for metric in declared.metrics:
            column = [row.cells[places[metric.id]] for row in table.rows]
            for row, value in zip(table.rows, column, strict=True):
                assert row.rows is not None
                expected = twin_value(view_id, twin, metric.id, row.rows.slices, row.rows.without)
                assert value == expected, (table.id, metric.id, row)
            if table.columns[places[metric.id]].total and None not in column:
                assert sum(column) == twin_value(view_id, twin, metric.id), (table.id, metric.id)
        for row in table.rows:
            number = row.cells[places[declared.metrics[0].id]]
            assert number_behind(facts, shop, row.rows, declared.metrics[0].top) == (number or 0)


def metric_of(declared: Breakdown | Movers | Stopped, column: Column) -> Metric:
    """The metric whose value a column with rows behind it holds."""
    if isinstance(declared, Movers):
        return declared.metric
    return next((metric for metric in declared.metrics if metric.id == column.id), declared.metrics[0])


def value_behind(facts: Facts, shop: Given, rows: Selection, metric: Metric) -> float | None:
    """The value of a metric from the records behind a cell; of a ratio those behind what it is divided by too."""
    if rows.part == "freight":  # no field of a record holds it
        return total(facts, rows)
    top = number_behind(facts, shop, rows, metric.top)
    if metric.bottom is None:
        return top
    cube = Slice(facts, rows.period, rows.filters)
    divisor = selection(cube, metric.bottom, Narrow(rows.slices, rows.without))
    assert divisor is not None
    return top / number_behind(facts, shop, divisor, metric.bottom)


@given(shops(), questions())
@quick
def test_every_cell_of_a_table_equals_the_rows_behind_it(view_id: str, shop: Given, question: Question) -> None:
    facts = facts_of(*shop)
    view = evaluate(view_id, facts, question)
    for declared, table in zip(SUBJECTS[view_id].tables, view.tables, strict=True):
        if isinstance(declared, Listing | Panel):
            continue  # its rows are single records
        for row in table.rows:
            assert len(row.behind) == len(row.cells)
            for column, value, rows in zip(table.columns, row.cells, row.behind, strict=True):
                derived = column.id in ("share", "change", "difference") or column.shown in ("text", "id")
                assert (rows is None) == (derived or value is None), (table.id, column.id)
                if rows is None:
                    continue
                assert rows.period == (view.comparison if column.compared else view.period)
                found = value_behind(facts, shop, rows, metric_of(declared, column))
                slack = 0 if isinstance(found, int) else 0.5 if column.shown == "money" else 1e-12
                assert found == pytest.approx(value, abs=slack, rel=0), (table.id, column.id, row)


@given(shops(), questions())
@example(Made(250, 40), Question(Period(date(2023, 1, 9), date(2023, 2, 7))))  # no product rose or fell
@quick
def test_movers_add_up_to_the_whole_change(view_id: str, shop: Given, question: Question) -> None:
    facts = facts_of(*shop)
    view = evaluate(view_id, facts, question)
    asked = Asked(facts, question)
    for declared, table in zip(SUBJECTS[view_id].tables, view.tables, strict=True):
        if not isinstance(declared, Movers) or not table.rows:
            continue
        figure = view.figure(declared.metric.id)
        if asked.before is None or asked.incomparable:
            assert sum(row.cells[-2] or 0 for row in table.rows) == (figure.value or 0)
            continue
        values, before, difference, share = zip(*(row.cells[-4:] for row in table.rows), strict=True)
        assert asked.incomparable is None
        assert sum(values) == (figure.value or 0)
        assert sum(before) == (figure.previous or 0)
        assert sum(difference) == sum(values) - sum(before)
        if None not in share:
            assert sum(share) == pytest.approx(1)
        for row in table.rows:
            assert total(facts, row.rows) == row.cells[-4]


@given(shops(), questions())
@quick
def test_the_provinces_of_additive_figures_add_up(view_id: str, shop: Given, question: Question) -> None:
    facts = facts_of(*shop)
    whole = evaluate(view_id, facts, replace(question, filters=replace(question.filters, provinces=())))
    every = [
        evaluate(view_id, facts, replace(question, filters=replace(question.filters, provinces=(province,))))
        for province in ("浙江省", "上海市", "")
    ]
    for place, metric in enumerate(SUBJECTS[view_id].figures):
        parts = [view.figures[place].value for view in every]
        if metric.adds and None not in parts:
            assert sum(parts) == whole.figures[place].value


def test_a_shop_without_data_says_so_instead_of_zero(view_id: str) -> None:
    facts = facts_of(Shop(id="s1", name="新店"), [])
    view = evaluate(view_id, facts, Question(Period(date(2026, 1, 1), date(2026, 1, 31)), filters=Filters()))
    assert all(figure.value is None and figure.reason is not None for figure in view.figures)
    assert all(not table.rows and table.note is not None for table in view.tables)
    assert "没有" in view.headline.zh
