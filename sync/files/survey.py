"""The first pass over a table: how many rows, from when to when, and in which order its dates put day and month."""

from zoneinfo import ZoneInfo

from msgspec import Struct

from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.words import Words
from sync.files import dates
from sync.files.dates import DayOrder
from sync.files.preset import Tally
from sync.files.table import Table
from sync.files.values import Unreadable

_CHECK = 0x1FFF  # a stop is looked for every so many rows
_LOOKING = Words("正在查看文件", "Looking through the file")


class Survey(Struct, frozen=True):
    """What must be known of the whole file before its first row is read."""

    rows: int
    order: DayOrder | None
    first: int | None
    """Earliest and latest moment that can be read, UTC milliseconds; None where there is none."""
    last: int | None


def survey(table: Table, zone: ZoneInfo, now: int, report: Report, stop: StopAsked) -> Survey:
    """Read the table once. Raises KnownError where the file breaks off, Cancelled."""
    names = [field.name for field in table.preset.fields]
    at = [names.index(name) for name in table.preset.dates]
    tally = Tally()
    texts: set[str] = set()
    rows = 0
    for rows, (_number, cells) in enumerate(table.rows(tally), start=1):
        for place in at:
            texts.add(cells[place])
        if not rows & _CHECK:
            report(Progress(_LOOKING, rows))
            if stop():
                raise Cancelled
    doubtful = {text for text in texts if not dates.year_comes_first(text)}
    order = dates.day_order(doubtful) if doubtful and len(doubtful) == len(texts) else None
    first, last = _span(texts, dates.reader(zone, order, now))
    return Survey(rows + len(tally.rejected), order, first, last)


def _span(texts: set[str], moment: dates.Moment) -> tuple[int | None, int | None]:
    moments = []
    for text in texts:
        try:
            moments.append(moment(text))
        except Unreadable:
            continue
    return (min(moments), max(moments)) if moments else (None, None)
