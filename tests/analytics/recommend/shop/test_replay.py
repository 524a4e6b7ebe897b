"""Replays: nothing of the future reaches a list, luck is not called skill, and a real liking is found."""

from random import Random
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from analytics.coverage import present
from analytics.local_time import DAY
from analytics.recommend.shop import items as items_module
from analytics.recommend.shop import learnt as learnt_module
from analytics.recommend.shop import moment as shop_moment
from analytics.recommend.shop import ranking
from analytics.recommend.shop.learnt import Learnt, learn, learnt
from analytics.recommend.shop.mixing import NOTHING_YET
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.moments import MOMENTS, moments, repeaters
from analytics.recommend.shop.past import bought, customers, products, viewed
from analytics.recommend.shop.plain import AHEAD, pushed
from analytics.recommend.shop.ranking import best
from analytics.recommend.shop.replay import parts_of
from analytics.recommend.shop.sentences import proof
from analytics.recommend.shop.tables.record import how_good
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.progress import Cancelled, ignore, never
from storage.records import Content, Customer, Visit
from storage.words import Words
from tests.analytics.making import Book, at
from tests.analytics.recommend.shop.shops import (
    CUPS,
    MEMBERS,
    NIGHT,
    TEAS,
    club_facts,
    club_learnt,
    club_records,
    clubs,
    code,
    offer_running,
    product,
)
from tests.long.samples import as_of


def known_at(facts: Facts, moment: int) -> tuple[dict[str, list[str]], dict[str, float]]:
    """By id: everybody's list, and how popular each product is."""
    now = Moment(facts, moment)
    ours = parts_of(now, now.drawn, 1, None, ignore, never).by_history(NOTHING_YET.chosen(), now.owned.many())
    users = np.flatnonzero(now.known)
    lists = best(ours, users, now.there, now.owned, 5, never)
    people, goods = facts.ids("customers"), facts.ids("products")
    named = {
        people[user]: [goods[item] for item in row if item >= 0] for user, row in zip(users, lists.items, strict=True)
    }
    return named, {goods[item]: float(value) for item, value in enumerate(now.popular) if value}


def test_lists_at_a_moment_are_the_same_whatever_came_later() -> None:
    """The whole shop, with a product and a customer only of the future, against the records there were then."""
    moment, records = at("2026-05-15 00:00"), club_records()
    book = Book()
    book.records += [product("marker", "茶", listed_at=at("2026-05-20 00:00")), Customer(id="later", updated_at=1)]
    for number in range(60):
        book.order(f"2026-06-{1 + number % 28:02} 10:00", 100, f"c{number}", lines=[("marker", 100), ("tea0", 100)])
    more = [replace(one, id=f"later-{one.id}") if one.KIND == "orders" else one for one in book.records]
    more = [
        replace(one, id=f"later-{one.id}", order_id=f"later-{one.order_id}") if one.KIND == "order_lines" else one  # type: ignore[attr-defined]
        for one in more
    ]
    more += offer_running()
    whole = facts_of(Book().shop, [*records, *more], as_of=at(NIGHT))
    then = facts_of(
        Book().shop,
        [kept for one in [*records, *more] if one.id not in ("marker", "later") and (kept := as_of(one, moment))],
        as_of=moment,
    )
    assert known_at(whole, moment) == known_at(then, moment)
    assert "marker" not in known_at(whole, moment)[1]
    assert "marker" in known_at(whole, at(NIGHT))[1]


def test_every_log_is_cut_at_the_moment() -> None:
    facts, moment = club_facts(), at("2026-05-15 00:00")
    now = Moment(facts, moment)
    assert (now.taken.at < moment).all()
    assert len(now.taken) == (bought(facts).at < moment).sum()
    assert now.last.max() < moment
    assert (viewed(facts).before(moment).at < moment).all()


def test_moments_do_not_overlap_and_need_enough_customers_before_them() -> None:
    facts = club_facts()
    found = moments(facts)
    assert found == sorted(found)
    assert 1 <= len(found) <= MOMENTS + 1
    assert np.diff([*found, present(facts)]).tolist() == [AHEAD * DAY] * len(found)
    for moment in found:
        before = bought(facts).before(moment)
        several = {
            user for user in set(before.user.tolist()) if len(set(before.order[before.user == user].tolist())) >= 2
        }
        assert repeaters(before.user, before.order) == len(several) >= 100


