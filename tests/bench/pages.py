"""How long each page takes to answer once it is open: a shop of 1,000,000 orders and 5,000,000 visits.

The questions are those people ask: days, weeks, months and quarters ending on any day of the last year, some filtered.
A page is open when it has answered once: what does not depend on the question is worked out then and reported apart.
Beside the pages stand the two tools that answer a form: the next group-buy after each move of a slider, and samples.
"""

import gc
from datetime import timedelta
from functools import partial
from random import Random
from time import perf_counter

from analytics.coverage import coverage
from analytics.group_buy.whatif.answer import tried
from analytics.group_buy.whatif.asked import GOALS
from analytics.group_buy.whatif.asked import Asked as NextOne
from analytics.group_buy.whatif.view import answered as next_one
from analytics.period import Period
from analytics.question import Filters, Question
from analytics.seeding.asked import Asked as Samples
from analytics.seeding.view import answered as samples
from analytics.views import VIEWS, evaluate
from storage.facts import Facts
from sync.sandbox.shop import simulate
from tests.bench._result import Result, alone, say, seconds
from tests.simulated import simulated_facts

P95_MS = 150.0
DIAGNOSIS_MS = 1000.0
LENGTHS = (1, 7, 7, 30, 30, 30, 30, 30, 30, 90)
FILTERS = (Filters(), Filters(), Filters(), Filters(channels=("公众号",)), Filters(provinces=("浙江",)))


def run(quick: bool) -> list[Result]:
    """Milliseconds per page: the 95th percentile of the questions, and the first answer."""
    orders, questions = (50_000, 10) if quick else (1_000_000, 40)
    say(f"a shop of {orders:,} orders")
    facts = simulated_facts(simulate(orders, seed=1))
    say(f"{len(facts['visits']):,} visits, {len(facts['customers']):,} people")
    asked = _questions(facts, questions)
    pages = [result for view_id in VIEWS for result in _page(facts, view_id, asked)]
    return pages + _next_group_buy(facts, questions) + _samples(facts)


def _next_group_buy(facts: Facts, many: int) -> list[Result]:
    """Sliders moved at random over what was tried."""
    known = tried(facts)
    if known is None:
        return []
    random = Random(2)
    moves = [
        NextOne(
            random.choice(list(GOALS)),
            size=random.choice(known.size),
            price=random.choice(known.price),
            window=random.choice(known.window),
            reward=random.choice(known.reward),
        )
        for _ in range(many)
    ]
    times = sorted(seconds(partial(next_one, facts, move)) * 1000 for move in moves)
    p95 = times[int(len(times) * 0.95)]
    say(f"what-if: median {times[len(times) // 2]:.0f} ms, 95% {p95:.0f} ms")
    return [alone(f"what-if, 95% of {len(times)} moves of its sliders", p95, "ms", P95_MS)]


def _samples(facts: Facts) -> list[Result]:
    took = seconds(lambda: samples(facts, Samples(budget=20)))
    return [alone("whom to give twenty samples, in the background", took, "s")]


def _page(facts: Facts, view_id: str, asked: list[Question]) -> list[Result]:
    opening = seconds(lambda: evaluate(view_id, facts, asked[0])) * 1000
    gc.collect()
    times = sorted(_milliseconds(facts, view_id, question) for question in asked)
    p95 = times[int(len(times) * 0.95)]
    say(f"{view_id}: median {times[len(times) // 2]:.0f} ms, 95% {p95:.0f} ms, first {opening:.0f} ms")
    goal = DIAGNOSIS_MS if view_id == "diagnosis" else P95_MS
    return [
        alone(f"{view_id}, 95% of {len(times)} questions", p95, "ms", goal),
        alone(f"{view_id}, median", times[len(times) // 2], "ms"),
        alone(f"{view_id}, first answer after opening the shop", opening, "ms"),
    ]


def _milliseconds(facts: Facts, view_id: str, question: Question) -> float:
    start = perf_counter()
    evaluate(view_id, facts, question)
    return (perf_counter() - start) * 1000


def _questions(facts: Facts, many: int) -> list[Question]:
    random = Random(1)
    known = coverage(facts)
    assert known is not None
    found = [Question(Period(known.last - timedelta(days=29), known.last))]
    while len(found) <= many:
        last = known.last - timedelta(days=random.randrange(365))
        days = random.choice(LENGTHS)
        found.append(Question(Period(last - timedelta(days=days - 1), last), filters=random.choice(FILTERS)))
    return found[1:]
