"""What each share led to within a week of it: shares passed on, visits, sales. Younger shares say nothing yet."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.counting import known
from analytics.coverage import present
from analytics.cut import Cut
from analytics.local_time import DAY
from analytics.log import Log
from analytics.paths import along, places
from analytics.share_chains.chains import chains
from analytics.sharing_logs import BOUGHT_AFTER, FOLLOWED, VISITED_AFTER
from storage.facts import Facts

WINDOW = 7
"""Days. So short that shares of last week can be judged; what follows later is not counted, and whoever shows such
numbers says so."""
THINGS = ("content_id", "product_id")
"""What a share may be of, each told apart from the other."""
_MOMENTS = {FOLLOWED.id: "created_at", VISITED_AFTER.id: "created_at", BOUGHT_AFTER.id: "paid_at"}


class Soon(Struct, frozen=True, eq=False):
    """One value per position in ``facts["shares"]``."""

    watched: Mask
    """Made a whole window before the end of the data, or longer."""
    shares: Ints
    """Shares that followed within the window, whatever they were of."""
    same: dict[str, Ints]
    """Of them those of the very thing that this one shared, by what it is of (``THINGS``)."""
    visits: Ints
    sales: Ints
    """Payment amount of orders whose visit came from it, minor units."""


def soon(facts: Facts) -> Soon:
    """What every share led to in its window."""
    return facts.derived("shares soon", _soon)


def watched(cut: Cut) -> Mask:
    """Which rows count at a moment a whole window or longer before the end of the data."""
    whole: Mask = cut.at + WINDOW * DAY <= present(cut.facts)
    return whole


def in_time(cut: Cut) -> Mask:
    """Which rows happened within the window of the share that led to them, if that was watched for all of it."""
    return cut.of(_in_time(cut.facts, cut.log))


def of_the_same(cut: Cut, thing: str) -> Mask:
    """Which shares that followed another are of the very thing that was shared before."""
    own = cut.codes((thing,))
    same: Mask = (own >= 0) & (own == cut.codes((f"parent_share_id.{thing}",)))
    return same


def _in_time(facts: Facts, log: Log) -> Mask:
    """The same of all rows of a log, in its order."""

    def inside(facts: Facts) -> Mask:
        began, happened = log.ordered(facts).at, log.column(facts, _MOMENTS[log.id])
        end = began + WINDOW * DAY
        found: Mask = (happened >= began) & (happened < end) & (end <= present(facts))
        return found

    return facts.derived(f"log {log.id} in time", inside)


def _soon(facts: Facts) -> Soon:
    at = facts["shares"]["created_at"]
    of_share = places(facts, "shares")
    led = along(facts, "orders", ("visit_id.share_id",))
    amount, parent = known(facts["orders"]["payment_amount"]), chains(facts).forest.parent
    return Soon(
        at + WINDOW * DAY <= present(facts),
        _of_shares(facts, FOLLOWED, parent),
        {thing: _of_shares(facts, FOLLOWED, parent, _same(facts["shares"][thing], parent)) for thing in THINGS},
        _of_shares(facts, VISITED_AFTER, of_share[facts["visits"]["share_id"]]),
        _of_shares(facts, BOUGHT_AFTER, of_share[led], amount),
    )


def _same(own: Codes, parent: Ints) -> Ints:
    """1 for each share of the very thing of the one before."""
    same: Mask = (parent >= 0) & (own >= 0) & (own == own[parent])
    return same.astype(np.int64)


def _of_shares(facts: Facts, log: Log, share: Ints, amount: Ints | None = None) -> Ints:
    """Rows in time per share, or their amounts; ``share`` is the place of the share that led to each row."""
    rows = log.ordered(facts).position[_in_time(facts, log)]
    weight = None if amount is None else amount[rows].astype(np.float64)
    return np.rint(np.bincount(share[rows], weight, minlength=len(facts["shares"]))).astype(np.int64)
