"""What one period says, from its signs, and where the shop stood before.

A fall that began more than a year ago leaves every season as deep as the last one: half a year that rises with the
season, or one too restless to be read, cannot deny it. So far below last year is fading by itself, and stays so until
that is no longer sure or surely closing.
"""

from collections.abc import Callable

from analytics.lifecycle.signals import LEAST_STRETCHES, Signals
from analytics.lifecycle.stages import FADING, GROWING, LAPSING, STEADY, Stage
from analytics.result import Estimate
from analytics.say import counted
from storage.words import Words

LEAST_ORDERS = 30
"""Paid orders of a year below which nothing is read from their course."""
MOVES = 0.04
"""A change per month that matters: a fifth in half a year."""
SLOWLY = 0.015
"""One that matters where sales are clearly off last year's as well."""
OFF_LAST_YEAR = 0.05
FAR_BELOW = 0.3
"""Below last year's by so much, and surely so, is fading whatever the last half year does."""
STILL_BELOW = 0.15
"""The same of a shop that is fading already. Both chosen on planted shops (``tests/long/lifecycle.py``): as far off, no
more steady ones are ever called fading, and those that are stay so hardly longer."""
WIDE = 0.2
"""If the change per month could be as far as this from what is seen, the course cannot be read."""
LITTLE = 0.15
"""Of the usual level, and of last year's: then little is left."""


def says(signals: Signals, before: Stage | None = None) -> Stage | Words:
    """The stage that a period speaks for, of a shop that was in some stage before it; why it speaks for none."""
    if signals.orders < LEAST_ORDERS:
        orders = counted(signals.orders, "order")
        return Words(
            f"近一年只有 {orders.zh} 单，要 {LEAST_ORDERS} 单才看得出走势。",
            f"Only {orders.en} in a year; it takes {LEAST_ORDERS} to see a trend.",
        )
    if signals.left is not None and signals.left < LITTLE:
        return LAPSING
    sales = signals.sales
    if sales is None:
        return no_course(signals)
    if _moves(signals, _mirrored) or _below(signals, STILL_BELOW if before in (FADING, LAPSING) else FAR_BELOW):
        return FADING
    if _moves(signals, _as_it_is):
        return GROWING
    return STEADY if _narrow(signals) else _restless(sales)


def no_course(signals: Signals) -> Words:
    """Why the course of half a year cannot be told, where it cannot."""
    if signals.comparable < LEAST_STRETCHES:
        return Words(
            "除去节日和大促，要有半年可比的日子才看得出走势。",
            "It takes half a year of comparable days, without holidays and sales festivals, to see a trend.",
        )
    if not signals.sold:
        return Words("近半年没有收到过钱，看不出走势。", "No money came in for half a year: no trend can be seen.")
    return Words(
        f"近半年可比的 {signals.comparable} 个两周里只有 {signals.sold} 个收到过钱，看不出走势。",
        f"Of {signals.comparable} comparable fortnights in half a year money came in in only {signals.sold}: no trend "
        "can be seen.",
    )


def _moves(signals: Signals, turned: Callable[[Estimate | None], Estimate | None]) -> bool:
    """Whether sales rise beyond the season; with ``_mirrored``, whether they fall.

    A fast course has to be sure, and left when last year's is taken off, where that is known. A slow one has to have
    brought sales clearly off last year's.
    """
    sales, people = turned(signals.sales), turned(signals.people)
    season, last_year = turned(signals.season), turned(signals.against_last_year)
    if sales is None:
        return False
    sure = sales.low > 0 or (people is not None and people.low > 0 and people.value > MOVES)
    fast = sales.value > MOVES and sure
    if last_year is not None and last_year.low > OFF_LAST_YEAR:
        return fast or sales.value > SLOWLY
    if season is None:
        return fast and last_year is None
    return fast and season.low > 0


def _below(signals: Signals, by: float) -> bool:
    """Whether sales are surely so far below last year's, and the distance is not surely closing."""
    off, season = signals.against_last_year, signals.season
    closing = season is not None and season.low > 0
    return off is not None and off.high < -by and not closing


def _narrow(signals: Signals) -> bool:
    """Whether the course of the money, or of the people, is known well enough to call it level."""
    known = [one for one in (signals.sales, signals.people) if one is not None]
    return min((one.high - one.low) / 2 for one in known) <= WIDE


def _restless(sales: Estimate) -> Words:
    low, high = (f"{value:+.0%}".replace("-", "−") for value in (sales.low, sales.high))
    return Words(
        f"卖得忽多忽少，每月 {low} 到 {high} 都说得通，看不出是涨是跌。",
        f"Sales go up and down so much that anything from {low} to {high} a month would fit: no trend can be seen.",
    )


def _as_it_is(change: Estimate | None) -> Estimate | None:
    return change


def _mirrored(change: Estimate | None) -> Estimate | None:
    """Falls seen as rises."""
    return None if change is None else Estimate(-change.value, -change.high, -change.low)
