"""What a partner of ill will gets out of several files of one shop: under other codes nothing that one did not tell."""

from datetime import date
from typing import cast

import numpy as np
import pytest
from msgspec.structs import replace

from analytics.arrays import Mask
from analytics.cooperation.buckets import Hashes, crowds, cut, hashes, marks
from analytics.cooperation.people import Known
from analytics.cooperation.sent import Sent, sent_by
from storage.facts import Facts
from tests.analytics.making import Book
from tests.two_shops import Pair, facts_and_people, two_shops

DAY = date(2026, 11, 30)
CODES = (b"first", b"second", b"third")


@pytest.fixture(scope="module")
def pair() -> Pair:
    return two_shops(0, 0, orders=3000)


@pytest.fixture(scope="module")
def shop(pair: Pair) -> tuple[Facts, Known]:
    return facts_and_people(pair.theirs)


def could_be(tried: Hashes, sent: Sent, key: bytes) -> Mask:
    """Which of these numbers the file does not rule out."""
    keyed = marks(cut(tried, sent.bits), sent.bits, key)
    return np.isin(keyed, np.concatenate([group.marks for group in sent.groups]))


def test_three_codes_leave_as_many_numbers_in_question_as_one(pair: Pair, shop: tuple[Facts, Known]) -> None:
    facts, known = shop
    buyers = [pair.theirs.phones[buyer] for buyer in pair.theirs.bought]
    tried = crowds([f"150{number:08d}" for number in range(50_000)] + buyers)
    left = [could_be(tried, sent_by(facts, replace(known, key=key), DAY, DAY), key) for key in CODES]
    assert (left[0] == left[1]).all()
    assert (left[0] == left[2]).all()
    assert left[0][50_000:].all()
    assert left[0][:50_000].sum() > 20


def test_files_of_one_code_say_nothing_of_another_to_who_has_neither(shop: tuple[Facts, Known]) -> None:
    facts, known = shop
    one, other = (sent_by(facts, replace(known, key=key), DAY, DAY) for key in CODES[:2])
    assert not set(of_all(one)) & set(of_all(other))


def test_a_larger_file_only_divides_the_buckets_of_a_smaller_one() -> None:
    tried = crowds([f"150{number:08d}" for number in range(50_000)])
    fine, coarse = cut(tried, 12), cut(tried, 9)
    assert all(len(np.unique(coarse[fine == bucket])) == 1 for bucket in range(0, 2**12, 97))


def test_of_whom_has_two_phones_the_same_is_told_under_every_code(pair: Pair, shop: tuple[Facts, Known]) -> None:
    """Or else telling it often enough would average the lots out."""
    facts, known = shop
    phones = list(pair.theirs.phones.values())
    second = [f"177{number:08d}" for number in range(len(phones))]
    both = Known(np.tile(known.person, 2), crowds(phones + second), hashes(phones + second, b"our profile"), known.key)
    told = [told_of(crowds(phones), sent_by(facts, replace(both, key=key), DAY, DAY), key) for key in CODES]
    assert told[0] == told[1] == told[2]
    assert len(set(told[0])) > 3


def test_the_coin_of_whom_has_many_phones_is_as_fair_as_anybodys() -> None:
    """Two categories of 300 people with ten phones each: half are told as they are, and half of the lots are right."""
    book = Book().product("p0", "a", "甲").product("p1", "b", "乙")
    for number in range(600):
        book.order("2026-11-01 10:00", 100, f"b{number:03d}", lines=[(f"p{number % 2}", 100)])
    facts = book.facts()
    names = np.array([int(name[1:]) for name in facts.ids("customers")])
    phones = [f"{start}{name:08d}" for start in range(150, 160) for name in names]
    person = np.tile(np.arange(600, dtype=np.int32), 10)
    known = Known(person, crowds(phones), hashes(phones, b"our profile"), b"shared")
    told = np.array(told_of(known.crowd, sent_by(facts, known, DAY, DAY), known.key))
    assert np.mean(told == np.array(["甲", "乙"])[np.tile(names, 10) % 2]) == pytest.approx(0.75, abs=0.06)


def of_all(sent: Sent) -> list[int]:
    return cast("list[int]", np.concatenate([group.marks for group in sent.groups]).tolist())


def told_of(crowd: Hashes, sent: Sent, key: bytes) -> list[str | None]:
    """The name of the group in which each phone is."""
    of = {mark: group.name for group in sent.groups for mark in group.marks.tolist()}
    return [of.get(mark) for mark in marks(cut(crowd, sent.bits), sent.bits, key).tolist()]
