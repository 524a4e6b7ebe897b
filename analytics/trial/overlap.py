"""Held out here and treated there: people of whom another trial of the same days made sure that they get something."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from storage.trial import HELD, Arm, Enrolled, Trial


class Overlap(Struct, frozen=True):
    """Another trial, and how many of those held out here it treats."""

    name: str
    people: int


def same_days(trial: Trial, others: Sequence[Trial]) -> list[Trial]:
    """Which of the others run in some of its days."""
    return [one for one in others if one.name != trial.name and one.start < trial.end and trial.start < one.end]


def overlaps(enrolled: Enrolled, others: Sequence[Enrolled], merges: Mapping[str, str]) -> tuple[Overlap, ...]:
    """Those that treat somebody who is held out here, most people first."""
    held = _persons(enrolled, [arm for arm in enrolled.trial.arms if arm.key == HELD], merges)
    found = (
        Overlap(one.trial.name, len(held & _persons(one, [arm for arm in one.trial.arms if arm.key != HELD], merges)))
        for one in others
    )
    return tuple(sorted((one for one in found if one.people), key=lambda one: (-one.people, one.name)))


def _persons(enrolled: Enrolled, arms: Sequence[Arm], merges: Mapping[str, str]) -> set[str]:
    every = zip(enrolled.trial.arms, enrolled.ids, strict=True)
    return {merges.get(one, one) for arm, ids in every if arm in arms for one in ids}
