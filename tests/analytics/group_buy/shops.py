"""A simulated shop with open groups, and the question about all of its days."""

from functools import cache

from analytics.coverage import coverage
from analytics.period import Period
from analytics.question import Question
from storage.facts import Facts
from sync.sandbox.shop import simulate
from tests.simulated import simulated_facts


@cache
def simulated_shop() -> Facts:
    """200,000 orders."""
    return simulated_facts(simulate(200_000, seed=3))


def asked_now(facts: Facts) -> Question:
    known = coverage(facts)
    assert known is not None
    return Question(Period(known.first, known.until_day))
