"""Several readings at once: all of them, or why one of them cannot be told."""

from analytics.arrays import Ints
from analytics.counting import known
from storage.words import Words


def told(*readings: Ints | Words) -> tuple[Ints, ...] | Words:
    """The readings with 0 where nothing is known; the first reason if any cannot be told."""
    found: list[Ints] = []
    for reading in readings:
        if isinstance(reading, Words):
            return reading
        found.append(known(reading))
    return tuple(found)
