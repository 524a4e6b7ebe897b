"""Why a buyer is on the list, in words: what is seen of them, beside what is usual for them. Not what caused it."""

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.churn.shop_log import as_date
from analytics.churn.standing import Standing
from analytics.local_time import DAY
from analytics.period import midnight
from analytics.say import counted
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

LATELY, BEFORE = 30, 90
"""Days: visits are compared between the last thirty and the sixty before them."""
SOON = 14
"""Days within which a coupon that ends is worth a word."""


MEANING = Words(
    f"来看：近 {LATELY} 天，「之前」是再往前 {BEFORE - LATELY} 天；退款：近 {BEFORE} 天；券：没用过、{SOON} 天内到期。",
    f"Visits: of the last {LATELY} days, “before” those of the {BEFORE - LATELY} before; refunds: of {BEFORE} days; "
    f"coupons: unused, ending within {SOON} days.",
)
"""Of the short words below."""


class Seen(Struct, frozen=True, eq=False):
    """What reasons are made of, one value of each array per code of a customer."""

    visits: Ints
    """In the last thirty days."""
    visits_before: Ints
    """In the sixty days before."""
    refunds: Ints
    """Asked for in the last ninety days."""
    coupons: Ints
    """Unused, and end within two weeks."""
    watches_visits: bool


def seen(facts: Facts, day: int) -> Seen:
    """What is seen up to the evening of ``day``."""
    return facts.derived(f"seen of buyers on {day}", lambda facts: _seen(facts, day))


def _seen(facts: Facts, day: int) -> Seen:
    moment, size = midnight(as_date(day + 1), facts.shop.zone), len(facts.position("customers"))
    visits, refunds, claims = facts["visits"], facts["refunds"], facts["coupon_claims"]
    ends = claims["expires_at"]
    held = (claims["created_at"] < moment) & ((claims["used_at"] == MISSING) | (claims["used_at"] >= moment))
    ending = held & (ends != MISSING) & (ends > moment) & (ends <= moment + SOON * DAY)
    lately, before = moment - LATELY * DAY, moment - BEFORE * DAY
    return Seen(
        visits=_count(visits["customer_id"], _between(visits["created_at"], lately, moment), size),
        visits_before=_count(visits["customer_id"], _between(visits["created_at"], before, lately), size),
        refunds=_count(refunds["buyer_id"], _between(refunds["created_at"], before, moment), size),
        coupons=_count(claims["customer_id"], ending, size),
        watches_visits=bool(len(visits)),
    )


def reasons(standing: Standing, seen: Seen, place: int) -> Words:
    """Of the buyer at a place of the standing."""
    code = int(standing.who[place])
    found = [words for tell in _TELL for words in tell(standing, seen, place, code)]
    return Words("；".join(words.zh for words in found), "; ".join(words.en for words in found))


def _coupon(standing: Standing, seen: Seen, place: int, code: int) -> list[Words]:
    if not seen.coupons[code]:
        return []
    held = counted(int(seen.coupons[code]), "coupon")
    return [Words(f"{held.zh} 张券快到期", f"{held.en} ending soon")]


def _money_back(standing: Standing, seen: Seen, place: int, code: int) -> list[Words]:
    if not seen.refunds[code]:
        return []
    asked = counted(int(seen.refunds[code]), "refund")
    return [Words(f"申请退款 {asked.zh} 次", f"{asked.en} asked for")]


def _looking(standing: Standing, seen: Seen, place: int, code: int) -> list[Words]:
    if not seen.watches_visits:
        return []
    lately, before = counted(int(seen.visits[code]), "visit"), counted(int(seen.visits_before[code]), "visit")
    if seen.visits[code]:
        return [Words(f"还在看，{LATELY} 天 {lately.zh} 次", f"still looks, {lately.en}")]
    if seen.visits_before[code]:
        return [Words(f"不来看了，之前 {before.zh} 次", f"stopped looking, {before.en} before")]
    return [Words(f"{BEFORE} 天没来看", f"no visit in {BEFORE} days")]


def _rhythm(standing: Standing, seen: Seen, place: int, code: int) -> list[Words]:
    since = counted(round(float(standing.since[place])), "day")
    if not standing.repeats[place]:
        return [Words(f"{since.zh} 天前只买过一次", f"bought once, {since.en} ago")]
    rhythm = float(standing.rhythm[place])
    if np.isnan(rhythm):
        often = int(standing.repeats[place]) + 1
        return [Words(f"{since.zh} 天没买，一共 {often} 次", f"last bought {since.en} ago, {often} times in all")]
    gap = counted(max(1, round(rhythm)), "day")
    return [
        Words(
            f"{since.zh} 天没买，以往平均 {gap.zh} 天一次",
            f"last bought {since.en} ago, every {gap.en} on average before",
        )
    ]


_TELL: tuple[Callable[[Standing, Seen, int, int], list[Words]], ...] = (_coupon, _money_back, _looking, _rhythm)
"""What can be acted upon first: where there is little room, the end is cut off."""


def _between(at: Ints, start: int, stop: int) -> Mask:
    found: Mask = (at >= start) & (at < stop)
    return found


def _count(who: Codes, some: Mask, size: int) -> Ints:
    people = who[some]
    found: Ints = np.bincount(people[people >= 0], minlength=size + 1)
    return found
