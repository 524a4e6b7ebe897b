"""The network by shares: whose share first led each person here, visit by visit in plain Python."""

from hypothesis import HealthCheck, given, settings

from analytics.network.picture import picture_of
from analytics.network.share_ties import by_share, share_forest
from storage.records import Share, Visit
from tests.analytics.social import EVERYTHING, Social, socials

quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def firsts(made: Social, people: list[str]) -> dict[str, tuple[int, int, str]]:
    """Of each person the earliest visit through the share of another one: when, in which order, whose."""
    sharers = {one.id: str(one.customer_id or "") for one in made.records if isinstance(one, Share)}
    found: dict[str, tuple[int, int, str]] = {}
    for number, visit in enumerate(one for one in made.records if isinstance(one, Visit)):
        who, whom = sharers.get(str(visit.share_id or ""), ""), str(visit.customer_id or "")
        if who in people and whom in people and who != whom:
            found[whom] = min(found.get(whom, (1 << 62, 0, "")), (visit.created_at, number, who))
    return found


@given(socials(EVERYTHING - {"daily_traffic"}))
@quick
def test_the_first_share_counts_unless_it_closes_a_circle(made: Social) -> None:
    facts = made.facts()
    ids = [facts.ids("customers")[code] for code in facts["customers"]["id"].tolist()]
    ties, wanted = by_share(facts), firsts(made, ids)
    for child, parent in enumerate(ties.parent.tolist()):
        if parent >= 0:
            assert ids[parent] == wanted[ids[child]][2]
    left_out = {name for name in wanted if ties.parent[ids.index(name)] < 0}
    assert len(left_out) == len(ties.dirt.closing)
    for name in left_out:  # its tie led round in a circle
        seen, at = {name}, wanted[name][2]
        while at in wanted and at not in seen:
            seen.add(at)
            at = wanted[at][2]
        assert at in seen
    assert len(share_forest(facts)) == len(ids)


@given(socials(EVERYTHING - {"daily_traffic"}))
@quick
def test_the_picture_by_shares_has_the_same_people(made: Social) -> None:
    facts = made.facts()
    one, other = picture_of(facts), picture_of(facts, "shares")
    assert one.fans is other.fans
    assert len(other.layout.angle) == len(one.layout.angle)
    assert other.layout.forest.parent.tolist() == by_share(facts).parent.tolist()
