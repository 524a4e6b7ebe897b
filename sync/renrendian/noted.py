"""Which kinds of data the application may not read: they are left out, and the merchant is told so beside the shop."""

from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct, structs

from storage.words import Words
from sync.connector import Answers
from sync.names import KIND_NAMES
from sync.noting import noted
from sync.source import Note

RESOURCES = {
    "orders": KIND_NAMES["orders"],
    "products": KIND_NAMES["products"],
    "customers": Words("会员", "members"),
    "promoters": Words("推客", "promoters"),
}
"""In the order of their worth: orders must be read, the others may be refused."""

_NOT_ALLOWED = Words(
    "人人店应用没有开通的数据：{kinds}", "What the application at Renrendian is not allowed to read: {kinds}"
)


class Kept(Struct, frozen=True):
    """What is remembered between syncs."""

    refused: tuple[str, ...] = ()


class Noted:
    """What was refused to one connection."""

    def __init__(self) -> None:
        self._note: Note = _nowhere

    def remember(self, note: Note) -> None:
        """Go on from what ``note`` keeps, and keep there what changes."""
        self._note = note

    def note(self, resource: str, is_allowed: bool) -> None:
        """Note whether the application may read a resource."""

        def changed(text: str | None) -> str:
            kept = noted(text, Kept)
            others = tuple(each for each in kept.refused if each != resource)
            refused = others if is_allowed else (*others, resource)
            return msgspec.json.encode(structs.replace(kept, refused=refused)).decode()

        self._note(changed)


def notes(kept: str | None, answers: Answers, now: float) -> Sequence[Words]:
    """What a merchant is to know of it; see ``Notes``."""
    names = [RESOURCES[each] for each in noted(kept, Kept).refused if each in RESOURCES]
    if not names:
        return ()
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return (Words(_NOT_ALLOWED.zh.format(kinds=zh), _NOT_ALLOWED.en.format(kinds=en)),)


def _nowhere(change: Callable[[str | None], str]) -> None:
    """Until it is known which shop the connection is of."""
    change(None)
