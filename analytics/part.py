"""Parts: the declared subsets of a log that numbers count, sum or tell people apart in."""

from collections.abc import Callable

from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.contains import CONTAINS
from analytics.cut import Cut
from analytics.dimension import Dimension
from analytics.dimensions import DIMENSIONS
from analytics.log import Log
from analytics.paths import Paths, refers_to
from storage.words import Words

DAYS = "days"
"""The dimension of selections that narrows to days of the period: "2011-11-20/2011-11-26"."""


class Narrow(Struct, frozen=True):
    """One value of each of these dimensions, and none of those."""

    slices: tuple[tuple[str, str], ...] = ()
    without: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What it narrows, each once: the rest of a ranking leaves out hundreds of values of one dimension."""
        return tuple(dict.fromkeys([name for name, _ in self.slices + self.without]))

    @property
    def dimensions(self) -> list[Dimension]:
        """The dimensions it needs."""
        return [DIMENSIONS[name] for name in self.names if name not in (DAYS, CONTAINS)]


WHOLE = Narrow()


class Part(Struct, frozen=True):
    """Rows of a log that something is said about."""

    id: str
    log: Log
    name: Words
    narrow: Narrow = WHOLE
    where: Callable[[Cut], Mask] | None = None
    """A further condition on the rows of a cut."""
    each: Paths | None = None
    """What is counted once each, for parts that count people or products rather than rows."""
    amounts: Callable[[Cut], Ints] | None = None
    """What is summed: an amount per row, ``MISSING`` where not known."""

    @property
    def counted(self) -> str:
        """The kind of record that is counted, or "visitors", or the category whose values are ("province")."""
        if self.each is None:
            return self.log.kind
        return refers_to(self.log.kind, self.each[0]) or self.each[0].rpartition(".")[2]


def column(name: str) -> Callable[[Cut], Ints]:
    """Sum a column of the log's own kind."""
    return lambda cut: cut.column(name)
