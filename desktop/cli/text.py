"""A view as plain text for a terminal: headline, figures, tables, columns aligned also where Chinese is wide."""

from collections.abc import Sequence

from msgspec.structs import replace

from analytics.result import Card, Column, Estimate, Figure, Shown, Table, Value, View
from desktop.export.cells import width
from storage.words import Language, Words
from ui.widgets.format import NOTHING, Writing, full, moved, points, writing_of
from ui.widgets.treepoints import GAPS, in_points

_RIGHT = {Shown.MONEY, Shown.COUNT, Shown.RATIO, Shown.NUMBER}
_WIDEST = 40
_ROWS = 20
_STATES = {"done": Words("已做", "done"), "dismissed": Words("不用", "dismissed")}


def view_as_text(view: View, language: Language) -> str:
    """The whole view; tables are cut after their first rows."""
    writing = writing_of(view.shop, language)
    parts = [view.headline.say(language)]
    if view.brief:
        parts.append("\n".join(f"· {line.say(language)}" for line in view.brief))
    if view.figures:
        parts.append(_figures(view, writing))
    parts += [card_as_text(card, writing) for card in view.cards]
    parts += [_table(*in_points(table, view.diagnosis), writing) for table in view.tables]
    parts += [words.say(language) for words in view.notes]
    return "\n\n".join(parts) + "\n"


def _figures(view: View, writing: Writing) -> str:
    return _aligned([_figure(figure, writing) for figure in view.figures], [False, True, True, True, False])


def _figure(figure: Figure, writing: Writing) -> list[str]:
    return [
        figure.name.say(writing.language),
        full(figure.range or figure.value, figure.shown, writing),
        full(figure.previous, figure.shown, writing) if figure.previous is not None else "",
        moved(figure.value, figure.previous, figure.change, figure.shown, writing),
        figure.reason.say(writing.language) if figure.reason else "",
    ]


def card_as_text(card: Card, writing: Writing) -> str:
    """What to do and the money at stake; below it why, whom it concerns, what to look for, and where it comes from."""
    stake = full(card.stake, Shown.MONEY, writing) if card.stake is not None else ""
    state = f"[{_STATES[card.state].say(writing.language)}] " if card.state != "open" else ""
    lines = [card.evidence, *(concern.name for concern in card.concerns), card.effect, card.outcome, card.source]
    below = "\n".join(f"  {line.say(writing.language)}" for line in lines if line is not None)
    return f"→ {state}{card.title.say(writing.language)}  {stake}".rstrip() + f"\n{below}"


def _table(table: Table, gaps: frozenset[int], writing: Writing) -> str:
    columns = [_whole(table, place) for place in range(len(table.columns))]
    heading = [column.name.say(writing.language) for column in table.columns]
    shown = [column.shown for column in columns]
    lines = [
        [_cell(value, column, place in gaps, writing) for value, column in zip(row.cells, columns, strict=True)]
        for place, row in enumerate(table.rows)
    ]
    text = _aligned([heading, *lines[:_ROWS]], [kind in _RIGHT for kind in shown])
    more = Words("…共 {n} 行", "... {n} rows in all").fill(n=len(lines)) if len(lines) > _ROWS else None
    ending = f"\n{more.say(writing.language)}" if more else ""
    above = [words.say(writing.language) for words in (table.title, table.lead) if words is not None]
    note = [table.note.say(writing.language)] if table.note is not None and table.note != table.lead else []
    if not lines:
        return "\n".join([*above, *(note or ([] if table.lead else [NOTHING]))])
    return "\n".join([*above, text + ending, *note])


def _whole(table: Table, place: int) -> Column:
    """The column; where all its numbers are whole, one of counts: 523 teams, not 523.00."""
    column, values = table.columns[place], [row.cells[place] for row in table.rows]
    plain = all(value is None or (isinstance(value, int | float) and float(value).is_integer()) for value in values)
    return replace(column, shown=Shown.COUNT) if plain and column.shown is Shown.NUMBER else column


def _cell(value: Value, column: Column, gap: bool, writing: Writing) -> str:
    if gap and column.id in GAPS and isinstance(value, int | float | Estimate):
        return _cut(points(value, writing))
    return _text(value, column.shown, writing)


def _text(value: Value, shown: Shown, writing: Writing) -> str:
    if isinstance(value, Words):
        return _cut(value.say(writing.language))
    return _cut(full(value, shown, writing)) if value is not None else NOTHING


def _cut(text: str) -> str:
    while width(text) > _WIDEST:
        text = text[:-2] + "…"
    return text


def _aligned(lines: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    widths = [max(width(line[index]) for line in lines) for index in range(len(right))]
    return "\n".join(
        "  ".join(
            _padded(text, space, at_right) for text, space, at_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    )


def _padded(text: str, space: int, at_right: bool) -> str:
    blanks = " " * (space - width(text))
    return blanks + text if at_right else text + blanks
