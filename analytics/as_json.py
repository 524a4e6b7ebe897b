"""A view as ``show --json`` prints it: one object, numbers bare, an unknown value null with its reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from analytics.period import Period
from analytics.question import Filters
from analytics.result import Column, Figure, Shown, Table, Trend, Value, View
from storage.words import Language, Words

Json = dict[str, Any]


def to_json(view: View, language: Language = "zh") -> Json:
    """The object of a view; money in integer minor units, times in UTC milliseconds, days as YYYY-MM-DD."""
    return {
        "view": view.id,
        "title": view.title.say(language),
        "shop": {"id": view.shop.id, "name": view.shop.name, "timezone": view.shop.timezone, "demo": view.shop.demo},
        "period": _period(view.period),
        "comparison": _period(view.comparison) if view.comparison else None,
        "filters": _filters(view.filters),
        "data_as_of": view.data_as_of,
        "currency": view.shop.currency,
        "exponent": view.shop.exponent,
        "headline": view.headline.say(language),
        "notes": [note.say(language) for note in view.notes],
        "metrics": [_figure(figure, language) for figure in view.figures],
        "tables": {trend.id: _trend(trend, language) for trend in view.trends}
        | {table.id: _table(table, language) for table in view.tables},
    }


def _period(period: Period) -> Json:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def _filters(filters: Filters) -> Json:
    return {
        "channels": list(filters.channels),
        "provinces": list(filters.provinces),
        "categories": list(filters.categories),
        "buyers": filters.buyers,
    }


def _figure(figure: Figure, language: Language) -> Json:
    reason = figure.reason or figure.change_reason
    return {
        "id": figure.id,
        "name": figure.name.say(language),
        "unit": figure.shown.value,
        "value": figure.value,
        "previous": figure.previous,
        "change": figure.change,
        "reason": reason.say(language) if reason else None,
        "definition": figure.definition.say(language),
    }


def _table(table: Table, language: Language) -> Json:
    return _as_table(table.title, table.columns, [row.cells for row in table.rows], language) | {
        "note": table.note.say(language) if table.note else None,
        "total_rows": table.total_rows,
    }


def _trend(trend: Trend, language: Language) -> Json:
    """A row per bucket; the comparison may have more or fewer, which then stand without a partner."""
    day = Column("from", Words("日期", "From"), Shown.DAY)
    columns = [day, *(Column(series.id, series.name, series.shown) for series in trend.series)]
    values: list[Sequence[Value]] = [trend.starts, *(series.values for series in trend.series)]
    if trend.previous_starts is not None:
        columns.append(Column("previous_from", Words("对比日期", "Compared from"), Shown.DAY))
        columns += [_compared(series.id, series.name, series.shown) for series in trend.series]
        values += [trend.previous_starts, *(series.previous or () for series in trend.series)]
    longest = max(len(column) for column in values)
    rows = [[column[i] if i < len(column) else None for column in values] for i in range(longest)]
    return _as_table(trend.title, columns, rows, language) | {"grain": trend.grain, "unfinished": trend.unfinished}


def _compared(id: str, name: Words, shown: Shown) -> Column:
    return Column(f"previous_{id}", Words(f"对比期{name.zh}", f"{name.en} compared"), shown)


def _as_table(title: Words, columns: Sequence[Column], rows: Sequence[Sequence[Value]], language: Language) -> Json:
    return {
        "title": title.say(language),
        "columns": [column.id for column in columns],
        "names": [column.name.say(language) for column in columns],
        "units": [column.shown.value for column in columns],
        "rows": [[_cell(value, language) for value in row] for row in rows],
    }


def _cell(value: Value, language: Language) -> Any:
    if isinstance(value, Words):
        return value.say(language)
    return value.isoformat() if isinstance(value, date) else value
