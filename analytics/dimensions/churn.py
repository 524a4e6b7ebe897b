"""Buyers by the group they are in now: worth money and cooling, new and not back, asleep, as usual."""

import numpy as np

from analytics.arrays import Codes
from analytics.churn.groups import GROUPS
from analytics.churn.outlook import outlook
from analytics.dimensions.network import of_people
from storage.facts import Facts
from storage.words import Words


def _groups(facts: Facts) -> Codes:
    """Places in ``GROUPS`` per position in the table of customers; all -1 where nobody can be told."""
    found = outlook(facts)
    by_code = np.full(len(facts.position("customers")) + 1, -1, np.int32)
    if not isinstance(found, Words):
        by_code[found.standing.who] = found.group
    codes: Codes = by_code[facts["customers"]["id"]]
    return codes


CHURN_GROUP = of_people(
    "churn_group",
    Words("流失分组", "Group by outlook"),
    lambda facts: facts.derived("churn groups", _groups),
    {key: group.name for key, group in GROUPS.items()},
)
