"""Two that draw a network, the canvas and a plain scatter with lines, each asked for one frame after another."""

from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any

import numpy as np

from analytics.network.forest import Forest
from analytics.network.layout import Layout

SIZE = 1366, 768
FRAMES = 20
CLOSER = 40.0  # times from the whole picture to single people
View = tuple[float, float, float]
"""What is in the middle, in shares of the picture's radius, and how many times larger than the whole picture."""
Draw = Callable[[View], None]


def motions() -> dict[str, list[View]]:
    """What a person does who looks round."""
    steps = np.linspace(0, 1, FRAMES)
    return {
        "moving the whole picture": [(0.2 * step, 0.1 * step, 1.0) for step in steps],
        "moving at 3 times": [(0.5 - step, 0.3, 3.0) for step in steps],
        "moving at 12 times": [(0.3 + 0.1 * step, 0.3, 12.0) for step in steps],
        "zooming in to single people": [(0.3, 0.3, CLOSER**step) for step in steps],
        "zooming out from single people": [(0.3, 0.3, CLOSER ** (1 - step)) for step in steps],
    }


class Canvas:
    """Ours, moved as by a hand."""

    def __init__(self, layout: Layout, kinds: Any) -> None:
        from ui.widgets.network.canvas import NetworkCanvas
        from ui.widgets.network.people import People

        self.people = People(layout, kinds, name=lambda node: f"粉丝{node}")
        self.canvas = NetworkCanvas()
        self.canvas.resize(*SIZE)
        self.canvas.show()

    def ready(self, view: View) -> None:
        """At rest, with nothing left of what was drawn before."""
        self.canvas.set_people(self.people)
        self.canvas.show_whole()
        self.canvas.grab()
        self.canvas.see(self._sight(view))
        self.rest()

    def draw(self, view: View) -> None:
        """A frame in motion."""
        self.canvas.see(self._sight(view))
        self.canvas.grab()

    def rest(self) -> None:
        """Until nothing moves and the crisp picture is painted."""
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication

        while self.canvas.moving:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.canvas.grab()

    def crisp_after(self, views: list[View]) -> tuple[float, float]:
        """Seconds from the last frame to the crisp picture: waiting and processor time, and by the clock."""
        from ui.widgets.network.board import REST

        self.ready(views[0])
        for view in views[1:]:
            self.draw(view)
        start, clock = process_time(), perf_counter()
        self.rest()
        return REST / 1000 + process_time() - start, perf_counter() - clock

    def _sight(self, view: View) -> Any:
        from ui.widgets.network.sight import Sight, whole

        (x, y, closer), reach = view, self.people.layout.reach
        return Sight(x * reach, y * reach, whole(reach, *SIZE).scale * closer, *SIZE)


class Plain:
    """One ScatterPlotItem with a brush for each and one curve of all ties, those to the merchant too."""

    def __init__(self, forest: Forest, layout: Layout, kinds: Any, smooth: bool) -> None:
        import pyqtgraph as pg

        self.reach = layout.reach
        x, y = layout.radius * np.sin(layout.angle), layout.radius * np.cos(layout.angle)
        self.plot = plot = pg.PlotWidget(background="w")
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        plot.resize(*SIZE)
        people = np.arange(len(forest))
        ends = np.stack([np.where(forest.parent < 0, len(forest), forest.parent), people], axis=1).ravel()
        ties = np.append(x, 0.0)[ends], np.append(y, 0.0)[ends]
        plot.addItem(pg.PlotCurveItem(*ties, connect="pairs", pen=pg.mkPen("#CBD0D8"), antialias=smooth))
        brushes = np.array([pg.mkBrush(colour) for colour in ("#0B7A43", "#0A68CF", "#646B78", "#8A919E")], object)
        plot.addItem(pg.ScatterPlotItem(x, y, size=4, pen=None, brush=brushes[kinds], antialias=smooth))
        plot.show()

    def draw(self, view: View) -> None:
        """A frame."""
        (across, down, closer), (wide, high) = view, SIZE
        half, x, y = self.reach / closer, across * self.reach, -down * self.reach
        sides = (x - half * wide / high, x + half * wide / high), (y - half, y + half)
        self.plot.setRange(xRange=sides[0], yRange=sides[1], padding=0)
        self.plot.grab()
