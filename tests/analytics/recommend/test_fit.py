"""The whole: it finds planted tastes, weighs models rightly, never sees what it should not, and repeats itself."""

from itertools import count

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from analytics.recommend.data import Interactions
from analytics.recommend.fit import fit
from analytics.recommend.fitted import Chosen, Fitted
from analytics.recommend.matrix import known
from analytics.recommend.popularity import popularity
from analytics.recommend.ranking import best, ranked
from storage.progress import Cancelled, Progress
from tests.analytics.recommend.planted import Planted, interactions, planted, ties


@pytest.fixture(scope="module")
def world() -> Planted:
    return planted(users=260, each=6)


@pytest.fixture(scope="module")
def fitted(world: Planted) -> Fitted:
    return fit(world.log, world.ties)


def in_taste(world: Planted, model: Fitted, users: np.ndarray) -> float:
    """The share of the first ten new items that are of the user's taste."""
    lists = best(model.scores(users), known(world.log, None).taken[users])
    return float((world.of_item[lists] == world.of_user[users, None]).mean())


def test_people_are_offered_what_is_of_their_taste(world: Planted, fitted: Fitted) -> None:
    """By chance a quarter would be."""
    some = np.flatnonzero(known(world.log, None).depth >= 4)
    assert in_taste(world, fitted, some) > 0.6


def test_who_took_nothing_is_told_by_friends(world: Planted) -> None:
    beginners = np.arange(60)
    log = rows(world.log, ~np.isin(world.log.user, beginners))
    model = fit(log, world.ties)
    with_friends = beginners[np.diff(known(log, world.ties).friends.indptr)[beginners] > 0]
    lists = best(model.scores(with_friends), None)
    assert (world.of_item[lists] == world.of_user[with_friends, None]).mean() > 0.6
    assert np.ptp(fit(log).scores(beginners), axis=0).max() == 0  # without friends all beginners are alike


def test_weights_chosen_are_no_worse_than_any_model_alone(fitted: Fitted) -> None:
    """In every bucket where the choice was the bucket's own, up to the say that others have in small ones."""
    for bucket in fitted.buckets:
        assert len(bucket.weights) == len(fitted.names) == len(bucket.alone)
        assert bucket.blend.ndcg >= max(one.ndcg for one in bucket.alone) - 0.02
    by_users = [bucket for bucket in fitted.buckets if bucket.blend.users > 100]
    assert by_users
    for bucket in by_users:
        assert bucket.ahead is not None
        assert bucket.ahead.low > 1.3


def test_the_blend_beats_each_model_on_what_fit_never_saw(world: Planted) -> None:
    rng = np.random.default_rng(3)
    shown = rng.random(len(world.log)) < 0.8
    log = rows(world.log, shown)
    model, taken = fit(log, world.ties), known(log, None).taken
    wanted = known(rows(world.log, ~shown), None).taken
    wanted = wanted - wanted.multiply(taken)
    wanted.eliminate_zeros()
    everybody = np.arange(log.users)
    models = {**model.models, "popular": popularity(log, None)}  # what has no say is not learnt
    told = {name: ranked(best(one.scores(everybody), taken), wanted).mean.ndcg for name, one in models.items()}
    ours = ranked(best(model.scores(everybody), taken), wanted).mean.ndcg
    assert ours > max(told.values()) - 0.005
    assert ours > 1.5 * told["popular"]


def test_shuffled_items_leave_nothing_but_popularity(world: Planted) -> None:
    rng = np.random.default_rng(1)
    log = interactions(world.log.users, world.log.items, world.log.user, rng.permutation(world.log.item))
    for bucket in fit(log, world.ties).buckets:
        if bucket.blend.users > 100:
            assert bucket.ahead is not None
            assert 0.85 < bucket.ahead.value < 1.15
            assert bucket.ahead.low < 1.05


def test_a_marker_planted_in_the_future_never_reaches_what_was_chosen() -> None:
    """After the cut everybody takes item 0 whom nobody took before: no figure of the choice may foresee it."""
    world = planted(at=True)
    assert world.log.at is not None
    keep = world.log.item != 0
    log = rows(world.log, keep)
    people = np.arange(world.log.users, dtype=np.int32)
    marked = Interactions(
        log.users,
        log.items,
        np.concatenate([log.user, people]),
        np.concatenate([log.item, np.zeros_like(people)]),
        np.concatenate([log.at, np.full(len(people), 200.0)]),  # type: ignore[list-item]
    )
    chosen = fit(marked, world.ties).chosen
    judged = [bucket for bucket in chosen.buckets if bucket.blend.users >= 40]
    assert sum(bucket.blend.users for bucket in judged) > 200
    for bucket in judged:  # a few took something else besides, which may be met; the marker would be most of it
        assert bucket.blend.recall < 0.2
        assert all(one.recall < 0.2 for one in bucket.alone)


