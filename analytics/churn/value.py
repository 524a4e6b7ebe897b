"""What single buyers are worth in the coming 90 days, and how far that may be off for each."""

import numpy as np

from analytics.arrays import Ints
from analytics.churn.outlook import Outlook
from analytics.churn.standing import FAR
from analytics.lifetime.forecast import chance_if_alive
from analytics.lifetime.futures import span
from analytics.lifetime.nbd import Watched
from analytics.result import Estimate


def value_of(found: Outlook, places: Ints) -> list[Estimate]:
    """For buyers at places of the standing: money expected, and where 95% of all futures lie; whole minor units."""
    standing, model = found.standing, found.rhythm
    recency = standing.age[places] - standing.since[places]
    seen = Watched(standing.repeats[places], recency, np.maximum(standing.age[places], 0.5))
    chance = standing.ahead[FAR].chance[places]
    there = np.minimum(chance / np.maximum(chance_if_alive(model, seen, float(FAR)), 1e-12), 1.0)
    low, high = span(model, seen, there, found.spend, standing.spent[places], float(FAR))
    expected = standing.spend[places]
    return [
        Estimate(round(float(value)), round(float(min(below, value))), round(float(max(above, value))))
        for value, below, above in zip(expected, low, high, strict=True)
    ]
