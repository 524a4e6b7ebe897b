"""What is said of one number: up, flat, down or too little data to tell."""

from msgspec import Struct

from analytics.period import Period
from analytics.result import Estimate, Verdict
from storage.words import Words


class Judgement(Struct, frozen=True):
    """Whether the change of one metric is beyond the shop's own noise."""

    verdict: Verdict
    tested: Words
    """By which test, against what; or why it cannot be told."""
    interval: Estimate | None = None
    """The change as a part of the comparison weighed by its days and weekdays; it leaves out 0 exactly where the
    verdict is up or down: at 95% for all numbers called changed together (``chance.level_of``)."""
    smallest: float | None = None
    """The smallest change that would be seen four times out of five, as a part of the comparison."""
    p: float | None = None
    """The p-value of the test; None where nothing was tested."""
    q: float | None = None
    """The p-value after control of false discoveries over the metrics judged together."""
    value: int | float | None = None
    """What was judged: the number over ``days``."""
    expected: float | None = None
    """The comparison weighed by its days and weekdays: what would have been no change."""
    days: Period | None = None
    """The days of the period that are over."""

    usual: tuple[float, float] | None = None
    """Between which values it would have been no change."""
