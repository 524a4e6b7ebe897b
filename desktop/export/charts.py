"""Native charts of a block: they stay alive in Excel, WPS and LibreOffice, and read the cells of their own sheet."""

from typing import Any

from analytics.result import Shown, Table, Trend
from desktop.export.blocks import Block
from desktop.export.sheet import HEADER_ROW, Sheet
from storage.words import Words

_INK = "#C8102E"
_MUTED = "#9AA0AA"
_WIDTH, _HEIGHT = 490, 300  # two beside each other fill a page across
_MOST_BARS = 15
_MOST_LINES = 4


def write_charts(sheet: Sheet, block: Block) -> None:
    """Put the block's charts to the right of its cells."""
    if not block.rows:
        return
    if isinstance(block.source, Trend):
        for number, chart in enumerate(_trend_charts(sheet, block, block.source)):
            _insert(sheet, chart, len(block.columns), number)
    elif (chart := _bar_chart(sheet, block, block.source)) is not None:
        _insert(sheet, chart, len(block.columns), 0)


def _insert(sheet: Sheet, chart: Any, columns: int, number: int) -> None:
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    down, across = divmod(number, 2)
    place = {"x_offset": across * (_WIDTH + 10)}
    sheet.worksheet.insert_chart(HEADER_ROW + down * 16, columns + 1, chart, place)


def _cells(sheet: Sheet, column: int, count: int) -> list[Any]:
    return [sheet.name, HEADER_ROW + 1, column, HEADER_ROW + count, column]


def _trend_charts(sheet: Sheet, block: Block, trend: Trend) -> list[Any]:
    ids = [column.id for column in block.columns]
    charts = []
    for series in trend.series[:_MOST_LINES]:
        chart = sheet.workbook.add_chart({"type": "line"})
        for column_id, style in _lines(series.id, ids):
            chart.add_series(
                {
                    "name": [sheet.name, HEADER_ROW, ids.index(column_id)],
                    "categories": _cells(sheet, 0, len(trend.starts)),
                    "values": _cells(sheet, ids.index(column_id), len(trend.starts)),
                    "line": style,
                }
            )
        chart.set_title({"name": sheet.say(series.name), "name_font": {"size": 11}})
        chart.set_x_axis({"date_axis": True, "num_format": "m/d", "num_font": {"size": 8}})
        chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#E3E6EB"}}})
        chart.set_legend({"position": "bottom"})
        charts.append(chart)
    return charts


def _lines(series_id: str, ids: list[str]) -> list[tuple[str, dict[str, Any]]]:
    lines: list[tuple[str, dict[str, Any]]] = [(series_id, {"color": _INK, "width": 2})]
    if f"previous_{series_id}" in ids:
        lines.append((f"previous_{series_id}", {"color": _MUTED, "width": 1.5, "dash_type": "dash"}))
    return lines


def _bar_chart(sheet: Sheet, block: Block, table: Table) -> Any | None:
    """Bars of the first column that is worth comparing across rows, largest on top as the table has it."""
    index = next((i for i, column in enumerate(table.columns) if column.bar), None)
    if index is None:
        return None
    label = next((i for i, column in enumerate(table.columns) if column.shown in (Shown.TEXT, Shown.DAY)), None)
    if label is None or _is_list(table):
        return None
    count = min(_named(block, label), _MOST_BARS)
    chart = sheet.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [sheet.name, HEADER_ROW, index],
            "categories": _cells(sheet, label, count),
            "values": _cells(sheet, index, count),
            "fill": {"color": _INK},
            "gap": 60,
        }
    )
    chart.set_title({"name": sheet.say(table.columns[index].name), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#E3E6EB"}}})
    chart.set_legend({"none": True})
    return chart


def _named(block: Block, label: int) -> int:
    """How many rows to draw: without the closing "others", whose sum would dwarf the rows that have a name."""
    labels = [row.cells[label] for row in block.rows]
    if all(isinstance(text, Words) for text in labels):
        return len(labels)
    return next((number for number, text in enumerate(labels) if isinstance(text, Words)), len(labels))


def _is_list(table: Table) -> bool:
    """A list of single records, such as orders, begins with their ids: their sizes side by side say nothing."""
    return table.columns[0].shown is Shown.ID
