"""What is asked of every view: which days, compared with what, which part of the shop."""

from typing import Literal

from msgspec import Struct

from analytics.period import Comparison, Period, compared_with

BuyerKind = Literal["all", "new", "returning"]


class Filters(Struct, frozen=True):
    """A part of the shop. An empty tuple means all; the value "" stands for "not known"."""

    channels: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    buyers: BuyerKind = "all"

    def __bool__(self) -> bool:
        return self != Filters()


class Question(Struct, frozen=True):
    """Everything an analysis is given beside the facts."""

    period: Period
    compare: Comparison = "previous"
    filters: Filters = Filters()
    against: Period | None = None
    """These very days are compared with, whatever ``compare`` says: as many as a period that is not over has had."""

    @property
    def comparison(self) -> Period | None:
        """The days compared with, or None."""
        return self.against or compared_with(self.period, self.compare)
