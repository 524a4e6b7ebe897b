"""What hovering over a name tells: its definition, and the exact values that a card rounds."""

from html import escape

from PySide6.QtCore import QCoreApplication

from analytics.period import Period
from analytics.result import Column, Figure, Shown, Usual
from ui.theme import scaled
from ui.widgets.dates import span
from ui.widgets.format import Writing, change, full, move, points
from ui.widgets.marks import sign_of

WIDTH = 320  # px at the usual size of text: longer definitions wrap


def definition_of(figure: Figure, writing: Writing, period: Period, comparison: Period | None) -> str:
    """The hover text of a figure, as rich text: definition, both values with their days, difference, reason."""
    lines = [escape(figure.definition.say(writing.language)), ""]
    if figure.value is None and figure.reason is not None:
        lines.append(escape(figure.reason.say(writing.language)))
    lines.append(f"{span(period)}: <b>{full(figure.range or figure.value, figure.shown, writing)}</b>")
    if comparison is not None:
        lines.append(f"{span(comparison)}: {full(figure.previous, figure.shown, writing)}")
    if figure.value is not None and figure.previous is not None:
        lines.append(_difference(figure, writing))
    if comparison is not None and figure.change_reason is not None:
        lines.append(escape(figure.change_reason.say(writing.language)))
    if figure.usual is not None:
        lines.append(_usual(figure.usual, figure.shown, writing))
    return _page(figure.name.say(writing.language), lines)


def definition_of_column(column: Column, writing: Writing) -> str:
    """The hover text of a column header; empty if there is nothing to say."""
    if column.definition is None:
        return ""
    return _page(column.name.say(writing.language), [escape(column.definition.say(writing.language))])


def _difference(figure: Figure, writing: Writing) -> str:
    assert figure.value is not None
    assert figure.previous is not None
    gap = figure.value - figure.previous
    between = QCoreApplication.translate("definition", "相差")
    if figure.shown is Shown.RATIO:
        return f"{between} {points(gap, writing)}"
    said = f"{between} {'+' if gap > 0 else ''}{full(gap, figure.shown, writing)}"
    if figure.change is not None:
        said += f" ({sign_of(move(figure.change))} {change(figure.change)})"
    return said


def _usual(usual: Usual, shown: Shown, writing: Writing) -> str:
    if usual.tested is not None:
        return escape(usual.tested.say(writing.language))
    text = QCoreApplication.translate("definition", "平常在 {0} 到 {1} 之间(看了之前 {2} 个同样长的时段)")
    return text.format(full(usual.low, shown, writing), full(usual.high, shown, writing), usual.periods)


def _page(title: str, lines: list[str]) -> str:
    return f"<table width='{scaled(WIDTH)}'><tr><td><b>{escape(title)}</b><br>{'<br>'.join(lines)}</td></tr></table>"
