"""Since when a source keeps a log is told only where something tells it."""

from datetime import date
from pathlib import Path

import pytest

from analytics.period import Period
from analytics.question import Question
from analytics.views import evaluate
from storage.facts_load import load_facts
from storage.records import Customer, Order, Referral
from storage.shop import Shop
from storage.store import open_store

JANUARY = Question(Period(date(2026, 1, 1), date(2026, 1, 31)))
AT = 1_767_600_000_000


@pytest.mark.parametrize("view_id", ["network", "fans", "sharing"])
def test_ties_of_people_of_whom_nobody_knows_when_they_came(tmp_path: Path, view_id: str) -> None:
    with open_store(tmp_path) as store:
        store.put_shop(Shop(id="s", name="s"))
        with store.write() as tx:
            tx.upsert("s", "api", [Customer(id=each, updated_at=AT, name=each) for each in "ab"])
            tx.upsert("s", "api", [Referral(id="a>b", updated_at=AT, created_at=AT, parent_id="a", child_id="b")])
            tx.upsert("s", "api", [Order(id="1", updated_at=AT, created_at=AT, paid_at=AT, buyer_id="b")])
        facts = load_facts(store, "s")
        assert evaluate(view_id, facts, JANUARY).headline.zh
        facts.close()
