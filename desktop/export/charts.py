"""Native charts of a block: they stay alive in Excel, WPS and LibreOffice, and read the cells of their own sheet."""

from typing import Any

from analytics.result import Shown, Table, Trend
from desktop.export.blocks import Block
from desktop.export.drawings import bars, drawn_chart
from desktop.export.parts import GRID, INK, MUTED, cells, named
from desktop.export.sheet import HEADER_ROW, Sheet

_WIDTH, _HEIGHT = 490, 300  # two beside each other fill a page across
_MOST_LINES = 4
_LEAST_BEFORE = 5  # columns left of a chart: what a waterfall stacks stands below its table


def write_charts(sheet: Sheet, block: Block) -> None:
    """Put the block's charts to the right of its cells."""
    if not block.rows:
        return
    if isinstance(block.source, Trend):
        for number, chart in enumerate(_trend_charts(sheet, block, block.source)):
            _insert(sheet, chart, len(block.columns), number)
    elif (chart := _table_chart(sheet, block, block.source)) is not None:
        _insert(sheet, chart, max(len(block.columns), _LEAST_BEFORE), 0)


def _table_chart(sheet: Sheet, block: Block, table: Table) -> Any | None:
    return drawn_chart(sheet, block, table) if table.drawn is not None else _bar_chart(sheet, block, table)


def _insert(sheet: Sheet, chart: Any, columns: int, number: int) -> None:
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    down, across = divmod(number, 2)
    place = {"x_offset": across * (_WIDTH + 10)}
    sheet.worksheet.insert_chart(HEADER_ROW + down * 16, columns + 1, chart, place)


def _trend_charts(sheet: Sheet, block: Block, trend: Trend) -> list[Any]:
    ids = [column.id for column in block.columns]
    charts = []
    for series in trend.series[:_MOST_LINES]:
        chart = sheet.workbook.add_chart({"type": "line"})
        for column_id, style in _lines(series.id, ids):
            chart.add_series(
                {
                    "name": [sheet.name, HEADER_ROW, ids.index(column_id)],
                    "categories": cells(sheet, 0, len(trend.starts)),
                    "values": cells(sheet, ids.index(column_id), len(trend.starts)),
                    "line": style,
                }
            )
        named(chart, sheet.say(series.name))
        chart.set_x_axis({"date_axis": True, "num_format": "m/d", "num_font": {"size": 8}})
        chart.set_y_axis({"major_gridlines": GRID})
        chart.set_legend({"position": "bottom"})
        charts.append(chart)
    return charts


def _lines(series_id: str, ids: list[str]) -> list[tuple[str, dict[str, Any]]]:
    lines: list[tuple[str, dict[str, Any]]] = [(series_id, {"color": INK, "width": 2})]
    if f"previous_{series_id}" in ids:
        lines.append((f"previous_{series_id}", {"color": MUTED, "width": 1.5, "dash_type": "dash"}))
    return lines


def _bar_chart(sheet: Sheet, block: Block, table: Table) -> Any | None:
    """Bars of the first column that is worth comparing across rows, where the rows have names."""
    length = next((column.id for column in table.columns if column.bar), None)
    name = next((column.id for column in table.columns if column.shown in (Shown.TEXT, Shown.DAY)), None)
    if length is None or name is None or _is_list(table):
        return None
    return bars(sheet, block, name, length)


def _is_list(table: Table) -> bool:
    """A list of single records, such as orders, begins with their ids: their sizes side by side say nothing."""
    return table.columns[0].shown is Shown.ID
