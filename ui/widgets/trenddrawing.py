"""What a trend chart draws: one metric, its ticks, its labels, what its lines are called. Pure but for translations."""

from functools import cached_property

from PySide6.QtCore import QCoreApplication, QRectF

from analytics.result import Series, Trend
from ui.theme import scaled
from ui.widgets.dates import axis_day, axis_month
from ui.widgets.format import Writing, tick
from ui.widgets.measure import advance, metrics
from ui.widgets.trendholidays import Marked, marked
from ui.widgets.trendplace import Place, place_for
from ui.widgets.trendscale import bucket_ticks, is_weekend, value_ticks
from ui.widgets.trendstrokes import MARK, key_size
from ui.widgets.trendwords import short_of

WEEKENDS_TO = 100  # days up to which weekends are marked
LABEL_ROOM = 64  # px that a date takes with the gap to the next, at the usual size of text


class Drawing:
    """One ``Series`` of a ``Trend``, ready to be painted."""

    def __init__(self, trend: Trend, series: Series, writing: Writing) -> None:
        self.trend = trend
        self.series = series
        self.writing = writing

    @property
    def is_empty(self) -> bool:
        """Whether no value is known."""
        return all(value is None for value in (*self.series.values, *(self.series.previous or ())))

    @cached_property
    def ticks(self) -> list[float]:
        """The values with a hairline."""
        return value_ticks((*self.series.values, *(self.series.previous or ())), self.series.shown)

    @cached_property
    def value_labels(self) -> list[tuple[float, str]]:
        """The labels at the left, bottom to top."""
        return [(value, tick(value, self.series.shown, self.writing)) for value in self.ticks]

    def bucket_labels(self, place: Place) -> list[tuple[int, str]]:
        """The labels below, as many as have room."""
        starts, language = self.trend.starts, self.writing.language
        chosen = bucket_ticks(starts, self.trend.grain, int(place.box.width() // scaled(LABEL_ROOM)))
        if self.trend.grain != "month":
            return [(bucket, axis_day(starts[bucket], language)) for bucket in chosen]
        return [(bucket, axis_month(starts[bucket], language, bucket == chosen[0])) for bucket in chosen]

    @cached_property
    def weekends(self) -> list[int]:
        """The buckets marked as weekend."""
        if self.trend.grain != "day" or len(self.trend.starts) > WEEKENDS_TO:
            return []
        return [bucket for bucket, start in enumerate(self.trend.starts) if is_weekend(start)]

    @property
    def weekend_name(self) -> str:
        """What the marked buckets are."""
        return QCoreApplication.translate("TrendChart", "周末")

    @cached_property
    def holidays(self) -> list[Marked]:
        """The holidays marked above the days."""
        return marked(self.trend, self.writing) if 1 < len(self.trend.starts) <= WEEKENDS_TO else []

    def holiday_names(self, place: Place) -> list[tuple[QRectF, str]]:
        """Where each is named, over its own day or the middle of its stretch; one that has no room is not."""
        named: list[tuple[QRectF, str]] = []
        for each in self.holidays:
            text = each.name.say(self.writing.language)
            wide, middle = (
                float(advance(text)),
                place.across((each.first + each.last) / 2 if each.day is None else each.day),
            )
            left = max(min(middle - wide / 2, place.box.right() - wide), place.box.left())
            box = QRectF(left, place.box.top() - MARK - metrics().height(), wide, metrics().height())
            if wide <= place.box.width() and not any(box.intersects(other) for other, _text in named):
                named.append((box, text))
        return named

    @cached_property
    def lone_comparison(self) -> int | None:
        """The bucket of the comparison's value where it has but one."""
        known = [bucket for bucket, value in enumerate(self.series.previous or ()) if value is not None]
        return known[0] if len(known) == 1 else None

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the two lines are called."""
        now = QCoreApplication.translate("TrendChart", "本期")
        if self.trend.unfinished:
            said = QCoreApplication.translate("TrendChart", "{0}，{1}")
            now = said.format(now, short_of(self.trend.grain))
        return now, QCoreApplication.translate("TrendChart", "对比期")

    def place(self, width: int, height: int) -> Place:
        """Where everything stands in a chart of this size."""
        count = max(len(self.trend.starts), len(self.series.previous or ()))
        labels = max(advance(text) for _value, text in self.value_labels)
        key = key_size() + 4 + advance(self.weekend_name) if self.weekends else 0
        names = max(key, *(advance(name) for name in self.names))
        above = metrics().height() if self.holidays else 0
        return place_for((width, height), count, self.ticks, labels, round(names), above)
