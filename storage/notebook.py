"""What people note about their shop, kept beside its records: which advice was followed, when they last looked."""

from typing import Literal

from msgspec import Struct


class Mark(Struct, frozen=True):
    """What was done with one card of advice."""

    card_id: str
    state: Literal["done", "dismissed"]
    at: int
    """When it was marked, UTC milliseconds."""
    node: str = ""
    """The node of the diagnosis to watch."""
    expected: float | None = None
    """The value of the node's metric per day that was expected without doing anything."""
    title: str = ""
    """What the card said, in Chinese and English, for when its rule no longer fires: "zh\\nen"."""
    slices: tuple[tuple[str, str], ...] = ()
    """The part of the shop in which the node is watched: a dimension id with a key each; empty for the whole shop."""
    stake: float | None = None
    """The money at stake when it was marked, minor units: a dismissed card comes back once it has doubled."""


class Notebook(Struct, frozen=True):
    """Everything noted about one shop."""

    marks: tuple[Mark, ...] = ()
    last_look: int | None = None
    """When the brief was last read on an earlier day, UTC milliseconds."""


EMPTY = Notebook()
