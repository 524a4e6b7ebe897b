"""Native charts of a block: they stay alive in Excel, WPS and LibreOffice, and read the cells of their own sheet."""

from typing import Any

from analytics.result import Shown, Table, Trend
from desktop.export.blocks import Block
from desktop.export.drawings import bars, drawn_chart
from desktop.export.parts import GRID, INK, MUTED, cells, named
from desktop.export.sheet import HEADER_ROW, Sheet, print_as_wide_as

_HEIGHT = 300  # px
_WIDE, _LEAST = 640, 420  # px: as wide as the cells above it within these; two beside each other need both
_PER_CHARACTER = 7.0  # px of a narrow character of a column
_ROW = 20  # px
_GAP = 10
_MOST_LINES = 4
_UNDER_TO = 45
"""Rows up to which charts stand under the table. Below a longer one nobody would find them: they stand beside it, and
are not printed."""


def write_charts(sheet: Sheet, block: Block, widths: list[int]) -> None:
    """Put the block's charts under its cells, no wider than a page; beside them where there are many rows."""
    charts = _charts(sheet, block) if block.rows else []
    if not charts:
        return
    wide = round(sum(widths) * _PER_CHARACTER)
    beside = len(charts) > 1 and wide >= 2 * _LEAST + _GAP
    size = round(min(max((wide - _GAP) / 2 if beside else wide, _LEAST), _WIDE))
    under = len(block.rows) <= _UNDER_TO
    top, left = (HEADER_ROW + len(block.rows) + 3, 0) if under else (HEADER_ROW, len(widths) + 1)
    for number, chart in enumerate(charts):
        chart.set_size({"width": size, "height": _HEIGHT})
        down, across = divmod(number, 2) if beside else (number, 0)
        row = top + down * (_HEIGHT // _ROW + 1)
        sheet.worksheet.insert_chart(row, left, chart, {"x_offset": across * (size + _GAP), "object_position": 3})
    if under:
        lines = -(-len(charts) // (2 if beside else 1)) * (_HEIGHT // _ROW + 1)
        room = print_as_wide_as(sheet.worksheet, max(sum(widths), round((size * (1 + beside) + _GAP) / _PER_CHARACTER)))
        if top + lines > room:  # cut through the middle otherwise
            sheet.worksheet.set_h_pagebreaks([top - 1])
    else:
        sheet.worksheet.print_area(0, 0, HEADER_ROW + len(block.rows) + 1, len(widths) - 1)


def _charts(sheet: Sheet, block: Block) -> list[Any]:
    if isinstance(block.source, Trend):
        return _trend_charts(sheet, block, block.source)
    chart = _table_chart(sheet, block, block.source)
    return [] if chart is None else [chart]


def _table_chart(sheet: Sheet, block: Block, table: Table) -> Any | None:
    return drawn_chart(sheet, block, table) if table.drawn is not None else _bar_chart(sheet, block, table)


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
