"""A view as ``show --json`` prints it: one object, numbers bare, an unknown value null with its reason."""

from datetime import date
from typing import Any

from analytics.period import Period
from analytics.question import Filters
from analytics.result import (
    Card,
    Diagnosis,
    Estimate,
    Figure,
    Node,
    Shown,
    Table,
    Trend,
    Usual,
    Value,
    View,
)
from analytics.trendtable import trend_table
from storage.words import Language, Words

Json = dict[str, Any]


def to_json(view: View, language: Language = "zh") -> Json:
    """The object of a view; money in integer minor units, times in UTC milliseconds, days as YYYY-MM-DD."""
    return _common(view, language) | _own(view, language)


def _own(view: View, language: Language) -> Json:
    """What only some views have."""
    own: Json = {}
    if view.brief:
        own["brief"] = [line.say(language) for line in view.brief]
    if view.cards:
        own["cards"] = [_card(card, language) for card in view.cards]
    if view.diagnosis:
        own["diagnosis"] = _diagnosis(view.diagnosis, language)
    return own


def _common(view: View, language: Language) -> Json:
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
        "metrics": [_figure(figure, view.comparison is not None, language) for figure in view.figures],
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


def _figure(figure: Figure, compared: bool, language: Language) -> Json:
    no_change = _why_no_change(figure, compared)
    return {
        "id": figure.id,
        "name": figure.name.say(language),
        "unit": figure.shown.value,
        "value": figure.value,
        **({"low": figure.range.low, "high": figure.range.high} if figure.range else {}),
        "previous": figure.previous,
        "change": figure.change,
        "reason": figure.reason.say(language) if figure.reason else None,
        "change_reason": no_change.say(language) if no_change else None,
        "usual": _usual(figure.usual, figure.shown, language) if figure.usual else None,
        "definition": figure.definition.say(language),
    }


def _why_no_change(figure: Figure, compared: bool) -> Words | None:
    """Why the change of a known value is null."""
    if figure.value is None or figure.change is not None:
        return None
    if not compared:
        return Words("没有选对比期。", "No comparison was chosen.")
    if figure.change_reason is not None:
        return figure.change_reason
    if figure.previous is None:
        return Words("对比期没有这一项数据。", "There is no such number of the comparison.")
    return Words("对比期不大于 0。", "The comparison is not above zero.")


def _usual(usual: Usual, shown: Shown, language: Language) -> Json:
    """Where ``value``, the figure over the finished days ``from`` to ``to``, stands in its usual span."""
    beyond = "above" if usual.above else "below"
    mark = "unknown" if usual.verdict == "unknown" else "within" if usual.within else beyond
    whole = shown in (Shown.MONEY, Shown.COUNT)
    low, high = (round(bound) if whole else bound for bound in (usual.low, usual.high))
    span = {"mark": mark, "low": low, "high": high, "periods": usual.periods, "value": usual.value}
    tested = {"tested": usual.tested.say(language) if usual.tested else None}
    return span | tested | _period(usual.days)


def _card(card: Card, language: Language) -> Json:
    return {
        "id": card.id,
        "rule": card.rule,
        "title": card.title.say(language),
        "evidence": card.evidence.say(language),
        "effect": card.effect.say(language),
        "stake": _estimate(card.stake),
        "source": card.source.say(language),
        "concerns": [concern.name.say(language) for concern in card.concerns],
        "node": card.node or None,
        "state": card.state,
        "urgency": card.urgency,
        "outcome": card.outcome.say(language) if card.outcome else None,
    }


def _diagnosis(diagnosis: Diagnosis, language: Language) -> Json:
    return {
        "rule": diagnosis.rule,
        "why_rule": diagnosis.why_rule.say(language),
        "nodes": [_node(node, language) for node in diagnosis.nodes],
    }


def _node(node: Node, language: Language) -> Json:
    return {
        "id": node.id,
        "parent": node.parent,
        "way": node.way or None,
        "name": node.name.say(language),
        "unit": node.shown.value,
        "how": node.how.say(language),
        "value": node.value,
        "previous": node.previous,
        "change": node.change,
        "contribution": node.contribution,
        "verdict": node.verdict,
        "interval": _estimate(node.interval),
        "smallest": node.smallest,
        "q": node.q,
        "tested": node.tested.say(language) if node.tested else None,
        "reason": node.reason.say(language) if node.reason else None,
        "tables": list(node.tables),
    }


def _estimate(estimate: Estimate | None) -> Json | None:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high} if estimate else None


def _table(table: Table, language: Language) -> Json:
    return _as_table(table, language) | {
        "lead": table.lead.say(language) if table.lead else None,
        "note": table.note.say(language) if table.note else None,
        "total_rows": table.total_rows,
    }


def _trend(trend: Trend, language: Language) -> Json:
    table = trend_table(trend)
    return _as_table(table, language) | {"grain": trend.grain, "unfinished": trend.unfinished}


def _as_table(table: Table, language: Language) -> Json:
    return {
        "title": table.title.say(language),
        "columns": [column.id for column in table.columns],
        "names": [column.name.say(language) for column in table.columns],
        "units": [column.shown.value for column in table.columns],
        "rows": [[_cell(value, language) for value in row.cells] for row in table.rows],
    }


def _cell(value: Value, language: Language) -> Any:
    if isinstance(value, Words):
        return value.say(language)
    if isinstance(value, Estimate):
        return _estimate(value)
    return value.isoformat() if isinstance(value, date) else value
