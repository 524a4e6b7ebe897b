"""Nearest items against the definitions in plain loops."""

from collections import Counter

import numpy as np
import pytest

from analytics.recommend import neighbours
from analytics.recommend.matrix import known
from analytics.recommend.neighbours import BETA, SHRINK, item_knn, rp3beta
from storage.progress import Cancelled
from tests.analytics.recommend.planted import some

USERS, ITEMS, NEAR = 25, 30, 5


@pytest.fixture(scope="module")
def baskets() -> list[set[int]]:
    log = some(1, USERS, ITEMS, 200)
    return [set(log.item[log.user == user].tolist()) for user in range(USERS)]


def cosine(baskets: list[set[int]], one: int, other: int) -> float:
    both = sum(one in basket and other in basket for basket in baskets)
    counts = [sum(item in basket for basket in baskets) for item in (one, other)]
    return both / ((counts[0] * counts[1]) ** 0.5 + SHRINK)


def walked(baskets: list[set[int]], one: int, other: int) -> float:
    takers = Counter(item for basket in baskets for item in basket)
    both = [basket for basket in baskets if one in basket and other in basket]
    return sum(1 / takers[one] / len(basket) for basket in both) / takers[other] ** BETA if both else 0.0


@pytest.mark.parametrize(("model", "weight"), [(item_knn, cosine), (rp3beta, walked)])
@pytest.mark.parametrize("cells", [8_000_000, 100])
def test_scores_are_the_sum_over_what_was_taken(model, weight, cells, baskets, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(neighbours, "_CELLS", cells)
    past = known(some(1, USERS, ITEMS, 200), None)
    scores = model(past, near=NEAR).scores(np.arange(USERS))
    table = np.array([[weight(baskets, one, other) * (one != other) for other in range(ITEMS)] for one in range(ITEMS)])
    whole = model(past, near=ITEMS).scores(np.arange(USERS))
    assert whole == pytest.approx(past.taken @ table, abs=1e-5)
    for row in table:  # of equals at the edge either may stay
        row[row < np.sort(row)[-NEAR]] = 0
    ties = [len(np.unique(row[row > 0])) < (row > 0).sum() for row in table]
    clear = [user for user in range(USERS) if not any(ties[item] for item in baskets[user])]
    assert scores[clear] == pytest.approx((past.taken @ table)[clear], abs=1e-5)
    assert (scores <= whole + 1e-6).all()


def test_it_stops_when_asked() -> None:
    with pytest.raises(Cancelled):
        item_knn(known(some(1, USERS, ITEMS, 200), None), lambda: True)
