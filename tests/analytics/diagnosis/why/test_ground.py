"""The rows behind a number add up to it, whatever is asked of whatever shop."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from analytics.asked import Asked
from analytics.diagnosis.why.ground import Ground, ground_of
from analytics.measure import read_term, term_for
from analytics.metric import Metric
from analytics.metrics.people import BUYER_COUNT, NEW, RETURNING
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import PAID, PAYMENT_AMOUNT
from analytics.metrics.traffic import VISITOR_COUNT
from analytics.part import Narrow
from analytics.question import Question
from storage.facts_memory import facts_of
from storage.words import Words
from tests.analytics.diagnosis.noise.living import END, Living, asked, steady
from tests.analytics.shops import Made, questions, shops

METRICS = (PAYMENT_AMOUNT, PAID, BUYER_COUNT, NEW, RETURNING, REFUND_AMOUNT, VISITOR_COUNT)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
@given(shops(), questions())
@settings(max_examples=25, deadline=None)
def test_both_sides_add_up_as_a_whole_and_by_every_value(metric: Metric, made: Made, question: Question) -> None:
    asked = Asked(facts_of(*made), question)
    if asked.before is None:
        return
    ground = ground_of(metric.top, (asked.now, asked.before))
    if isinstance(ground, Words):
        assert any(isinstance(term_for(cube, metric.top), Words) for cube in (asked.now, asked.before))
        return
    for cube, side in ((asked.now, ground.now), (asked.before, ~ground.now)):
        assert float(ground.amount[side].sum()) == (read_term(cube, metric.top).value or 0)
    if not metric.top.adds:
        return  # people may be in two slices; each counts in one here
    for at, dimension in enumerate(ground.dimensions):
        if metric is PAID and dimension.id in ("product", "category"):
            continue  # an order counts with its dearest line
        for code in range(-1, dimension.size(asked.facts)):
            key = dimension.key_of(asked.facts, code)
            if code >= 0 and not key:
                continue  # an empty text is known as "not known"
            narrow = Narrow(slices=((dimension.id, key),))
            inside = ground.inside(((at, code),)) & ground.now
            assert float(ground.amount[inside].sum()) == (read_term(asked.now, metric.top, narrow).value or 0)


def test_a_share_of_the_units_is_taken_with_all_their_rows() -> None:
    question = asked(Living(1, buyers=500).sell(END - timedelta(days=13), END, steady(80)).facts(), 7)
    assert question.before is not None
    every = ground_of(PAYMENT_AMOUNT.top, (question.now, question.before))
    some = ground_of(PAYMENT_AMOUNT.top, (question.now, question.before), share=0.5)
    assert not isinstance(every, Words)
    assert not isinstance(some, Words)
    assert 0.4 < len(some) / len(every) < 0.6
    by_unit = {float(total) for total in _per_unit(every)}
    assert {float(total) for total in _per_unit(some)} <= by_unit


def _per_unit(ground: Ground) -> list[float]:
    return np.bincount(ground.unit, ground.amount).tolist()
