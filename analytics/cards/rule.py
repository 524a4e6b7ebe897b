"""What a rule is: a declaration with a source, and a pure function from the state of a shop to drafts of advice."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from analytics.asked import Asked
from analytics.coverage import coverage, present
from analytics.diagnosis.finding import Finding
from analytics.period import Period
from analytics.question import Filters
from analytics.result import Concern, Diagnosis, Estimate, Node, Urgency
from storage.facts import Facts
from storage.shop import Shop
from storage.words import Words

Thing = tuple[tuple[str, str], ...]
"""What advice is about: values of dimensions, (("product", "p-102"),)."""
Hope = Literal["rise", "hold", "fall"]

FRESH = 7
"""Days: rules about the present speak where the period ends at most so long before the data."""


class Draft(Struct, frozen=True):
    """A piece of advice before it is ranked and held against the notebook."""

    about: Thing
    title: Words
    evidence: Words
    effect: Words
    stake: Estimate | None
    concerns: tuple[Concern, ...] = ()
    slices: Thing = ()
    """The part of the shop in which the node is watched afterwards."""
    covers: tuple[Thing, ...] = ()
    """Further things that need no card of their own beside this one."""
    explains: int = 0
    """Minor units of change that it explains without anything being at stake: by these it is ranked then."""


def is_about_now(asked: Asked) -> bool:
    """Whether a question is about the whole shop and about now."""
    fresh = asked.question.period.last >= _today(asked) - timedelta(days=FRESH)
    return not asked.question.filters and fresh


def _today(asked: Asked) -> date:
    known = coverage(asked.facts)
    return known.until_day if known else asked.question.period.last


class Scene(Struct, frozen=True):
    """What rules look at."""

    asked: Asked
    diagnosis: Diagnosis
    findings: Mapping[str, tuple[Finding, ...]]
    """By the node they explain."""

    @property
    def facts(self) -> Facts:
        """The shop's records."""
        return self.asked.facts

    @property
    def shop(self) -> Shop:
        """What its numbers are measured in."""
        return self.asked.facts.shop

    @property
    def period(self) -> Period:
        """The days asked about."""
        return self.asked.question.period

    @property
    def until(self) -> int:
        """Up to when the data is known, UTC milliseconds: the present, as far as the data tells."""
        return present(self.facts)

    @property
    def today(self) -> date:
        """The local day of ``until``; it is not over in the data."""
        return _today(self.asked)

    @property
    def present(self) -> bool:
        """Whether the question is about the whole shop and about now, so that what is open now belongs to it."""
        return is_about_now(self.asked)

    def finished(self, days: int) -> Period | None:
        """The last finished days; None where the data does not reach so far back."""
        known = coverage(self.facts)
        first = self.today - timedelta(days=days)
        if known is None or first <= known.first:  # the very first day may have begun late
            return None
        return Period(first, self.today - timedelta(days=1))

    def node(self, node_id: str) -> Node | None:
        """A node of the tree, where it has one of this name."""
        return next((node for node in self.diagnosis.nodes if node.id == node_id), None)

    @property
    def filters(self) -> Filters:
        """The part of the shop asked about."""
        return self.asked.question.filters


class Rule(Struct, frozen=True):
    """When to say what, and where that comes from."""

    id: str
    name: Words
    source: Words
    """Whose practice or finding it is."""
    watches: str
    """The node of the diagnosis that should move."""
    hope: Hope
    """What following the advice should do to the node: raise it, keep it from falling, lower it."""
    when: Callable[[Scene], Iterable[Draft]]
    """What the rule has to say; nothing where its case is not given or the data cannot support it."""
    urgency: Urgency = "losing"
    """How soon to act: it may lift a card above those with more at stake."""
    most: int = 2
    """Cards of the rule at a time: the ones with the most at stake."""

    @property
    def alarm(self) -> bool:
        """Something goes wrong; else it is a chance, or something to know."""
        return self.urgency == "losing"
