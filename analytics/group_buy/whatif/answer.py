"""What the next group-buy would bring: options and advice, what cannot be told, and what to try instead."""

from msgspec import Struct

from analytics.group_buy.whatif.asked import LEVERS, Asked, Choice, Lever
from analytics.group_buy.whatif.buyers import buyers, returns
from analytics.group_buy.whatif.judged import Judged, judged
from analytics.group_buy.whatif.learnt import Learnt, learnt
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.options import Options, options
from analytics.group_buy.whatif.outcomes import drawn, outcomes
from analytics.group_buy.whatif.past import BLOCK, Past, past
from analytics.group_buy.whatif.refusals import nothing_to_count, too_few, untold
from analytics.group_buy.whatif.terms import Terms, terms
from analytics.group_buy.whatif.trial import SURE, Trial, rung, second, trial
from analytics.group_buy.whatif.warnings import Warned, warnings
from analytics.local_time import DAY
from storage.facts import Facts
from storage.words import Words


class Answer(Struct, frozen=True):
    """Everything about one question; money in minor units."""

    asked: Asked
    """With product, days and stock as they were taken."""
    terms: Terms | None
    """None where it could not even be asked."""
    options: tuple[Option, ...] = ()
    """All that were compared; empty where nothing can be told."""
    advised: Option | None = None
    last: Option | None = None
    """Last time's terms; None where they were not tried enough to tell."""
    own: Option | None = None
    """The merchant's own choice; None without one, or where it was never tried."""
    untold: tuple[Words, ...] = ()
    """What cannot be told and why; the first one says why there is no answer, where there is none."""
    trial: Trial | None = None
    warnings: tuple[Warned, ...] = ()
    """Of the own choice if there is one, else of what is advised."""


class Tried(Struct, frozen=True):
    """What can be asked: the values of each term with enough groups, for lists and sliders; money in minor units."""

    size: tuple[int, ...]
    price: tuple[int, ...]
    """Of this product, at the discounts that were tried; ascending."""
    window: tuple[int, ...]
    reward: tuple[int, ...]
    last: Choice
    solo: int


def what_if(facts: Facts, asked: Asked) -> Answer:
    """What the next group-buy would bring. The same facts and question give the same answer."""
    known = terms(facts, asked)
    if isinstance(known, Words):
        return Answer(asked, None, untold=(known,))
    found = learnt(facts)
    choice = known.own if asked.own else known.last
    if found is None:
        few = too_few(past(facts), _pace(past(facts)))
        return Answer(known.asked, known, untold=(few,), warnings=warnings(facts, known, choice))
    return _answered(facts, known, found)


def tried(facts: Facts, product: str | None = None) -> Tried | None:
    """None where nothing can be told."""
    known, found = terms(facts, Asked(product=product)), learnt(facts)
    if isinstance(known, Words) or found is None:
        return None
    size, discount, reward, window = (tuple(found.tried(name).tolist()) for name in LEVERS)
    prices = tuple(sorted(known.price(one) for one in discount))
    return Tried(size, prices, window, reward, known.last, known.solo)


def _answered(facts: Facts, known: Terms, found: Learnt) -> Answer:
    compared = options(found, known)
    people = buyers(facts)
    cannot = untold(known, found, compared, people, facts.shop)
    told = _judged(facts, known, found, compared) if compared.choices else None
    if told is None:
        cannot = (nothing_to_count(known, compared), *cannot)
        shown = known.own if known.asked.own else known.last
        return Answer(
            known.asked, known, untold=cannot, trial=_trial(known, found, compared, None),
            warnings=warnings(facts, known, shown),
        )  # fmt: skip
    advised, own = told.options[told.advised], None if told.own is None else told.options[told.own]
    shown = known.own if known.asked.own else advised.choice
    return Answer(
        known.asked, known, told.options, advised,
        last=None if told.last is None else told.options[told.last], own=own, untold=cannot,
        trial=_trial(known, found, compared, told), warnings=warnings(facts, known, shown),
    )  # fmt: skip


def _judged(facts: Facts, known: Terms, found: Learnt, compared: Options) -> Judged | None:
    draws = drawn(found, known, buyers(facts), returns(facts, known.product))
    return judged(found, known, compared, outcomes(found, known, draws, compared.choices))


def _trial(known: Terms, found: Learnt, compared: Options, told: Judged | None) -> Trial | None:
    """For what was not tried; else for terms of which one value was; else for advice that is not sure."""
    values: dict[Lever, list[int]] = {name: found.tried(name).tolist() for name in LEVERS}
    single = [name for name in LEVERS if len(values[name]) < 2]
    others = [rung(known, known.own, name, values) for name in compared.untried]
    others = others or [second(known, name) for name in single[:2]]
    if not others and told is not None and told.options[told.advised].choice != known.last:
        better = told.options[told.advised].better
        others = [told.options[told.advised].choice] if better is None or better < SURE else []
    others = [one for one in others if one != known.last]
    if not others:
        return None
    fill = int(found.past.filled.sum()) / max(1, int(found.past.finished.sum()))
    if told is not None and told.last is not None:
        fill = float(told.options[told.last].fill.value)
    return trial(known.last, others, fill, _pace(found.past))


def _pace(offers: Past) -> float:
    """Groups opened per day in the latest stretches of time, over all offers."""
    late = offers.cell_block < 2
    if not late.any():
        return 0.0
    running = offers.until - int(offers.starts[offers.cell_offer[late]].min())
    return float(offers.cell_opened[late].sum()) * DAY / min(2 * BLOCK, max(running, DAY))
