"""Who came first through whose share: the other way to see the network, for shops that record no referrals, too.

Of each known person the earliest visit through somebody else's share counts. What is odd is settled by the same rules
as referrals (``ties.py``): circles lose their latest tie.
"""

from analytics.arrays import Codes, Ints
from analytics.network.forest import Forest, forest_of
from analytics.network.ties import Tied, settle
from analytics.paths import places
from analytics.sharing_logs import LED_HERE
from storage.facts import Facts

Pairs = tuple[Codes, Codes, Ints]
"""Who, whom, when: positions in ``facts["customers"]`` and UTC milliseconds."""


def came_by_share(facts: Facts) -> Pairs:
    """Known visitors by whose share they came, every visit."""
    place = places(facts, "customers")
    who = place[LED_HERE.codes(facts, ("share_id.customer_id",))]
    whom = place[LED_HERE.codes(facts, ("customer_id",))]
    known = (who >= 0) & (whom >= 0) & (who != whom)
    return who[known], whom[known], LED_HERE.ordered(facts).at[known]


def by_share(facts: Facts) -> Tied:
    """One parent each: whose share first led them here."""
    return facts.derived("ties by share", lambda facts: settle(len(facts["customers"]), *came_by_share(facts)))


def share_forest(facts: Facts) -> Forest:
    """The network by shares."""
    return forest_of(by_share(facts).parent)
