"""Lines that belong together: gathered by key, passed on as soon as the last of them is there, whole or not at all.

Part of an order would be a wrong amount: if one of its lines cannot be read, all are rejected. Lines of a thing nearly
always follow each other; those of the few that do not ("split", found by the survey) are held until the file ends.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from storage.words import Words
from sync.files.preset import SPOILED, Group, Row, Rule, Tally, spoil
from sync.files.values import Unreadable, identity, unwrap

REPEATED = Rule(
    Words("整单在文件里重复出现，只算一次", "an order that stands in the file twice counts once"), skips=True
)
"""What is done whatever the preset."""

Line = Callable[[Sequence[str]], Any]
"""Cells to a line; raises Unreadable."""

_NO_KEY = Words("「{column}」是空的，看不出是哪一单", "{column} is empty: there is no telling what the line belongs to")


class Keyed(Struct, frozen=True):
    """Where the key stands among the cells, and what the survey knows of the keys."""

    at: int
    column: str
    split: frozenset[str]
    """Keys that come again after another one came between."""
    torn: Mapping[str, int]
    """Keys of which a line could not even be cut into cells, and its number."""


def alone(rows: Iterable[Row], key_at: int | None, line: Line, tally: Tally) -> Iterator[Group]:
    """Every line by itself; ``key_at`` is where its id stands, if it has one."""
    for number, cells in rows:
        key = "" if key_at is None else unwrap(cells[key_at])
        try:
            yield Group(key, [number], [line(cells)])
        except Unreadable as bad:
            tally.reject(number, bad.reason)
            tally.owners[number] = key


def together(rows: Iterable[Row], keyed: Keyed, line: Line, tally: Tally) -> Iterator[Group]:
    """Lines of the same key as one, of which every line is readable."""
    held: dict[str, _Gathering] = {}
    current: _Gathering | None = None
    for number, cells in rows:
        try:
            key = _key(cells, keyed)
        except Unreadable as bad:
            tally.reject(number, bad.reason)
            if current is not None and not unwrap(cells[keyed.at]):
                current.spoil(number)  # merged cells: the line belongs to what stands above it
            continue
        if current is None or key != current.group.key:
            if current is not None and current.group.key not in held:
                yield from current.whole(keyed, tally)
            current = held.get(key) or _Gathering(Group(key, [], []))
            if key in keyed.split:
                held[key] = current
            current.begin()
        current.take(number, cells, line, tally)
    if current is not None and current.group.key not in held:
        yield from current.whole(keyed, tally)
    for each in held.values():
        yield from each.whole(keyed, tally)


def _key(cells: Sequence[str], keyed: Keyed) -> str:
    key = identity(cells[keyed.at], keyed.column)
    if not key:
        raise Unreadable(_NO_KEY.fill(column=keyed.column))
    return key


class _Gathering(Struct):
    """A thing whose lines are still coming."""

    group: Group
    spoiled: int | None = None
    """The first line that cannot be read."""
    blocks: list[int] = []
    """Where lines begin that other things stood before."""

    def begin(self) -> None:
        """Lines follow that do not stand right behind the ones before."""
        self.blocks.append(len(self.group.lines))

    def spoil(self, number: int) -> None:
        """A line of the thing cannot be read."""
        self.spoiled = self.spoiled or number

    def take(self, number: int, cells: Sequence[str], line: Line, tally: Tally) -> None:
        """One more line."""
        try:
            self.group.lines.append(line(cells))
            self.group.numbers.append(number)
        except Unreadable as bad:
            tally.reject(number, bad.reason)
            tally.owners[number] = self.group.key
            self.spoil(number)

    def whole(self, keyed: Keyed, tally: Tally) -> Iterator[Group]:
        """The group, unless one of its lines is bad."""
        key = self.group.key
        spoiled = [number for number in (self.spoiled, keyed.torn.get(key)) if number is not None]
        if spoiled:
            spoil(self.group, SPOILED.fill(line=min(spoiled), key=key), tally)
        elif self.group.lines:
            yield self._once(tally)

    def _once(self, tally: Tally) -> Group:
        """The group without blocks of lines that stand in the file before: two exports were put one below the other."""
        if len(self.blocks) < 2:
            return self.group
        ends = [*self.blocks[1:], len(self.group.lines)]
        kept: list[tuple[list[Any], list[int]]] = []
        for start, end in zip(self.blocks, ends, strict=True):
            lines, numbers = self.group.lines[start:end], self.group.numbers[start:end]
            if any(lines == before for before, _ in kept):
                tally.applied[REPEATED] += len(lines)
            else:
                kept.append((lines, numbers))
        lines = [line for each, _ in kept for line in each]
        return Group(self.group.key, [number for _, each in kept for number in each], lines)
