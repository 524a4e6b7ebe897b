"""One order is not "1 orders": in English a number of things agrees with their name, wherever a view says it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import msgspec
import pytest

from analytics.period import Period
from analytics.presets import default_period
from analytics.question import Question
from analytics.say import counted
from analytics.views import VIEWS, evaluate
from storage.facts import Facts
from storage.words import Words
from sync.sandbox.shop import simulate
from tests.simulated import simulated_facts

_ONE_OF_MANY = re.compile(r"(?<![\d.,–-])1 (?:[a-z]+ )?[a-z]+s\b|(?<![\d.,–-])1 (?:[a-z]+ ){0,2}(?:are|were|have)\b")
_NO_NAMES = re.compile(r"1 (?:less|is|was|has|this)\b")


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 orders"), (1, "1 order"), (2, "2 orders"), (1_234, "1,234 orders")]
)
def test_a_number_of_things_agrees_with_their_name(number: int, said: str) -> None:
    assert counted(number, "order") == Words(f"{number:,}", said)


def test_a_name_with_a_plural_of_its_own() -> None:
    assert [counted(number, "category", "categories").en for number in (1, 2)] == ["1 category", "2 categories"]


@cache
def few_orders() -> tuple[Facts, ...]:
    return tuple(simulated_facts(simulate(orders, seed)) for orders, seed in ((60, 1), (400, 2), (4_000, 3)))


@pytest.mark.parametrize("view_id", VIEWS)
def test_no_view_speaks_of_one_as_of_many(view_id: str) -> None:
    """Few orders and short periods: there everything is one of a kind sooner or later."""
    said = 0
    for facts in few_orders():
        last = default_period(facts).last
        for days, back in ((30, 0), (7, 0), (2, 9), (1, 40)):
            end = last - timedelta(days=back)
            view = evaluate(view_id, facts, Question(Period(end - timedelta(days=days - 1), end)))
            for words in _words(view):
                said += 1
                found = _ONE_OF_MANY.search(words.en)
                assert found is None or _NO_NAMES.match(found.group()), words.en
    assert said > 100


def _words(part: object) -> Iterator[Words]:
    if isinstance(part, Words):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from _words(getattr(part, name))
    elif isinstance(part, tuple | list):
        for each in part:
            yield from _words(each)
