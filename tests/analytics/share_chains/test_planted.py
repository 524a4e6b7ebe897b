"""A sample of ``python -m tests.long share_chains``: planted contents are found more often than by counting."""

import numpy as np
import pytest

from tests.long.share_chains import found_in


@pytest.mark.parametrize("question", ["buyers attracted", "passed on"])
def test_the_planted_best_are_ranked_first_more_often_than_by_counts(question: str) -> None:
    shops = [found_in(20_000, seed)[question] for seed in (1, 2, 3)]
    means = {way: float(np.mean([shop[way] for shop in shops])) for way in shops[0]}
    assert means["ours"] > 3 * means["by chance"]
    assert all(means["ours"] > mean for way, mean in means.items() if way not in ("ours", "raw share", "raw mean"))
