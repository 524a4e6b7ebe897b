"""What each share led to within a week of it: shares passed on, visits, sales. Younger shares say nothing yet."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
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
"""Days. A card in a chat is opened and passed on within a few days or not at all."""
_MOMENTS = {FOLLOWED.id: "created_at", VISITED_AFTER.id: "created_at", BOUGHT_AFTER.id: "paid_at"}


class Soon(Struct, frozen=True, eq=False):
    """One value per position in ``facts["shares"]``."""

    watched: Mask
    """Made a whole window before the end of the data, or longer."""
    shares: Ints
    """Shares that followed within the window."""
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
    amount = known(facts["orders"]["payment_amount"])
    return Soon(
        at + WINDOW * DAY <= present(facts),
        _of_shares(facts, FOLLOWED, chains(facts).forest.parent),
        _of_shares(facts, VISITED_AFTER, of_share[facts["visits"]["share_id"]]),
        _of_shares(facts, BOUGHT_AFTER, of_share[led], amount),
    )


def _of_shares(facts: Facts, log: Log, share: Ints, amount: Ints | None = None) -> Ints:
    """Rows in time per share, or their amounts; ``share`` is the place of the share that led to each row."""
    rows = log.ordered(facts).position[_in_time(facts, log)]
    weight = None if amount is None else amount[rows].astype(np.float64)
    return np.rint(np.bincount(share[rows], weight, minlength=len(facts["shares"]))).astype(np.int64)
