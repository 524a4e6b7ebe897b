"""From what periods say to the stage in force: one bad month does not turn it, two that say the same do."""

from collections.abc import Sequence
from itertools import pairwise

from analytics.lifecycle.stages import FADING, LAPSING, START, Stage
from storage.words import Words

SILENT = 6
"""After so many periods that say nothing, half a year, a stage is no longer claimed."""
_GOING = (FADING, LAPSING)


def in_force(said: Sequence[Stage | Words]) -> tuple[Stage | None, ...]:
    """The stage at the end of each period, oldest first, by that period and the earlier ones only.

    That a shop has opened is seen once and for all, so that it needs no second period.
    """
    found: list[Stage | None] = []
    stage: Stage | None = None
    silent = 0
    for before, now in pairwise((None, *said)):
        silent = silent + 1 if isinstance(now, Words) else 0
        stage = None if silent >= SILENT else _agreed(before, now) or stage
        found.append(stage)
    return tuple(found)


def _agreed(before: Stage | Words | None, now: Stage | Words | None) -> Stage | None:
    """What a period and the one before it agree on: of fading and about to lapse, the milder."""
    if not isinstance(now, Stage):
        return None
    if now is START or now is before:
        return now
    return FADING if now in _GOING and before in _GOING else None
