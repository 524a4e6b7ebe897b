"""A new trial: what was asked for is checked, people are split, or it is said why not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from analytics.dimension import id_codes
from analytics.period import local_day
from analytics.trial import refusals
from analytics.trial.offers import is_list_name
from analytics.trial.refusals import Refusal
from analytics.trial.split import HALVES, arms_of, split
from storage.facts import Facts
from storage.trial import Arm, Enrolled, Goods, Trial

HOLD_OUT, DAYS = 0.2, 30
"""What is held out and how long it is watched, where nothing else is asked for."""
LEAST_SHARE, MOST_SHARE = 0.1, 0.5
MOST_DAYS = 365
LEAST_PEOPLE = 10
"""Of an arm."""
LONGEST_NAME = 40


class Asked(Struct, frozen=True, kw_only=True):
    """The trial a merchant wants."""

    name: str
    ids: Sequence[str]
    """Customer ids, each once."""
    start: date
    """The first local day on which orders count."""
    at: int
    """Now, UTC milliseconds."""
    days: int = DAYS
    hold_out: float = HOLD_OUT
    """The share that gets nothing; 0 with two offers only."""
    offers: tuple[str, ...] = ()
    """What is offered, in the merchant's words; two are held against each other."""
    goods: tuple[Goods | None, ...] = ()
    """The products that go out with each; None for an offer of words alone."""
    view: str = ""
    group: str = ""
    note: str = ""
    floor: float = 0.0
    """The least margin of products that go out."""


def first_day(now: int, zone: ZoneInfo) -> date:
    """The day from which orders count where none is asked for: the next one, as those of this morning are not due to
    any message, and would count for both sides."""
    return local_day(now, zone) + timedelta(days=1)


def enrol(facts: Facts, asked: Asked, merges: Mapping[str, str]) -> Enrolled | Refusal:
    """The trial with its people, or why there is none.

    ``merges`` leads ids to the customer they are the same person as; a person under two ids is in the trial once.
    """
    refused = _form(asked) or _list(facts, asked.ids, merges)
    if refused is not None:
        return refused
    trial_id = f"{facts.shop.id} {asked.name} {asked.start}"
    people = sorted({merges.get(one, one) for one in asked.ids})
    arms = arms_of(asked.hold_out, asked.offers, asked.goods)
    place = split(trial_id, people, arms).tolist()
    ids = tuple(tuple(one for one, own in zip(people, place, strict=True) if own == arm) for arm in range(len(arms)))
    smallest = min(map(len, ids))
    if smallest < LEAST_PEOPLE:
        return refusals.too_few(len(people), smallest, LEAST_PEOPLE)
    return Enrolled(_trial(trial_id, asked, _filled(arms, ids)), ids)


def _filled(arms: Sequence[Arm], ids: Sequence[Sequence[str]]) -> tuple[Arm, ...]:
    return tuple(structs.replace(arm, people=len(own)) for arm, own in zip(arms, ids, strict=True))


def _trial(trial_id: str, asked: Asked, arms: tuple[Arm, ...]) -> Trial:
    return Trial(
        trial_id, asked.name, asked.at, asked.start, asked.days, arms, asked.view, asked.group, asked.note
    )  # fmt: skip


def _form(asked: Asked) -> Refusal | None:
    if not 0 < len(asked.name) <= LONGEST_NAME or not asked.name.isprintable() or asked.name != asked.name.strip():
        return refusals.bad_name(LONGEST_NAME)
    many = max(len(asked.offers), len(asked.goods))
    if many > len(HALVES):
        return refusals.too_many_offers()
    none_held = asked.hold_out == 0 and many == len(HALVES)
    if not (LEAST_SHARE <= asked.hold_out <= MOST_SHARE or none_held):
        return refusals.bad_share(LEAST_SHARE, MOST_SHARE)
    if not 1 <= asked.days <= MOST_DAYS:
        return refusals.bad_days(MOST_DAYS)
    return offers_refused(arms_of(asked.hold_out, asked.offers, asked.goods))


def offers_refused(arms: Sequence[Arm]) -> Refusal | None:
    """Why these are nothing to hold against each other; None where they are."""
    halves = [arm for arm in arms if arm.key in HALVES]
    if any(not arm.offer and arm.goods is None for arm in halves):
        return refusals.no_offer()
    if len({(arm.offer, arm.goods) for arm in halves}) < len(halves):
        return refusals.alike()
    named = [arm.offer for arm in arms if arm.goods is None and is_list_name(arm.offer)]
    return refusals.list_in_words(named[0]) if named else None


def _list(facts: Facts, ids: Sequence[str], merges: Mapping[str, str]) -> Refusal | None:
    if not ids:
        return refusals.nobody()
    repeated = [one for one, often in Counter(ids).items() if often > 1]
    if repeated:
        return refusals.twice(repeated)
    codes = id_codes(facts, "customers")
    absent = [one for one in ids if one not in codes and merges.get(one, one) not in codes]
    return refusals.unknown(absent, len(ids)) if absent else None
