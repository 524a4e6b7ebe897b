"""A chart of any table, shown."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from analytics.result import Table
from tests.ui.hand_made import ZH
from ui.widgets.drawn.chart import DrawnChart
from ui.widgets.format import Writing


@pytest.fixture
def draw(qtbot: QtBot) -> Callable[..., DrawnChart]:
    """Shows a table in a chart of a size."""

    def drawn(table: Table, size: tuple[int, int] = (640, 360), writing: Writing = ZH) -> DrawnChart:
        chart = DrawnChart()
        qtbot.addWidget(chart)
        chart.resize(*size)
        chart.show_table(table, writing)
        chart.show()
        return chart

    return drawn