def test_what_people_really_like_is_found_and_put_to_use() -> None:
    learnt_here = club_learnt()
    assert learnt_here.record is not None
    ahead = learnt_here.record.new.ratios["popular"]
    assert ahead is not None
    assert ahead.low > 1.5
    assert learnt_here.ours
    assert proof(learnt_here).zh.startswith("凭什么：同样推 5 件没买过的，按人推荐猜中的次数是卖得最多的 ")


def test_purchases_dealt_out_by_lot_are_no_liking_and_popularity_is_used() -> None:
    dealt = facts_of(Book().shop, club_records(Random(5)), as_of=at(NIGHT))
    found = learnt(dealt)
    assert found.record is not None
    ahead = found.record.new.ratios["popular"]
    assert ahead is not None
    assert ahead.low <= 1
    assert not found.ours
    assert not len(found.lists)
    said = proof(found)
    assert "没有稳稳好过卖得最多的" in said.zh
    assert f"{ahead.value:.2f}" in said.zh


QUIET = "2026-08-01 00:00"
"""The clubs sold nothing in the month before."""


def test_a_month_without_sales_is_left_out_and_the_past_before_it_is_replayed() -> None:
    facts = facts_of(Book().shop, club_records(), as_of=at(QUIET))
    found = moments(facts)
    assert found
    assert all(len(set(bought(facts).within(one, one + AHEAD * DAY).user.tolist())) >= 30 for one in found)
    assert at(QUIET) - found[-1] > (AHEAD + 1) * DAY, "the month itself tells nothing"
    learnt_here = learnt(facts)
    assert learnt_here.ours
    assert learnt_here.missing is None
    assert "买的人不到 30 位的 30 天跳过了" in how_good(learnt_here).note.zh  # type: ignore[union-attr]
    assert "跳过" not in how_good(club_learnt()).note.zh  # type: ignore[union-attr]


def test_one_late_order_in_a_quiet_month_changes_nothing_of_it() -> None:
    late = Book().order("2026-07-30 12:00", 5000, "c1", lines=[("tea0", 5000)]).records
    late = [
        replace(one, id=f"l-{one.id}", **({"order_id": f"l-{one.order_id}"} if one.KIND == "order_lines" else {}))
        for one in late
    ]  # type: ignore[attr-defined,arg-type]
    facts = facts_of(Book().shop, [*club_records(), *late], as_of=at(QUIET))
    assert moments(facts) == moments(facts_of(Book().shop, club_records(), as_of=at(QUIET)))


def few_a_month() -> list[Record]:
    """A hundred and twenty customers who come twice, four of them a week."""
    book = Book()
    book.records += [product(key, "茶") for key in TEAS]
    for number in range(240):
        day, who = number * 7 // 4, f"c{number % 120}"
        when = f"2025-{1 + day // 28:02}-{1 + day % 28:02}" if day < 336 else f"2026-{1 + (day - 336) // 28:02}-01"
        book.order(f"{when} 12:00", 5000, who, lines=[(TEAS[number % 8], 5000)])
    return book.records


def test_what_is_missing_is_named_where_buyers_are_few() -> None:
    found = learnt(facts_of(Book().shop, few_a_month(), as_of=at(NIGHT)))
    assert (found.record, found.missing) == (None, "buyers")
    assert proof(found).zh.startswith(f"近 30 天买的人只有 {found.lately} 位，不到 30 位；")
    assert "历史还太短" not in proof(found).zh


def test_what_is_missing_is_named_where_time_is_short() -> None:
    book = Book()
    for number in range(240):
        book.order(f"2026-06-{5 + number % 24:02} 12:00", 100, f"c{number % 120}", lines=[(f"p{number % 8}", 100)])
    found = learnt(book.facts(NIGHT))
    assert (found.record, found.missing) == (None, "time")
    assert "历史还太短" in proof(found).zh


def test_too_few_customers_who_came_again_are_counted() -> None:
    few = [one for one in club_records() if getattr(one, "buyer_id", "c1") in {f"c{number}" for number in range(60)}]
    found = learnt(facts_of(Book().shop, few, as_of=at(NIGHT)))
    assert found.record is None
    assert not found.ours
    assert proof(found).zh == "买过两次以上的客户只有 60 位，还差 40 位才学得出各人喜好；先推近来卖得最多的。"


