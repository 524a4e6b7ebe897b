"""How good it would have been: at moments of the past, lists from what was known then against what was bought next.

New products and those bought before are judged apart. Beside our lists stand those of what sold most, of what the shop
pushed at that moment (as many products as it pushed, up to five), and by lot. It is a replay and no trial: nobody saw
these lists, so it tells who finds what people buy, not who makes them buy.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.local_time import DAY
from analytics.recommend.fitted import Chosen
from analytics.recommend.shop.hits import TOP, Hits, hits_of
from analytics.recommend.shop.items import items_of
from analytics.recommend.shop.kept import kept
from analytics.recommend.shop.mixing import MIXES, NOTHING_YET, Parts, Tally
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.moments import moments
from analytics.recommend.shop.owned import Owned, owned
from analytics.recommend.shop.plain import AHEAD, Pushed, pushed
from analytics.recommend.shop.ranking import Scores, best, by_chance, first_of, places_of, same_for_all
from analytics.recommend.shop.taste import taste
from analytics.recommend.shop.trials import Trial, trial
from storage.facts import Facts
from storage.progress import Progress, Report, StopAsked, ignore
from storage.words import Words

UNTOLD, UNRECORDED = -1, -2
"""Instead of how many products were pushed: so few or many that nobody can tell which; nothing on record at all."""
_STALE = 90
"""Days after which the item model chooses anew."""
_MOST = 4000
"""Customers judged at a moment, drawn by lot from those who bought."""
_DOING = Words("回放过去，看推得准不准", "Replaying the past")


class Judged(Struct, frozen=True, eq=False):
    """Lists of all moments, a row per customer and moment: of new products, or of those bought before."""

    customer: Codes
    moment: Ints
    history: Ints
    """Different products the customer had."""
    wanted: Ints
    """Products that were then bought, 1 or more."""
    ways: dict[str, Hits]
    pushed: Ints
    """How many products the shop pushed that were new to them, at most ``TOP``; ``UNTOLD`` or ``UNRECORDED``."""
    ours_cut: Hits
    """Ours cut to as many products as were pushed."""


class Past(Struct, frozen=True, eq=False):
    """What one moment tells; the model that it was replayed with is let go."""

    new: Judged
    again: Judged
    trial: Trial


class Choice(Struct, frozen=True):
    """What the item model chose, and the moment of which it was chosen."""

    chosen: Chosen
    at: int


class Replayed(Struct, frozen=True, eq=False):
    """Moments judged, the earliest first, and what they tell of mixing."""

    every: tuple[Past, ...]
    tally: Tally
    choice: Choice | None
    """Of the first moment, or of an earlier replay; None where nothing could be replayed."""
    drawn: bool
    """Whether customers were so many that some were drawn by lot."""


def replayed(facts: Facts, before: Choice | None, seed: int, report: Report, stop: StopAsked) -> Replayed:
    """Each moment in turn, mixed by what earlier ones told; the first only tells. Cancelled when asked to stop.

    What the item model chose ``before`` is used again while it is not too old; it never was chosen later than the first
    moment, so nothing of the future is in it.
    """
    every, tally, at_moments, drawn = list[Past](), NOTHING_YET, moments(facts), False
    choice = before if before and at_moments and 0 <= at_moments[0] - before.at <= _STALE * DAY else None
    for number, at in enumerate(at_moments):
        report(Progress(_DOING, number, len(at_moments)))
        now = Moment(facts, at)
        parts = parts_of(now, now.drawn, seed, choice, ignore, stop)
        choice = choice or Choice(parts.chosen, at)
        past, tally = _past(now, parts, tally, seed, stop)
        drawn |= len(now.drawn) < now.known.sum()
        if number or len(at_moments) == 1:
            every.append(past)
    return Replayed(tuple(every), tally, choice, bool(drawn))


def parts_of(now: Moment, users: Codes, seed: int, choice: Choice | None, report: Report, stop: StopAsked) -> Parts:
    """What is mixed for some customers, ascending, learnt from what was known of them at a moment."""
    items = items_of(now, users, seed, None if choice is None else choice.chosen, report, stop)
    return Parts(taste(now).scores, items.scores, same_for_all(now.popular), items.fitted.chosen)


def _past(now: Moment, parts: Parts, tally: Tally, seed: int, stop: StopAsked) -> tuple[Past, Tally]:
    """The moment judged, and what it adds to the tally."""
    ahead = owned(kept(now.facts, now.at + AHEAD * DAY, now.at), now.users, now.items)
    buyers = _buyers(now, ahead, seed)
    then = ahead.of(buyers)
    had = now.owned.has(buyers[then.row], then.item)
    fresh = ~now.had.has(buyers[then.row], then.item) & now.there[then.item]
    wanting = _wanting(buyers, (then.row[fresh], then.item[fresh]))
    held, chosen, many = parts.held(wanting[0]), tally.chosen(), now.owned.many()
    new = _new(now, held.by_history(chosen, many), wanting, seed, stop)
    again = _again(now, buyers, (then.row[had], then.item[had]), seed)
    past = Past(new, again, trial(now, parts.by_history(chosen, many), seed, stop))
    return past, tally.plus(many[wanting[0]], _tried(now, held, wanting, stop))


def _buyers(now: Moment, ahead: Owned, seed: int) -> Codes:
    """Customers who were known and bought something in the days after, some of them where they are many."""
    buyers = now.drawn[ahead.many()[now.drawn] > 0]
    drawn = np.random.default_rng([seed, now.at // DAY]).permutation(len(buyers))[:_MOST]
    return buyers[np.sort(drawn)]


def _tried(now: Moment, parts: Parts, wanting: tuple[Codes, Ints, Codes], stop: StopAsked) -> list[Hits]:
    """What every mix would have hit."""
    who, row, item = wanting
    lists = [best(parts.mixed(mix), who, now.there, now.had, TOP, stop).items for mix in MIXES]
    return [hits_of(one, row, item, now.items) for one in lists]


def _new(now: Moment, ours: Scores, wanting: tuple[Codes, Ints, Codes], seed: int, stop: StopAsked) -> Judged:
    """Lists of products that the customers did not have."""
    who, row, item = wanting
    put = pushed(now.facts, now.at)
    order, among = places_of(put.items[now.there[put.items]], now.items)

    def lists(of: Scores, may: Mask) -> NDArray[np.int32]:
        return best(of, who, may, now.had, TOP, stop).items

    found = {
        "ours": lists(ours, now.there),
        "popular": lists(same_for_all(now.popular), now.there),
        "pushed": lists(same_for_all(order), among),
        "lot": lists(by_chance(seed, now.items), now.there),
    }
    return _judged(now, who, row, item, found, _pushed_each(put, found["pushed"]))


def _pushed_each(put: Pushed, lists: NDArray[np.int32]) -> Ints:
    """How many of them each list has, or why that says nothing."""
    many: Ints = (lists >= 0).sum(axis=1)
    return many if put.told else np.full(len(many), UNTOLD if put.recorded else UNRECORDED)


def _again(now: Moment, buyers: Codes, then: tuple[Ints, Codes], seed: int) -> Judged:
    """Orders of the products that customers had; of those with more than a list holds, else every list is right."""
    some = now.owned.many()[buyers[then[0]]] > TOP
    who, row, item = _wanting(buyers, (then[0][some], then[1][some]))
    has = now.owned.of(who)
    values = {
        "ours": now.habit(now.again, has, AHEAD / 2),
        "popular": now.popular[has.item],
        "often": has.times + now.popular[has.item] / max(float(now.popular.max(initial=0.0)), 1e-12) / 2,
        "latest": has.last.astype(np.float64),
        "lot": np.random.default_rng([seed, 1]).random(len(has.row)),
    }
    found = {way: first_of(has.row, has.item, value, len(who), TOP) for way, value in values.items()}
    return _judged(now, who, row, item, found, np.full(len(who), UNRECORDED))


def _wanting(buyers: Codes, then: tuple[Ints, Codes]) -> tuple[Codes, Ints, Codes]:
    """The buyers who bought any of these, and the pairs by place among them."""
    rows, place = np.unique(then[0], return_inverse=True)
    return buyers[rows], place, then[1]


def _judged(now: Moment, who: Codes, row: Ints, item: Codes, found: dict[str, NDArray[np.int32]], many: Ints) -> Judged:
    cut = np.where(np.arange(TOP) < many[:, None], found["ours"], -1)
    return Judged(
        who,
        np.full(len(who), now.at),
        now.owned.many()[who],
        np.bincount(row, minlength=len(who)),
        {way: hits_of(lists, row, item, now.items) for way, lists in found.items()},
        many,
        hits_of(cut, row, item, now.items),
    )
