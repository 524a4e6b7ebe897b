"""What a trend says of one bucket, in words: for the readout, for screen readers and for the way to its rows."""

from datetime import date, timedelta
from html import escape

from PySide6.QtCore import QCoreApplication

from analytics.period import Period
from analytics.result import Series, Shown, Trend
from ui import theme
from ui.widgets.dates import day, span
from ui.widgets.format import Writing, change, full, move, points
from ui.widgets.marks import sign_of
from ui.widgets.trendholidays import marked


def bucket_name(start: date, grain: str, writing: Writing) -> str:
    """2026-11-22 周日; seven days by their ends; 2026-11, or the day a month is counted from."""
    if grain == "week":
        return span(Period(start, start + timedelta(days=6)))
    if grain == "month":
        counted = QCoreApplication.translate("trend", "{0} 起一个月").format(start.isoformat())
        return f"{start:%Y-%m}" if start.day == 1 else counted
    return day(start, writing.language)


def is_unfinished(trend: Trend, bucket: int) -> bool:
    """Whether the data ends within this bucket."""
    return trend.unfinished and bucket == len(trend.starts) - 1


def short_of(grain: str) -> str:
    """What is said of the last bucket where it has not all of its time."""
    if grain == "week":
        return QCoreApplication.translate("trend", "不满 7 天")
    if grain == "month":
        return QCoreApplication.translate("trend", "不满一个月")
    return QCoreApplication.translate("trend", "还没过完")


def change_at(trend: Trend, series: Series, bucket: int) -> float | None:
    """The relative change of a bucket against the comparison's; None where it has no meaning."""
    value, previous = series.values[bucket], previous_at(series, bucket)
    if value is None or not previous or previous < 0 or is_unfinished(trend, bucket):
        return None
    return (value - previous) / previous


def _move_at(trend: Trend, series: Series, bucket: int) -> float | None:
    """The change that is told of a bucket: of a ratio the gap, of everything else the relative change."""
    ratio = change_at(trend, series, bucket)
    if ratio is None or series.shown is not Shown.RATIO:
        return ratio
    return (series.values[bucket] or 0.0) - (previous_at(series, bucket) or 0.0)


def previous_at(series: Series, bucket: int) -> int | float | None:
    """The comparison's value of a bucket; None where there is none."""
    if series.previous is None or bucket >= len(series.previous):
        return None
    return series.previous[bucket]


def plain_words(trend: Trend, series: Series, bucket: int, writing: Writing) -> str:
    """One line without markup."""
    parts = [" ".join([bucket_name(trend.starts[bucket], trend.grain, writing), *_holidays(trend, bucket, writing)])]
    parts.append(full(series.values[bucket], series.shown, writing))
    if is_unfinished(trend, bucket):
        parts.append(short_of(trend.grain))
    if trend.previous_starts is not None and bucket < len(trend.previous_starts):
        against = full(previous_at(series, bucket), series.shown, writing)
        then = bucket_name(trend.previous_starts[bucket], trend.grain, writing)
        parts.append(QCoreApplication.translate("trend", "对比 {0} {1}").format(then, against))
    moved = _move_at(trend, series, bucket)
    if moved is not None:
        said = points(moved, writing) if series.shown is Shown.RATIO else change(moved)
        parts.append(f"{sign_of(move(moved))} {said}")
    return " · ".join(parts)


def _holidays(trend: Trend, bucket: int, writing: Writing) -> list[str]:
    """The holidays that act on a day."""
    said = []
    for each in marked(trend, writing):
        if each.first <= bucket <= each.last:
            name = each.name.say(writing.language)
            own = bucket == each.day
            said.append(name if own else QCoreApplication.translate("trend", "{0}期间").format(name))
    return said


def rich_words(trend: Trend, series: Series, bucket: int, writing: Writing) -> str:
    """The same as a small table."""
    tokens = theme.current()
    first, value, *rest = (escape(part) for part in plain_words(trend, series, bucket, writing).split(" · "))
    lines = [f"<span style='color:{tokens.muted}'>{first}</span>", f"<b>{value}</b>"]
    moved = _move_at(trend, series, bucket)
    if moved is not None:
        lines.append(f"<span style='color:{tokens.muted}'>{rest[-2]}</span>")
        sign, percent = rest[-1].split(maxsplit=1)
        small = f"<span style='font-size:7pt'>{sign}</span>"
        lines.append(f"<span style='color:{tokens.muted}'>{small} {percent}</span>")  # no one has judged a single day
    else:
        lines += [f"<span style='color:{tokens.muted}'>{part}</span>" for part in rest]
    return "<br>".join(lines)
