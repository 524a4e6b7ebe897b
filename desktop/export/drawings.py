"""The native chart of a drawn table: bars with error bars, points, lines, a waterfall; a heat map colours its cells."""

from typing import Any

from analytics.result import Bars, Curves, Heat, Scatter, Shown, Steps, Table, Value, Waterfall
from desktop.export.blocks import Block
from desktop.export.heatcells import colour_cells
from desktop.export.parts import GRID, INK, MOST_BARS, MUTED, NUMBERS, cells, drawn_rows, named
from desktop.export.sheet import HEADER_ROW, Sheet
from desktop.export.waterfall import waterfall
from storage.words import Words

_MOST_NAMES = 10
_UPWARDS, _DOWNWARDS = Words("到上限", "Up to the high end"), Words("到下限", "Down to the low end")


def drawn_chart(sheet: Sheet, block: Block, table: Table) -> Any | None:
    """The chart of a drawn table; None for one whose cells are coloured instead."""
    match table.drawn:
        case Heat():
            colour_cells(sheet, block, table.drawn)
        case Bars():
            return bars(sheet, block, table.drawn.name, table.drawn.length)
        case Steps():
            return bars(sheet, block, table.drawn.name, table.drawn.count)
        case Scatter():
            return _scatter(sheet, block, table.drawn)
        case Curves():
            return _curves(sheet, block, table.drawn)
        case Waterfall():
            drawn = table.drawn
            return waterfall(sheet, block, drawn) or bars(sheet, block, drawn.name, drawn.amount)
    return None


def bars(sheet: Sheet, block: Block, name: str, length: str) -> Any:
    """Bars of the first rows, largest on top as the table has it; with error bars where there are intervals."""
    label, index = block.place(name), block.place(length)
    count = min(drawn_rows(block, label), MOST_BARS)
    chart = sheet.workbook.add_chart({"type": "bar"})
    series = {
        "name": [sheet.name, HEADER_ROW, index],
        "categories": cells(sheet, label, count),
        "values": cells(sheet, index, count),
        "fill": {"color": INK},
        "gap": 60,
    }
    errors = _errors(sheet, block, name, length, count)
    chart.add_series(series | ({"x_error_bars": errors} if errors else {}))
    named(chart, sheet.say(block.columns[index].name))
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}, "label_position": "low"})  # clear of bars below zero
    chart.set_x_axis({"major_gridlines": GRID, "num_format": NUMBERS[block.columns[index].shown]})
    chart.set_legend({"none": True})
    return chart


def _errors(sheet: Sheet, block: Block, name: str, length: str, count: int) -> dict[str, Any] | None:
    """How far the ends of the intervals lie from the values, kept aside; None for a column without intervals."""
    if all(column.id != f"{length}_low" for column in block.columns):
        return None
    places = [block.place(each) for each in (length, f"{length}_low", f"{length}_high")]
    shown = block.columns[places[0]].shown
    label = block.place(name)
    lines = [(row.cells[label], *_gaps(*(row.cells[place] for place in places))) for row in block.rows[:count]]
    named_by = (block.columns[label].name, block.columns[label].shown)
    kept = sheet.aside.keep((named_by, (_UPWARDS, shown), (_DOWNWARDS, shown)), lines)
    return {
        "type": "custom",
        "plus_values": kept.formula(1),
        "minus_values": kept.formula(2),
        "line": {"color": "#404651"},
    }


def _gaps(value: Value, low: Value, high: Value) -> tuple[Value, Value]:
    if not (isinstance(value, int | float) and isinstance(low, int | float) and isinstance(high, int | float)):
        return None, None
    return high - value, value - low


def _scatter(sheet: Sheet, block: Block, drawn: Scatter) -> Any:
    count = len(block.rows)
    across, up, name = (block.place(each) for each in (drawn.x, drawn.y, drawn.name))
    chart = sheet.workbook.add_chart({"type": "scatter"})
    series = {
        "categories": cells(sheet, across, count),
        "values": cells(sheet, up, count),
        "marker": {"type": "circle", "size": 7, "fill": {"color": INK}, "border": {"color": "#FFFFFF"}},
        "data_labels": {"custom": _names(sheet, block, name), "value": True, "position": "right", "font": {"size": 8}},
    }
    errors = _errors(sheet, block, drawn.name, drawn.y, count)
    chart.add_series(series | ({"y_error_bars": errors} if errors else {}))
    named(chart, sheet.say(block.title))
    for set_axis, place in ((chart.set_x_axis, across), (chart.set_y_axis, up)):
        column = block.columns[place]
        axis = {"name": sheet.say(column.name), "num_format": NUMBERS[column.shown]}
        set_axis(axis | {"major_gridlines": GRID, "num_font": {"size": 8}})
    chart.set_legend({"none": True})
    return chart


def _names(sheet: Sheet, block: Block, name: int) -> list[dict[str, Any]]:
    """The first points carry their name: the table has the largest first."""
    texts = [str(sheet.said(row.cells[name])) for row in block.rows]
    return [{"value": text} if row < _MOST_NAMES else {"delete": True} for row, text in enumerate(texts)]


def _curves(sheet: Sheet, block: Block, drawn: Curves) -> Any:
    """Lines; over a measure on a true axis from zero, over days and names one place each."""
    count, across = len(block.rows), block.columns[block.place(drawn.x)]
    measured = across.shown in (Shown.RATIO, Shown.NUMBER, Shown.MONEY)
    chart = sheet.workbook.add_chart({"type": "scatter", "subtype": "straight"} if measured else {"type": "line"})
    for line in drawn.lines:
        index = block.place(line)
        series: dict[str, Any] = {
            "name": [sheet.name, HEADER_ROW, index],
            "categories": cells(sheet, block.place(drawn.x), count),
            "values": cells(sheet, index, count),
        }
        if block.columns[index].compared:
            series["line"] = {"color": MUTED, "dash_type": "dash", "width": 1.5}
        chart.add_series(series)
    named(chart, sheet.say(block.title))
    axis = {"name": sheet.say(across.name), "num_font": {"size": 8}}
    chart.set_x_axis(axis | ({"min": 0, "num_format": NUMBERS[across.shown]} if measured else {}))
    shown: Shown = block.columns[block.place(drawn.lines[0])].shown
    chart.set_y_axis({"major_gridlines": GRID, "num_format": NUMBERS[shown]})
    chart.set_legend({"position": "bottom"} if len(drawn.lines) > 1 else {"none": True})
    return chart
