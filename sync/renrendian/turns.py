"""In which order those orders are asked for again that may change still; the copy knows which, and the state does not.

An order is under way until it is closed (10, 11, 12 never paid, 13 all given back), or was finished ``AFTER_SALES``
ago, and no longer than ``LOOK_BACK`` after it was placed. All of them are gone over by when they were placed, again and
again, a part of them in each round. One is over only if it was so already when a whole lap began that has come to its
end: so each is asked for once more after its time is over, however long the program was closed meanwhile.
"""

from collections.abc import Sequence

from msgspec import Struct, structs

from storage.held import Placed, Stretch
from sync.clocks import Clocks
from sync.copied import Copied

DAY = 24 * 3600 * 1000
LOOK_BACK = 90 * DAY
AFTER_SALES = 30 * DAY
"""Longer than a buyer may send something back."""

_BEGINNING, _END = Placed(0), Placed(2**53)


class Turn(Struct, frozen=True, omit_defaults=True):
    """Where the lap is; UTC milliseconds."""

    whole_at: int = 0
    """When the last lap began that has come to its end."""
    begun: int = 0
    """When this one began."""
    after: Placed = _BEGINNING
    """Whose turn it was last in this lap."""


class Part(Struct, frozen=True):
    """What this round asks for of a lap."""

    turn: Turn
    """Before it."""
    due: Sequence[Placed]
    is_last: bool
    """Whether the lap ends with it."""


def next_part(copied: Copied, turn: Turn, clocks: Clocks, limit: int) -> Part:
    """The next orders of the lap, so many at most; of a new one where none are left."""
    if turn.whole_at == 0:  # the very first round reads everything
        turn = Turn(_now(clocks))
    if turn.after == _BEGINNING:
        turn = structs.replace(turn, begun=_now(clocks))
    oldest = max(turn.after, Placed(turn.whole_at - LOOK_BACK))
    due = copied.under_way(Stretch(oldest, _END, turn.whole_at - AFTER_SALES), limit)
    if not due and turn.after != _BEGINNING:
        return next_part(copied, _next_lap(turn), clocks, limit)
    return Part(turn, due, is_last=len(due) < limit)


def taken(part: Part, asked: Sequence[Placed]) -> Turn:
    """After orders of a part were asked for, those in front of the others; ``asked`` are the latest of them."""
    if part.is_last and asked[-1] == part.due[-1]:
        return _next_lap(part.turn)
    return structs.replace(part.turn, after=asked[-1])


def _next_lap(turn: Turn) -> Turn:
    return Turn(max(turn.begun, turn.whole_at))


def _now(clocks: Clocks) -> int:
    """One clock alone is not enough to call an order too old to change: were it ahead, its changes would be lost."""
    return clocks.now if clocks.there is not None else 0
