"""The few numbers the search goes by, and what each of them decides."""

from typing import Literal

from msgspec import Struct

Direction = Literal["both", "rise", "fall"]


class Rules(Struct, frozen=True, kw_only=True):
    """Chosen on labelled alarms with the alarms of other sources held out; see ``tests/bench/rootcause.py``."""

    direction: Direction = "both"
    """Which deviations count; ``both`` weighs rises and falls alike."""
    depth: int = 3
    """How many dimensions a slice may name."""
    most: int = 3
    """How many slices are returned at most."""
    support: float = 0.002
    """The least share of the volume, actual and expected together, that a slice must hold."""
    affected: float = 0.3
    """A part shares the change of its slice if its own log-lift reaches this share of the slice's."""
    doubt: float = 2.0
    """So many events (grains) more on both sides: how little a thin part can say."""
    everywhere: float = 0.95
    """If parts with this share of all that was expected moved alike, whichever way it is cut, no slice is to blame."""
    brevity: float = 0.01
    """What each further dimension must gain. With 0, of slices that hold the same leaves the fullest is named."""
    enough: float = 0.12
    """A further slice must still explain this share of what the first explains."""
    false_alarm: float = 0.05
    """Chance that any slice is found where counts vary as if by dice; 1 or more asks for no proof."""
