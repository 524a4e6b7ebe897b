"""What now: the cards of a question, the most money first; what is being lost or will be gone soon stands before."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec import Struct

from analytics.asked import Asked
from analytics.cards.declared import RULES
from analytics.cards.goods import is_goods
from analytics.cards.noted import noted
from analytics.cards.rule import Draft, Rule, Scene, Thing
from analytics.diagnosis.finding import Finding
from analytics.measure import read
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.result import Card, Diagnosis, Urgency
from storage.notebook import Notebook

MOST = 12
"""Open cards at a time: nobody acts on more."""
TRIFLE = 0.001
"""A loss of less than this part of what the period brought stands with what is to be cleared up."""
LIFTED = 0.1
"""What will be gone in days stands before what is worth more, if it is worth this part of the largest stake."""


class Dealt(Struct, frozen=True):
    """A draft and the rule that wrote it."""

    rule: Rule
    draft: Draft

    @property
    def card_id(self) -> str:
        """Stable while it is the same piece of advice."""
        about = "+".join(key for _, key in self.draft.about)
        return f"{self.rule.id}:{about}" if about else self.rule.id


def cards_of(
    asked: Asked, diagnosis: Diagnosis, findings: Mapping[str, tuple[Finding, ...]], notebook: Notebook
) -> tuple[Card, ...]:
    """Open cards first, ranked; then those marked done, with what became of them. Dismissed ones are left out."""
    scene, least = Scene(asked, diagnosis, findings), trifle(asked)
    return noted(scene, [_card(each, least) for each in ranked(dealt(scene), least)], notebook)


def dealt(scene: Scene, rules: Iterable[Rule] = tuple(RULES.values())) -> list[Dealt]:
    """What the rules have to say, in order of precedence, one card per thing; postage and fees are no goods."""
    if scene.asked.unknown is not None or scene.asked.absent:
        return []
    kept: list[Dealt] = []
    for rule in rules:
        of_goods = [draft for draft in rule.when(scene) if is_goods(scene.facts, draft.about)]
        drafts = sorted(of_goods, key=_weight, reverse=True)
        fresh = [draft for draft in drafts if not _spoken_of(draft.about, kept)]
        kept += [Dealt(rule, draft) for draft in fresh[: rule.most]]
    return kept


def ranked(cards: Iterable[Dealt], least: float = 0) -> list[Dealt]:
    """By the money at stake as it is printed, then by the low end of its range.

    A loss under way stands before that, and after it what will be gone in days, unless its stake is small beside the
    largest one. What only needs to be known comes last, by the money that it explains. A loss below ``least`` minor
    units is not urgent.
    """
    heaviest = sorted(cards, key=lambda each: _weight(each.draft), reverse=True)
    largest = max((each.draft.stake.value for each in heaviest if each.draft.stake), default=0.0)
    return sorted(heaviest, key=lambda each: _turn(each, least, largest))[:MOST]


def trifle(asked: Asked) -> float:
    """Minor units below which a loss is small beside what the period brought."""
    return TRIFLE * (read(asked.now, PAYMENT_AMOUNT).value or 0)


def _turn(each: Dealt, least: float, largest: float) -> int:
    urgency, stake = _urgency(each, least), each.draft.stake
    if urgency == "lapsing" and stake is not None and stake.value < LIFTED * largest:
        return 2
    return {"losing": 0, "lapsing": 1, "chance": 2, "tidying": 2, "known": 3}[urgency]


def _urgency(each: Dealt, least: float) -> Urgency:
    small = each.rule.alarm and each.draft.stake is not None and each.draft.stake.high < least
    return "tidying" if small else each.rule.urgency


def _weight(draft: Draft) -> tuple[float, float]:
    return (draft.stake.value, draft.stake.low) if draft.stake else (draft.explains, draft.explains)


def _spoken_of(about: Thing, kept: Iterable[Dealt]) -> bool:
    """Whether a card speaks of the thing, or of something that it is a part of."""
    spoken: Iterator[Thing] = chain.from_iterable((each.draft.about, *each.draft.covers) for each in kept)
    return any(set(thing) <= set(about) for thing in spoken if thing)


def _card(each: Dealt, least: float) -> Card:
    draft, rule = each.draft, each.rule
    return Card(
        each.card_id, rule.id, draft.title, draft.evidence, draft.effect, draft.stake, rule.source, draft.concerns,
        rule.watches, slices=draft.slices, urgency=_urgency(each, least),
    )  # fmt: skip
