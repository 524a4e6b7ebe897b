"""The picture of the fan network: frames a second while it is moved and zoomed, beside a plain scatter with lines.

The shop is the simulated one, everybody brought as it simulates them; beside it real trees of reposts, where they are
at hand. Both draw the same places and the same ties into a window of 1366 x 768 on Qt's offscreen platform, which
paints with the processor alone. The plain one is pyqtgraph's, measured as it comes, with hard edges, and smooth as the
canvas is.

A frame is a change of the view and all painting that follows from it, each frame at another place or another scale. It
is painted by one thread, and what counts is the processor time of that; frames by the clock stand beside it. Frames of
the canvas in motion are what a person sees then: what was drawn before, moved and completed at the edges, or enlarged
up to 2.2 times, under names set for the frame; all drawing anew that the motion asks for is counted. The crisp picture,
which the plain scatter draws in each frame, appears when the motion rests: how long that takes from the last frame is a
case of its own, the time it waits for rest included.
"""

import gc
import os
import tracemalloc
from collections.abc import Callable, Iterable
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import Any

from analytics.network.fans import fans_forest
from analytics.network.forest import Forest
from analytics.network.layout import radial
from sync.sandbox.shop import simulate
from tests.bench._drawing import CLOSER, Canvas, Plain, View, motions
from tests.bench._reposts import repost_trees
from tests.bench._result import Result, alone, in_turn, say, seconds
from tests.simulated import simulated_facts

ROUNDS = 5
ORDERS_A_FAN = 10 / 3
FPS, TIMES, LAYOUT_S, CRISP_MS = 30.0, 5.0, 1.0, 100.0
GOALS_UP_TO = 100_000


def run(quick: bool) -> list[Result]:
    """Frames a second, seconds, milliseconds, megabytes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import make_application

    app = make_application(["bench"])
    results = []
    for count in (1_000, 10_000) if quick else (10_000, 100_000, 300_000):
        fans = fans_forest(simulated_facts(simulate(round(count * ORDERS_A_FAN), seed=1)))
        results += _measured(f"{count:,} fans", fans.forest, fans.kind)
    for who, forest, kinds in repost_trees(quick):
        results += _measured(who, forest, kinds)
    app.processEvents()
    return results


def _measured(who: str, forest: Forest, kinds: Any) -> list[Result]:
    say(f"{who}: {len(forest):,} in {len(forest.levels) - 1} layers")
    goals = len(forest) <= GOALS_UP_TO
    took = in_turn({"layout": lambda: seconds(lambda: radial(forest))}, ROUNDS)["layout"]
    layout = radial(forest)
    results = [
        alone(f"places of {who}", took, "s", LAYOUT_S if goals else None),
        alone(f"kept in memory for {who}, after zooming in", _megabytes(forest, kinds), "MB"),
    ]
    canvas = Canvas(layout, kinds)
    plain, smooth = (Plain(forest, layout, kinds, smooth=each) for each in (False, True))
    crisp, by_clock = (median(each) * 1000 for each in zip(*map(canvas.crisp_after, _stops()), strict=True))
    results += [
        alone(f"crisp picture after zooming, {who}", crisp, "ms", CRISP_MS if goals else None),
        alone(f"crisp picture after zooming, {who}, by the clock", by_clock, "ms"),
    ]
    for motion, views in motions().items():
        clock = _Clock()
        figures = in_turn(
            {
                "canvas": partial(clock.frames, "canvas", canvas.ready, canvas.draw, views),
                "plain": partial(clock.frames, "plain", plain.draw, plain.draw, views),
                "smooth": partial(clock.frames, "smooth", smooth.draw, smooth.draw, views),
            },
            ROUNDS,
        )
        results += _results(f"{motion}, {who}", figures, clock, len(forest))
    return results


def _stops() -> Iterable[list[View]]:
    """A zoom in and one out, left at a dozen scales."""
    inwards = motions()["zooming in to single people"]
    for end in range(4, len(inwards), 3):
        yield inwards[:end]
        yield inwards[end:1:-1]


class _Clock:
    """Frames a second of processor time, and beside it those by the clock."""

    def __init__(self) -> None:
        self.by_clock: dict[str, list[float]] = {}

    def frames(
        self, name: str, ready: Callable[[View], None], draw: Callable[[View], None], views: list[View]
    ) -> float:
        ready(views[0])
        gc.collect()
        start, clock = process_time(), perf_counter()
        for view in views[1:]:
            draw(view)
        took, by_clock = process_time() - start, perf_counter() - clock
        self.by_clock.setdefault(name, []).append((len(views) - 1) / by_clock)
        return (len(views) - 1) / took


def _results(case: str, figures: dict[str, float], clock: _Clock, count: int) -> list[Result]:
    fast = FPS if count <= GOALS_UP_TO else None
    times = TIMES if GOALS_UP_TO * 0.9 <= count <= GOALS_UP_TO else None
    by_clock = {name: median(values) for name, values in clock.by_clock.items()}
    return [
        _more(case, figures["canvas"], fast),
        _more(f"{case}, beside a plain scatter", figures["canvas"], times, figures["plain"]),
        _more(f"{case}, beside a smooth scatter", figures["canvas"], times, figures["smooth"]),
        _more(f"{case}, by the clock", by_clock["canvas"], None, by_clock["plain"]),
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


def _megabytes(forest: Forest, kinds: Any) -> float:
    """What numpy and Python keep: places, what is known of each for drawing, and what was drawn; Qt's images not."""
    tracemalloc.start()
    canvas = Canvas(radial(forest), kinds)
    canvas.ready((0.0, 0.0, 1.0))
    canvas.draw((0.3, 0.3, CLOSER))
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return kept / 1e6
