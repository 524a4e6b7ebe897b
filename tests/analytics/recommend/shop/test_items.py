"""The item model of a shop: each customer's scores are the model's own, however many are asked for at once."""

import numpy as np
import pytest
from msgspec.structs import replace

from analytics.recommend.shop.items import items_of
from analytics.recommend.shop.moment import Moment
from storage.facts import Facts
from storage.progress import ignore, never
from storage.records import Customer, Referral
from tests.analytics.making import Book, at
from tests.analytics.recommend.shop.shops import NIGHT, clubs

BEGINNERS = 12


def with_beginners(tied: bool) -> Facts:
    """Some who bought nothing, some who bought one tea; if tied, each is the friend of another customer."""
    book = Book()
    for number in range(BEGINNERS):
        book.records.append(Customer(id=f"n{number}", updated_at=1, name="新", joined_at=at("2026-05-01 00:00")))
        if number % 2:
            book.order("2026-06-01 10:00", 100, f"n{number}", lines=[(f"tea{number % 3}", 100)])
        if tied:
            book.records.append(
                Referral(
                    id=f"r{number}",
                    updated_at=1,
                    created_at=at("2026-05-02 00:00"),
                    parent_id=f"c{number}",
                    child_id=f"n{number}",
                )
            )
    return clubs(*book.records)


@pytest.mark.parametrize("tied", [False, True])
def test_scores_are_those_of_the_model_one_by_one(tied: bool) -> None:
    """Those of whom the same is known are worked out once: so they are not where friends tell more of them."""
    now = Moment(with_beginners(tied), at(NIGHT))
    chosen = items_of(now, now.drawn, 1, None, ignore, never).fitted.chosen
    weights = tuple(1.0 if name in ("items", "friends") else 0.0 for name in chosen.names)
    chosen = replace(chosen, buckets=tuple(replace(bucket, weights=weights) for bucket in chosen.buckets))
    found = items_of(now, now.drawn, 1, chosen, ignore, never)
    users = np.random.default_rng(1).permutation(now.drawn)
    together = found.scores(users)
    for row, user in enumerate(users.tolist()):
        alone = found.fitted.scores(found.place[[user]])[0]
        wanted = np.zeros(now.items)
        wanted[found.items] = (alone - alone.mean()) / max(alone.std(), 1e-12)
        assert together[row] == pytest.approx(wanted, abs=1e-3)


def test_who_has_the_same_is_alike_and_nobody_else() -> None:
    now = Moment(with_beginners(tied=False), at(NIGHT))
    has = [frozenset(now.owned.of(np.array([user])).item.tolist()) for user in range(now.users)]
    for one in range(now.users):
        for other in range(one):
            same = has[one] == has[other] and len(has[one]) <= 1
            assert bool(now.alike[one] == now.alike[other]) is same
