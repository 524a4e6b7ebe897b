"""The numbers of the tree, judged together once per question: every page reads the same verdicts from here.

Judged apart, page by page, the control of false discoveries would call the same change real on one and not on another.
"""

from collections.abc import Sequence

from analytics.asked import Asked
from analytics.diagnosis.branches import BRANCHES
from analytics.diagnosis.noise.judge import judge
from analytics.diagnosis.noise.judgement import Judgement
from analytics.metric import Metric
from analytics.metrics.basket import GUEST_AMOUNT
from analytics.metrics.sales import PAID
from analytics.question import Question

_ALSO = (PAID, GUEST_AMOUNT)
"""Not in every tree, but judged with it: apart, each of them would have five false alarms in a hundred to itself."""
FAMILY = tuple(branch.metric for branch in BRANCHES if branch.always or branch.metric in _ALSO)
KEPT = 64
"""Questions whose verdicts are kept with the facts, the newest ones."""


def judged(asked: Asked, metrics: Sequence[Metric]) -> dict[str, Judgement]:
    """By metric id; those outside the tree are judged among themselves."""
    family = {metric.id for metric in FAMILY}
    others = [metric for metric in metrics if metric.id not in family]
    found = _of_family(asked) if len(others) < len(metrics) else {}
    apart = judge(asked, others) if others else {}
    return {metric.id: (apart if metric in others else found)[metric.id] for metric in metrics}


def _of_family(asked: Asked) -> dict[str, Judgement]:
    kept: dict[Question, dict[str, Judgement]] = asked.facts.derived("verdicts", lambda _facts: {})
    found = kept.get(asked.question)
    if found is None:
        found = kept[asked.question] = judge(asked, FAMILY)
        for old in list(kept)[:-KEPT]:
            kept.pop(old, None)
    return found
