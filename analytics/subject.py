"""A subject: what one page of the data cube shows, as a declaration."""

from msgspec import Struct

from analytics.breakdown import Breakdown
from analytics.listing import Listing
from analytics.metric import Metric
from analytics.movers import Movers
from analytics.stopped import Stopped
from storage.words import Words


class Subject(Struct, frozen=True):
    """Figures, a trend and tables, in the order in which they are shown."""

    id: str
    title: Words
    figures: tuple[Metric, ...]
    trend_title: Words
    trend: tuple[Metric, ...]
    judged: tuple[Metric, ...] = ()
    """Figures that are held against the shop's usual span."""
    tables: tuple[Breakdown | Movers | Stopped | Listing, ...] = ()
