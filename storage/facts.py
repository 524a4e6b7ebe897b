"""Facts: a shop's records as numpy columns, loaded one by one when first asked for.

The same class stands before columns made in memory (``facts_memory``) and columns kept on disk (``facts_load``): the
``Shelf`` it is given says where they come from. Arrays are read-only and in row order. Codes of ids and categories
depend on the order in which texts were first seen, so they name things but never rank them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any, TypeVar, cast
from weakref import finalize

import numpy as np
from msgspec import Struct

from storage.columns import ROW, Array, Int32, Int64, category_domain, facts_columns, id_domain
from storage.fields import Unit
from storage.progress import Cancelled, StopAsked, never
from storage.records import KINDS
from storage.shop import Shop

T = TypeVar("T")
_LOOK = 0.1  # seconds between two looks at whether somebody who waits was asked to stop


class Shelf(Struct, frozen=True):
    """Where the columns of one shop come from. Calls come one at a time."""

    column: Callable[[str, str], Array]
    """(kind, column) -> values in row order; the column "row" has the SQLite row numbers."""
    labels: Callable[[str, str], Sequence[str | None]]
    """(kind, column) -> texts in row order."""
    texts: Callable[[str], Sequence[str]]
    """domain (``columns.domain_of``) -> its texts in order of their codes."""
    size: Callable[[str], int]
    """domain -> how many texts it has."""
    close: Callable[[], None] = lambda: None
    """Let go of what is open."""
    persons: Callable[[], Int32] | None = None
    """Code of a customer -> code that stands for the person; None where everybody stands for themselves."""
    recall: Callable[[str], bytes | None] = lambda _name: None
    """What was kept under a name; None where nothing was, or it is lost."""
    keep: Callable[[str, bytes], None] = lambda _name, _data: None
    """Keep something under a name, with these columns and as long as they are kept."""


class Labels(Sequence[str | None]):
    """The texts of a label column by table position, read when the first one is asked for."""

    def __init__(self, load: Callable[[], Sequence[str | None]], length: int) -> None:
        self._load = load
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, position: Any) -> Any:
        return self._load()[position]


class Table:
    """The columns of one kind; position i of every column belongs to the record in SQLite row ``row[i]``."""

    def __init__(self, facts: "Facts", kind: str) -> None:
        self._facts = facts
        self.kind = kind

    def __len__(self) -> int:
        return len(self.row)

    @property
    def row(self) -> Int64:
        """SQLite row numbers, ascending."""
        return self._facts.column(self.kind, ROW)

    def __getitem__(self, column: str) -> Array:
        unit = self._unit(column)
        if unit is Unit.LABEL:
            raise KeyError(f"{self.kind}.{column} is a label: ask labels({column!r})")
        return self._facts.column(self.kind, column)

    def __iter__(self) -> Iterator[str]:
        return iter(facts_columns(self.kind))

    def categories(self, column: str) -> tuple[str, ...]:
        """code -> text; shared by the columns of this name in all kinds."""
        if self._unit(column) is not Unit.CATEGORY:
            raise KeyError(f"{self.kind}.{column} is not a category")
        return self._facts.categories(column)

    def labels(self, column: str) -> Labels:
        """The texts of a label column."""
        if self._unit(column) is not Unit.LABEL:
            raise KeyError(f"{self.kind}.{column} is not a label")
        return Labels(lambda: self._facts.texts_of(self.kind, column), len(self))

    def _unit(self, column: str) -> Unit:
        try:
            return facts_columns(self.kind)[column].unit
        except KeyError:
            raise KeyError(f"facts have no column {self.kind}.{column}") from None


class Facts:
    """All columns of one shop at one version of its data. Safe to share between threads."""

    def __init__(self, shop: Shop, version: int, as_of: int | None, shelf: Shelf) -> None:
        self.shop = shop
        self.version = version
        self.as_of = as_of
        """Newest source time of the data, UTC milliseconds; None for an empty shop."""
        self._shelf = shelf
        self._reading = RLock()
        self._making: dict[tuple[str, ...], RLock] = {}
        """A lock per value: one that takes a minute to learn does not hold up the pages that need another."""
        self._kept: dict[tuple[str, ...], Any] = {}
        finalize(self, shelf.close)

    def __getitem__(self, kind: str) -> Table:
        if kind not in KINDS:
            raise KeyError(f"there is no kind {kind!r}")
        return Table(self, kind)  # not kept: facts that nobody uses any more are to go at once, without a cycle

    def close(self) -> None:
        """Let go of the file; what has been loaded stays usable. Forgetting the facts does the same."""
        with self._reading:
            self._shelf.close()

    def column(self, kind: str, column: str) -> Array:
        """A numeric column; tables ask for it by name."""
        return self._once(
            ("column", kind, column), lambda: _frozen(self._read(lambda shelf: shelf.column(kind, column)))
        )

    def texts_of(self, kind: str, column: str) -> Sequence[str | None]:
        """The texts of a label column by position."""
        return self._once(("labels", kind, column), lambda: self._read(lambda shelf: shelf.labels(kind, column)))

    def categories(self, column: str) -> tuple[str, ...]:
        """code -> text of the categories of all columns with this name."""
        return self._once(
            ("categories", column), lambda: tuple(self._read(lambda shelf: shelf.texts(category_domain(column))))
        )

    def category(self, column: str, text: str) -> int:
        """The code of a category; -2, which no row has, where the data knows none of that name."""
        texts = self.categories(column)
        return texts.index(text) if text in texts else -2

    def ids(self, kind: str) -> Sequence[str]:
        """code -> id of a kind, or of "visitors"."""
        return self._once(("ids", kind), lambda: self._read(lambda shelf: shelf.texts(id_domain(kind))))

    def position(self, kind: str) -> Int32:
        """code of an id -> position of its record in the table of the kind, -1 where there is no such record."""
        return self._once(("position", kind), lambda: _frozen(self._positions(kind)))

    def persons(self) -> Int32:
        """Code of a customer -> code that stands for the person: another one for who was merged into somebody."""
        return self._once(("persons",), lambda: _frozen(self._read(_persons)))

    def derived(self, key: str, build: Callable[["Facts"], T], stop: StopAsked = never) -> T:
        """What ``build`` makes of these facts, made once. While another thread makes it, ``stop`` raises Cancelled."""
        return self._once(("derived", key), lambda: build(self), stop)

    def has_derived(self, key: str) -> bool:
        """Whether ``derived`` would answer at once."""
        return ("derived", key) in self._kept

    def recall(self, name: str) -> bytes | None:
        """What was last kept under a name, by these facts or earlier ones with the same codes. Raises KnownError."""
        return self._read(lambda shelf: shelf.recall(name))

    def keep(self, name: str, data: bytes) -> None:
        """Keep something learnt for later facts of the shop. Raises KnownError."""
        self._read(lambda shelf: shelf.keep(name, data))

    def _positions(self, kind: str) -> Int32:
        positions = np.full(self._read(lambda shelf: shelf.size(id_domain(kind))), -1, np.int32)
        if kind in KINDS:
            codes = self[kind]["id"]
            positions[codes] = np.arange(len(codes), dtype=np.int32)
        return positions

    def _once(self, key: tuple[str, ...], make: Callable[[], T], stop: StopAsked = never) -> T:
        if key not in self._kept:
            with _held(self._making.setdefault(key, RLock()), stop):
                if key not in self._kept:
                    self._kept[key] = make()
        return cast(T, self._kept[key])

    def _read(self, ask: Callable[[Shelf], T]) -> T:
        """What the shelf says; it is asked one question at a time."""
        with self._reading:
            return ask(self._shelf)


@contextmanager
def _held(lock: RLock, stop: StopAsked) -> Iterator[None]:
    """Values need others, but never each other: no two threads wait for each other."""
    while not lock.acquire(timeout=_LOOK):
        if stop():
            raise Cancelled
    try:
        yield
    finally:
        lock.release()


def _persons(shelf: Shelf) -> Int32:
    return np.arange(shelf.size(id_domain("customers")), dtype=np.int32) if shelf.persons is None else shelf.persons()


def _frozen(array: Array) -> Array:
    array.setflags(write=False)
    return array
