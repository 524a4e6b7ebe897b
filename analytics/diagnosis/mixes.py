"""All ratios of the tree told apart by volume, mix and rate, in the money of the tree where they have one."""

from collections.abc import Mapping, Sequence

from analytics.asked import Asked
from analytics.diagnosis.comparison import Compared
from analytics.diagnosis.contributions import worth_of_a_buyer
from analytics.diagnosis.grid import Grid, grid
from analytics.diagnosis.mixtable import mix_table
from analytics.diagnosis.noise.memory import remembers
from analytics.diagnosis.products import products
from analytics.diagnosis.rates import RATES, Rate
from analytics.diagnosis.rule import Rule
from analytics.dimensions.people import BUYER_KIND
from analytics.result import Table


def grids_of(asked: Asked, both: Compared) -> list[Grid]:
    """The cells of every ratio of the tree that the data can tell apart."""
    told = products(both.before, both.now).nodes
    rates = [rate for rate in RATES if rate.metric.id in told and _tells(asked, rate)]
    return [found for rate in rates if (found := grid(asked, rate))]


def _tells(asked: Asked, rate: Rate) -> bool:
    """Whether the data reaches far enough back for what a ratio is told apart by."""
    return rate.dimension is not BUYER_KIND or (asked.before is not None and remembers(asked.now, asked.before))


def mix_tables(
    asked: Asked, grids: Sequence[Grid], rule: Rule, both: Compared, parts: Mapping[str, int]
) -> list[tuple[str, Table]]:
    """Each table with the node it belongs to; that of conversion adds up to the contribution of the buyers."""
    buyer = worth_of_a_buyer(rule, both.before, both.now)
    made = []
    for each in grids:
        of_buyers = each.rate.counted == "buyers"
        total, worth = (parts.get("buyers", 0), buyer) if of_buyers else (each.change, 1.0)
        made.append((each.rate.metric.id, mix_table(asked, each, rule, total, worth)))
    return made
