"""Trying a connection before it is kept: does the address answer, is the login right, which shop is it."""

from collections.abc import Callable, Sequence
from contextlib import closing
from zoneinfo import ZoneInfoNotFoundError

from msgspec import Struct

from storage.progress import never
from storage.shop import Shop
from sync import messages
from sync.clock import SystemClock
from sync.connector import Answers, Connection, Keep, Latest, Renewing, forget, nothing_later
from sync.connectors import connector_of
from sync.identity import Counting, Leading, Witness, Witnessing
from sync.retry import Patience
from sync.source import Note, Noting
from sync.typed import usable

_SOMEBODY_WAITS = Patience(tries=3, few_tries=2, waiting=10.0)


def open_connection(
    kind: str,
    answers: Answers,
    patience: Patience | None = None,
    keep: Keep = forget,
    latest: Latest = nothing_later,
) -> Connection:
    """A source of this kind, to be closed. Raises KnownError for answers that cannot be right.

    What the shop replaces of the answers while it is asked goes to ``keep``; without it the old ones may be worthless.
    ``latest`` tells those that another program has kept meanwhile.
    """
    connector = connector_of(kind)
    source = connector.open(usable(connector.asks, answers), SystemClock(), patience or Patience())
    if isinstance(source, Renewing):
        source.on_renewed(keep, latest)
    return source


class Found(Struct, frozen=True):
    """What a connection leads to."""

    shop: Shop
    orders: Sequence[Witness]
    """Some of its newest, which may tell that a copy is of this shop."""
    is_told: bool
    """Which shop it is, is beyond doubt; else only its orders tell."""
    remember: Callable[[Note], None]
    """Hands over what was noted meanwhile, such as calls that are paid for; see ``Noting``."""


def try_connection(kind: str, answers: Answers, keep: Keep = forget) -> Found:
    """The shop behind a connection. Raises KnownError: nobody there, wrong secret, or not this kind of interface."""
    with closing(open_connection(kind, answers, _SOMEBODY_WAITS, keep)) as source:
        shop = source.shop()
        is_told = (
            source.leads_to(never) is not None if isinstance(source, Leading) else not isinstance(source, Counting)
        )
        orders = source.newest_orders(never) if isinstance(source, Witnessing) else ()
    try:
        _ = shop.zone
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise messages.NOT_OUR_ANSWER.known(f"time zone {shop.timezone!r}: {error}") from error
    return Found(shop, orders, is_told, source.remember if isinstance(source, Noting) else _nothing_noted)


def _nothing_noted(note: Note) -> None:
    pass
