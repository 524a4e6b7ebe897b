"""What is believed when a source, asked for records that are here, tells only some of them. Pure.

A record that was only hidden (a right that was taken away, a cache, a half answer) looks like one that was deleted. So

- an answer that tells none of the records it was asked for says nothing about any of them;
- a record that another one's answer leaves out is **missing**, and taken away if it is left out again on another day.
  Only ``FEW`` at a time, which are no great part of all that was asked for, go at the first look;
- a source that tells nothing at all, whatever it is asked, is believed after a week.

So no single wrong look costs more than ``FEW`` records of a kind. What was missing and is told again may have changed
while no list told it: its list has to be read once more.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from msgspec import Struct, structs

from storage.held import Held

FEW = 3
"""So many records of a kind may be taken away at the first look."""
_PART = 10
"""And no more than one in so many of those that were asked for."""

_HOUR = 3600 * 1000
ANOTHER_DAY = 18 * _HOUR
"""From an evening to the next morning is not quite a day."""
WEEK = 7 * 24 * _HOUR


class Place(Struct, frozen=True, omit_defaults=True):
    """How far the sweep over one kind is. Times in UTC milliseconds of this computer."""

    began: int
    """The last round."""
    after: str | None = None
    """The records up to this id were asked for; None between two rounds."""
    missing: Mapping[str, int] = {}
    """Records that were left out, by id, since when."""
    witness: str | None = None
    """A record that was told the last time; asked for with others it shows that the source does answer."""
    silent: int | None = None
    """Since when no record at all was told."""
    took: int | None = None
    """When something was last taken away."""
    again: str = ""
    """Records taken away were asked for again up to this id."""


class Look(Struct, frozen=True):
    """One question and its answer."""

    asked: Sequence[Held]
    told: Collection[str]
    """What is there, by id: of what was asked for, the witness, whatever else came; nothing where nothing came."""

    @property
    def left_out(self) -> list[Held]:
        """What was asked for and not told."""
        return [each for each in self.asked if each.id not in self.told]


class Judged(Struct, frozen=True):
    """What some looks at one time mean."""

    place: Place
    gone: Sequence[Held]
    """To be taken away."""
    missing: int
    """How many are missing now that were not before."""
    found: int = 0
    """How many were missing and are told again: what changed meanwhile no list has told."""


def is_long_ago(moment: int | None, now: int, span: int) -> bool:
    """Whether a span has passed; either way, for a clock that was set back must not put anything off for years."""
    return moment is not None and abs(now - moment) >= span


def judged(place: Place, looks: Sequence[Look], now: int, at_once: int = 0) -> Judged:
    """What looks mean; as many as ``at_once`` records may go that were not missing before. See the module."""
    answered = [look for look in looks if look.told]
    if not answered:
        return _silence(place, looks, now)
    told = set(chain.from_iterable(look.told for look in answered))
    left_out = {each.id: each for look in answered for each in look.left_out}
    missing = {each: since for each, since in place.missing.items() if each not in told}
    found = len(place.missing) - len(missing)
    gone = [each for each in left_out.values() if is_long_ago(missing.get(each.id), now, ANOTHER_DAY)]
    fresh = [each for each in left_out.values() if each.id not in missing]
    if len(missing) + len(fresh) <= at_once and _PART * len(fresh) <= sum(len(look.asked) for look in answered):
        gone, fresh = gone + fresh, []
    missing |= {each.id: now for each in fresh}
    for each in gone:
        missing.pop(each.id, None)
    witness = place.witness if place.witness in told else min(told & _asked(answered), default=None)
    place = structs.replace(place, missing=missing, witness=witness, silent=None)
    return Judged(_taking(place, gone, now), gone, len(fresh), found)


def spared(found: Judged, before: Place, later: Collection[str], there: Collection[str], now: int) -> Judged:
    """What is found, without what is ``there`` after all and what will be asked for ``later``: both stay missing.

    What is there and in no list is looked for anew another day; once a list tells it again, it may have changed.
    """
    gone = [each for each in found.gone if each.id not in later and each.id not in there]
    kept = {each: before.missing.get(each, now) for each in later}
    kept.update((each, now) for each in there)
    place = structs.replace(found.place, missing={**found.place.missing, **kept})
    fresh = sum(each not in before.missing for each in later)
    return structs.replace(
        found,
        place=place if gone else structs.replace(place, took=before.took),
        gone=gone,
        missing=found.missing + fresh,
    )


def _asked(looks: Sequence[Look]) -> set[str]:
    return {each.id for look in looks for each in look.asked}


def _silence(place: Place, looks: Sequence[Look], now: int) -> Judged:
    asked = [each for look in looks for each in look.asked]
    if not asked:
        return Judged(place, (), 0)
    if not is_long_ago(place.silent, now, WEEK):
        return Judged(structs.replace(place, silent=now if place.silent is None else place.silent), (), len(asked))
    return Judged(_taking(place, asked, now), asked, 0)


def _taking(place: Place, gone: Sequence[Held], now: int) -> Place:
    return structs.replace(place, took=now) if gone else place
