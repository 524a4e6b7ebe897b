"""What a shop is known to sell, found by the code or the name that a file tells instead of a number."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sync.files.preset import Group, Known

_AT_ONCE = 2000  # groups: no index helps to find a code, so many are looked for together


class Lookup:
    """Finds records of a kind by their field ``by``. What an import adds itself is not sure to be found."""

    def __init__(self, known: Known, kind: str, by: str, column: str) -> None:
        self._known = known
        self._kind = kind
        self._by = by
        self._column = column
        self._asked: set[str] = set()
        self._found: dict[str, list[tuple[str, Any]]] = {}

    def ahead(self, groups: Iterable[Group], values: Callable[[Group], Iterable[str]]) -> Iterator[Group]:
        """The groups, each after its ``values`` were looked for."""
        rest = iter(groups)
        while chunk := list(islice(rest, _AT_ONCE)):
            self._ask({value for group in chunk for value in values(group)} - self._asked)
            yield from chunk

    def _ask(self, values: set[str]) -> None:
        self._asked |= values
        found = self._known(self._kind, (self._by, self._column), sorted(values), by=self._by) if values else {}
        for id, (value, cell) in found.items():
            self._found.setdefault(value, []).append((id, cell))

    def __call__(self, value: str) -> tuple[str, Any] | None:
        """The id and the column of the one record with this value; None where there is none, or several."""
        found = self._found.get(value, ())
        return found[0] if len(found) == 1 else None
