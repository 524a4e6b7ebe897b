"""From what periods say to the stage in force: one bad month does not turn it, two that say the same do."""

from msgspec import Struct

from analytics.lifecycle.stages import FADING, LAPSING, START, Stage
from storage.words import Words

SILENT = 6
"""After so many periods that say nothing, half a year, a stage is no longer claimed."""
_GOING = (FADING, LAPSING)


class Force(Struct, frozen=True):
    """What is in force at the end of a period, by that period and the earlier ones only."""

    stage: Stage | None = None
    said: Stage | Words | None = None
    """What that period said; None before the first one."""
    silent: int = 0
    """How many periods up to it said nothing."""


def after(before: Force, said: Stage | Words) -> Force:
    """What is in force when one more period has spoken.

    That a shop has opened is seen once and for all, so that it needs no second period.
    """
    silent = before.silent + 1 if isinstance(said, Words) else 0
    stage = None if silent >= SILENT else _agreed(before.said, said) or before.stage
    return Force(stage, said, silent)


def _agreed(before: Stage | Words | None, now: Stage | Words) -> Stage | None:
    """What a period and the one before it agree on: of fading and about to lapse, the milder."""
    if not isinstance(now, Stage):
        return None
    if now is START or now is before:
        return now
    return FADING if now in _GOING and before in _GOING else None
