"""Who is found in a partner's file, what chance adds, and what somebody learns who tries every number."""

from datetime import date

import numpy as np
import pytest

from analytics.cooperation.buckets import MOST_BITS, Hashes, crowds, cut, marks
from analytics.cooperation.matching import Matched, matched
from analytics.cooperation.people import Known, bought
from analytics.cooperation.sent import Group, Sent, sent_by
from analytics.cooperation.view import compared
from storage.errors import KnownError
from tests.analytics.making import Book
from tests.two_shops import Pair, facts_and_people, two_shops

DAY = date(2026, 11, 30)


def no_coins(phones: list[str]) -> Hashes:
    """Where nobody asks for groups."""
    return np.zeros(len(phones), dtype=np.uint64)


@pytest.fixture(scope="module")
def pair() -> Pair:
    return two_shops(0, 300, orders=5000)


@pytest.fixture(scope="module")
def theirs(pair: Pair) -> Sent:
    facts, people = facts_and_people(pair.theirs)
    return sent_by(facts, people, DAY, DAY)


def test_joint_buyers_are_found_and_the_number_lies_in_its_range(pair: Pair, theirs: Sent) -> None:
    facts, people = facts_and_people(pair.ours)
    match = matched(people, bought(facts).buyers, theirs)
    ids, their_phones = facts.ids("customers"), {pair.theirs.phones[buyer] for buyer in pair.theirs.bought}
    joint = np.array([pair.ours.phones[ids[code]] in their_phones for code in match.people])
    assert joint.sum() == pair.joint == 300
    assert match.found[joint].all()
    assert match.found[~joint].sum() < 10
    assert match.joint.low <= 300 <= match.joint.high


def test_the_wrong_secret_finds_nobody_beyond_chance(pair: Pair, theirs: Sent) -> None:
    facts, people = facts_and_people(pair.ours, key=b"guessed")
    match = matched(people, bought(facts).buyers, theirs)
    assert match.joint.low == 0
    view = compared(facts, people, theirs, "b.zgc")
    assert view.tables == ()
    assert "不能再往下看" in view.headline.zh


def test_who_tries_all_numbers_with_the_right_secret_finds_hundreds_for_each_buyer(pair: Pair, theirs: Sent) -> None:
    """The partner has the code. 200,000 numbers of which none is a buyer's: as many are "found" as chance says."""
    tried = [f"150{number:08d}" for number in range(200_000)]
    everybody = np.arange(len(tried), dtype=np.int32)
    known = Known(everybody, crowds(tried), no_coins(tried), b"shared")
    match = matched(known, everybody, theirs)
    assert match.found.mean() == pytest.approx(match.chance, rel=0.1)
    assert 7e9 * match.chance / theirs.people > 400


@pytest.mark.parametrize("people", [50, 3000, 300_000])
def test_a_hash_is_so_short_that_hundreds_of_numbers_share_it(people: int) -> None:
    book = Book()
    for number in range(10):
        book.order("2026-11-01 10:00", 100, f"b{number}")
    facts = book.facts()
    codes = np.resize(bought(facts).buyers, people)  # as many phones, whoever has them
    phones = [f"138{number:08d}" for number in range(people)]
    sent = sent_by(facts, Known(codes, crowds(phones), no_coins(phones), b"shared"), DAY, DAY)
    assert 7e9 / 2**sent.bits >= 417
    assert sent.people / 2**sent.bits <= (1 / 500 if sent.bits < MOST_BITS else 0.018)


def test_chance_is_taken_off_and_the_range_holds_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    holds, off = [], []
    for _ in range(300):
        joint, chance = 200, 0.02
        hits = rng.random(2800) < chance
        found = np.concatenate([np.ones(joint, dtype=bool), hits])
        one = np.ones(3000, dtype=np.int64)
        match = Matched(np.arange(3000, dtype=np.int32), found, np.full(3000, -1), one, chance)
        holds.append(match.joint.low <= joint <= match.joint.high)
        off.append(match.joint.value - joint)
    assert np.mean(holds) >= 0.94
    assert abs(np.mean(off)) < 3 * np.sqrt(2800 * chance / 300)


@pytest.mark.parametrize("phones", [1, 3])
def test_who_has_several_phones_is_found_by_chance_the_more_often_and_that_is_taken_off(phones: int) -> None:
    """3,000 people with so many phones each, 100 of them joint by one, a file of 5,000 and so of many by chance."""
    holds, said = [], []
    for seed in range(20):
        drawn = np.random.default_rng(seed).choice(7 * 10**9, 3000 * phones + 4900, replace=False)
        ours, theirs = drawn[: 3000 * phones], np.concatenate([drawn[: 100 * phones : phones], drawn[3000 * phones :]])
        bits, key = 19, str(seed).encode()
        buckets = np.unique(cut(crowds([str(number) for number in theirs]), bits))
        sent = Sent(bits, DAY, DAY, (Group("其他", np.sort(marks(buckets, bits, key))),))
        person = np.repeat(np.arange(3000, dtype=np.int32), phones)
        known = Known(person, crowds([str(number) for number in ours]), no_coins([""] * len(ours)), key)
        joint = matched(known, np.arange(3000, dtype=np.int32), sent).joint
        holds.append(joint.low <= 100 <= joint.high)
        said.append(joint.value)
    assert np.mean(said) == pytest.approx(100, abs=4)
    assert sum(holds) >= 17


def test_a_person_with_two_phones_is_found_by_either_and_counts_once() -> None:
    book = Book()
    for number in range(12):
        book.order("2026-11-01 10:00", 100, f"b{number}")
    facts = book.facts()
    codes = bought(facts).buyers
    first, second = ([f"{start}{code:08d}" for code in codes] for start in (138, 139))
    sent = sent_by(facts, Known(codes, crowds(second), no_coins(second), b"shared"), DAY, DAY)
    both = Known(np.concatenate([codes, codes]), crowds(first + second), no_coins(first + second), b"shared")
    match = matched(both, codes, sent)
    assert (len(match.people), match.found.sum()) == (12, 12)


def test_a_shop_without_phones_is_told_how_many_buyers_cannot_be_matched(pair: Pair, theirs: Sent) -> None:
    facts, people = facts_and_people(pair.ours)
    nobody = Known(people.person[:0], people.crowd[:0], people.coin[:0], people.key)
    view = compared(facts, nobody, theirs, "b.zgc")
    assert view.tables == ()
    assert "共同买家不到 10 位" in view.headline.zh
    assert f"{len(pair.ours.bought):,} 位买家里，0 位有完整手机号" in view.notes[1].zh


def test_too_few_people_are_not_sent() -> None:
    facts = Book().order("2026-11-01 10:00", 100, "b1").facts()
    codes = bought(facts).buyers
    with pytest.raises(KnownError) as refused:
        sent_by(facts, Known(codes, crowds(["13800001234"]), no_coins([""]), b"k"), DAY, DAY)
    assert "不到 10 位" in refused.value.what.zh
