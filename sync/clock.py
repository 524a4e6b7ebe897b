"""The one place where sync asks what time it is, waits, and is random; a test hands in its own."""

import random
import time
from typing import Protocol

from storage.progress import Cancelled, StopAsked

_LOOK_UP = 0.2
"""Seconds after which waiting looks up whether it is asked to stop."""


class Clock(Protocol):
    """Time and chance, as sync sees them."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Do nothing for a while."""
        ...

    def random(self) -> float:
        """A number of [0, 1)."""
        ...


class SystemClock:
    """The computer's own clock and chance."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Do nothing for a while."""
        time.sleep(seconds)

    def random(self) -> float:
        """A number of [0, 1)."""
        return random.random()


def wait(clock: Clock, seconds: float, stop: StopAsked) -> None:
    """Sleep in short naps. Raises Cancelled as soon as ``stop`` asks for it."""
    left = seconds
    while left > 0:
        if stop():
            raise Cancelled
        nap = min(left, _LOOK_UP)
        clock.sleep(nap)
        left -= nap
    if stop():
        raise Cancelled
