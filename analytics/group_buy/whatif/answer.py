"""What the next group-buy would bring: options and advice, what cannot be told, and what to try instead."""

from msgspec import Struct, structs

from analytics.group_buy.whatif.asked import LEVERS, Asked, Choice
from analytics.group_buy.whatif.buyers import buyers, returns
from analytics.group_buy.whatif.judged import Judged, judged
from analytics.group_buy.whatif.learnt import LEAST, Learnt, learnt
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.options import Options, options
from analytics.group_buy.whatif.outcomes import drawn, outcomes
from analytics.group_buy.whatif.past import past
from analytics.group_buy.whatif.refusals import nothing_to_count, too_few, untold
from analytics.group_buy.whatif.senseless import senseless, sensible
from analytics.group_buy.whatif.terms import Terms, terms
from analytics.group_buy.whatif.tradeoff import Price
from analytics.group_buy.whatif.trial import Trial
from analytics.group_buy.whatif.trial_of import pace, trial_of
from analytics.group_buy.whatif.unlike import unlike
from analytics.group_buy.whatif.warnings import Warned, warnings
from analytics.group_buy.whatif.worth import worth
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
    lacking: int = 0
    """Finished groups that are missing before anything can be told."""
    warnings: tuple[Warned, ...] = ()
    """Of the own choice if there is one, else of what is advised, else of last time's terms."""
    price: Price | None = None
    """Where new buyers are the goal: what one may cost in margin."""
    own_asked: bool = False
    """The warnings are of an own choice, told or not."""
    safe: bool = True
    """Some option does not lose money in a bad case; then such a one is advised, else the one that loses least."""


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
    wrong = senseless(known, asked, facts.shop)
    if not wrong:
        return _sensible(facts, known)
    rest = what_if(facts, sensible(asked))
    heard = warnings(facts, known, known.own) if asked.own else rest.warnings
    untold = (*wrong, *rest.untold) if rest.advised else (*rest.untold, *wrong)
    return structs.replace(rest, untold=untold, warnings=heard, own_asked=asked.own)


def _sensible(facts: Facts, known: Terms) -> Answer:
    found, choice = learnt(facts), known.own if known.asked.own else known.last
    heard = warnings(facts, known, choice)
    if found is None:
        lack = LEAST - int(past(facts).finished.sum())
        return Answer(known.asked, known, untold=(too_few(past(facts), pace(past(facts))),), lacking=lack,
                      warnings=heard, own_asked=known.asked.own)  # fmt: skip
    strange = unlike(known, found, facts.shop)
    if strange is not None:
        return Answer(known.asked, known, untold=(strange,), warnings=heard, own_asked=known.asked.own)
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
            known.asked, known, untold=cannot, trial=trial_of(known, found, compared, None),
            warnings=warnings(facts, known, shown), own_asked=known.asked.own,
        )  # fmt: skip
    advised, own = told.options[told.advised], None if told.own is None else told.options[told.own]
    shown = known.own if known.asked.own else advised.choice
    return Answer(
        known.asked, known, told.options, advised,
        last=None if told.last is None else told.options[told.last], own=own, untold=cannot,
        trial=trial_of(known, found, compared, told), warnings=warnings(facts, known, shown),
        price=told.price, safe=told.safe, own_asked=known.asked.own,
    )  # fmt: skip


def _judged(facts: Facts, known: Terms, found: Learnt, compared: Options) -> Judged | None:
    draws = drawn(found, known, buyers(facts), returns(facts, known.product))
    return judged(found, known, compared, outcomes(found, known, draws, compared.choices), worth(facts))
