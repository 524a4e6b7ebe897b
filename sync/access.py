"""How an interface lets us in: the one thing about its requests that no two vendors do alike.

A bearer token got with client credentials is in ``sync/token.py``. A key that goes with every request, a signature over
its parameters or a login of its own are further implementations; each lives beside the connector that needs it.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from sync.clock import Clock
from sync.exchange import Answer, Question

Send = Callable[[Question], Answer]
"""Sends a question as it is and returns the answer, whatever its status. Raises KnownError where none came."""


class Access(Protocol):
    """What authorises the requests of one connection."""

    @property
    def secrets(self) -> Iterable[str]:
        """What it holds that nobody may read in a message or a log: passwords, keys and tokens, as they are sent."""
        ...

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        """The question with what authorises it; logs in through ``send`` first where that is due.

        Raises KnownError: ``messages.WRONG_SECRET`` where the login is refused.
        """
        ...

    def renew(self) -> bool:
        """What let us in is worth nothing any more: forget it. False: there is no way to be let in anew."""
        ...
