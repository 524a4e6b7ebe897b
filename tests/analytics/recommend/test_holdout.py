"""What is held back is never learnt from: not as a row, and not as a tie that came of it."""

import numpy as np

from analytics.recommend.data import Interactions, Ties
from analytics.recommend.holdout import LATEST, held_out, set_back
from analytics.recommend.matrix import Known, known
from tests.analytics.recommend.planted import planted


def pairs(matrix: object, users: np.ndarray | None = None) -> set[tuple[int, int]]:
    row, column = matrix.nonzero()  # type: ignore[attr-defined]
    return set(zip((row if users is None else users[row]).tolist(), column.tolist(), strict=True))


def test_by_time_everything_of_after_the_cut_is_held_back() -> None:
    log = planted(at=True).log
    assert log.at is not None
    past = held_out(known(log, None), 1)
    before = log.at < np.quantile(log.at, 1 - LATEST)
    first = set(zip(log.user[before].tolist(), log.item[before].tolist(), strict=True))
    later = set(zip(log.user[~before].tolist(), log.item[~before].tolist(), strict=True))
    assert pairs(past.known.taken) == first
    assert pairs(past.wanted, past.users) == later - first
    assert past.known.log.at is not None
    assert past.known.log.at.max() < log.at[~before].min()


def test_by_chance_a_pair_is_on_one_side_only_and_nothing_is_lost() -> None:
    whole = known(planted().log, None)
    past = held_out(whole, 1)
    assert not pairs(past.known.taken) & pairs(past.wanted, past.users)
    assert pairs(past.known.taken) | pairs(past.wanted, past.users) == pairs(whole.taken)
    assert (np.diff(past.wanted.indptr) == np.maximum(np.round(whole.depth[past.users] / 10), 1)).all()


def test_beginners_are_left_little_and_only_they_are_judged() -> None:
    whole = known(planted().log, None)
    past = set_back(whole, 1)
    assert set(past.known.depth[past.users].tolist()) <= {0, 1, 2, 3, 4, 5, 6, 7, 8}
    assert {0, 1, 3} <= set(past.known.depth[past.users].tolist())
    assert (past.known.depth[past.users] + np.diff(past.wanted.indptr) == whole.depth[past.users]).all()


def test_a_tie_made_by_what_is_held_back_is_forgotten_with_it() -> None:
    log = planted().log
    rng = np.random.default_rng(1)
    one, other = rng.integers(log.users, size=(2, 4000)).astype(np.int32)
    item = rng.integers(log.items, size=4000).astype(np.int32)
    there = pairs(known(log, None).taken)
    joint = np.array([{(a, i), (b, i)} <= there and a != b for a, b, i in zip(one, other, item, strict=True)])
    whole = known(log, Ties(one[joint], other[joint], item=item[joint]))
    past = held_out(whole, 1)
    left = pairs(past.known.taken)
    for a, b, i in zip(one[joint], other[joint], item[joint], strict=True):
        tied = bool(past.known.friends[a, b])
        assert tied == ((a, i) in left and (b, i) in left)
    assert 0 < past.known.friends.nnz < whole.friends.nnz


def test_a_tie_of_after_the_cut_is_not_known_yet() -> None:
    log = planted(at=True).log
    ties = Ties(*np.array([[0, 1], [2, 3]], np.int32), at=np.array([0.0, 99.0]))
    friends = held_out(known(log, ties), 1).known.friends
    assert (friends[0, 2], friends[1, 3]) == (1, 0)


def test_ties_count_both_ways_and_once() -> None:
    log = Interactions(4, 1, np.zeros(1, np.int32), np.zeros(1, np.int32))
    named = Ties(np.array([0, 0, 1, 2, 3], np.int32), np.array([1, 1, 0, 0, 3], np.int32))
    past: Known = known(log, named)
    assert past.friends.toarray().tolist() == [[0, 1, 1, 0], [1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