def test_what_the_shop_pushed_is_what_ran_then_latest_first_and_unknown_where_nothing_tells() -> None:
    facts = clubs(
        *offer_running(),
        Content(id="a1", updated_at=1, published_at=at("2026-06-28 00:00"), product_id="tea3"),
        Content(id="a2", updated_at=1, published_at=at("2026-05-01 00:00"), product_id="tea4"),
        Content(id="a3", updated_at=1, published_at=at("2026-06-30 00:00"), product_id="tea5"),
    )
    put = pushed(facts, at("2026-06-29 00:00"))
    assert [facts.ids("products")[item] for item in put.items] == ["tea3", "cup0"]
    assert put.recorded
    assert not pushed(club_facts(), at("2026-06-29 00:00")).recorded
    assert club_learnt().record.pushed is None  # type: ignore[union-attr]
    assert not club_learnt().record.pushed_known  # type: ignore[union-attr]


def offers_of(many: int) -> list[Record]:
    """Group-buys of so many products, from before any replay on."""
    running = next(one for one in offer_running() if one.KIND == "group_campaigns")
    keys = [*TEAS, *CUPS, *(f"more{number}" for number in range(many))][:many]
    begun = at("2026-01-01 00:00")
    return [replace(running, id=f"g-{key}", product_id=key, starts_at=begun) for key in keys]  # type: ignore[call-arg]


def test_ours_are_cut_to_as_many_as_the_shop_pushed() -> None:
    """Six teas and cups were pushed; who had some of them was pushed fewer, and ours are as many."""
    record = learnt(clubs(*offers_of(6))).record
    assert record is not None
    assert record.pushed is not None
    assert record.pushed.ways["ours"].hits <= record.pushed.lists * 5
    assert record.pushed.ways["ours"].hits > record.pushed.ways["pushed"].hits


@pytest.mark.parametrize(("many", "told"), [(4, False), (5, True), (30, True), (31, False)])
def test_which_of_many_or_of_a_few_the_shop_pushed_cannot_be_told(many: int, told: bool) -> None:
    put = pushed(clubs(*offers_of(many)), at("2026-06-10 00:00"))
    assert len(put.items) == many
    assert put.told is told


def test_where_nobody_can_tell_what_was_pushed_the_page_says_so() -> None:
    found = learnt(clubs(*offers_of(4)))
    assert found.record is not None
    assert found.record.pushed is None
    assert found.record.pushed_known
    table = how_good(found)
    assert table.note is not None
    assert "不到 5 件或超过 30 件，分不出主推的是哪几件" in table.note.zh
    assert "店里当时主推的" not in {row.cells[1].zh for row in table.rows if isinstance(row.cells[1], Words)}


def test_where_visits_of_a_campaign_ended_is_nothing_that_the_shop_pushed() -> None:
    visits = [
        Visit(id=f"v{key}", updated_at=1, created_at=at("2026-06-25 00:00"), campaign_id="m1", product_id=key)
        for key in TEAS
    ]
    put = pushed(clubs(*offer_running(), *visits), at("2026-06-29 00:00"))
    assert put.items.size == 1


def told_before(days: float, **changes: Any) -> Learnt:
    """What was learnt of the clubs, judged so many days before, and with some other fields changed."""
    first = club_learnt()
    return replace(first, judged_at=first.judged_at - round(days * DAY), **changes)


def test_what_was_chosen_is_chosen_again_only_when_it_is_old() -> None:
    facts, first = club_facts(), club_learnt()
    assert first.choice is not None
    assert first.choice.at == moments(facts)[0]
    again = learn(facts, told_before(8), ignore, never)
    assert again.choice == first.choice
    assert again.judged_at == first.judged_at
    assert np.array_equal(again.lists, first.lists)
    old = told_before(8, choice=replace(first.choice, at=first.choice.at - 91 * DAY))
    assert learn(facts, old, ignore, never).choice == first.choice
    later = told_before(8, choice=replace(first.choice, at=first.choice.at + DAY))
    assert learn(facts, later, ignore, never).choice == first.choice, "a choice of the future is not used"


