"""How each buyer stands on the evening of a day: what is to be expected, beside what was when they had just bought.

The loss that staying away means is the difference: what a buyer like this brings in the 90 days after a purchase, less
what is still to be expected of the coming 90. It needs no word like "gone": nobody sees a buyer leave. The first of the
two is held against what came after the purchases of half a year, and set right by it (``lifetime/level.py``).
"""

import math

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.arrays import Ints, Mask
from analytics.lifetime.backtest import forecast
from analytics.lifetime.fitting import MBG
from analytics.lifetime.forecasts import Forecast
from analytics.lifetime.level import after_purchases, classes, levels
from analytics.lifetime.log import Floats
from analytics.lifetime.past import Past
from analytics.lifetime.rhythm import comeback, just_after, late_after, own_gaps

AHEAD = (30, 60, 90)
"""Days that are forecast."""
SOON, FAR = 60, 90
"""Chances are told for the one, money for the other."""


class Standing(Struct, frozen=True, eq=False):
    """[m] one value of each array per buyer."""

    day: int
    who: Ints
    """Codes of customers, ascending."""
    repeats: Ints
    age: Floats
    """Days since the first purchase."""
    since: Floats
    """Days since the last purchase."""
    spent: Floats
    """So far, minor units."""
    mean_spend: Floats
    """Expected per purchase, minor units."""
    ahead: dict[int, Forecast]
    """Days -> what is expected of so many days."""
    usual: Floats
    """Money that was to be expected of 90 days on the evening of the last purchase."""
    rhythm: Floats
    """The mean gap between the buyer's own purchases, days; nan of who has bought too seldom to have a rhythm."""
    late: Floats
    """Days since the last purchase from which on that rhythm is broken; nan likewise."""
    comeback: float
    """The days within which half of those who came a second time did so."""

    def __len__(self) -> int:
        return len(self.who)

    @property
    def chance(self) -> Floats:
        """[m] to buy within 60 days."""
        return self.ahead[SOON].chance

    @property
    def spend(self) -> Floats:
        """[m] money expected of 90 days."""
        return self.ahead[FAR].spend

    @property
    def loss(self) -> Floats:
        """[m] what staying away costs in 90 days, 0 where nothing fell."""
        return np.maximum(self.usual - self.spend, 0.0)

    @property
    def overdue(self) -> Floats:
        """[m] days since the rhythm was broken, 0 while it is not; nan of who has none."""
        return np.maximum(self.since - self.late, 0.0)

    @property
    def kept(self) -> Floats:
        """[m] what is still expected, as a part of what is usual."""
        found: Floats = self.spend / np.maximum(self.usual, 1e-9)
        return found


def standing(past: Past, day: int, model: str, ahead: tuple[int, ...] = AHEAD) -> Standing:
    """Everybody who had bought by the evening of ``day``, by the model in force; MBG/NBD tells what is usual.

    ``ahead``: the days to forecast, ``SOON`` and ``FAR`` among them.
    """
    evening = past.evening(day)
    known = evening.known
    return Standing(
        day=day,
        who=known.who,
        repeats=known.repeats,
        age=known.age,
        since=known.since,
        spent=known.spent,
        mean_spend=evening.mean_spend,
        ahead=_growing({days: forecast(past, day, days, model) for days in ahead}),
        usual=_usual(past, day),
        rhythm=own_gaps(known),
        late=late_after(known),
        comeback=comeback(past.log, day),
    )


def set_right(standing: Standing, level: Floats) -> Standing:
    """The same with all money to be expected [m] so many times as much; chances and counts stay."""
    ahead = {days: replace(said, spend=said.spend * level) for days, said in standing.ahead.items()}
    return replace(standing, ahead=ahead)


def _usual(past: Past, day: int) -> Floats:
    evening = past.evening(day)
    model, spend = evening.fits[MBG].model, evening.spend
    assert spend is not None, "it is fitted where the models are"
    said = just_after(model, evening.seen, float(FAR)) * evening.mean_spend
    after = after_purchases(past.log, model, spend, day, FAR)
    found: Floats = said * levels(after)[classes(evening.known.repeats)]
    return found


def _growing(ahead: dict[int, Forecast]) -> dict[int, Forecast]:
    """Nobody buys less in more days: spans are forecast one by one, and the one that is tested is believed."""
    tested = ahead[SOON]
    return {
        days: Forecast(
            *(
                (np.minimum if days < SOON else np.maximum)(getattr(said, name), getattr(tested, name))
                for name in said.__struct_fields__
            )
        )
        for days, said in ahead.items()
    }


def overdue_of(standing: Standing, place: int) -> int | None:
    """Days since the rhythm of one buyer was broken, a day that has begun counts; None of who has none."""
    overdue = float(standing.overdue[place])
    return None if np.isnan(overdue) else math.ceil(overdue)


def place_of(standing: Standing, codes: Ints) -> Ints:
    """Codes of customers -> places in the standing, -1 for who has not bought."""
    place = np.searchsorted(standing.who, codes)
    there: Mask = (place < len(standing)) & (standing.who[np.minimum(place, len(standing) - 1)] == codes)
    return np.where(there, place, -1)
