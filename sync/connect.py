"""Trying a connection before it is kept: does the address answer, is the login right, which shop is it."""

from zoneinfo import ZoneInfoNotFoundError

from storage.shop import Shop
from sync import messages
from sync.neutral import NeutralSource
from sync.retry import Patience

_SOMEBODY_WAITS = Patience(tries=3, few_tries=2, waiting=10.0)


def try_connection(url: str, client_id: str, client_secret: str) -> Shop:
    """The shop behind an address. Raises KnownError: nobody there, wrong secret, or not our interface."""
    with NeutralSource(url.strip(), client_id.strip(), client_secret.strip(), patience=_SOMEBODY_WAITS) as source:
        shop = source.shop()
    try:
        _ = shop.zone
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise messages.NOT_OUR_ANSWER.known(f"time zone {shop.timezone!r}: {error}") from error
    return shop
