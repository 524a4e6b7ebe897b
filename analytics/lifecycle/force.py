"""From what periods say to the stage in force: one bad month does not turn it, two that say the same do."""

from collections.abc import Sequence

from analytics.lifecycle.stages import START, Stage
from storage.words import Words

IN_A_ROW = 2
SILENT = 6
"""After so many periods that say nothing, half a year, a stage is no longer claimed."""


def in_force(said: Sequence[Stage | Words]) -> tuple[Stage | None, ...]:
    """The stage at the end of each period, oldest first, by that period and the earlier ones only.

    That a shop has opened is seen once and for all, so that it needs no second period.
    """
    found: list[Stage | None] = []
    stage: Stage | None = None
    for place, says in enumerate(said):
        if says is START or said[max(place + 1 - IN_A_ROW, 0) : place + 1] == [says] * IN_A_ROW:
            stage = says if isinstance(says, Stage) else stage
        elif all(isinstance(one, Words) for one in said[max(place + 1 - SILENT, 0) : place + 1]):
            stage = None
        found.append(stage)
    return tuple(found)