def test_replays_stand_for_some_days_while_lists_follow_the_data() -> None:
    """A day later, with one purchase more: nothing is replayed, and who bought gets another list."""
    first, doing = club_learnt(), set[str]()
    lacks = next(key for key in TEAS if key not in owned_by("c1"))
    more = Book().order("2026-07-01 12:00", 5000, "c1", lines=[(lacks, 5000)]).records
    more = [
        replace(one, id=f"more-{one.id}", **({"order_id": f"more-{one.order_id}"} if one.KIND == "order_lines" else {}))
        for one in more
    ]  # type: ignore[attr-defined,arg-type]
    facts = facts_of(Book().shop, [*club_records(), *more], as_of=at("2026-07-02 00:00"))
    found = learn(facts, first, lambda done: doing.add(done.doing.zh), never)
    assert not any("回放" in said for said in doing)
    assert found.record is first.record
    assert found.judged_at == first.judged_at < found.at
    mine = code(facts, "customers", "c1")
    assert code(club_facts(), "products", lacks) in first.lists[code(club_facts(), "customers", "c1")]
    assert code(facts, "products", lacks) not in found.lists[mine]


def owned_by(key: str) -> set[str]:
    facts = club_facts()
    return {
        facts.ids("products")[item] for item in bought(facts).item[bought(facts).user == code(facts, "customers", key)]
    }


def test_replays_are_made_again_where_the_past_itself_has_changed() -> None:
    first, doing = club_learnt(), set[str]()
    half = [one for one in club_records() if getattr(one, "buyer_id", "c1") in {f"c{number}" for number in range(150)}]
    found = learn(facts_of(Book().shop, half, as_of=at(NIGHT)), first, lambda done: doing.add(done.doing.zh), never)
    assert any("回放" in said for said in doing)
    assert found.record != first.record


def test_learning_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        learnt(clubs(), stop=lambda: True)


def test_the_two_shelves_and_everybody_are_numbered_as_facts_number_them() -> None:
    facts = club_facts()
    assert customers(facts) == len(facts.ids("customers"))
    assert products(facts) == len(facts.ids("products"))
    assert club_learnt().lists.shape[0] == customers(facts)
    tea = {code(facts, "products", key) for key in TEAS}
    drinker = code(facts, "customers", "c1")
    assert set(bought(facts).item[bought(facts).user == drinker].tolist()) <= tea


def test_where_customers_are_many_the_past_is_judged_by_some_drawn_by_lot(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same whenever asked and whatever they did later; the lists of now are for everybody all the same."""
    monkeypatch.setattr(shop_moment, "MOST", 120)
    monkeypatch.setattr(learnt_module, "MOST", 120)
    monkeypatch.setattr(items_module, "MOST", 120)
    moment = at("2026-05-15 00:00")
    now = Moment(clubs(), moment)
    assert len(now.drawn) == 120 < now.known.sum()
    later = clubs(*Book().order("2026-06-20 10:00", 100, "c1", lines=[("tea0", 100)]).records)
    assert np.array_equal(Moment(later, moment).drawn, now.drawn)
    found = learn(clubs(), None, ignore, never)
    assert found.record is not None
    assert found.record.drawn == 120
    assert "content" in club_learnt().choice.chosen.names  # type: ignore[union-attr]
    assert not {"content", "friends", "circle"} & set(found.choice.chosen.names)  # type: ignore[union-attr]
    assert found.record.new.lists < club_learnt().record.new.lists  # type: ignore[union-attr]
    assert found.ours
    assert len(found.lists) == MEMBERS == (found.lists[:, 0] >= 0).sum()
    assert "抽签只看 120 位" in how_good(found).note.zh  # type: ignore[union-attr]
    assert "抽签" not in how_good(club_learnt()).note.zh  # type: ignore[union-attr]


def test_learning_keeps_to_one_core_and_gives_the_others_back() -> None:
    from threadpoolctl import threadpool_info, threadpool_limits

    seen = set[int]()
    with threadpool_limits(2):
        learn(clubs(), None, lambda _: seen.update(one["num_threads"] for one in threadpool_info()), never)
        after = {one["num_threads"] for one in threadpool_info()}
    assert seen == {1}
    assert after == {2}


def test_lists_of_very_many_are_those_of_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores make them, in blocks, and it is told how far it is."""
    told = list[tuple[int, int | None]]()
    monkeypatch.setattr(ranking, "_CELLS", 5 * len(club_facts().ids("products")))
    monkeypatch.setattr(learnt_module, "_AT_ONCE", 150)
    found = learn(club_facts(), None, lambda at: told.append((at.done, at.total)), never)
    assert np.array_equal(found.lists, club_learnt().lists)
    assert told[-2:] == [(0, MEMBERS), (150, MEMBERS)]
