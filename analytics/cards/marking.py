"""The mark that goes into the notebook when a card is done or dismissed."""

from typing import Literal

from analytics.result import Card
from storage.notebook import Mark


def mark_of(card: Card, state: Literal["done", "dismissed"], at: int) -> Mark:
    """A mark made at ``at``, UTC milliseconds.

    What was to be expected is worked out from the shop's records of before ``at`` when the outcome is asked for.
    """
    return Mark(
        card.id,
        state,
        at,
        card.node,
        title=f"{card.title.zh}\n{card.title.en}",
        slices=card.slices,
        stake=card.stake.value if card.stake else None,
    )
