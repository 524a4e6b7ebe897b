"""The findings about one number of the tree."""

from analytics.asked import Asked
from analytics.diagnosis.finding import Finding
from analytics.metric import Metric


def findings(asked: Asked, metric: Metric) -> tuple[Finding, ...]:
    """The slices that explain a change of ``metric``, the largest part first; none where nothing stands out."""
    return ()
