"""Whom and what is looked for by a part of a name or id: customers, products and groups, as fast as one types."""

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.dimension import Dimension, id_codes
from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.people import BUYER
from analytics.recommend.shop.asked import Way
from analytics.recommend.shop.past import bought, customers, products
from analytics.recommend.shop.segments import everybody, segments
from analytics.say import as_words
from storage.facts import Facts
from storage.words import Words

MOST = 12
"""Offered at once."""
_LOOKED_AT = 5_000
"""The best of so many that fit are offered: a single digit is in every id."""
_END = b"\n"


class Named(Struct, frozen=True):
    """Somebody or something that was found."""

    id: str
    name: Words


class _Index(Struct, frozen=True, eq=False):
    """Name and id of every code on a line of its own, case folded: one text is searched faster than many."""

    text: bytes
    codes: Codes
    """Of each line."""
    starts: Ints
    """Where each line begins."""
    weight: Ints
    """[codes] How often somebody bought, or something was bought: of many that fit the larger come first."""


def find(facts: Facts, way: Way, typed: str, most: int = MOST) -> tuple[Named, ...]:
    """The best that fit, first who has just this id; where nothing is typed all groups, but no customer or product."""
    wanted = typed.strip()
    if way == "segment":
        return _groups(facts, wanted.casefold(), most)
    if not wanted:
        return ()
    kind, dimension = ("customers", BUYER) if way == "customer" else ("products", PRODUCT)
    index = facts.derived(f"{kind} to be found", lambda facts: _index(facts, way))
    fits = np.fromiter(_fits(index, wanted.casefold().encode()), np.int64)
    codes = index.codes[fits]
    best = codes[np.lexsort((codes, -index.weight[codes]))].tolist()
    exact = id_codes(facts, kind).get(wanted)
    if exact is not None:
        best = [exact, *(code for code in best if code != exact)]
    return tuple(Named(dimension.key_of(facts, code), _said(facts, dimension, code)) for code in best[:most])


def _said(facts: Facts, dimension: Dimension, code: int) -> Words:
    return as_words(dimension.label_of(facts, code))


def _groups(facts: Facts, wanted: str, most: int) -> tuple[Named, ...]:
    """Those named so in either language; all of them where nothing is typed."""
    every = (everybody(facts), *segments(facts))
    found = [one for one in every if wanted in f"{one.name.zh}\n{one.name.en}\n{one.id}".casefold()]
    return tuple(Named(one.id, one.name) for one in (found[:most] if wanted else found))


def _index(facts: Facts, way: Way) -> _Index:
    taken = bought(facts)
    if way == "product":
        codes = np.arange(products(facts))
        return _of_lines(facts, "products", "title", codes, np.bincount(taken.item, minlength=len(codes)))
    persons = facts.persons()  # who was merged into somebody is found as them
    codes = np.flatnonzero(persons == np.arange(len(persons)))
    return _of_lines(facts, "customers", "name", codes, np.bincount(taken.user, minlength=customers(facts)))


def _of_lines(facts: Facts, kind: str, label: str, codes: Codes, weight: Ints) -> _Index:
    ids, names, place = facts.ids(kind), facts.texts_of(kind, label), facts.position(kind).tolist()
    lines = [_line(ids[code], names, place[code]) for code in codes.tolist()]
    ends = np.cumsum([len(line) + len(_END) for line in lines], dtype=np.int64)
    return _Index(_END.join(lines), codes.astype(np.int32), np.concatenate([[0], ends[:-1]])[: len(lines)], weight)


def _line(key: str, names: Sequence[str | None], place: int) -> bytes:
    name = (names[place] or "") if place >= 0 else ""
    return f"{name} {key}".replace("\n", " ").casefold().encode()


def _fits(index: _Index, wanted: bytes) -> Iterator[int]:
    """Lines that hold the text, the first ``_LOOKED_AT``."""
    at = index.text.find(wanted)
    for _found in range(_LOOKED_AT):
        if at < 0:
            return
        line = int(np.searchsorted(index.starts, at, side="right")) - 1
        yield line
        if line + 1 == len(index.starts):
            return
        at = index.text.find(wanted, int(index.starts[line + 1]))
