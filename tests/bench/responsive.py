"""Does the window stay free while a shop is learnt from: gaps of the event loop while lessons run in a worker.

A timer of the event loop is due every five milliseconds; a gap is how long it really took from one call to the next.
The lessons run as they do in the window: as jobs of its pool, with progress. Beside them stands the same loop idle.
"""

import os
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from time import perf_counter

from tests.bench._result import Result, alone, say

P99_MS, WORST_MS = 50.0, 200.0
EVERY_MS = 5
IDLE_MS = 3_000


def run(quick: bool) -> list[Result]:
    """Milliseconds between two turns of the event loop: 99% of them, and the longest."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from analytics.views import LESSONS
    from sync.sandbox.shop import simulate
    from tests.simulated import simulated_facts
    from ui.app import make_application

    app = make_application(["bench"])
    orders = 20_000 if quick else 300_000
    say(f"a shop of {orders:,} orders")
    facts = simulated_facts(simulate(orders, seed=1))
    results = _told("idle", _gaps_of_a_rest(), goals=False)
    for name, (_, learn) in LESSONS.items():
        results += _told(f"learning: {name}", _gaps_of(partial(learn, facts)), goals=True)
    del app
    return results


def _gaps_of(work: Callable[..., object]) -> list[float]:
    from PySide6.QtCore import QEventLoop, QObject

    from ui.jobs import Jobs

    owner, loop = QObject(), QEventLoop()
    jobs = Jobs(owner)
    start = perf_counter()
    job = jobs.start(owner, work, lambda _done: loop.quit(), lambda _error: loop.quit(), title="lesson")
    job.progress.connect(lambda progress: say(f"  {perf_counter() - start:6.1f} s {progress.doing.en}"))
    gaps = _watched(loop)
    jobs.close()
    say(f"  took {perf_counter() - start:.1f} s")
    return gaps


def _gaps_of_a_rest() -> list[float]:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(IDLE_MS, loop.quit)
    return _watched(loop)


def _watched(loop: "object") -> list[float]:
    """Milliseconds from one call of the timer to the next while the loop runs."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    assert isinstance(loop, QEventLoop)
    timer, turns = QTimer(), [perf_counter()]
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: turns.append(perf_counter()))
    timer.start(EVERY_MS)
    loop.exec()
    timer.stop()
    return [(later - earlier) * 1000 for earlier, later in pairwise(turns)]


def _told(case: str, gaps: list[float], goals: bool) -> list[Result]:
    gaps = sorted(gaps)
    p99, worst = gaps[int(len(gaps) * 0.99)], gaps[-1]
    say(f"{case}: {len(gaps)} turns, 99% within {p99:.1f} ms, longest {worst:.1f} ms")
    return [
        alone(f"{case}: gaps of the event loop, 99%", p99, "ms", P99_MS if goals else None),
        alone(f"{case}: longest gap", worst, "ms", WORST_MS if goals else None),
    ]
