"""The mark that goes into the notebook when a card is done or dismissed."""

from typing import Literal

from analytics.cards.outcome import level
from analytics.period import local_day
from analytics.result import Card
from storage.facts import Facts
from storage.notebook import Mark


def mark_of(card: Card, facts: Facts, state: Literal["done", "dismissed"], at: int) -> Mark:
    """A mark made at ``at``, UTC milliseconds; what was to be expected is the level of the node until then."""
    return Mark(
        card.id,
        state,
        at,
        card.node,
        level(facts, card.node, card.slices, local_day(at, facts.shop.zone)) if state == "done" else None,
        f"{card.title.zh}\n{card.title.en}",
        card.slices,
        card.stake.value if card.stake else None,
    )
