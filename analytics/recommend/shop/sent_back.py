"""Products that most buyers sent back: not offered to anybody until fewer do.

Looked at are purchases of a year whose goods left the shop: an order that was cancelled, or a group that did not fill,
says nothing of the product. Held back is what surely most of them were given back of: of which the 95% interval of that
part lies above a half. A purchase of this week may still come back, so the part is rather too small than too large.
"""

import numpy as np
from msgspec import Struct

from analytics.coverage import present
from analytics.intervals import share
from analytics.local_time import DAY
from analytics.recommend.shop.kept import given_back, stayed
from analytics.recommend.shop.past import bought, products
from analytics.result import Estimate
from analytics.say import counted
from storage.facts import Facts
from storage.words import Words

DAYS = 365
MOST = 0.5
"""Of the purchases, so large a part must surely have been given back."""


class SentBack(Struct, frozen=True):
    """One product."""

    bought: int
    back: int
    part: Estimate


def sent_back(facts: Facts) -> dict[int, SentBack]:
    """Those to be held back, by code."""
    return facts.derived("products mostly sent back", _sent_back)


def said(one: SentBack) -> Words:
    """How much of one came back, with the range of that part."""
    span = f"{one.part.low:.0%}–{one.part.high:.0%}"
    return Words(
        f"卖出 {one.bought:,} 次、全额退了 {one.back:,} 次，占 {one.part.value:.0%}({span})",
        f"sold {counted(one.bought, 'time').en}, given back {counted(one.back, 'time').en}: "
        f"{one.part.value:.0%} ({span})",
    )


def _sent_back(facts: Facts) -> dict[int, SentBack]:
    every, until = bought(facts), present(facts) + 1
    lately = (every.at >= until - DAYS * DAY) & (every.at < until) & ~stayed(facts)
    came = lately & (given_back(facts) < until)
    sold, back = (np.bincount(every.item[lines], minlength=products(facts)) for lines in (lately, came))
    likely = np.flatnonzero(back > MOST * sold).tolist()
    told = ((item, int(sold[item]), int(back[item])) for item in likely)
    found = {item: SentBack(many, some, part) for item, many, some in told if (part := share(some, many))}
    return {item: one for item, one in found.items() if one.part.low > MOST}
