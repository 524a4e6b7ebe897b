"""What takes long to learn: once per state of the data, kept with the facts, and nobody else waits for it."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest
from msgspec import Struct
from msgspec.structs import replace

from analytics.learning import Lesson, known, learnt
from analytics.lifetime.log import Floats
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.progress import Cancelled, Report, StopAsked
from storage.records import Order
from storage.shop import Shop
from storage.store import Store, open_store

SHOP = Shop(id="s1", name="小店")


class Total(Struct, frozen=True, eq=False):
    """A lesson small enough to check: the amounts, and which states of the data it went through."""

    amounts: Floats
    versions: tuple[int, ...]


def learn(facts: Facts, before: Total | None, report: Report, stop: StopAsked) -> Total:
    if stop():
        raise Cancelled
    return Total(
        facts["orders"]["payment_amount"].astype(np.float64), (*(before.versions if before else ()), facts.version)
    )


TOTAL = Lesson("total", 1, Total, learn)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        sell(store, "a", 100)
        yield store


def sell(store: Store, name: str, amount: int) -> None:
    with store.write() as tx:
        tx.upsert(SHOP.id, "api", [Order(id=name, updated_at=1, created_at=5, payment_amount=amount)])


def test_the_next_start_of_the_program_finds_what_was_learnt(store: Store) -> None:
    first = load_facts(store, SHOP.id)
    assert known(first, TOTAL) is None
    assert learnt(first, TOTAL).amounts.tolist() == [100.0]
    again = load_facts(store, SHOP.id)
    found = known(again, TOTAL)
    assert found is not None
    assert found.amounts.tolist() == [100.0]
    assert found.versions == (first.version,)  # learnt once


def test_new_data_is_learnt_on_top_of_what_was_known(store: Store) -> None:
    first = load_facts(store, SHOP.id)
    learnt(first, TOTAL)
    sell(store, "b", 7)
    later = load_facts(store, SHOP.id)
    assert known(later, TOTAL) is None
    assert learnt(later, TOTAL).versions == (first.version, later.version)


def test_what_was_kept_in_another_form_is_learnt_anew(store: Store) -> None:
    learnt(load_facts(store, SHOP.id), TOTAL)
    facts = load_facts(store, SHOP.id)
    assert known(facts, replace(TOTAL, form=2)) is None
    assert learnt(facts, replace(TOTAL, form=2)).versions == (facts.version,)


def test_damaged_bytes_are_learnt_anew(store: Store) -> None:
    load_facts(store, SHOP.id).keep("total", b"\x93\x01\x01")
    facts = load_facts(store, SHOP.id)
    assert known(facts, TOTAL) is None
    assert learnt(facts, TOTAL).versions == (facts.version,)


def test_a_cancelled_lesson_keeps_nothing_and_can_be_taken_again(store: Store) -> None:
    facts = load_facts(store, SHOP.id)
    with pytest.raises(Cancelled):
        learnt(facts, TOTAL, stop=lambda: True)
    assert known(facts, TOTAL) is None
    assert learnt(facts, TOTAL).amounts.tolist() == [100.0]


def test_other_pages_do_not_wait_for_a_long_lesson(store: Store) -> None:
    facts, begun, go_on = load_facts(store, SHOP.id), Event(), Event()

    def slow(facts: Facts, before: Total | None, report: Report, stop: StopAsked) -> Total:
        begun.set()
        assert go_on.wait(10)
        return learn(facts, before, report, stop)

    lesson = Thread(target=lambda: learnt(facts, replace(TOTAL, learn=slow)))
    lesson.start()
    assert begun.wait(10)
    other = Thread(target=lambda: facts.derived("another page", lambda facts: facts["orders"]["paid_at"].sum()))
    other.start()
    other.join(5)
    answered = not other.is_alive()
    go_on.set()
    lesson.join(10)
    assert answered
    assert known(facts, TOTAL) is not None


def test_who_waits_for_the_lesson_of_another_thread_can_be_stopped(store: Store) -> None:
    begun, end = Event(), Event()

    def slowly(facts: Facts, before: Total | None, report: Report, stop: StopAsked) -> Total:
        begun.set()
        assert end.wait(10)
        return learn(facts, before, report, stop)

    facts = load_facts(store, "s1")
    lesson = replace(TOTAL, learn=slowly)
    first = Thread(target=lambda: learnt(facts, lesson))
    first.start()
    assert begun.wait(10)
    with pytest.raises(Cancelled):
        learnt(facts, lesson, stop=lambda: True)
    assert first.is_alive()
    end.set()
    first.join()
    assert learnt(facts, lesson, stop=lambda: True).versions == (facts.version,)
    facts.close()
