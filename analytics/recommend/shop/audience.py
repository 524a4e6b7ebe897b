"""Who may be told anything: customers who still follow, and buyers known by their id alone, each person once."""

import numpy as np

from analytics.arrays import Mask
from analytics.fan_history import still_here
from analytics.paths import places
from storage.derive import paid
from storage.facts import Facts


def audience(facts: Facts) -> Mask:
    """Per code of a customer; nobody who was merged into somebody else, or left.

    Whether there is a record of somebody is the source's doing: files of orders bring none, and a few that came by
    another way are no reason to leave everybody else out.
    """
    return facts.derived("who may be told", _audience)


def _audience(facts: Facts) -> Mask:
    persons = facts.persons()
    place = places(facts, "customers")[:-1]
    here: Mask = np.append(still_here(facts), False)[place] | ((place < 0) & _buyers(facts))
    itself: Mask = persons == np.arange(len(persons))
    return here & itself


def _buyers(facts: Facts) -> Mask:
    found = np.zeros(len(facts.position("customers")) + 1, bool)
    found[paid(facts).buyer] = True
    return found[:-1]
