"""What a benchmark reports, and how it measures fairly: everyone in turn, several times, the median counts."""

import sys
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Literal

from msgspec import Struct


class Result(Struct, frozen=True, kw_only=True):
    """One case: our figure beside the peer's. ``goal`` is the ratio asked for, or the figure where there is no peer."""

    case: str
    ours: float
    peer: float | None = None
    peer_name: str | None = None
    unit: str
    ratio: float | None = None
    goal: float | None = None
    better: Literal["higher", "lower"] = "lower"
    met: bool | None = None


def beside(case: str, ours: float, peer: float, peer_name: str, unit: str, goal: float | None = None) -> Result:
    """A result measured against a peer, less being better; without a goal it is for the record."""
    ratio = ours / peer
    met = None if goal is None else ratio <= goal
    return Result(case=case, ours=ours, peer=peer, peer_name=peer_name, unit=unit, ratio=ratio, goal=goal, met=met)


def alone(case: str, ours: float, unit: str, goal: float | None = None) -> Result:
    """A result without a peer, less being better."""
    return Result(case=case, ours=ours, unit=unit, goal=goal, met=None if goal is None else ours <= goal)


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def in_turn(contestants: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of what each contestant measures of itself, all taking turns so that none has the quiet hour."""
    figures: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds):
        for name, measure in contestants.items():
            figures[name].append(measure())
            say(f"round {number + 1}/{rounds} {name}: {figures[name][-1]:.6g}")
    return {name: median(values) for name, values in figures.items()}


def say(text: str) -> None:
    """Tell what is going on, beside the JSON."""
    print(text, file=sys.stderr, flush=True)
