"""Things asked for one by one, orders and products, and what becomes of one that the interface does not give.

One order that makes the server fail, for whatever reason, is no reason to go without all the others. So it is set
aside under its number, if only it is the order: what was told last is asked for again, and where that is refused now,
too, it is the method, the server or the whole connection, and no use to go on. As long as nothing was told yet, a few
may be refused.
"""

from msgspec import Raw

from storage.errors import KnownError
from storage.progress import StopAsked
from sync.isolation import concerns_one_list
from sync.messages import TryAgain
from sync.renrendian.calls import Calls
from sync.renrendian.items import Withheld
from sync.renrendian.troubles import NotThere, RefusesOne

_SEVERAL = 5
_FAILURES = 2
"""Of those that may pass, each of which was waited for."""


class Singles:
    """What a method tells of one thing at a time."""

    def __init__(self, calls: Calls, method: str, field: str, stop: StopAsked) -> None:
        self._calls = calls
        self._method = method
        self._field = field
        """The parameter that names a thing."""
        self._stop = stop
        self._witness: str | None = None
        """What was told last."""
        self._refused = 0
        """How often, while nothing was told."""

    def told(self, number: str) -> Raw | Withheld | None:
        """A thing; None if it is gone. Raises KnownError where others would be refused as well."""
        try:
            raw = self._ask(number)
        except NotThere:
            return None
        except KnownError as error:
            if not _may_be_about_one(error):
                raise
            self._ask_for_another(error)
            return Withheld(number, error.what.zh, error.what.en)
        self._witness = number
        return raw

    def _ask(self, number: str) -> Raw:
        return self._calls.told(self._method, {self._field: number}, Raw, self._stop)

    def _ask_for_another(self, error: KnownError) -> None:
        if self._witness is not None:
            self._ask(self._witness)
            return
        self._refused += 1
        if self._refused >= (_FAILURES if isinstance(error, TryAgain) else _SEVERAL):
            raise error


def _may_be_about_one(error: KnownError) -> bool:
    return isinstance(error, RefusesOne) or (isinstance(error, TryAgain) and concerns_one_list(error))
