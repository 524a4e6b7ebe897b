"""Dimensions: the ways to split a shop's rows, by channel, province, product, weekday and so on.

A dimension gives every row of a cut a code; -1 means "not known". Its ``keys`` name the codes in selections and
filters ("" names -1), its labels are what people read.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Mask
from analytics.cut import Cut
from analytics.log import PAID, SOLD, Log
from analytics.paths import Paths
from storage.facts import Facts
from storage.words import Words

UNKNOWN = Words("未知", "not known")
_MANY = 8  # keys from which on it is quicker to look them up at once
_NOTHING = -2  # the code of a key that no row can have


class Dimension(Struct, frozen=True):
    """One way to split rows."""

    id: str
    name: Words
    kinds: frozenset[str]
    """Kinds of records that can be split this way."""
    codes: Callable[[Cut], Codes]
    """A code for every row of a cut."""
    size: Callable[[Facts], int]
    """Codes lie between -1 and this, exclusive."""
    key: Callable[[Facts, int], str]
    """code -> key."""
    code: Callable[[Facts, str], int | None]
    """key -> code; None if there is no such value."""
    label: Callable[[Facts, int], str | Words]
    """code -> what people read."""
    unknown: Words = UNKNOWN
    """What people read for -1."""
    ordered: bool = False
    """The codes have an order of their own: weekdays, price bands."""
    one_per: frozenset[str] = frozenset()
    """Kinds of records of which each has one value only within a question, beside ``kinds``: a product's category."""
    id_name: Words | None = None
    """What the keys are called where they are ids worth showing beside the label."""
    paths: Mapping[str, Paths] = {}
    """kind -> where the value stands, for values that a source may not supply."""

    elsewhere: frozenset[str] = frozenset()
    """Kinds with a value of their own that what they do need not share: a customer lives here and orders there."""

    def splits(self, counted: str) -> bool:
        """Whether each of what is counted has one value only, so that the counts per value add up."""
        return counted in self.one_per or (counted in self.kinds and counted not in self.elsewhere)

    def label_of(self, facts: Facts, code: int) -> str | Words:
        """What people read for a code, -1 included."""
        return self.unknown if code < 0 else self.label(facts, code)

    def key_of(self, facts: Facts, code: int) -> str:
        """The key of a code, -1 included."""
        return "" if code < 0 else self.key(facts, code)

    def among(self, facts: Facts, codes: Codes, keys: Sequence[str]) -> Mask:
        """Which of the codes are named by one of the keys."""
        wanted = [self._code_of(facts, key) for key in keys]
        if len(wanted) > _MANY:
            named = np.zeros(self.size(facts) + 2, dtype=bool)  # the last two are for -2 and -1
            named[wanted] = True
            named[_NOTHING] = False
            return named[codes]
        one_of: Mask = np.logical_or.reduce([codes == code for code in wanted])
        return one_of

    def _code_of(self, facts: Facts, key: str) -> int:
        if key == "":
            return -1
        code = self.code(facts, key)
        return _NOTHING if code is None else code

    def knows(self, facts: Facts, key: str) -> bool:
        """Whether the data has the value; "not known" always counts as one."""
        return self._code_of(facts, key) != _NOTHING

    def untold(self, facts: Facts) -> Words | None:
        """Why splitting sales like this says nothing: the source never tells; None if it does."""
        sales = self._sales()
        if not len(sales.ordered(facts).at) or self._any(facts, sales):
            return None
        return Words(f"数据来源没有标出{self.name.zh}。", f"The source does not tell: {self.name.en}.")

    def supplied(self, facts: Facts, log: Log) -> bool:
        """Whether the rows of a log can be told apart: False if sales have values and none of its rows has any."""
        if log.kind in (PAID.kind, SOLD.kind) or not len(log.ordered(facts).at):
            return True
        return self._any(facts, log.begins_with or log) or not self._any(facts, self._sales())

    def _sales(self) -> Log:
        return PAID if PAID.kind in self.kinds else SOLD

    def _any(self, facts: Facts, log: Log) -> bool:
        paths = self.paths.get(log.kind)
        if paths is None:
            return True
        return facts.derived(f"any {log.id} {paths}", lambda facts: bool((log.codes(facts, paths) >= 0).any()))


def category(
    id: str, name: Words, column: str, paths: Mapping[str, Paths], names: Mapping[str, Words] = MappingProxyType({})
) -> Dimension:
    """A dimension of texts: ``column`` names the category, ``paths`` where each kind of record has it.

    ``names`` says what people read for texts that sources use as codes: "normal".
    """

    def texts(facts: Facts) -> tuple[str, ...]:
        return facts.categories(column)

    return Dimension(
        id,
        name,
        frozenset(paths),
        lambda cut: cut.codes(paths[cut.log.kind]),
        lambda facts: len(texts(facts)),
        lambda facts, code: texts(facts)[code],
        lambda facts, key: texts(facts).index(key) if key in texts(facts) else None,
        lambda facts, code: names.get(texts(facts)[code], texts(facts)[code]),
        paths=paths,
    )


def reference(
    id: str, name: Words, kind: str, label: str | None, paths: Mapping[str, Paths], unknown: Words, id_name: Words
) -> Dimension:
    """A dimension of records: each value is one of ``kind``, known by its id and read by its ``label`` column."""

    def read(facts: Facts, code: int) -> str:
        position = facts.position(kind)[code]
        text = facts.texts_of(kind, label)[position] if label and position >= 0 else None
        return text or facts.ids(kind)[code]

    return Dimension(
        id,
        name,
        frozenset(paths),
        lambda cut: cut.codes(paths[cut.log.kind]),
        lambda facts: len(facts.position(kind)),
        lambda facts, code: facts.ids(kind)[code],
        lambda facts, key: id_codes(facts, kind).get(key),
        read,
        unknown,
        id_name=id_name,
        paths=paths,
    )


def searched(kind: str) -> Callable[[Facts, str], int | None]:
    """id -> code by looking through all of them."""

    def code(facts: Facts, key: str) -> int | None:
        ids = facts.ids(kind)
        return ids.index(key) if key in ids else None

    return code


def id_codes(facts: Facts, kind: str) -> dict[str, int]:
    """id -> code, made once."""
    return facts.derived(f"codes of {kind}", lambda facts: {text: code for code, text in enumerate(facts.ids(kind))})


def fixed(
    id: str, name: Words, kinds: frozenset[str], codes: Callable[[Cut], Codes], values: Mapping[str, str | Words]
) -> Dimension:
    """A dimension with known values, key -> label, in an order of their own."""
    keys = list(values)
    labels = list(values.values())
    return Dimension(
        id,
        name,
        kinds,
        codes,
        lambda _facts: len(keys),
        lambda _facts, code: keys[code],
        lambda _facts, key: keys.index(key) if key in values else None,
        lambda _facts, code: labels[code],
        ordered=True,
    )
