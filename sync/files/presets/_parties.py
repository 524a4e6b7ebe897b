"""Who somebody in an order is: by a phone, unless the shop's interface told of the same order with an id of its own.

That id stays. Were it replaced by the phone's, a buyer whose phone the interface hides would become two.
"""

from msgspec import Struct

from storage.records import Customer
from sync.files.presets._buyers import is_by_mobile


class Party(Struct, frozen=True):
    """A buyer or a promoter."""

    id: str | None
    """None for nobody we know."""
    told: Customer | None = None
    """What the file tells of them; nothing of somebody whom an interface knows."""


def party(known: str | None, told: Customer | None) -> Party:
    """Somebody, given whom the shop has in that place of the order and whom the file knows by phone."""
    if known is not None and not is_by_mobile(known):
        return Party(known)
    return Party(None) if told is None else Party(told.id, told)
