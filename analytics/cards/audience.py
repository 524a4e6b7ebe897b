"""Whom or what a card is about, as a list to be opened."""

from analytics.cards.rule import Scene, Thing
from analytics.cards.wording import concern
from analytics.dimensions import DIMENSIONS
from analytics.parts import PARTS
from analytics.period import Period
from analytics.question import Filters
from analytics.result import Concern, Selection
from analytics.rows import behind
from analytics.selections import kind_shown

NONE = Filters()


def listed(scene: Scene, part_id: str, days: Period, filters: Filters = NONE, slices: Thing = ()) -> Selection | None:
    """The rows of a part, people and products by their own records; None where it cannot be filtered like this."""
    part = PARTS[part_id]
    dimensions = [DIMENSIONS[name] for name, _ in slices]
    cube = scene.asked.now if filters else None
    if cube is not None and cube.lacks(part.log, dimensions):
        return None
    return Selection(kind_shown(scene.facts, part), part_id, days, filters, slices)


def many(scene: Scene, rows: Selection | None) -> int:
    """How many they are."""
    return len(behind(scene.facts, rows)) if rows else 0


def concerns(number: int, zh: str, one: str, rows: Selection | None, several: str = "") -> tuple[Concern, ...]:
    """One concern, as ``concern`` words it; nothing of nobody."""
    return (concern(number, zh, one, rows, several),) if rows and number else ()
