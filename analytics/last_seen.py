"""When people were last seen, by what they did: visited, bought or shared."""

from collections.abc import Iterator

import numpy as np

from analytics.arrays import Codes, Mask
from analytics.local_time import DAY
from analytics.log import PAID, VISITED, Log
from analytics.paths import Paths
from analytics.sharing_logs import SHARED
from storage.facts import Facts

BANDS = (7, 30, 90, 180)
"""Days since last seen, as upper bounds: within a week, a month, a quarter, half a year; then longer ago."""

_DEEDS: tuple[tuple[Log, Paths], ...] = (
    (VISITED, ("customer_id",)),
    (PAID, ("buyer_id",)),
    (SHARED, ("customer_id",)),
)


def seen_between(facts: Facts, start: int, end: int) -> Mask:
    """Per code of a customer whether they did anything in [start, end); one place more, False, for -1."""
    seen = np.zeros(len(facts.position("customers")) + 1, dtype=bool)
    for codes in _doers(facts, start, end):
        seen[codes] = True
    seen[-1] = False
    return seen


def band_by_code(facts: Facts, end: int) -> Codes:
    """Per code of a customer the band in which they were last seen before ``end``; one place more for -1."""
    band = np.full(len(facts.position("customers")) + 1, len(BANDS), np.int8)
    edges = [0, *BANDS]
    for number in range(len(BANDS) - 1, -1, -1):  # the latest deed is written last
        for codes in _doers(facts, end - edges[number + 1] * DAY, end - edges[number] * DAY):
            band[codes] = number
    return band


def _doers(facts: Facts, start: int, end: int) -> Iterator[Codes]:
    for log, paths in _DEEDS:
        lo, hi = np.searchsorted(log.ordered(facts).at, (start, end))
        if hi > lo:
            yield log.codes(facts, paths)[lo:hi]
