"""A heat map in a workbook: its own cells, coloured by a scale."""

from analytics.result import Heat
from desktop.export.blocks import Block
from desktop.export.sheet import HEADER_ROW, Sheet

_COLD, _PALE, _MIDDLE, _STRONG = "#E08A4F", "#FFFFFF", "#A9CBEE", "#4A90D9"


def colour_cells(sheet: Sheet, block: Block, drawn: Heat) -> None:
    """A scale of three colours over all drawn cells; around zero where there are values below it."""
    from xlsxwriter.utility import xl_range  # at the first export, like all of the library

    places = [block.place(column) for column in drawn.columns]
    values = [value for row in block.rows for place in places if isinstance(value := row.cells[place], int | float)]
    below = min(values, default=0) < 0
    scale: dict[str, object] = {
        "type": "3_color_scale",
        "min_color": _COLD if below else _PALE,
        "mid_color": _PALE if below else _MIDDLE,
        "max_color": _STRONG,
    }
    if below:
        scale |= {"mid_type": "num", "mid_value": 0}
    first, last = HEADER_ROW + 1, HEADER_ROW + len(block.rows)
    ranges = " ".join(xl_range(first, place, last, place) for place in places)
    sheet.worksheet.conditional_format(first, places[0], last, places[0], scale | {"multi_range": ranges})
