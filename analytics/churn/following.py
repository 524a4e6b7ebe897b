"""Who followed the shop at a moment, as far as the records tell: messages reach nobody else."""

from analytics.arrays import Mask
from analytics.fan_history import by_code
from storage.columns import MISSING
from storage.facts import Facts


def following(facts: Facts, moment: int) -> Mask:
    """Code of a customer -> not known to have stopped following by a moment; one place more for nobody.

    A record keeps only the last time somebody stopped, so an earlier time out is not seen.
    """
    people = facts["customers"]
    gone, since = people["unfollowed_at"], people["followed_at"]
    left = (gone != MISSING) & (gone < moment) & ~((since != MISSING) & (since > gone) & (since < moment))
    found: Mask = by_code(facts, ~left, 1) == 1
    return found
