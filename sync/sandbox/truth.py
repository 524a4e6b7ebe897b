"""What was planted in a simulated shop, so that analyses can be scored against it."""

from typing import Any, Literal

from msgspec import Struct

from sync.sandbox.appeal import Appeal
from sync.sandbox.fill_rates import FillRate
from sync.sandbox.hypothetical import Hypothetical
from sync.sandbox.seasons import Seasons

Cause = Literal["out_of_stock", "channel_cut", "price_rise", "region_lost", "holiday_shift"]


class Fall(Struct, frozen=True):
    """A planted fall of sales: what acts, on which slice, since when, and what it cost."""

    cause: Cause
    dimension: str
    """product_id, channel, category, province or day."""
    value: str
    """The slice: an id, a channel, a category, a province, or the holiday."""
    since: int
    """First moment, UTC milliseconds; it acts until the end."""
    lost_orders: int
    lost_amount: int
    """Main products of the lost orders at list price, minor units; for the holiday a rough guess."""


class Truth(Struct, frozen=True):
    """The planted truth. Arrays are numpy, one value per customer row unless said otherwise."""

    purchase_rate: Any
    """Orders placed alone per operational day (a day of average season) while the customer is alive. Group-buys come on
    top, of the living, in proportion to the same rate."""
    dropout: Any
    """Chance to leave for good after each order placed alone."""
    lapsed: Any
    """True: left for good before the end."""
    lapsed_at: Any
    """Moment of leaving, MISSING while alive."""
    spread: Any
    """Weight with which a customer brings others; the share of new fans is proportional to it."""
    key_people: Any
    """Rows of the customers planted as key people."""
    taste: Any
    """Favourite category of each customer."""
    seasons: Seasons
    """The operational clock: how much there is to buy on each hour of the calendar."""
    lasts: Any
    """Days until each product is used up and bought again, 0 for what is bought once; one value per product row."""
    fill_rates: tuple[FillRate, ...]
    group_buying: Hypothetical
    """What any offer would bring."""
    open_groups: dict[str, bool]
    """For each group still open: whether it will fill in time."""
    channel_quality: dict[str, float]
    """Factor on the purchase rate of the fans each channel brings."""
    appeal: Appeal
    """How each content attracts fans, brings buyers, pulls visits and spreads; arrays of one value per content row."""
    fall: Fall | None
