"""Stopping early where nothing stands out takes nothing away: what is sure has the very same chance."""

import numpy as np
import pytest

from analytics.diagnosis.why.ground import Ground
from analytics.diagnosis.why.standing import standing
from analytics.dimensions.place import CHANNEL, PROVINCE

SURE = 0.02
PEOPLE = 300


def ground(seed: int, lift: float) -> Ground:
    """Orders of either side by channel and province; one channel sells more now."""
    random = np.random.default_rng(seed)
    many = 2000
    now, channel, province = random.integers(0, 2, many), random.integers(0, 4, many), random.integers(0, 6, many)
    amount = np.round(random.lognormal(8, 1, many) * np.where((now == 1) & (channel == 2), lift, 1.0))
    unit = random.integers(0, PEOPLE, many).astype(np.int32)
    block, nothing = (1 - now).astype(np.int8), np.zeros(many, dtype=np.bool_)
    return Ground((CHANNEL, PROVINCE), (channel, province), (5, 7), amount, unit, block, nothing, 1.0)


@pytest.mark.parametrize("lift", [1.0, 1.3, 1.6, 3.0])
def test_chances_are_the_same_or_none_is_sure(lift: float) -> None:
    stopped = 0
    for seed in range(10):
        one, group = ground(seed, lift), np.arange(PEOPLE)
        every, quick = standing(one, group, 1.0), standing(one, group, 1.0, SURE)
        assert (quick.values == every.values).all()
        assert ((every.p <= SURE) == (quick.p <= SURE)).all()
        stopped += bool((quick.p == 1).all())
        assert (quick.p == 1).all() or quick.p.tolist() == every.p.tolist()
    assert stopped >= 8 if lift == 1.0 else stopped == 0 if lift == 3.0 else True
