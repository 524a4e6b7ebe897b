"""What was never tried is not made up: a trial is proposed, with how many groups and days it takes to tell."""

import math

from msgspec import Struct, structs

from analytics.group_buy.whatif.asked import FIELDS, LEVERS, Choice, Lever
from analytics.group_buy.whatif.power import difference_of_sums, filled_needed, groups_needed, smallest_difference
from analytics.group_buy.whatif.terms import Terms

TELL = 0.15
"""The difference of fill rates that a trial should tell, where nothing is known of the goal."""
TELL_OF_GOAL = 0.3
"""The part by which what the goal counts, per day, should differ to be told."""
LONGEST = 90
"""Days beyond which a trial is not proposed; a shorter one tells larger differences only."""
_DEEPER = 2
"""Steps by which a discount may go beyond the deepest that was tried."""
_REWARD = 0.05
"""Of what a group pays: a reward to begin with."""
SURE = 0.9
"""A choice that is better than last time's with less chance than this is worth a trial."""


class Arm(Struct, frozen=True):
    """One side of a trial."""

    choice: Choice
    changed: tuple[Lever, ...]
    """In which terms it differs from the other side; empty for what it is held against."""


class Trial(Struct, frozen=True):
    """Offers to run side by side, or in turn week by week."""

    arms: tuple[Arm, ...]
    groups: int
    """Finished groups per arm."""
    days: int
    """For all arms together, at the shop's present pace."""
    tells: float | None
    """The smallest difference of fill rates told with 80% power; None where it tells none."""
    tells_goal: float | None = None
    """The same of what the goal counts per day, as a part of it; None where not known, or not even the double."""
    expected: float | None = None
    """By which part what is tried is expected to bring more of it; None where that is not known."""


def trial(control: Choice, others: list[Choice], fill: float, per_day: float, scatter: float | None = None) -> Trial:
    """A trial of some choices against one that fills so often, in a shop with so many groups a day.

    ``scatter``: the mean square of what a filled group brings, by its squared mean; None where it is not known.
    """
    arms = (Arm(control, ()), *(Arm(one, _changed(control, one)) for one in others))
    fill = min(max(fill, 0.05), 0.95)
    goal = None if scatter is None else math.ceil(filled_needed(TELL_OF_GOAL, scatter) / fill)
    wanted = groups_needed(fill, TELL) if goal is None else goal
    most = max(1, math.floor(LONGEST * per_day / len(arms)))
    groups = min(wanted, most)
    days = math.ceil(groups * len(arms) / per_day) if per_day > 0 else LONGEST
    part = None if scatter is None else difference_of_sums(groups * fill, scatter)
    return Trial(arms, groups, max(days, 1), smallest_difference(fill, groups), part if part and part <= 1 else None)


def doubtful(one: Trial) -> bool:
    """What is expected of it is less than it tells."""
    return one.expected is not None and one.tells_goal is not None and abs(one.expected) < one.tells_goal


def rung(terms: Terms, own: Choice, lever: Lever, tried: dict[Lever, list[int]]) -> Choice:
    """Last time's terms with one changed: to the own value where it lies near what was tried, else on the way to it.

    Never two at once: such a trial would tell of neither.
    """
    last, most = terms.last, max(tried[lever], default=terms.levels(terms.last)[lever])
    if lever == "size":
        return structs.replace(last, size=min(own.size, max(2 * most, 3)))
    if lever == "window":
        return structs.replace(last, window=min(own.window, 2 * most))
    if lever == "reward":
        return structs.replace(last, reward=own.reward)
    deep = terms.levels(own)["discount"] > most + _DEEPER
    return structs.replace(last, price=terms.price(most + _DEEPER) if deep else own.price)


def second(terms: Terms, lever: Lever) -> Choice:
    """A second value of a term of which only one was tried."""
    last, discount = terms.last, terms.levels(terms.last)["discount"]
    if lever == "size":
        return structs.replace(last, size=3 if last.size == 2 else 2)
    if lever == "discount":
        return structs.replace(last, price=terms.price(discount + 2 if discount < 4 else discount - 2))
    if lever == "reward":
        some = max(1, round(_REWARD * last.size * last.price / 100)) * 100
        return structs.replace(last, reward=0 if last.reward else some)
    return structs.replace(last, window=2 * last.window if last.window <= 1440 else last.window // 2)


def _changed(one: Choice, other: Choice) -> tuple[Lever, ...]:
    return tuple(name for name in LEVERS if getattr(one, FIELDS[name]) != getattr(other, FIELDS[name]))
