"""A subject: what one page of the data cube shows, as a declaration."""

from msgspec import Struct

from analytics.metric import Metric
from storage.words import Words


class Subject(Struct, frozen=True):
    """Figures, a trend and tables, in the order in which they are shown."""

    id: str
    title: Words
    figures: tuple[Metric, ...]
    trend_title: Words
    trend: tuple[Metric, ...]
