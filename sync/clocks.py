"""What time it is, by two clocks of which one may be wrong: this computer's and the shop's.

An empty battery, a wrong date, a proxy that makes up the ``Date`` of an answer: either clock may be off by hours or by
years, for one answer or for a week. One that stands before what has surely happened is wrong. Else nothing says which
is. So the later one is not believed where that could cost rows: where both differ by more than a day the earlier one
counts, and no mark from which a later round begins stands later than either. Too early costs some reading again; too
late would lose whatever happened in between.
"""

from datetime import UTC, datetime

from msgspec import Struct

from sync import messages

DAY = 24 * 3600 * 1000
"""Milliseconds by which clocks may differ without a word."""

_FOUNDED = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * 1000
"""The program is younger, so no clock that says less is right."""


class Clocks(Struct, frozen=True):
    """What both said at the same moment. UTC milliseconds."""

    here: int
    """This computer's."""
    there: int | None
    """The shop's; None where it does not tell."""

    @property
    def now(self) -> int:
        """The time, for all that is stamped, asked and compared: the shop's if this computer's is near it."""
        return self.earliest if self.there is None or not self.agree else self.there

    @property
    def earliest(self) -> int:
        """Not in the future if only one clock is wrong, and the shop tells its own."""
        return self.here if self.there is None else min(self.here, self.there)

    @property
    def latest(self) -> int:
        """What lies beyond is in the future by every clock."""
        return self.here if self.there is None else max(self.here, self.there)

    @property
    def agree(self) -> bool:
        """Whether one confirms the other, as far as they can."""
        return self.there is None or abs(self.there - self.here) <= DAY

    @property
    def confirmed(self) -> bool:
        """Whether there are two, and they agree."""
        return self.there is not None and self.agree

    def knowing(self, past: int | None) -> "Clocks":
        """Without the one that stands before a moment that is surely past, if the other does not."""
        if past is None or self.there is None or self.latest < past - DAY or self.earliest >= past - DAY:
            return self
        return Clocks(self.latest, self.latest)


def read_clocks(here: int, there: int | None) -> Clocks:
    """What is to be believed of this computer's clock and the shop's, UTC milliseconds."""
    return Clocks(here, there).knowing(_FOUNDED)


def say_if_apart(clocks: Clocks) -> None:
    """Raises KnownError if the clocks are too far apart: then what is newest may not have been read."""
    if not clocks.agree:
        days = round((clocks.latest - clocks.earliest) / DAY)
        raise messages.CLOCKS_APART.known(f"here {clocks.here}, there {clocks.there}", days=days)
