"""Who followed the shop at a moment, as far as the records tell: messages reach nobody else."""

import numpy as np

from analytics.arrays import Mask
from storage.columns import MISSING
from storage.facts import Facts


def following(facts: Facts, moment: int) -> Mask:
    """Code of a customer -> not known to have stopped following by a moment; one place more for nobody.

    Of a person with several accounts it is enough that one of them follows: messages reach that one. A record keeps
    only the last time somebody stopped, so an earlier time out is not seen.
    """
    people, person = facts["customers"], facts.persons()
    gone, since = people["unfollowed_at"], people["followed_at"]
    left = (gone != MISSING) & (gone < moment) & ~((since != MISSING) & (since > gone) & (since < moment))
    accounts = person[people["id"]]
    known, out = (np.bincount(some, minlength=len(person)) for some in (accounts, accounts[left]))
    found: Mask = np.append(((known == 0) | (out < known))[person], True)
    return found
