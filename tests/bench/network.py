"""The picture of the fan network: frames a second while it is moved and zoomed, beside a plain scatter with lines.

The shop is the simulated one, everybody brought as it simulates them. Both draw the same places and the same ties into
a window of 1366 x 768 on Qt's offscreen platform, which paints with the processor alone: pyqtgraph one ScatterPlotItem
with a brush for each and one curve of all ties, those to the merchant too. It is measured as it comes, with hard edges,
and smooth as the canvas is. A frame is a change of the view and all painting that follows from it;
it is painted by one thread, and what counts is the processor time of that.
"""

import gc
import os
import tracemalloc
from collections.abc import Callable
from functools import partial
from time import process_time
from typing import Any

import numpy as np

from analytics.network.fans import fans_forest
from analytics.network.forest import Forest
from analytics.network.layout import radial
from sync.sandbox.shop import simulate
from tests.bench._result import Result, alone, in_turn, say, seconds
from tests.simulated import simulated_facts

SIZE = 1366, 768
FRAMES = 20
ROUNDS = 3
ORDERS_A_FAN = 10 / 3
FPS, TIMES, LAYOUT_S = 30.0, 5.0, 1.0
CLOSER = 40.0  # times from the whole picture to single people
View = tuple[float, float, float]
"""What is in the middle, and how many times larger than the whole picture."""


def run(quick: bool) -> list[Result]:
    """Frames a second, seconds, megabytes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import make_application

    app = make_application(["bench"])
    counts = (1_000, 10_000) if quick else (10_000, 100_000, 300_000)
    results = [result for count in counts for result in _measured(count)]
    app.processEvents()
    return results


def _measured(count: int) -> list[Result]:
    fans = fans_forest(simulated_facts(simulate(round(count * ORDERS_A_FAN), seed=1)))
    forest, kinds = fans.forest, fans.kind
    say(f"{len(forest):,} fans in {len(forest.levels) - 1} layers")
    took = in_turn({"layout": lambda: seconds(lambda: radial(forest))}, ROUNDS)["layout"]
    drawn = {
        "canvas": _canvas(forest, kinds),
        "plain": _plain(forest, kinds, smooth=False),
        "smooth": _plain(forest, kinds, smooth=True),
    }
    results = [
        alone(f"places of {count:,} fans", took, "s", LAYOUT_S if count <= 100_000 else None),
        alone(f"kept in memory for {count:,} fans, one frame included", _megabytes(forest, kinds), "MB"),
    ]
    for motion, views in _motions().items():
        figures = in_turn({name: partial(_fps, draw, views) for name, draw in drawn.items()}, ROUNDS)
        results += _results(f"{motion}, {count:,} fans", figures, count)
    return results


def _results(case: str, figures: dict[str, float], count: int) -> list[Result]:
    fast = FPS if count <= 100_000 else None
    times = TIMES if count == 100_000 else None
    return [
        _more(case, figures["canvas"], fast),
        _more(f"{case}, beside a plain scatter", figures["canvas"], times, figures["plain"]),
        _more(f"{case}, beside a smooth scatter", figures["canvas"], times, figures["smooth"]),
    ]


def _more(case: str, ours: float, goal: float | None, plain: float | None = None) -> Result:
    """A result of which more is better; without a goal it is for the record."""
    reached = ours if plain is None else ours / plain
    return Result(
        case=case,
        ours=ours,
        peer=plain,
        peer_name=None if plain is None else "pyqtgraph scatter and lines",
        unit="frames/s",
        ratio=None if plain is None else reached,
        goal=goal,
        better="higher",
        met=None if goal is None else reached >= goal,
    )


def _motions() -> dict[str, list[View]]:
    """Middles in shares of the picture's radius."""
    steps = np.linspace(0, 1, FRAMES)
    return {
        "moving the whole picture": [(0.2 * step, 0.1 * step, 1.0) for step in steps],
        "moving at 3 times": [(0.5 - step, 0.3, 3.0) for step in steps],
        "moving at 12 times": [(0.3 + 0.1 * step, 0.3, 12.0) for step in steps],
        "zooming in to single people": [(0.3, 0.3, CLOSER**step) for step in steps],
    }


def _fps(draw: Callable[[View], None], views: list[View]) -> float:
    draw(views[0])
    gc.collect()
    start = process_time()
    for view in views:
        draw(view)
    return len(views) / (process_time() - start)


def _canvas(forest: Forest, kinds: Any) -> Callable[[View], None]:
    from ui.widgets.network.canvas import NetworkCanvas
    from ui.widgets.network.people import People
    from ui.widgets.network.sight import Sight, whole

    canvas = NetworkCanvas()
    canvas.resize(*SIZE)
    people = People(radial(forest), kinds, name=lambda node: f"粉丝{node}")
    canvas.set_people(people)
    canvas.show()
    reach = people.layout.reach
    fitted = whole(reach, *SIZE).scale

    def draw(view: View) -> None:
        x, y, closer = view
        canvas.sight = Sight(x * reach, y * reach, fitted * closer, *SIZE)
        canvas.grab()

    return draw


def _plain(forest: Forest, kinds: Any, smooth: bool) -> Callable[[View], None]:
    import pyqtgraph as pg

    layout = radial(forest)
    x, y = layout.radius * np.sin(layout.angle), layout.radius * np.cos(layout.angle)
    plot = pg.PlotWidget(background="w")
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
    reach, (wide, high) = layout.reach, SIZE

    def draw(view: View) -> None:
        across, down, closer = view
        half = reach / closer
        plot.setXRange(across * reach - half * wide / high, across * reach + half * wide / high, padding=0)
        plot.setYRange(-down * reach - half, -down * reach + half, padding=0)
        plot.grab()

    return draw


def _megabytes(forest: Forest, kinds: Any) -> float:
    """What numpy and Python keep: places, what is known of each for drawing, and the image."""
    tracemalloc.start()
    draw = _canvas(forest, kinds)
    draw((0.0, 0.0, 1.0))
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return kept / 1e6
