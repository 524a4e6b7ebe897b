"""That a festival is behind what is out of the ordinary: said before anything that sounds like an alarm."""

from collections.abc import Sequence
from datetime import date

from analytics.cards.rules.holidays import HOLIDAY
from analytics.cards.wording import told
from analytics.holidays import acting
from analytics.period import Period
from analytics.result import Card
from storage.shop import Shop
from storage.words import Words


def explained(cards: Sequence[Card], unusual: Words) -> Words | None:
    """What is out of the ordinary, after what the card of a festival says of it; None where no card does."""
    card = next((each for each in cards if each.rule == HOLIDAY.id and each.state == "open"), None)
    if card is None:
        return None
    return told("{title}。{evidence}{unusual}", "{title}. {evidence} {unusual}", title=card.title,
                evidence=card.evidence, unusual=unusual)  # fmt: skip


def around(shop: Shop, day: date) -> Words:
    """ ", around Double 11"; nothing on a day on which no festival acts."""
    near = acting(shop, Period(day, day))
    if not near:
        return Words("", "")
    return told("，正赶上{name}前后", ", around {name}", name=near[-1].kind.name)
