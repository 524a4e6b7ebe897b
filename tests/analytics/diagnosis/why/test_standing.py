"""How slices stand, against sums by hand; stopping early and looking twice take nothing away."""

import numpy as np
import pytest

from analytics.diagnosis.noise.flips import seed_of, signs
from analytics.diagnosis.why.families import FREE
from analytics.diagnosis.why.ground import Ground
from analytics.diagnosis.why.standing import FLIPS, Slices
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
        every, quick = (Slices(one, group, [1.0]).standing(0, sure) for sure in (1.0, SURE))
        assert (quick.values == every.values).all()
        assert ((every.p <= SURE) == (quick.p <= SURE)).all()
        stopped += bool((quick.p == 1).all())
        assert (quick.p == 1).all() or quick.p.tolist() == every.p.tolist()
    assert stopped >= 8 if lift == 1.0 else stopped == 0 if lift == 3.0 else True


def test_a_second_look_finds_what_a_single_one_does() -> None:
    """The smaller slices come after the larger ones, each as if it had been looked at alone."""
    one, group = ground(3, 1.6), np.arange(PEOPLE)
    large, small = (share * float(one.amount.sum()) for share in (0.1, 0.03))
    tiers = Slices(one, group, [large, small])
    first, second = tiers.standing(0), tiers.standing(1)
    alone = Slices(one, group, [small]).standing(0)
    assert 0 < len(first.values) < len(second.values)
    assert (second.values[: len(first.values)] == first.values).all()
    order, other = (np.lexsort(of.values.T) for of in (second, alone))
    for name in ("values", "excess", "expected", "p"):
        assert (getattr(second, name)[order] == getattr(alone, name)[other]).all()


def test_a_slice_stands_by_what_it_did_beside_the_whole() -> None:
    """Excess, what was due, and the chance itself, from loops over the rows."""
    one, group = ground(5, 1.6), np.arange(PEOPLE) % 40
    stands = Slices(one, group, [1.0]).standing(0)
    assert [int(value) for value in stands.values[2]] == [2, FREE]
    inside, now, amount = one.codes[0] == 2, one.now, one.amount
    common = amount[now].sum() / amount[~now].sum()
    assert stands.expected[2] == pytest.approx(common * amount[inside & ~now].sum())
    assert stands.excess[2] == pytest.approx(amount[inside & now].sum() - common * amount[inside & ~now].sum())
    assert stands.p[2] == pytest.approx(by_hand(one, group, stands.values.tolist(), 2), abs=1e-9)


def by_hand(one: Ground, group: np.ndarray, slices: list[list[int]], at: int) -> float:
    """The share of flips in which any slice stands out as much as one does, in money or in orders."""
    flips, far, seen = signs(40, FLIPS, seed_of(one.signed)), [], []
    for amount in (one.amount, np.ones(len(one))):
        common = amount[one.now].sum() / amount[~one.now].sum()
        difference = np.where(one.now, amount, -common * amount)
        pooled = np.abs(difference)
        heights, flipped = [], []
        for channel, province in slices:
            inside = ((one.codes[0] == channel) | (channel == FREE)) & ((one.codes[1] == province) | (province == FREE))
            part = pooled[inside].sum() / pooled.sum()
            each = np.array(
                [
                    difference[inside & (group[one.unit] == of)].sum() - part * difference[group[one.unit] == of].sum()
                    for of in range(40)
                ]
            )
            scale = float(np.sqrt((each**2).sum()))
            heights.append(abs(difference[inside].sum()) / scale)
            flipped.append(np.abs(flips @ each) / scale)
        far.append(np.max(flipped, axis=0))
        seen.append(heights[at])
    highest = np.max(far, axis=0)
    return min((1 + int((highest >= height).sum())) / (1 + FLIPS) for height in seen)
