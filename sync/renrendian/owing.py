"""Orders that were asked for in vain: the interface did not give them, or gave what cannot be read.

They are not in the copy, or no longer as they are, so they are remembered here, and asked for again in the next round,
then after a day, after two more, and so on: the trouble may pass. What is not given ``_TIMES`` times is not asked for
any more. It waits in quarantine for a newer program or for somebody who looks into it.
"""

from collections.abc import Sequence

from msgspec import Struct

from sync.renrendian.listings import A_DAY

_TIMES = 7
_MOST = 100
"""Orders remembered; an interface that fails at more is broken, and they are in quarantine anyway."""


class Owed(Struct, frozen=True, array_like=True):
    """An order that was asked for in vain."""

    id: str
    times: int
    at: int
    """The last time, UTC milliseconds."""


def due(owed: Sequence[Owed], now: int) -> list[str]:
    """Those to be asked for once more."""
    return [each.id for each in owed if each.times < _TIMES and abs(now - each.at) >= A_DAY * (each.times - 1)]


def missed(owed: Sequence[Owed], number: str, now: int) -> tuple[Owed, ...]:
    """After an order was asked for in vain once more."""
    times = next((each.times for each in owed if each.id == number), 0)
    return (*settled(owed, number), Owed(number, times + 1, now))[-_MOST:]


def given_up(owed: Sequence[Owed], number: str, now: int) -> tuple[Owed, ...]:
    """After an order was found to be gone."""
    return (*settled(owed, number), Owed(number, _TIMES, now))[-_MOST:]


def settled(owed: Sequence[Owed], number: str) -> tuple[Owed, ...]:
    """After an order came."""
    return tuple(each for each in owed if each.id != number)
