"""What is usual: falls below the usual share, rises above it, and beyond what others of the kind have done."""

import numpy as np
import pytest

from analytics.diagnosis.why.ground import Ground
from analytics.diagnosis.why.past import LEAST, Past, _middle_of_others
from analytics.dimension import Dimension
from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.order import ORDER_VALUE
from analytics.dimensions.place import CHANNEL


def ground(rows: list[tuple[int, int, int, bool]], dimension: Dimension = CHANNEL) -> Ground:
    """Rows as (period, value, how many, of a group-buy)."""
    blocks, codes, grouped = [], [], []
    for block, code, count, group in rows:
        blocks += [block] * count
        codes += [code] * count
        grouped += [group] * count
    many = len(blocks)
    return Ground(
        (dimension,),
        (np.array(codes),),
        (10,),
        np.ones(many),
        np.arange(many, dtype=np.int32),
        np.array(blocks, dtype=np.int8),
        np.array(grouped, dtype=np.bool_),
        1.0,
    )


def steady(level: int, value: int, periods: range) -> list[tuple[int, int, int, bool]]:
    return [(period, value, level, False) for period in periods]


EVERY = range(10)
BEFORE = range(1, 10)


def test_a_value_that_vanishes_is_unusual_and_one_that_stays_is_not() -> None:
    past = Past(ground([*steady(500, 0, EVERY), *steady(100, 1, BEFORE)]))
    assert past.unusual(((0, 1),), -1, 0.01)
    assert not past.unusual(((0, 0),), -1, 0.01)
    assert not past.unusual(((0, 1),), 1, 0.01)


def test_falling_back_to_the_usual_is_usual() -> None:
    rows = [*steady(500, 0, EVERY), *steady(100, 1, EVERY), (1, 1, 300, False)]
    assert not Past(ground(rows)).unusual(((0, 1),), -1, 0.01)


def test_a_rise_such_as_others_have_had_is_usual() -> None:
    alone = [*steady(500, 0, EVERY), *steady(100, 1, EVERY), (0, 1, 150, False)]
    assert Past(ground(alone)).unusual(((0, 1),), 1, 0.01)
    another = [*alone, *steady(100, 2, EVERY), (4, 2, 200, False)]
    assert not Past(ground(another)).unusual(((0, 1),), 1, 0.01)


def test_goods_are_judged_without_group_buys() -> None:
    rows = [*steady(500, 0, EVERY), *steady(100, 1, EVERY), (0, 1, 400, True)]
    assert not Past(ground(rows, PRODUCT)).unusual(((0, 1),), 1, 0.01)
    assert Past(ground(rows, CHANNEL)).unusual(((0, 1),), 1, 0.01)


def test_what_moves_from_one_band_to_the_next_has_not_changed() -> None:
    moved = [*steady(500, 5, EVERY), *steady(100, 1, BEFORE), *steady(100, 2, EVERY), (0, 2, 100, False)]
    lost = [*steady(500, 5, EVERY), *steady(100, 1, BEFORE), *steady(100, 2, EVERY)]
    assert not Past(ground(moved, ORDER_VALUE)).unusual(((0, 1),), -1, 0.01)
    assert Past(ground(moved, CHANNEL)).unusual(((0, 1),), -1, 0.01)
    assert Past(ground(lost, ORDER_VALUE)).unusual(((0, 1),), -1, 0.01)


def test_too_little_past_says_nothing() -> None:
    short = range(LEAST + 1)
    assert Past(ground([*steady(500, 0, short), *steady(100, 1, short)])).unusual(((0, 0),), -1, 0.01)


@pytest.mark.parametrize("periods", range(2, 10))
def test_the_middle_of_the_others_is_their_median(periods: int) -> None:
    rows = np.random.default_rng(periods).integers(0, 4, (periods, 50)).astype(np.float64)  # many are equal
    others = [np.median(np.delete(rows, at, axis=0), axis=0) for at in range(periods)]
    assert _middle_of_others(rows).tolist() == np.array(others).tolist()
