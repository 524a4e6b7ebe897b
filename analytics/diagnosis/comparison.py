"""The two periods of a diagnosis as numbers, or why they cannot be compared."""

from msgspec import Struct

from analytics.asked import Asked
from analytics.diagnosis.sums import Sums, sums
from storage.words import Words


class Compared(Struct, frozen=True):
    """The numbers of both periods."""

    before: Sums
    now: Sums

    @property
    def change(self) -> int:
        """How much more was paid, minor units."""
        return self.now.paid - self.before.paid


def compared(asked: Asked) -> Compared | None:
    """Both periods; None where nothing can be compared."""
    if asked.unknown or asked.incomparable or asked.before is None:
        return None
    before, now = sums(asked.before), sums(asked.now)
    return Compared(before, now) if before and now else None


def why_none(asked: Asked) -> Words:
    """Why a change cannot be split."""
    none = Words("没有选对比期。", "No comparison was chosen.")
    unknown = Words("不知道支付金额。", "What was paid is not known.")
    return asked.unknown or asked.incomparable or (none if asked.comparison is None else unknown)
