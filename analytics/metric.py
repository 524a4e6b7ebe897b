"""Metrics: numbers with a name, a definition and a formula, declared once and used by every subject."""

from typing import Literal

from msgspec import Struct

from analytics.part import Part
from analytics.result import Good, Shown
from storage.words import Words


class Term(Struct, frozen=True):
    """One whole number about a part: how many there are, or the sum of their amounts."""

    part: Part
    how: Literal["count", "sum"]
    by_line: "Term | None" = None
    """The same said of order lines, for what only lines know: product and category."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from other terms."""
        return self.part.id, self.how, self.by_line.part.id if self.by_line else ""

    @property
    def adds(self) -> bool:
        """Whether the numbers of disjoint rows add up: people and products are counted once each, so theirs do not."""
        return self.how == "sum" or self.part.each is None


class Metric(Struct, frozen=True):
    """A number of a slice: a term, or one term divided by another."""

    id: str
    name: Words
    definition: Words
    shown: Shown
    good: Good
    top: Term
    bottom: Term | None = None
    no_bottom: Words = Words("没有数据可除。", "There is nothing to divide by.")
    """Why the quotient is unknown where the divisor is 0."""
    less: tuple[Term, ...] = ()
    """Terms taken off the top: refunds, for the net amount. The rows behind the number are those of the top."""

    @property
    def adds(self) -> bool:
        """Whether the rows of a breakdown add up to the figure."""
        return self.bottom is None and all(term.adds for term in (self.top, *self.less))


def count(part: Part, by_line: Part | None = None) -> Term:
    """How many the part has."""
    return Term(part, "count", Term(by_line, "count") if by_line else None)


def total(part: Part, by_line: Part | None = None) -> Term:
    """The sum of the part's amounts."""
    return Term(part, "sum", Term(by_line, "sum") if by_line else None)
