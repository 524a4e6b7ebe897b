"""Planned efforts: monthly coupons, discount days, group-buy rounds, advertising by quarter."""

from datetime import date, datetime, timedelta

import numpy as np
from msgspec import Struct

from sync.sandbox.channels import NAMES, PAID
from sync.sandbox.columns import Ints
from sync.sandbox.holidays import PROMOTIONS
from sync.sandbox.offers import ROUND
from sync.sandbox.plan import ZONE, Plan, midnight

TYPES = ("coupon", "discount", "group", "ad")


class Campaigns(Struct, frozen=True):
    """One value per campaign, oldest first."""

    name: tuple[str, ...]
    type: Ints
    starts: Ints
    ends: Ints
    budget: Ints
    channel: Ints
    """Channel an advertising campaign pays for, -1 otherwise."""

    def __len__(self) -> int:
        return len(self.name)

    def running(self, type_name: str, moments: Ints, channel: Ints | None = None) -> Ints:
        """The campaign of a type that runs at each moment (for advertising: in its channel), -1 where none does."""
        found = np.full(len(moments), -1)
        for row in np.flatnonzero(self.type == TYPES.index(type_name)):
            inside = (moments >= self.starts[row]) & (moments < self.ends[row])
            if channel is not None:
                inside &= channel == self.channel[row]
            found[inside] = row
        return found


def campaigns_of(plan: Plan) -> Campaigns:
    """All campaigns that have begun."""
    first = datetime.fromtimestamp(plan.start / 1000, ZONE).date()
    last = datetime.fromtimestamp(plan.until / 1000, ZONE).date()
    scale = max(1, plan.orders // 2000)
    rows = [*_coupons(first, last, scale), *_discounts(first, last, scale), *_ads(first, last, scale)]
    rounds = -((plan.start - plan.until) // ROUND)
    rows += [
        (f"拼团第{i + 1}期", 2, plan.start + i * ROUND, plan.start + (i + 1) * ROUND, 300_000 * scale, -1)
        for i in range(rounds)
    ]
    rows.sort(key=lambda row: (row[2], row[0]))
    names, *numbers = zip(*rows, strict=True)
    return Campaigns(tuple(names), *(np.array(column) for column in numbers))


_Row = tuple[str, int, int, int, int, int]


def _months(first: date, last: date, step: int) -> list[tuple[date, date]]:
    """First days of the months touched and of those ``step`` later."""
    found, day = [], date(first.year, (first.month - 1) // step * step + 1, 1)
    while day <= last:
        after = (day + timedelta(days=31 * step)).replace(day=1)
        found.append((day, after))
        day = after
    return found


def _coupons(first: date, last: date, scale: int) -> list[_Row]:
    return [
        (f"{begin.year}年{begin.month}月满减券", 0, midnight(begin), midnight(end), 50_000 * scale, -1)
        for begin, end in _months(first, last, 1)
    ]


def _discounts(first: date, last: date, scale: int) -> list[_Row]:
    rows: list[_Row] = []
    for year in range(first.year, last.year + 1):
        for name, (begin, end) in PROMOTIONS.items():
            day, after = date(year, *begin), date(year, *end) + timedelta(days=1)
            if first <= day <= last:
                rows.append((f"{year} {name}", 1, midnight(day), midnight(after), 200_000 * scale, -1))
    return rows


def _ads(first: date, last: date, scale: int) -> list[_Row]:
    return [
        (_ad_name(channel, begin), 3, midnight(begin), midnight(end), 400_000 * scale, channel)
        for begin, end in _months(first, last, 3)
        for channel in PAID
    ]


def _ad_name(channel: int, begin: date) -> str:
    return f"{NAMES[channel]}投放 {begin.year}Q{begin.month // 3 + 1}"