def test_the_same_again_to_the_bit(world: Planted, fitted: Fitted) -> None:
    users = np.arange(world.log.users)
    again = fit(world.log, world.ties)
    assert again.chosen == fitted.chosen
    assert np.array_equal(again.scores(users), fitted.scores(users))
    order = np.random.default_rng(2).permutation(users)
    assert np.array_equal(fitted.scores(order), fitted.scores(users)[order])


def test_what_was_chosen_is_kept_and_an_update_is_a_whole_fit_with_it(world: Planted, fitted: Fitted) -> None:
    kept = msgspec.msgpack.decode(msgspec.msgpack.encode(fitted.chosen), type=Chosen)
    users = np.arange(world.log.users)
    assert np.array_equal(fit(world.log, world.ties, kept=kept).scores(users), fitted.scores(users))
    early = rows(world.log, np.arange(len(world.log)) % 10 > 0)
    before = fit(early, world.ties)
    assert not np.array_equal(fit(world.log, world.ties, kept=before.chosen).scores(users), before.scores(users))


def test_rows_and_ties_named_twice_change_nothing(world: Planted, fitted: Fitted) -> None:
    twice = np.repeat(np.arange(len(world.log)), 2)
    ties = type(world.ties)(
        *(np.concatenate(pair) for pair in ((world.ties.one, world.ties.other), (world.ties.other, world.ties.one)))
    )
    again = fit(rows(world.log, twice), ties)
    users = np.arange(world.log.users)
    assert np.array_equal(again.scores(users), fitted.scores(users))


def test_titles_tell_of_what_nobody_took_yet(world: Planted) -> None:
    kinds = ["手工酱牛肉", "亚麻连衣裙", "儿童积木", "不锈钢炒锅"]
    texts = [f"{kinds[taste]}第{number}款" for number, taste in enumerate(world.of_item)]
    new = np.arange(0, world.log.items, 9)
    log = rows(world.log, ~np.isin(world.log.item, new))
    scores = fit(log, texts=texts).models["content"].scores(np.arange(log.users))[:, new]
    some = known(log, None).depth >= 4
    assert (world.of_item[new[scores.argmax(axis=1)]] == world.of_user)[some].mean() > 0.9


def test_it_tells_where_it_is_and_stops_wherever_it_is_asked(world: Planted) -> None:
    told: list[Progress] = []
    fit(world.log, world.ties, report=told.append)
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert told[-1].done == told[-1].total
    for allowed in (0, 1, 3, 6):
        asked = count()
        with pytest.raises(Cancelled):
            fit(world.log, world.ties, stop=lambda: next(asked) >= allowed)  # noqa: B023


@pytest.mark.parametrize("size", [(0, 0, 0), (5, 3, 0), (1, 1, 1), (4, 2, 3)])
def test_of_next_to_nothing_there_are_scores_all_the_same(size: tuple[int, int, int]) -> None:
    users, items, many = size
    log = interactions(users, items, np.arange(many) % max(users, 1), np.arange(many) % max(items, 1))
    model = fit(log, texts=["小米"] * items)
    assert model.scores(np.arange(users)).shape == (users, items)
    assert np.isfinite(model.scores(np.arange(users))).all()


def rows(log: Interactions, kept: np.ndarray) -> Interactions:
    return Interactions(log.users, log.items, log.user[kept], log.item[kept], None if log.at is None else log.at[kept])


def test_times_that_are_all_the_same_are_none(world: Planted, fitted: Fitted) -> None:
    at_once = replace(world.log, at=np.full(len(world.log), 7.0))
    users = np.arange(world.log.users)
    assert np.array_equal(fit(at_once, world.ties).scores(users), fitted.scores(users))
    nearly = np.full(len(world.log), 7.0)
    nearly[::10] = 8.0  # of the last part, most came at the same moment as all the rest
    assert fit(replace(world.log, at=nearly), world.ties).buckets[0].blend.users < world.log.users


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda log: {"user": np.append(log.user[1:], np.int32(log.users))}, "user must be from 0 to"),
        (lambda log: {"user": np.append(log.user[1:], np.int32(-1))}, "user must be from 0 to"),
        (lambda log: {"item": np.append(log.item[1:], np.int32(log.items))}, "item must be from 0 to"),
        (lambda log: {"item": log.item[1:]}, "rows"),
        (lambda log: {"at": np.append(np.zeros(len(log) - 1), np.nan)}, "at must be finite"),
    ],
)
def test_what_is_no_log_is_refused_in_words(world: Planted, change, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=said):
        fit(replace(world.log, **change(world.log)))


def test_ties_to_nobody_are_refused_in_words(world: Planted) -> None:
    with pytest.raises(ValueError, match="other must be from 0 to"):
        fit(world.log, ties([0], [world.log.users]))
