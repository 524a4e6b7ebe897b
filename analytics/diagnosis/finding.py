"""What explains a change: a slice of the shop, by how much, and how sure that is."""

from msgspec import Struct

from analytics.result import Estimate, Selection
from storage.words import Words


class Finding(Struct, frozen=True):
    """A slice of the shop that explains a change of one number of the tree."""

    metric: str
    """Id of the metric that changed: payment_amount, buyers, visitors ..."""
    values: tuple[tuple[str, str], ...]
    """The slice: a dimension id with a key each, at most three. ("day", "春节") is a holiday, no part of the shop."""
    name: Words
    """The slice as people read it: "广东省 · 朋友圈"."""
    change: int
    """Now - before of the metric in the slice, exact: minor units or a count."""
    interval: Estimate
    """The change with its 95% interval, in the same unit."""
    share: float
    """``change`` as a part of the change of the whole metric; negative where the slice moved the other way."""
    p: float
    """Probability of a slice standing out as much by chance, over all slices looked at."""
    rows: Selection | None = None
    """What stands behind the slice in the period."""
    previous_rows: Selection | None = None
    """What stands behind it in the comparison."""
    before: int = 0
    """The metric in the slice in the comparison."""
    now: int = 0
    """The metric in the slice in the period."""
    expected: int = 0
    """What the slice would have come to had it moved like the rest of the shop."""
