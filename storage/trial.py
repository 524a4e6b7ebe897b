"""A trial as it is kept: who was to get which offer, from which day on, for how long."""

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

ArmKey = Literal["treated", "held_out", "a", "b"]
HELD: ArmKey = "held_out"
Goods = Literal["own", "best"]
"""A list of products: of each one's own, or of what sells most."""


class Arm(Struct, frozen=True):
    """One of the groups into which people were split."""

    key: ArmKey
    share: float
    """Of all people, as asked for."""
    people: int
    """How many it came to."""
    offer: str = ""
    """What they get, in the merchant's words; empty for those held out, and where products say it."""
    goods: Goods | None = None
    """The list of products that goes with it."""


class Trial(Struct, frozen=True):
    """What was asked for when the lists were made."""

    id: str
    """What people were split by; a trial of another id splits them anew."""
    name: str
    at: int
    """When the lists were made, UTC milliseconds."""
    start: date
    """The first local day on which orders count."""
    days: int
    """How many days they count."""
    arms: tuple[Arm, ...]
    view: str = ""
    """Where the people came from: the id of a view and of a group in it; empty for a list that was brought."""
    group: str = ""
    note: str = ""
    usual: float | None = None
    """The part of them that was expected to buy by itself in these days, when the lists were made; None if unknown."""

    @property
    def end(self) -> date:
        """The first local day that does not count any more."""
        return self.start + timedelta(days=self.days)

    @property
    def people(self) -> int:
        """How many are in it."""
        return sum(arm.people for arm in self.arms)


class Product(Struct, frozen=True, array_like=True):
    """Something that goes out to people, as it was called that day."""

    id: str
    title: str


class Enrolled(Struct, frozen=True):
    """A trial and who is in it: the ids and products of that day, which later lists do not change."""

    trial: Trial
    ids: tuple[tuple[str, ...], ...]
    """Per arm, sorted."""
    products: tuple[Product, ...] = ()
    """All that go out to anybody; none where the offers are no products."""
    lists: tuple[tuple[tuple[int, ...], ...], ...] = ()
    """Per arm and person what goes out to them, best first, by place in ``products``; empty where nothing does."""
