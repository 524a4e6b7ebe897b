"""What was chosen in the period bar, kept as chosen: 近30天 stays a name and means other days after the next sync.

"Today" is the shop's local day of its newest data, so that an imported file of last year still answers 近30天.
"""

from datetime import date

from msgspec import Struct

from analytics.period import Comparison, Period
from analytics.presets import presets
from analytics.question import Filters, Question

USUAL = "last_30"
CUSTOM = "custom"


class Asked(Struct, frozen=True):
    """A named or custom period, the comparison, the filters."""

    preset: str = USUAL
    """The id of a preset of ``analytics.presets``, or ``CUSTOM``."""
    custom: Period | None = None
    """The days, where ``preset`` is ``CUSTOM``."""
    compare: Comparison = "previous"
    filters: Filters = Filters()


def period_of(asked: Asked, today: date) -> Period:
    """The days that are meant when the newest data is of ``today``; the usual ones for a name that is gone."""
    if asked.preset == CUSTOM and asked.custom is not None:
        return asked.custom
    named = {preset.id: preset.period for preset in presets(today)}
    return named.get(asked.preset, named[USUAL])


def question_of(asked: Asked, today: date) -> Question:
    """The question that every view is asked."""
    return Question(period_of(asked, today), asked.compare, asked.filters)
