"""Rejected lines as files of their own: to be mended in a spreadsheet program and imported again.

Each has the header of the file its lines come from and one column more, with the reasons; whoever imports it again
needs not take that out. Once a mended line has come in, it is not written any more (``Store.quarantined``).
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePath

from msgspec import Struct

from storage.origins import import_of
from storage.store import Quarantined, Store
from storage.words import Language, Words
from sync.files.text import delimiter_of

REASON = Words("原因", "Reason")

_NAME = Words("{file} 没读懂的行.csv", "{file} lines not understood.csv")


class RejectedLines(Struct, frozen=True):
    """The lines of one import that wait to be mended, as a text file."""

    name: str
    lines: int
    text: str


def rejected_lines(store: Store, shop_ids: Iterable[str], language: Language) -> list[RejectedLines]:
    """A file for every import of these shops of which lines wait."""
    found = []
    for shop_id in shop_ids:
        waiting: defaultdict[int, list[Quarantined]] = defaultdict(list)
        for each in store.quarantined(shop_id):
            number = import_of(each.source)
            if number is not None:
                waiting[number].append(each)
        for imported in store.imports(shop_id):
            if imported.id in waiting and imported.header:
                name = _NAME.fill(file=PurePath(imported.file_name).stem).say(language)
                found.append(_file(name, imported.header, waiting[imported.id], language))
    return found


def _file(name: str, header: str, waiting: list[Quarantined], language: Language) -> RejectedLines:
    mark = delimiter_of([header])
    texts = [
        f"{text}{mark}{_quoted(each.reason.say(language))}" for each in waiting for text in _copies(each.raw.decode())
    ]
    return RejectedLines(name, len(texts), "\n".join([f"{header}{mark}{REASON.say(language)}", *texts]) + "\n")


def _copies(raw: str) -> list[str]:
    """A line that stood several times in its file is kept as that many copies: a record can only be made of equal
    parts by being repeated, for a line break within one stands between quotes."""
    parts = raw.split("\n")
    for copies in range(len(parts), 1, -1):
        size = len(parts) // copies
        if size * copies == len(parts) and parts[:size] * copies == parts:
            return ["\n".join(parts[:size])] * copies
    return [raw]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
