"""Moments as files write them: a list of accepted forms, local time of a stated zone, and never a guess.

01/02/2011 is January or February depending on who wrote it. Which one a file means follows only from the whole
column: every date is of that form, and at least one of them can be read one way only. Where the column does not prove
it, such a date is unreadable and its line is rejected.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from storage.words import Words
from sync.files.values import Unreadable

DayOrder = Literal["month_first", "day_first"]
Moment = Callable[[str], int]
"""A cell to UTC milliseconds; raises Unreadable."""

_ZONE = r"(?:\s*(?P<zone>Z|[+-]\d{2}:?\d{2}))?"
_TIME = rf"(?:[T ]\s*(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:\.\d{{1,6}})?)?{_ZONE})?"
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _TIME)
_CHINESE = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日" + _TIME)
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})([-/.])(?P<two>\d{1,2})\2(?P<year>\d{4})" + _TIME)

_HOUR = re.compile(r"\d{4}-\d\d-\d\d \d\d")
_MINUTES = re.compile(r":([0-5]\d):([0-5]\d)")

_EARLIEST = 631_152_000_000
"""1990: a date before online shops existed is a slip of the pen or an empty cell of a spreadsheet."""

_BAD_FORM = Words(
    "日期「{text}」看不懂，能读的写法是 2011-12-31 08:26:00、2011/12/31 8:26、2011年12月31日",
    "the date “{text}” is in no known form; known are 2011-12-31 08:26:00 and 2011/12/31 8:26",
)
_AMBIGUOUS = Words(
    "日期「{text}」分不清哪个是月、哪个是日，同一列里写法不一",
    "the date “{text}” does not say which number is the month, and the column mixes forms",
)
_NO_SUCH_DAY = Words("日期「{text}」不存在", "the date “{text}” does not exist")
_TOO_OLD = Words("日期「{text}」早于 1990 年", "the date “{text}” lies before 1990")
_FUTURE = Words("日期「{text}」在今天以后", "the date “{text}” lies in the future")


def year_comes_first(text: str) -> bool:
    """Whether the text is in a form that leaves nothing to guess."""
    return _sure(text.strip()) is not None


def is_date(text: str) -> bool:
    """Whether the text is in any form of a date that is read, be it clear which number is the month or not."""
    bare = text.strip()
    return _sure(bare) is not None or _YEAR_LAST.fullmatch(bare) is not None


def day_order(doubtful: Iterable[str]) -> DayOrder | None:
    """How dates that end in the year are to be read, if all of them together prove it."""
    proven: set[DayOrder] = set()
    for text in doubtful:
        match = _YEAR_LAST.fullmatch(text.strip())
        if match is None:
            continue
        one, two = int(match["one"]), int(match["two"])
        if one > 12 >= two:
            proven.add("day_first")
        elif two > 12 >= one:
            proven.add("month_first")
    return proven.pop() if len(proven) == 1 else None


def reader(zone: ZoneInfo, order: DayOrder | None, now: int) -> Moment:
    """Read local moments of ``zone``; ``now`` (UTC milliseconds) bounds them, with a day's grace for wrong clocks.

    A local time that a change of clocks skips is read as if the clocks had not changed yet, one that occurs twice as
    its first occurrence. A moment that names its own offset from UTC is read by that.
    """
    latest = now + 86_400_000

    @lru_cache(1 << 15)
    def start(text: str) -> int:
        return _milliseconds(_local(text, order), zone)

    @lru_cache(1 << 15)
    def hour(text: str) -> int | None:
        """When an hour of the usual form begins; None where clocks change within it, or it is in another form."""
        if not _HOUR.fullmatch(text):
            return None
        first, last = start(f"{text}:00"), start(f"{text}:59")
        return first if last - first == 59 * 60_000 else None

    def read(text: str) -> int:
        bare = text.strip()
        if not bare:
            raise Unreadable(Words("日期是空的", "the date is empty"))
        # Nearly all moments differ, but not in their hour.
        since = hour(bare[:13]) if len(bare) == 19 else None
        match = None if since is None else _MINUTES.fullmatch(bare, 13)
        moment = (
            start(bare) if since is None or match is None else since + int(match[1]) * 60_000 + int(match[2]) * 1000
        )
        if moment < _EARLIEST:
            raise Unreadable(_TOO_OLD.fill(text=bare))
        if moment > latest:
            raise Unreadable(_FUTURE.fill(text=bare))
        return moment

    return read


def _milliseconds(local: datetime, zone: ZoneInfo) -> int:
    if not 1971 < local.year < 9000:  # at the ends of the calendar an offset leads out of it
        return -1 if local.year < 1972 else 1 << 60
    moment = local if local.tzinfo else local.replace(tzinfo=zone)
    return (moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def _local(text: str, order: DayOrder | None) -> datetime:
    match = _sure(text)
    if match is not None:
        return _date(text, match, int(match["month"]), int(match["day"]))
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        raise Unreadable(_BAD_FORM.fill(text=text[:40]))
    one, two = int(match["one"]), int(match["two"])
    if order == "month_first" or (order is None and one <= 12 < two):
        return _date(text, match, one, two)
    if order == "day_first" or one > 12 or one == two:
        return _date(text, match, two, one)
    raise Unreadable(_AMBIGUOUS.fill(text=text))


def _sure(text: str) -> re.Match[str] | None:
    return _YEAR_FIRST.fullmatch(text) or _CHINESE.fullmatch(text)


def _date(text: str, match: re.Match[str], month: int, day: int) -> datetime:
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    try:
        return datetime(int(match["year"]), month, day, hour, minute, second, tzinfo=_offset(match["zone"]))
    except ValueError:
        raise Unreadable(_NO_SUCH_DAY.fill(text=text)) from None


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
