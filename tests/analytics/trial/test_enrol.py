"""A new trial: who is in it, and the mistakes that are told before anything is made."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from analytics.trial.enrol import LEAST_PEOPLE, Asked, enrol
from analytics.trial.groups import people_of
from analytics.trial.refusals import Refusal
from analytics.trial.split import split
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.trial import Enrolled
from storage.words import Words
from tests.analytics.making import CHINA, Book

IDS = tuple(f"c{number}" for number in range(200))
ASKED = Asked(name="召回", ids=IDS, start=date(2026, 3, 1), at=1_772_300_000_000, offers=("满 100 减 20",), note="试")
NOBODY_MERGED: dict[str, str] = {}


def shop(merges: dict[str, str] = NOBODY_MERGED) -> Facts:
    book = Book()
    for one in (*IDS, *merges):
        book.order("2026-01-01 10:00", 100, one)
    return facts_of(CHINA, book.records, merges=merges)


def asked(**changes: Any) -> Asked:
    return replace(ASKED, **changes)


def test_everybody_is_in_one_arm_as_the_lot_falls() -> None:
    made = enrol(shop(), ASKED, NOBODY_MERGED)
    assert isinstance(made, Enrolled)
    assert sorted([*made.ids[0], *made.ids[1]]) == sorted(IDS)
    assert made.trial.people == 200
    assert [arm.people for arm in made.trial.arms] == [len(own) for own in made.ids]
    assert [(arm.key, arm.offer) for arm in made.trial.arms] == [("treated", "满 100 减 20"), ("held_out", "")]
    place = split(made.trial.id, IDS, made.trial.arms)
    assert {one for one, arm in zip(IDS, place, strict=True) if arm == 1} == set(made.ids[1])


def test_the_order_of_a_list_does_not_matter_and_a_new_name_draws_anew() -> None:
    first, turned = (enrol(shop(), asked(ids=ids), NOBODY_MERGED) for ids in (IDS, IDS[::-1]))
    again = enrol(shop(), asked(name="再召回"), NOBODY_MERGED)
    assert isinstance(first, Enrolled)
    assert isinstance(turned, Enrolled)
    assert isinstance(again, Enrolled)
    assert first.ids == turned.ids
    assert first.ids != again.ids


def test_people_who_are_added_to_a_list_move_nobody() -> None:
    few, all_of_them = (enrol(shop(), asked(ids=ids), NOBODY_MERGED) for ids in (IDS[:120], IDS))
    assert isinstance(few, Enrolled)
    assert isinstance(all_of_them, Enrolled)
    assert all(set(own) <= set(more) for own, more in zip(few.ids, all_of_them.ids, strict=True))


def test_two_ids_of_one_person_are_one_person() -> None:
    merges = {"f1": "c1", "f2": "c2"}
    made = enrol(shop(merges), asked(ids=(*IDS[:1], *IDS[2:], "f1", "f2")), merges)
    assert isinstance(made, Enrolled)
    assert made.trial.people == 200
    assert "c1" in {*made.ids[0], *made.ids[1]}


def test_two_offers_need_nobody_held_out() -> None:
    made = enrol(shop(), asked(offers=("x", "y"), hold_out=0.0), NOBODY_MERGED)
    assert isinstance(made, Enrolled)
    assert [(arm.key, arm.share) for arm in made.trial.arms] == [("a", 0.5), ("b", 0.5)]


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        ({"name": ""}, "名", "name"),
        ({"name": "x" * 41}, "名", "name"),
        ({"name": "a\0b"}, "名", "name"),
        ({"name": " a"}, "名", "name"),
        ({"name": "a\nb"}, "名", "name"),
        ({"hold_out": 0.05}, "10% 到 50%", "10% to 50%"),
        ({"hold_out": 0.6}, "10% 到 50%", "10% to 50%"),
        ({"hold_out": float("nan")}, "10% 到 50%", "10% to 50%"),
        ({"hold_out": 0.0}, "10% 到 50%", "10% to 50%"),
        ({"offers": ("x", "y", "z")}, "两种", "Two offers"),
        ({"days": 0}, "365", "365"),
        ({"days": 366}, "365", "365"),
        ({"ids": ()}, "一个人也没有", "nobody"),
        ({"ids": (*IDS, "c7", "c9", "c9")}, "重复的编号：c7、c9。", "twice: c7, c9."),
        ({"ids": (*IDS, "nobody", "noone")}, "202 个编号里有 2 个", "Of 202 ids, 2"),
        ({"ids": tuple(f"x{n}" for n in range(9))}, "x4 等 9 个。", "and 4 more"),
        ({"ids": IDS[:30]}, f"至少 {LEAST_PEOPLE} 人", f"takes {LEAST_PEOPLE}"),
    ],
)
def test_what_will_not_do_is_told_in_both_languages(changes: dict[str, Any], zh: str, en: str) -> None:
    refused = enrol(shop(), asked(**changes), NOBODY_MERGED)
    assert isinstance(refused, Refusal)
    assert zh in refused.what.zh + refused.next_step.zh
    assert en in refused.what.en + refused.next_step.en


def test_all_buyers_are_a_group_and_guests_are_nobody() -> None:
    book = Book().order("2026-01-01 10:00", 100, "c1").order("2026-01-02 10:00", 100, "c1").order("2026-01-03 10:00", 5)
    facts = book.order(None, 100, "c2").order("2026-01-04 10:00", 100, "c3").facts()
    assert people_of(facts, "buyers", "all") == ["c1", "c3"]
    for view, group in (("buyers", "some"), ("nothing", "all")):
        assert isinstance(people_of(facts, view, group), Words)
