"""Somebody or something is found by a part of the name or id: held against looking at every record."""

import pytest

from analytics.recommend.shop.asked import Way
from analytics.recommend.shop.audience import audience
from analytics.recommend.shop.finding import MOST, Named, find
from analytics.recommend.shop.reached import ids_of
from analytics.recommend.shop.segments import segments
from storage.facts import Facts
from storage.records import Customer
from storage.words import Words
from tests.analytics.recommend.shop.shops import CUPS, MEMBERS, TEAS, club_facts, clubs


def keys(found: tuple[Named, ...]) -> list[str]:
    return [one.id for one in found]


def often(facts: Facts, way: Way) -> dict[str, int]:
    """How often each bought, or was bought, line by line."""
    kind, column = ("customers", "buyer_id") if way == "customer" else ("products", "product_id")
    lines, ids = facts["order_lines"], facts.ids(kind)
    order = {int(code): place for place, code in enumerate(facts["orders"]["id"])}
    counts: dict[str, int] = dict.fromkeys(ids, 0)
    for place in range(len(lines)):
        row = facts["orders"] if way == "customer" else lines
        counts[ids[row[column][order[int(lines["order_id"][place])] if way == "customer" else place]]] += 1
    return counts


@pytest.mark.parametrize("typed", ["客户1", "c15", "15", " C7 ", "客户159", "户"])
def test_of_all_who_fit_those_who_bought_most_come_first(typed: str) -> None:
    facts, wanted = club_facts(), typed.strip().casefold()
    counts = often(facts, "customer")
    fits = [number for number in range(MEMBERS) if wanted in f"客户{number} c{number}"]
    best = sorted((f"c{number}" for number in fits), key=lambda key: (-counts[key], list(counts).index(key)))
    exact = [f"c{number}" for number in fits if typed.strip() == f"c{number}"]
    expected = [*exact, *(key for key in best if key not in exact)][:MOST]
    assert keys(find(facts, "customer", typed)) == expected


def test_products_are_found_by_title_and_id() -> None:
    facts, counts = club_facts(), often(club_facts(), "product")
    found = find(facts, "product", "tEa")
    assert sorted(keys(found)) == sorted(TEAS)
    assert [counts[key] for key in keys(found)] == sorted((counts[key] for key in TEAS), reverse=True)
    assert find(facts, "product", "cup3") == (Named("cup3", Words("CUP3", "CUP3")),)
    assert len(find(facts, "product", "u", 3)) == 3 < len(CUPS)


def test_who_was_merged_is_found_as_the_person() -> None:
    facts = clubs(Customer(id="again", updated_at=1, name="客户又来"), merges={"again": "c3"})
    assert keys(find(facts, "customer", "又来")) == []
    assert keys(find(facts, "customer", "c3"))[0] == "c3"


def test_nothing_typed_offers_groups_alone_and_nothing_found_is_nothing() -> None:
    facts = club_facts()
    assert keys(find(facts, "segment", "")) == ["all", *(one.id for one in segments(facts))]
    assert [one.name.zh for one in find(facts, "segment", "常买茶")] == ["常买茶的"]
    for way in ("customer", "product"):
        assert find(facts, way, "  ") == ()
        assert find(facts, way, "zzz") == ()


def test_a_trial_is_made_with_a_group_or_with_everybody() -> None:
    facts = club_facts()
    everybody, teas = ids_of(facts, "all"), ids_of(facts, "taste:茶")
    assert len(everybody) == int(audience(facts).sum()) == MEMBERS
    assert set(teas) == {f"c{number}" for number in range(1, MEMBERS, 2)}
    assert isinstance(ids_of(facts, "nobody"), Words)
