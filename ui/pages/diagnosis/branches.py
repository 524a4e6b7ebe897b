"""What of a diagnosis is seen as a tree: the way each number is split, and which quiet branches are folded away."""

from collections.abc import Collection, Mapping
from typing import Union

from msgspec import Struct

from analytics.result import Diagnosis, Node

SMALL = 0.1
"""The part of the whole change below which a branch need not be looked at."""


class Fold(Struct, frozen=True):
    """Branches below one node that explain nothing: within the usual ups and downs, and too small to matter."""

    parent: str
    nodes: tuple[Node, ...]
    opened: bool


class Twig(Struct, frozen=True):
    """A node with what is seen to the right of it."""

    node: Node
    below: tuple[Union["Twig", Fold], ...] = ()
    ways: tuple[tuple[Node, ...], ...] = ()
    """The ways in which it can be split."""
    way: int = 0
    """In which of them it is."""

    @property
    def other(self) -> tuple[Node, ...]:
        """What it would be split into next; nothing where there is one way only."""
        return self.ways[self.next] if len(self.ways) > 1 else ()

    @property
    def next(self) -> int:
        """The way after this one."""
        return (self.way + 1) % len(self.ways)


def grow(diagnosis: Diagnosis, chosen: Mapping[str, int], opened: Collection[str]) -> tuple[Twig, ...]:
    """The tree from its roots: split as ``chosen`` by node id, the folds below the nodes in ``opened`` open."""
    return tuple(_twig(diagnosis, node, chosen, opened) for node in diagnosis.nodes if node.parent is None)


def is_quiet(diagnosis: Diagnosis, node: Node) -> bool:
    """Whether a node and all that is below it is within the usual ups and downs and hardly moved the whole."""
    below = diagnosis.children(node.id)
    small = abs(node.contribution or 0) < SMALL * abs(diagnosis.nodes[0].contribution or 0)
    return node.verdict == "flat" and small and all(is_quiet(diagnosis, child) for child in below)


def seen(twigs: Collection[Twig | Fold]) -> tuple[Twig | Fold, ...]:
    """Everything that is shown, in reading order: each node before what is below it."""
    made: list[Twig | Fold] = []
    for each in twigs:
        made.append(each)
        if isinstance(each, Twig):
            made.extend(seen(each.below))
    return tuple(made)


def _twig(diagnosis: Diagnosis, node: Node, chosen: Mapping[str, int], opened: Collection[str]) -> Twig:
    ways = diagnosis.ways(node.id)
    if not ways:
        return Twig(node)
    way = min(chosen.get(node.id, 0), len(ways) - 1)
    quiet = tuple(child for child in ways[way] if is_quiet(diagnosis, child))
    shown = [child for child in ways[way] if node.id in opened or child not in quiet]
    below: list[Twig | Fold] = [_twig(diagnosis, child, chosen, opened) for child in shown]
    if quiet:
        below.append(Fold(node.id, quiet, node.id in opened))
    return Twig(node, tuple(below), ways, way)
