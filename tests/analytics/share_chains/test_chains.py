"""Chains of shares by stated rules, followed one by one, and dirt of every sort."""

from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from analytics.share_chains.chains import chains, left_out, shapes
from storage.facts_memory import facts_of
from storage.records import Share
from storage.shop import Shop
from tests.analytics.share_chains.chained import Chained, Settled, chaineds

quick = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(chaineds())
@quick
def test_each_share_has_the_parent_that_the_rules_leave_it(made: Chained) -> None:
    twin, found, ids = Settled(made), chains(made.facts()), [share.id for share in made.shares]
    assert [ids[above] if above >= 0 else "" for above in found.forest.parent] == [twin.parent[key] for key in ids]
    assert [bool(first) for first in found.first] == [twin.first(key) for key in ids]
    for sort in ("later", "self_made", "absent", "closing"):
        assert {ids[at] for at in getattr(found, sort)} == {key for key, why in twin.wrong.items() if why == sort}
    assert found.dirt == len(twin.wrong)


@given(chaineds())
@quick
def test_chains_are_as_long_and_as_branched_as_walking_them_shows(made: Chained) -> None:
    twin, found, ids = Settled(made), shapes(made.facts()), [share.id for share in made.shares]
    assert found.longest.tolist() == [twin.longest(key) for key in ids]
    for at, key in enumerate(ids):
        steps = [] if twin.parent[key] else list(twin.distances(key))
        assert (found.pairs[at], round(found.distance[at])) == (len(steps), sum(steps))


def test_every_sort_of_dirt_is_found_and_said() -> None:
    made = (
        ("a", 10, None), ("b", 20, "a"), ("c", 30, "b"),
        ("young", 5, "c"),  # its parent was made later
        ("own", 10, "own"),
        ("lost", 10, "gone"),
        ("x", 10, "y"), ("y", 10, "x"),  # a circle of one moment: the last row loses its tie
    )  # fmt: skip
    records = [Share(id=key, updated_at=1, created_at=at, parent_share_id=above) for key, at, above in made]
    found = chains(facts_of(Shop(id="s1", name="小店"), records, as_of=10**9))
    assert found.forest.parent.tolist() == [-1, 0, 1, -1, -1, -1, 7, -1]
    dirt = (found.later, found.self_made, found.absent, found.closing)
    assert [rows.tolist() for rows in dirt] == [[3], [4], [5], [7]]
    assert found.first.tolist() == [True] + [False] * 7
    said = left_out(found)
    assert "有 4 次的上级不算(1 次上级比它还晚、1 次上级是自己、1 次上级不在数据里、1 次上级关系绕成圈)" in said.zh
    assert said.en.startswith("4 of all shares have a parent that does not count (1 name a later share,")


def test_a_later_parent_leaves_the_way_of_a_circle_that_time_allows() -> None:
    """Of two shares that name each other the younger one came of the older one."""
    records = [
        Share(id="old", updated_at=1, created_at=1, parent_share_id="new"),
        Share(id="new", updated_at=1, created_at=2, parent_share_id="old"),
    ]
    found = chains(facts_of(Shop(id="s1", name="小店"), records, as_of=10**9))
    assert found.forest.parent.tolist() == [-1, 0]
    assert (found.later.tolist(), found.closing.tolist()) == ([0], [])


def test_clean_chains_need_no_word() -> None:
    first, after = Share(id="a", updated_at=1, created_at=1), Share(id="b", updated_at=1, created_at=1)
    records = [first, replace(after, parent_share_id="a")]
    found = chains(facts_of(Shop(id="s1", name="小店"), records, as_of=10**9))
    assert (found.dirt, left_out(found).zh) == (0, "")
