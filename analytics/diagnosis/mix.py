"""Volume, mix and rate: why a ratio changed, told apart over slices.

The top of a ratio is, per slice, the whole bottom (volume) x the slice's part of it (mix) x the slice's own ratio
(rate). So a shop's conversion can fall although every channel's rises: more visitors came by the weaker channel. The
split of each slice is by the rule of the comparison (LMDI: Ang 2005, activity / structure / intensity).
"""

from msgspec import Struct

from analytics.diagnosis.rule import Rule, parts


class Cells(Struct, frozen=True):
    """The tops and bottoms of a ratio, one of each per slice; those of two times have the slices in the same order."""

    tops: tuple[float, ...]
    bottoms: tuple[float, ...]

    def factors(self, place: int) -> tuple[float | None, ...]:
        """Volume, mix and rate of a slice."""
        whole, own = sum(self.bottoms), self.bottoms[place]
        return whole, own / whole if whole else None, self.tops[place] / own if own else None

    def has_bottom(self, place: int) -> bool:
        """Whether the slice has something to divide by, or nothing to divide."""
        return bool(self.bottoms[place]) or not self.tops[place]


class Effects(Struct, frozen=True):
    """What each cause did to the top of one slice."""

    volume: float
    mix: float
    rate: float
    whole: float = 0.0
    """The change of a slice that has a top and no bottom: buyers of a channel whose visits nobody counts."""


def effects(rule: Rule, before: Cells, now: Cells) -> list[Effects]:
    """Per slice what volume, mix and rate did; together with ``whole`` they add up to the change of its top."""
    return [_effects(rule, before, now, place) for place in range(len(now.tops))]


def _effects(rule: Rule, before: Cells, now: Cells, place: int) -> Effects:
    if not splits(before, now, place):
        return Effects(0.0, 0.0, 0.0, now.tops[place] - before.tops[place])
    return Effects(*parts(rule, before.factors(place), now.factors(place)))


def splits(before: Cells, now: Cells, place: int) -> bool:
    """Whether the change of a slice can be told apart."""
    return before.has_bottom(place) and now.has_bottom(place)
