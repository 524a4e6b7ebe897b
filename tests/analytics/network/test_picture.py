"""The picture of the network: names, finding somebody, one person with everything, and a crowd inside a loop."""

from itertools import pairwise

import numpy as np
import pytest

from analytics.network.crowd import crowd
from analytics.network.person import Person, person
from analytics.network.picture import MOST_FOUND, Picture, find, picture_of
from analytics.network.standing import standing
from storage.records import Customer, Referral
from storage.words import Words
from tests.analytics.making import Book, at
from tests.analytics.network.shops import network


@pytest.fixture(scope="module")
def picture() -> Picture:
    return picture_of(network(1, 6000).facts)


def told(picture: Picture, node: int) -> Person:
    return person(network(1, 6000).facts, picture, node)


def test_somebody_is_found_by_a_part_of_name_or_id_the_largest_branch_first(picture: Picture) -> None:
    for typed in ("妈", picture.ids[7][-5:]):
        wanted = {
            node for node in range(len(picture)) if typed in (picture.names[node] or "") or typed in picture.ids[node]
        }
        found = find(picture, f" {typed} ")
        assert set(found) <= wanted
        assert len(found) == min(len(wanted), MOST_FOUND)
        sizes = [int(picture.layout.size[node]) for node in found]
        assert sizes == sorted((int(picture.layout.size[node]) for node in wanted), reverse=True)[: len(found)]
    assert find(picture, "  ") == ()
    assert find(picture, "nobody is called that") == ()


def test_a_person_has_the_chain_up_to_the_shop(picture: Picture) -> None:
    deepest = int(np.argmax(picture.fans.forest.depth))
    found, parents = told(picture, deepest), picture.fans.forest.parent
    chain = [node for node, _name in found.chain]
    assert chain[0] == parents[deepest]
    assert all(parents[one] == other for one, other in pairwise(chain))
    assert parents[chain[-1]] == -1
    assert len(chain) == picture.fans.forest.depth[deepest]


def test_a_key_person_has_role_evidence_and_range(picture: Picture) -> None:
    ranks = standing(network(1, 6000).facts)
    assert not isinstance(ranks, Words)
    first = int(ranks.ranked(1)[0])
    found = told(picture, first)
    assert found.role is not None
    assert str(ranks.bringing.friends[first]) in found.evidence.zh
    values = {known.name.zh: known.value for known in found.known}
    assert values["带来的人"] == ranks.bringing.friends[first]
    assert values["180 天能带来"] == ranks.spread_of(first)


def test_a_crowd_adds_up(picture: Picture) -> None:
    facts, fans = network(1, 6000).facts, network(1, 6000).fans
    nodes = np.arange(0, 1800, 7)
    table = crowd(facts, nodes).tables[0]
    ids = [column.id for column in table.columns]
    assert len(table.rows) == len(nodes)
    assert sum(row.cells[ids.index("sales")] for row in table.rows) == fans.sales[nodes].sum()
    sales = [row.cells[ids.index("sales")] for row in table.rows]
    assert sales == sorted(sales, reverse=True)


def test_people_without_names_are_called_by_their_id() -> None:
    book, since = Book(), at("2026-01-01")
    book.records += [
        Customer(id="a", updated_at=1, joined_at=since),
        Customer(id="b", updated_at=1, name="", joined_at=since),
        Referral(id="r", updated_at=1, created_at=since, parent_id="a", child_id="b"),
    ]
    facts = book.facts()
    found = picture_of(facts)
    assert [found.name(node) for node in range(2)] == ["a", "b"]
    alone = person(facts, found, 1)
    assert alone.role is None
    assert "30" in alone.evidence.zh  # why nobody is told from others
    assert alone.chain == ((0, "a"),)
