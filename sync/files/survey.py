"""The first pass over a table: what must be known of all of it before its first line can be read.

How many rows; from when to when; in which order its dates put day and month; which keys come again later in the file;
which things have a line that cannot even be cut into cells; whether a spreadsheet has eaten the ends of the numbers;
in which currencies its amounts are; of which shops it says that it is.
"""

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from msgspec import Struct

from storage.fields import Unit
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.words import Words
from sync.files import dates, refusals
from sync.files.currency import told_by
from sync.files.dates import DayOrder, Moment
from sync.files.header import ABSENT
from sync.files.preset import Preset, Tally
from sync.files.table import Table
from sync.files.values import Unreadable, identity, unwrap
from sync.files.whose import ToldShop, ToldShops

_CHECK = 0x1FFF  # a stop is looked for every so many rows
_LOOKING = Words("正在查看「{name}」", "Looking through {name}")
_DIGITS_KEPT = 15  # by a spreadsheet, of a number
_MANGLED = 0.2  # of long numbers; by chance one in a hundred ends in two zeros


class Survey(Struct, frozen=True):
    """What a first pass has found."""

    rows: int
    order: DayOrder | None
    first: int | None
    """Earliest and latest moment that can be read, UTC milliseconds; None where there is none."""
    last: int | None
    split: frozenset[str] = frozenset()
    """Keys that come again after another key came between."""
    torn: dict[str, int] = {}
    """Keys of which a line cannot be cut into cells, and the number of that line."""
    currencies: dict[str, int] = {}
    """Currencies that lines tell, and how often."""
    shops: tuple[ToldShop, ...] = ()


def survey(table: Table, zone: ZoneInfo, now: int, report: Report, stop: StopAsked) -> Survey:
    """Read the table once. Raises KnownError where the file breaks off or cannot be trusted, Cancelled."""
    cells = table.preset.cells
    at = [n for n, cell in enumerate(cells) if cell.unit is Unit.TIME and table.at[n] != ABSENT]
    tally = Tally()
    span = _Span(dates.reader(zone, None, now), table.preset.blanks)
    keys = _Keys(table.preset)
    currencies: Counter[str] = Counter()
    shops = ToldShops(table.preset)
    words = _LOOKING.fill(name=table.sheet.path.name)
    rows = 0
    for rows, (_number, row) in enumerate(table.rows(tally), start=1):
        for place in at:
            span.take(row[place])
        keys.take(row)
        shops.take(row)
        if currency := told_by(table.preset, row):
            currencies[currency] += 1
        if not rows & _CHECK:
            report(Progress(words, rows))
            tally.check(table.sheet.path)
            if stop():
                raise Cancelled
    if keys.mangled():
        raise refusals.mangled_ids(table.sheet.path, keys.column)
    first, last, order = span.found(zone, now)
    total, owners = rows + len(tally.rejected), _owners(table, tally)
    return Survey(total, order, first, last, frozenset(keys.split), owners, dict(currencies), shops.found())


def _owners(table: Table, tally: Tally) -> dict[str, int]:
    """To what torn lines belong. Raises KnownError where that matters and nothing tells it."""
    if table.preset.key is None:
        return {}
    found: dict[str, int] = {}
    for number, first in tally.torn.items():
        key = _key(first or "")
        if key is None:
            raise refusals.ownerless(table.sheet.path, number, tally.rejected[number])
        found.setdefault(key, number)
    return found


def _key(text: str) -> str | None:
    """The key that a torn line begins with; None if it begins with something else."""
    try:
        key = identity(text, "")
    except Unreadable:
        return None
    return key if key and key.isascii() and any(map(str.isdigit, key)) and not any(map(str.isspace, key)) else None


class _Span:
    """The moments of a table: the first, the last, and what proves the order of day and month."""

    def __init__(self, moment: Moment, blanks: frozenset[str]) -> None:
        self._moment = moment
        self._blanks = blanks
        self._doubtful: set[str] = set()
        self._sure = False
        self._first: int | None = None
        self._last: int | None = None

    def take(self, cell: str) -> None:
        """One cell of a column of moments."""
        text = unwrap(cell)
        if not text or text in self._blanks:
            return
        if not dates.year_comes_first(text):
            self._doubtful.add(text)
            return
        self._sure = True
        self._note(text, self._moment)

    def _note(self, text: str, read: Moment) -> None:
        try:
            moment = read(text)
        except Unreadable:
            return
        self._first = moment if self._first is None else min(self._first, moment)
        self._last = moment if self._last is None else max(self._last, moment)

    def found(self, zone: ZoneInfo, now: int) -> tuple[int | None, int | None, DayOrder | None]:
        """The first and the last moment, and the order if the whole column proves it."""
        order = dates.day_order(self._doubtful) if self._doubtful and not self._sure else None
        read = dates.reader(zone, order, now)
        for text in self._doubtful:
            self._note(text, read)
        return self._first, self._last, order


class _Keys:
    """The keys of a table in the order in which they come."""

    def __init__(self, preset: Preset) -> None:
        self._at = preset.key_at
        self.column = "" if self._at is None else preset.cells[self._at].column.name
        self._grouped = preset.key is not None
        self._last = ""
        self._closed: set[int] = set()
        self.split: set[str] = set()
        self._long = self._rounded = self._surely = 0

    def take(self, row: Sequence[str]) -> None:
        """One row."""
        if self._at is None:
            return
        try:
            key = identity(row[self._at], self.column)
        except Unreadable:
            return
        if len(key) > _DIGITS_KEPT and key.isdecimal():
            self._long += 1
            rounded = not key[_DIGITS_KEPT:].strip("0")
            self._rounded += rounded
            self._surely += rounded and len(key) > _DIGITS_KEPT + 1
        if self._grouped and key != self._last:
            self._turn(key)

    def _turn(self, key: str) -> None:
        # Hashes instead of texts: a million keys take a third of the memory. Two keys of one hash would be taken for
        # split, which costs nothing but memory.
        if hash(key) in self._closed:
            self.split.add(key)
        self._closed.add(hash(self._last))
        self._last = key

    def mangled(self) -> bool:
        """Whether long numbers end in zeros: a spreadsheet took ids, or some of them, for numbers of 15 digits."""
        return self._long > 2 and (self._rounded == self._long or self._surely > max(2, _MANGLED * self._long))
