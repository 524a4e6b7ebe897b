"""Who stands out from the others: pointed at, chosen, emphasised."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Marked:
    """Who is pointed at and who is chosen; -1 for nobody."""

    hovered: int = -1
    chosen: int = -1
    chain: tuple[int, ...] = ()
    """From the one chosen up to the root of the tree."""
    emphasised: tuple[int, ...] = ()
