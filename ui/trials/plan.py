"""What a page proposes to try, and what a merchant made of it: light enough for a window that must not wait."""

from collections.abc import Callable

from msgspec import Struct

from storage.trial import Goods


class Offer(Struct, frozen=True, kw_only=True):
    """One of the things that are tried against each other."""

    name: str
    """What its field is called."""
    listed: str = ""
    """What the choice of its list is called, where there is one."""
    text: str = ""
    """What stands in the field at first, and counts where it is left empty."""
    example: str = ""
    goods: Goods | None = None
    """The list that goes with it at first."""


class Plan(Struct, frozen=True, kw_only=True):
    """What a page proposes."""

    view: str
    group: str
    """A group of the view, as ``analytics.trial.groups`` knows it."""
    title: str
    """Of the drawer."""
    name: str
    """Of the trial, until another one is typed."""
    why: str
    """What it is good for, in a sentence or two."""
    offers: tuple[Offer, ...]
    lists: tuple[tuple[Goods | None, str], ...] = ()
    """The lists of products that may go with each, by name; nothing where none can."""
    hold_out: int | None
    """Per cent that get nothing; None where everybody gets something."""
    floor: float = 0.0
    """The least margin of products that go out."""
    begun: Callable[["Wanted", str], str]
    """What to do now that the lists lie in a folder."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What is to be tried."""

    name: str
    view: str
    group: str
    hold_out: float
    """The share that gets nothing."""
    days: int
    """How long orders are watched."""
    offers: tuple[str, ...] = ()
    """In the merchant's words; two are held against each other."""
    goods: tuple[Goods | None, ...] = ()
    """The products that go with each."""
    floor: float = 0.0
