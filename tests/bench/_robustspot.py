"""The labelled alarms of a live-streaming service: what is stalling at the alarm, and what was usual before it."""

import csv
import gzip
import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import yaml
from msgspec import Struct
from numpy.typing import NDArray

from analytics.diagnosis.search.leaves import Leaves, Values
from analytics.diagnosis.search.rate import Earlier, expected_of_rate

DATA = Path(os.environ.get("ZHANGGUI_DATA", Path(__file__).parents[3] / "shared" / "data")) / "robustspot"

Cause = frozenset[tuple[str, str]]
"""(attribute, value) pairs: a predicted cause counts if it is the very same set."""


class Case(Struct, frozen=True):
    """One alarm. Times are minutes; only those before the alarm tell what was usual."""

    name: str
    source: str
    """The stream it was seen on: alarms of one stream resemble each other."""
    attributes: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    """Per attribute, code -> value."""
    codes: tuple[NDArray[np.int64], ...]
    seconds: NDArray[np.int64]
    stalling: NDArray[np.float64]
    viewers: NDArray[np.float64]
    alarm: int
    causes: frozenset[Cause]
    """The labels: for scoring alone."""


def cases() -> list[Case]:
    """All alarms of the data folder."""
    return [_case(label) for label in yaml.safe_load((DATA / "anomaly.yaml").read_text(encoding="utf-8"))]


def _case(label: dict) -> Case:  # type: ignore[type-arg]
    with gzip.open(DATA / "cases" / f"{label['data']}.csv.gz", "rt", encoding="utf-8") as lines:
        header, *rows = csv.reader(lines)
    columns = list(zip(*rows, strict=True))
    values, codes = zip(*(np.unique(column, return_inverse=True) for column in columns[1:-2]), strict=True)
    causes = label["cause"] if isinstance(label["cause"], list) else [label["cause"]]
    return Case(
        name=label["data"].split("_")[0],
        source=label["data"].split("_")[-1],
        attributes=tuple(header[1:-2]),
        values=tuple(tuple(str(value) for value in known) for known in values),
        codes=codes,
        seconds=np.array(columns[0], dtype=np.int64),
        stalling=np.array(columns[-2], dtype=np.float64),
        viewers=np.array(columns[-1], dtype=np.float64),
        alarm=label["timestamp"],
        causes=frozenset(frozenset((name, str(value)) for name, value in cause.items()) for cause in causes),
    )


def usual(case: Case) -> NDArray[np.bool_]:
    """The rows of the minutes before the alarm that were not raised themselves (three deviations above the median)."""
    minutes, minute_of = np.unique(case.seconds, return_inverse=True)
    rate = np.bincount(minute_of, case.stalling) / np.maximum(np.bincount(minute_of, case.viewers), 1)
    before = minutes < case.alarm
    if not before.any():
        return np.zeros(len(case.seconds), dtype=np.bool_)
    middle = np.median(rate[before])
    deviation = 1.4826 * np.median(np.abs(rate[before] - middle))
    return np.asarray((before & (rate <= middle + 3 * deviation))[minute_of])


def now(case: Case) -> NDArray[np.bool_]:
    """The rows of the alarm's minute; of the next one there is where that one is missing."""
    since = case.seconds[case.seconds >= case.alarm]
    return np.asarray(case.seconds == since.min(initial=np.iinfo(np.int64).max))


def leaves_of(case: Case) -> Leaves:
    """The leaves of the alarm's minute: stalling viewers, and those due at the usual rates."""
    present, before = now(case), usual(case)
    sizes = tuple(len(values) for values in case.values)
    codes = tuple(codes[present] for codes in case.codes)
    earlier = Earlier([codes[before] for codes in case.codes], case.stalling[before], case.viewers[before])
    due = expected_of_rate(earlier, codes, case.viewers[present], sizes)
    minutes = max(len(np.unique(case.seconds[before])), 1)
    return Leaves(codes, sizes, case.stalling[present], due, periods=minutes)


def named(case: Case, slices: Iterable[Values]) -> frozenset[Cause]:
    """Slices as labels write them."""
    return frozenset(
        frozenset((case.attributes[at], case.values[at][code]) for at, code in values) for values in slices
    )
