"""Fill rates drawn towards one another: a published table, a second way to the maximum, worlds made by dice."""

import numpy as np
from scipy.optimize import minimize

from analytics.group_buy.rates import Cells, cells, evidence, log_odds, shrunk

# Efron and Morris (1975), table 1: 18 batters, hits in their first 45 at bats, average of the rest of the season.
FIRST_45 = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])
SEASON = np.array(
    [0.346, 0.298, 0.276, 0.222, 0.273, 0.270, 0.263, 0.210, 0.269, 0.230, 0.264, 0.256, 0.303, 0.264, 0.226, 0.285,
     0.316, 0.200]
)  # fmt: skip
AT_BATS = np.full(18, 45)


def missed(rates: np.ndarray) -> float:
    return float(((rates - SEASON) ** 2).sum())


def test_the_batters_of_efron_and_morris() -> None:
    def unlikely(at: np.ndarray) -> float:
        return -float(evidence(FIRST_45, AT_BATS, np.full(18, at[0]), float(np.exp(at[1]))).sum())

    best = minimize(unlikely, [-1.0, 5.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}).x
    strength, mean = np.exp(best[1]), 1 / (1 + np.exp(-best[0]))
    a, b = strength * mean, strength * (1 - mean)
    assert np.allclose([a, b], [210.6, 582.7], atol=0.2)
    assert round(missed(FIRST_45 / 45), 4) == 0.0753
    assert round(missed(np.full(18, FIRST_45.sum() / AT_BATS.sum())), 4) == 0.0243
    assert round(missed((a + FIRST_45) / (a + b + 45)), 4) == 0.0228
    assert missed(shrunk(cells(FIRST_45, AT_BATS)).value) < 0.0228


def world(chance: np.random.Generator, many: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Chances, filled and known of cells of some size."""
    true = chance.beta(6, 9, many)
    known = 1 + chance.geometric(0.05, many)
    return true, chance.binomial(known, true), known


def test_intervals_hold_as_often_as_they_say_and_errors_are_smaller() -> None:
    chance = np.random.default_rng(1)
    held, wide, errors, raw = [], [], [], []
    for _ in range(100):
        true, filled, known = world(chance, 30)
        rates = shrunk(cells(filled, known))
        held += ((rates.low <= true) & (true <= rates.high)).tolist()
        wide += ((true - rates.value) / (rates.high - rates.low)).tolist()
        errors += ((rates.value - true) ** 2).tolist()
        raw += ((filled / known - true) ** 2).tolist()
    assert 0.92 < np.mean(held) < 0.97
    assert np.mean(errors) < 0.6 * np.mean(raw)


def test_a_group_of_ten_is_not_drawn_towards_groups_of_two() -> None:
    known, size = np.array([40, 40, 40, 40, 40, 40, 1]), np.array([2, 2, 2, 10, 10, 10, 10])
    filled = np.array([36, 35, 34, 6, 5, 4, 0])
    apart, together = shrunk(cells(filled, known, size)), shrunk(cells(filled, known))
    assert apart.value[-1] < 0.2 < together.value[-1]
    assert apart.high[-1] < 0.5


def test_a_cell_of_large_groups_is_held_against_large_groups() -> None:
    """Two regions that fill one group in four: bad for pairs, usual for groups of ten."""
    known, filled = np.array([12, 12, 400, 400]), np.array([3, 3, 320, 100])
    mixes = Cells(filled, known, np.zeros(4, dtype=np.int64), np.array([0.8, 0.25, 0.8, 0.25]))
    rates = shrunk(mixes)
    assert rates.value[0] > 0.35
    assert 0.2 < rates.value[1] < 0.3


def test_one_eager_region_keeps_its_rate_in_a_crowd_that_is_alike() -> None:
    known = np.full(30, 50)
    filled = np.append(np.random.default_rng(3).binomial(50, 0.7, 29), 18)
    rates = shrunk(cells(filled, known))
    assert rates.value[-1] < 0.42
    assert rates.value[:-1].std() < (filled[:-1] / 50).std() / 2


def test_a_single_group_tells_next_to_nothing() -> None:
    rates = shrunk(cells(np.array([1]), np.array([1])))
    assert rates.low[0] < 0.35
    assert rates.high[0] > 0.9


def test_log_odds_of_what_never_and_always_happens_are_finite() -> None:
    assert np.isfinite(log_odds(np.array([0.0, 1.0]))).all()
