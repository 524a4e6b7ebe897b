"""Dirty ties are settled as a slow twin settles them: one rule after the other, with dicts and recursion."""

from random import Random

import numpy as np
import pytest

from analytics.network.forest import forest_of, heights, sizes
from analytics.network.ties import settle
from tests.analytics.network.forests import UNKNOWN, Recursive, Tie, columns, random_ties


class Twin:
    """What is left out by each rule, and who stands below whom."""

    def __init__(self, ties: list[Tie]) -> None:
        self.ties = ties
        said = [row for row, (_, child, _) in enumerate(ties) if child != UNKNOWN]
        self.self_made = [row for row in said if ties[row][0] == ties[row][1]]
        self.orphans = [row for row in said if ties[row][0] == UNKNOWN]
        self.tie: dict[int, int] = {}
        of_child: dict[int, list[int]] = {}
        for row in said:
            if row not in self.self_made and row not in self.orphans:
                of_child.setdefault(ties[row][1], []).append(row)
        self.later: list[int] = []
        self.repeated: list[int] = []
        for child, rows in of_child.items():
            first, *rest = sorted(rows, key=lambda row: (ties[row][2], row))
            self.tie[child] = first
            for row in rest:
                (self.repeated if ties[row][0] == ties[first][0] else self.later).append(row)
        self.closing = [self.latest(ring) for ring in self.circles()]
        for row in self.closing:
            del self.tie[ties[row][1]]

    def circles(self) -> set[frozenset[int]]:
        """The children on each circle."""
        found = set()
        for child in self.tie:
            way = self.way_up(child, ())
            if way and way[-1] in way[:-1]:
                found.add(frozenset(way[way.index(way[-1]) : -1]))
        return found

    def way_up(self, node: int, below: tuple[int, ...]) -> tuple[int, ...]:
        """Upwards until a root, or until somebody is met again."""
        if node in below or node not in self.tie:
            return (*below, node)
        return self.way_up(self.ties[self.tie[node]][0], (*below, node))

    def latest(self, ring: frozenset[int]) -> int:
        return max((self.tie[child] for child in ring), key=lambda row: (self.ties[row][2], row))


def test_a_thousand_dirty_forests_are_settled_as_the_twin_does() -> None:
    kinds: dict[str, int] = {}
    for seed in range(1000):
        random = Random(seed)
        count = random.choice((1, 2, 5, 12, 40))
        ties = random_ties(random, count)
        twin, settled = Twin(ties), settle(count, *columns(ties))
        assert settled.tie.tolist() == [twin.tie.get(node, -1) for node in range(count)], seed
        assert settled.parent.tolist() == [ties[twin.tie[n]][0] if n in twin.tie else -1 for n in range(count)], seed
        for name in ("self_made", "orphans", "later", "repeated", "closing"):
            rows = getattr(settled.dirt, name).tolist()
            assert rows == sorted(getattr(twin, name)), (seed, name)
            kinds[name] = kinds.get(name, 0) + len(rows)
        said = sum(child != UNKNOWN for _, child, _ in ties)
        assert len(settled.dirt) + len(twin.tie) == said, "each tie counts or is left out by one rule"
        forest, slow = forest_of(settled.parent), Recursive(settled.parent.tolist())
        assert forest.depth.tolist() == [slow.depth(node) for node in range(count)]
        assert forest.root.tolist() == [slow.root(node) for node in range(count)]
        assert sizes(forest).tolist() == [slow.size(node) for node in range(count)]
        assert heights(forest).tolist() == [slow.height(node) for node in range(count)]
    assert min(kinds.values()) > 300, f"hardly any dirt was planted: {kinds}"


@pytest.mark.parametrize("length", [2, 3, 4, 5, 6])
def test_a_circle_is_opened_where_it_was_closed(length: int) -> None:
    ring = [(place, (place + 1) % length, place) for place in range(length)]
    settled = settle(length, *columns(ring))
    assert settled.dirt.closing.tolist() == [length - 1]
    assert settled.parent.tolist() == [-1, *range(length - 1)]


def test_what_hangs_below_a_circle_stays_below_it() -> None:
    settled = settle(4, *columns([(0, 1, 5), (1, 0, 6), (1, 2, 0), (2, 3, 99)]))
    assert settled.parent.tolist() == [-1, 0, 1, 2]
    assert settled.dirt.closing.tolist() == [1]


def test_of_ties_at_one_moment_the_first_row_counts_and_the_last_one_closes() -> None:
    settled = settle(3, *columns([(2, 1, 7), (0, 1, 7), (1, 2, 7)]))
    assert settled.dirt.later.tolist() == [1]
    assert settled.dirt.closing.tolist() == [2]
    assert settled.parent.tolist() == [-1, 2, -1]


def test_no_ties_and_no_people_are_no_trouble() -> None:
    none = np.zeros(0, np.int32)
    assert settle(0, none, none, none.astype(np.int64)).parent.tolist() == []
    lonely = settle(2, none, none, none.astype(np.int64))
    assert lonely.parent.tolist() == [-1, -1]
    assert len(lonely.dirt) == 0
