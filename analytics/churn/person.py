"""One buyer's outlook for the drawer, where it has been learnt: nobody waits for a lesson to open a drawer."""

import numpy as np

from analytics.churn.groups import GROUPS
from analytics.churn.outlook import OUTLOOK, Outlook
from analytics.churn.reasons import reasons, seen
from analytics.churn.standing import FAR, SOON, overdue_of, place_of
from analytics.churn.value import value_of
from analytics.learning import known
from analytics.result import Shown, Value
from storage.facts import Facts
from storage.words import Words

Told = tuple[Words, Shown, Value]


def outlook_of(facts: Facts, code: int) -> tuple[Told, ...]:
    """Name, unit and value of what is expected of a customer; nothing of who never bought, or before it is learnt."""
    found = known(facts, OUTLOOK)
    if found is None:
        return ()
    place = int(place_of(found.standing, np.array([code]))[0])
    return _told(facts, found, place) if place >= 0 else ()


def _told(facts: Facts, found: Outlook, place: int) -> tuple[Told, ...]:
    standing, group = found.standing, list(GROUPS.values())[found.group[place]]
    overdue = overdue_of(standing, place)
    value = value_of(found, np.array([place]))[0]
    return (
        (Words("流失分组", "Outlook"), Shown.TEXT, group.name),
        (Words(f"{SOON} 天内再来的把握", f"Comes within {SOON} days"), Shown.RATIO, float(standing.chance[place])),
        (Words(f"{FAR} 天还会花", f"Worth in {FAR} days"), Shown.MONEY, value),
        (Words("超出自己节奏几天", "Days beyond own rhythm"), Shown.COUNT, overdue),
        (Words("看到了什么", "What is seen"), Shown.TEXT, reasons(standing, seen(facts, standing.day), place)),
        (Words("下一步", "Next step"), Shown.TEXT, group.step),
    )
