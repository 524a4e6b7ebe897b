"""The native chart of a drawn table: bars with error bars, points, lines, a waterfall; a heat map colours its cells."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from analytics.result import Bars, Curves, Heat, Scatter, Shown, Steps, Table, Waterfall
from desktop.export.blocks import Block
from desktop.export.cells import number_of, put
from desktop.export.parts import GRID, INK, MOST_BARS, MUTED, cells, drawn_rows, named
from desktop.export.sheet import HEADER_ROW, Sheet
from storage.words import Words

_COLD, _PALE, _MIDDLE, _STRONG = "#E08A4F", "#FFFFFF", "#A9CBEE", "#4A90D9"
_UP, _DOWN = "#C8241C", "#0B7A43"
_MOST_NAMES = 10
_STEPS = (
    Words("步骤", "Step"),
    Words("底座(不画)", "Base (not drawn)"),
    Words("合计", "Total"),
    Words("增加", "More"),
    Words("减少", "Less"),
)
_ENDS = (Words("对比期", "Before"), Words("本期", "Now"))
_LEFT = Words("剩下", "Left")


def drawn_chart(sheet: Sheet, block: Block, table: Table) -> Any | None:
    """The chart of a drawn table; None for one whose cells are coloured instead, or that cannot be charted."""
    match table.drawn:
        case Heat():
            _colour_cells(sheet, block, table.drawn)
        case Bars():
            return bars(sheet, block, table.drawn.name, table.drawn.length)
        case Steps():
            return bars(sheet, block, table.drawn.name, table.drawn.count)
        case Scatter():
            return _scatter(sheet, block, table.drawn)
        case Curves():
            return _curves(sheet, block, table.drawn)
        case Waterfall():
            return _waterfall(sheet, block, table.drawn)
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
    errors = _errors(sheet, block, length, count)
    chart.add_series(series | ({"x_error_bars": errors} if errors else {}))
    named(chart, sheet.say(block.columns[index].name))
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    chart.set_x_axis({"major_gridlines": GRID})
    chart.set_legend({"none": True})
    return chart


def _errors(sheet: Sheet, block: Block, column_id: str, count: int) -> dict[str, Any] | None:
    """How far each end of the interval lies from the value; None for a column without intervals."""
    if all(column.id != f"{column_id}_low" for column in block.columns):
        return None
    value, low, high = (block.place(each) for each in (column_id, f"{column_id}_low", f"{column_id}_high"))
    shown = block.columns[value].shown
    rows = [row.cells for row in block.rows[:count]]
    return {
        "type": "custom",
        "plus_values": [_gap(sheet, shown, row[value], row[high]) for row in rows],
        "minus_values": [_gap(sheet, shown, row[low], row[value]) for row in rows],
        "line": {"color": "#404651"},
    }


def _gap(sheet: Sheet, shown: Shown, low: object, high: object) -> float:
    known = isinstance(low, int | float) and isinstance(high, int | float)
    return float(number_of(high - low, shown, sheet.shop)) if known else 0.0  # type: ignore[operator]


def _scatter(sheet: Sheet, block: Block, drawn: Scatter) -> Any:
    count = len(block.rows)
    across, up, name = (block.place(each) for each in (drawn.x, drawn.y, drawn.name))
    chart = sheet.workbook.add_chart({"type": "scatter"})
    series = {
        "categories": cells(sheet, across, count),
        "values": cells(sheet, up, count),
        "marker": {"type": "circle", "size": 7, "fill": {"color": INK}, "border": {"color": "#FFFFFF"}},
        "data_labels": {"custom": _names(sheet, name, count), "value": True, "position": "right", "font": {"size": 8}},
    }
    errors = _errors(sheet, block, drawn.y, count)
    chart.add_series(series | ({"y_error_bars": errors} if errors else {}))
    named(chart, sheet.say(block.title))
    axes = ((chart.set_x_axis, across), (chart.set_y_axis, up))
    for set_axis, place in axes:
        set_axis({"name": sheet.say(block.columns[place].name), "major_gridlines": GRID, "num_font": {"size": 8}})
    chart.set_legend({"none": True})
    return chart


def _names(sheet: Sheet, name: int, count: int) -> list[dict[str, Any]]:
    """The first points carry their name: the table has the largest first."""
    sheet_name = sheet.name.replace("'", "''")
    letter = chr(ord("A") + name)
    return [
        {"value": f"='{sheet_name}'!${letter}${HEADER_ROW + 2 + row}"} if row < _MOST_NAMES else {"delete": True}
        for row in range(count)
    ]


def _curves(sheet: Sheet, block: Block, drawn: Curves) -> Any:
    count = len(block.rows)
    chart = sheet.workbook.add_chart({"type": "line"})
    for line in drawn.lines:
        index = block.place(line)
        compared = block.columns[index].compared
        series: dict[str, Any] = {
            "name": [sheet.name, HEADER_ROW, index],
            "categories": cells(sheet, block.place(drawn.x), count),
            "values": cells(sheet, index, count),
        }
        if compared:
            series["line"] = {"color": MUTED, "dash_type": "dash", "width": 1.5}
        chart.add_series(series)
    named(chart, sheet.say(block.title))
    chart.set_x_axis({"name": sheet.say(block.columns[block.place(drawn.x)].name), "num_font": {"size": 8}})
    chart.set_y_axis({"major_gridlines": GRID})
    chart.set_legend({"position": "bottom"})
    return chart


def _waterfall(sheet: Sheet, block: Block, drawn: Waterfall) -> Any | None:
    """Stacked columns on a base that is not drawn; None where it goes below zero, which stacks cannot show."""
    index, label = block.place(drawn.amount), block.place(drawn.name)
    amounts = [amount if isinstance(amount := row.cells[index], int | float) else 0 for row in block.rows]
    levels = list(accumulate(amounts, initial=drawn.start))
    if min(levels) < 0:
        return bars(sheet, block, drawn.name, drawn.amount)
    names = [str(sheet.said(row.cells[label])) for row in block.rows]
    steps = [
        (name, min(before, after), 0, max(after - before, 0), max(before - after, 0))
        for name, before, after in zip(names, levels, levels[1:], strict=False)
    ]
    before, after = _ENDS if drawn.start else (None, _LEFT)
    lines: list[tuple[Any, ...]] = [(sheet.say(before), 0, drawn.start, 0, 0)] if before else []
    lines += [*steps, (sheet.say(after), 0, levels[-1], 0, 0)]
    top = HEADER_ROW + len(block.rows) + 4
    _write_steps(sheet, lines, block.columns[index].shown, top)
    return _stacked(sheet, sheet.say(block.title), top, len(lines))


def _write_steps(sheet: Sheet, lines: Sequence[tuple[Any, ...]], shown: Shown, top: int) -> None:
    """What the chart stacks, below the table."""
    kinds = (Shown.TEXT, shown, shown, shown, shown)
    for place, (heading, kind) in enumerate(zip(_STEPS, kinds, strict=True)):
        sheet.worksheet.write_string(top, place, sheet.say(heading), sheet.formats.header(kind))
    for row, line in enumerate(lines, top + 1):
        for place, (value, kind) in enumerate(zip(line, kinds, strict=True)):
            put(sheet.worksheet, row, place, value, kind, sheet.shop, sheet.formats)


def _stacked(sheet: Sheet, title: str, top: int, count: int) -> Any:
    chart = sheet.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for place, fill in enumerate(({"none": True}, {"color": MUTED}, {"color": _UP}, {"color": _DOWN}), 1):
        chart.add_series(
            {
                "name": [sheet.name, top, place],
                "categories": [sheet.name, top + 1, 0, top + count, 0],
                "values": [sheet.name, top + 1, place, top + count, place],
                "fill": fill,
                "gap": 30,
            }
        )
    named(chart, title)
    chart.set_x_axis({"num_font": {"size": 8}})
    chart.set_y_axis({"major_gridlines": GRID})
    chart.set_legend({"none": True})
    return chart


def _colour_cells(sheet: Sheet, block: Block, drawn: Heat) -> None:
    """A scale of three colours over all drawn cells; around zero where there are values below it."""
    places = [block.place(column) for column in drawn.columns]
    values = [value for row in block.rows for place in places if isinstance(value := row.cells[place], int | float)]
    below = min(values, default=0) < 0
    scale = {
        "type": "3_color_scale",
        "min_color": _COLD if below else _PALE,
        "mid_color": _PALE if below else _MIDDLE,
        "max_color": _STRONG,
    }
    if below:
        scale |= {"mid_type": "num", "mid_value": 0}
    last = HEADER_ROW + len(block.rows)
    ranges = " ".join(f"{_cell(HEADER_ROW + 1, place)}:{_cell(last, place)}" for place in places)
    sheet.worksheet.conditional_format(HEADER_ROW + 1, places[0], last, places[0], scale | {"multi_range": ranges})


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # at the first export, like all of the library

    return str(xl_rowcol_to_cell(row, column))
