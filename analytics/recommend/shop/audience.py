"""Who may be told anything: customers on record who still follow, each person once."""

import numpy as np

from analytics.arrays import Mask
from analytics.fan_history import still_here
from analytics.paths import places
from storage.facts import Facts


def audience(facts: Facts) -> Mask:
    """Per code of a customer; nobody who was merged into somebody else, left, or is only known from orders' ids."""
    return facts.derived("who may be told", _audience)


def _audience(facts: Facts) -> Mask:
    persons = facts.persons()
    itself: Mask = persons == np.arange(len(persons))
    if not len(facts["customers"]):  # orders name buyers of whom nothing else is recorded
        return itself
    here: Mask = np.append(still_here(facts), False)[places(facts, "customers")[:-1]]
    return itself & here
