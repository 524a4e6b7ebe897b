"""New fans by the content they came through: how many, who of them bought soon, and whose surely buy more than most."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.clustered_rates import lumps, per_unit
from analytics.content_fans import soon_after
from analytics.dimensions.fans import CAME_BY_CONTENT
from analytics.measure import read_by, read_term, term_for
from analytics.metric import count
from analytics.network.forest import Floats
from analytics.part import Part
from analytics.parts.content_fans import FIRST_SALES_7, FIRST_SALES_30
from analytics.parts.fans import BOUGHT_7, BOUGHT_30, GAINED, WATCHED_7, WATCHED_30
from analytics.result import Estimate
from analytics.share_chains.spread import estimates
from analytics.shares import low_ends, prior_of
from storage.words import Words

LEAST, LEAST_BOUGHT = 20, 5
"""New fans watched, all contents together, below which nothing is said; those of them who bought below which no content
is named."""


class Window(Struct, frozen=True):
    """For how long new fans are watched, and what is read of them."""

    days: int
    watched: Part
    bought: Part
    sales: Part


MONTH, WEEK = Window(30, WATCHED_30, BOUGHT_30, FIRST_SALES_30), Window(7, WATCHED_7, BOUGHT_7, FIRST_SALES_7)


class Attracted(Struct, frozen=True, eq=False):
    """One value per content; all but ``fans`` of fans watched for the whole window."""

    codes: Ints
    fans: Ints
    watched: Ints
    bought: Ints
    sales: Ints
    each: Sequence[Estimate | None]
    """Sales per fan, minor units."""

    surely: Floats
    """The share that bought, each drawn towards what is common to all: its low end; -1 where none was watched."""
    common: float
    """The share that is common to all."""

    @property
    def best(self) -> int | None:
        """The place of the content whose fans surely buy more than those of all together; None if there is none."""
        if self.bought.sum() < LEAST_BOUGHT:
            return None
        first = int(np.argmax(self.surely))
        return first if self.surely[first] > self.common else None

    @property
    def order(self) -> list[int]:
        """Places, best first: by that low end, then by how many fans."""
        found: list[int] = np.lexsort((self.codes, -self.fans, -self.surely)).tolist()
        return found


def window_of(asked: Asked) -> Window:
    """Thirty days where most fans of the period came so long ago, else seven."""
    gained, watched = (read_term(asked.now, count(part)).value or 0 for part in (GAINED, WATCHED_30))
    return MONTH if 2 * watched >= gained else WEEK


def attracted(asked: Asked, window: Window) -> Attracted | Words:
    """What the contents of the period attracted; why it cannot be told, if so."""
    now, dimension = asked.now, CAME_BY_CONTENT
    usable = term_for(now, count(GAINED), [dimension])
    if isinstance(usable, Words):
        return usable
    numbers = [read_by(now, count(part), dimension) for part in (GAINED, window.watched, window.bought)]
    fans, watched, bought = (values[1:] for values in numbers if not isinstance(values, Words))
    rows = now.rows(window.watched)
    code = dimension.codes(rows)
    paid = soon_after(asked.facts, window.days)[rows.position[code >= 0]]
    led = lumps(paid, code[code >= 0], len(fans))
    shown = np.flatnonzero(fans > 0)
    fans, watched, bought, led = fans[shown], watched[shown], bought[shown], led.only(shown)
    sales, each = np.rint(led.total).astype(np.int64), estimates(per_unit(led))
    return Attracted(shown, fans, watched, bought, sales, each, *_surely(bought, watched))


def _surely(bought: Ints, watched: Ints) -> tuple[Floats, float]:
    """The low ends, and the share that is common to all."""
    if not watched.any():
        return np.full(len(watched), -1.0), 0.0
    prior = prior_of(bought, watched)
    low = np.where(watched > 0, low_ends(bought, watched, prior), -1.0)
    return low, prior.yes / (prior.yes + prior.no)
