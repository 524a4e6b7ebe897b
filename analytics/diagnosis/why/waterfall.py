"""The findings as steps from the comparison to the period."""

from collections.abc import Sequence

from analytics.asked import Asked
from analytics.diagnosis.finding import Finding
from analytics.metric import Metric
from analytics.result import Table
from storage.words import Words


def why_table(asked: Asked, metric: Metric, found: Sequence[Finding]) -> Table:
    """Steps that add up to the change of ``metric``: the findings without double counting, and the rest."""
    title = Words(f"{metric.name.zh}为什么变", f"Why the {metric.name.en.lower()} changed")
    return Table(f"why_{metric.id}", title, (), ())
