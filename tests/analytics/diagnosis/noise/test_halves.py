"""A sample of ``python -m tests.long aa``: halves of the customers of a real week differ by chance alone."""

import numpy as np
import pytest

from analytics.period import midnight
from storage.facts import Facts
from tests.long.aa import FILE, MONDAYS, WEEK, halved, page, real_shop

pytestmark = pytest.mark.skipif(not FILE.exists(), reason=f"the Online Retail file is not at {FILE}")


def test_halves_of_real_weeks_raise_hardly_any_alarm() -> None:
    with real_shop(lines=150_000) as facts:
        assert sum(bool(page(facts, MONDAYS[seed], 77 + seed)) for seed in range(8)) <= 1
        monday = MONDAYS[7]
        orders, buyers = _kept(halved(facts, monday, True, np.random.default_rng(3)), midnight(monday, facts.shop.zone))
        assert not buyers[0] & buyers[1]
        assert abs(orders[0] - orders[1]) < 0.5 * sum(orders)


def _kept(facts: Facts, start: int) -> tuple[list[int], list[set[int]]]:
    orders = facts["orders"]
    sides = [(orders["paid_at"] >= start + week) & (orders["paid_at"] < start + week + WEEK) for week in (0, -WEEK)]
    return [int(side.sum()) for side in sides], [set(orders["buyer_id"][side].tolist()) - {-1} for side in sides]
