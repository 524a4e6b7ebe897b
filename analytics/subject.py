"""A subject: what one page of the data cube shows, as a declaration."""

from collections.abc import Callable

from msgspec import Struct

from analytics.asked import Asked
from analytics.breakdown import Breakdown
from analytics.catalogue import Entry
from analytics.listing import Listing
from analytics.metric import Metric
from analytics.movers import Movers
from analytics.result import Table
from analytics.stopped import Stopped
from storage.words import Words


class Panel(Struct, frozen=True):
    """A question of the subject's own, answered by a table that may be drawn.

    ``answer`` gets the panel itself for its id and title. Where the data says nothing the table has no rows and its
    note says why.
    """

    id: str
    title: Words
    answer: "Callable[[Asked, Panel], Table]"


Shelf = Breakdown | Movers | Stopped | Listing | Panel
"""What stands in a tab of the page."""


class Subject(Struct, frozen=True):
    """Figures, a trend and tables, in the order in which they are shown."""

    entry: Entry
    figures: tuple[Metric, ...]
    trend_title: Words
    trend: tuple[Metric, ...]
    leading: tuple[str, ...]
    """Ids of the figures that lead the page, as cards in this order; the others stand in a line below them."""
    judged: tuple[Metric, ...] = ()
    """Figures that are held against the shop's usual span."""
    tables: tuple[Shelf, ...] = ()
    notes: "tuple[Callable[[Asked], Words | None], ...]" = ()
    """What has to be known to read the figures rightly, beside what is noted under every view."""

    @property
    def id(self) -> str:
        """As the command line and exports name it."""
        return self.entry.id

    @property
    def title(self) -> Words:
        """As the navigation names it."""
        return self.entry.title
