"""A waterfall as a native chart: stacked columns on a base that is not drawn."""

from itertools import accumulate
from typing import Any

from analytics.result import Shown, Value, Waterfall
from desktop.export.blocks import Block
from desktop.export.parts import GRID, MUTED, NUMBERS, named
from desktop.export.sheet import Sheet
from storage.words import Words

_UP, _DOWN, _PART = "#C8241C", "#0B7A43", "#0A68CF"
_OF_CHANGE, _OF_PARTS = (MUTED, _UP, _DOWN), (_PART, _PART, MUTED)
"""Of totals, of more, of less: a statement that begins with nothing is no change, its costs no fall."""
_NAMES = (
    Words("底座(不画)", "Base (not drawn)"),
    Words("合计", "Total"),
    Words("增加", "More"),
    Words("减少", "Less"),
)
_BEFORE, _NOW, _LEFT = Words("对比期", "Before"), Words("本期", "Now"), Words("剩下", "Left")


def waterfall(sheet: Sheet, block: Block, drawn: Waterfall) -> Any | None:
    """The chart, and aside what it stacks; None where it goes below zero, which stacks cannot show."""
    index, name = block.place(drawn.amount), block.place(drawn.name)
    amounts = [amount if isinstance(amount := row.cells[index], int | float) else 0 for row in block.rows]
    levels = list(accumulate(amounts, initial=drawn.start))
    if min(levels) < 0:
        return None
    steps: list[tuple[Value, ...]] = [
        (row.cells[name], min(before, after), 0, max(after - before, 0), max(before - after, 0))
        for row, before, after in zip(block.rows, levels, levels[1:], strict=False)
    ]
    first: list[tuple[Value, ...]] = [(_BEFORE, 0, drawn.start, 0, 0)] if drawn.start else []
    last: tuple[Value, ...] = (_NOW if drawn.start else _LEFT, 0, levels[-1], 0, 0)
    shown = block.columns[index].shown
    headings = [(Words("步骤", "Step"), Shown.TEXT), *((heading, shown) for heading in _NAMES)]
    kept = sheet.aside.keep(headings, [*first, *steps, last])
    chart = sheet.workbook.add_chart({"type": "column", "subtype": "stacked"})
    fills = ({"none": True}, *({"color": colour} for colour in (_OF_CHANGE if drawn.start else _OF_PARTS)))
    for place, fill in enumerate(fills, 1):
        chart.add_series(
            {
                "name": [kept.sheet, kept.top, place],
                "categories": kept.column(0),
                "values": kept.column(place),
                "fill": fill,
                "gap": 30,
            }
        )
    named(chart, sheet.say(block.title))
    chart.set_x_axis({"num_font": {"size": 8}})
    chart.set_y_axis({"major_gridlines": GRID, "num_format": NUMBERS[shown]})
    chart.set_legend({"none": True})
    return chart
