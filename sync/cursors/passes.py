"""A closed set of rows, read page by page by number: was it read whole?

Rows leave the set while its pages are turned. Those behind them move up, and one may slip from a page still to come to
one already read. So a set of more than one page counts as read only if it had as many rows at every page as at the
first, and as many different ones were seen. A single page is whole by itself: it was taken in one moment.
"""

from enum import Enum

from msgspec import Struct

from sync import messages

_PASSES = 12
"""How often a set that moves is read before giving up."""


class Verdict(Enum):
    """What to do after a page."""

    MORE = "another page follows"
    WHOLE = "every row was seen"
    MOVED = "rows may have been passed over"


class Paging(Struct, frozen=True, omit_defaults=True):
    """How far a set was read."""

    page: int = 0
    """The page to ask for; 0 is the first."""
    total: int = 0
    """How many rows the set had when its first page came."""
    passes: int = 0
    """How often it had moved when it was read."""


def turn(paging: Paging, total: int) -> Paging:
    """The place after a page that is not the last one."""
    return Paging(paging.page + 1, total, paging.passes)


def again(paging: Paging, where: object) -> Paging:
    """The first page of a set that moved. Raises KnownError, with ``where`` for the log, if it never comes to rest."""
    if paging.passes == _PASSES:
        raise messages.NEVER_AT_REST.known(str(where))
    return Paging(passes=paging.passes + 1)


def resume(paging: Paging) -> Paging:
    """The same page with new patience."""
    return Paging(paging.page, paging.total)


def judge(paging: Paging, size: int, total: int, seen: int, goes_on: bool) -> Verdict:
    """What a page means for its set.

    ``size`` is how many rows were asked for, ``total`` how many the set has now, and ``seen`` how many different ones
    came since the first page, this one included. ``goes_on``: the page is full and not all of it came before, so that
    there may be another whatever ``total`` says; where all came before, the last page was given once more.
    """
    if paging.page and total != paging.total:
        return Verdict.MOVED
    if (paging.page + 1) * size < total or goes_on:
        return Verdict.MORE
    return Verdict.WHOLE if not paging.page or seen >= total else Verdict.MOVED


def is_there(page: int, size: int, total: int, rows: int) -> bool:
    """Whether a page holds what it must: it is empty only where the set does not reach."""
    return bool(rows) or page * size >= total
