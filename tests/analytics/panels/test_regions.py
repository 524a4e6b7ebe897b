"""Panels of regions and what they rest on: tiles, rates, and times that are not over yet."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st

from analytics import pairs
from analytics.asked import Asked
from analytics.china import COLUMNS, ROWS, TILES, tile_of
from analytics.coverage import coverage
from analytics.dimensions.goods import PRODUCT
from analytics.measure import read_by
from analytics.metric import count
from analytics.money_rates import money_rates
from analytics.panels.moved_regions import moved_beyond_chance
from analytics.parts.goods import LINE_BUYERS, SOLD_ORDERS
from analytics.question import Filters
from analytics.result import Estimate
from analytics.slice import Slice
from analytics.survival import curve, quantile
from analytics.views import evaluate
from tests.analytics.making import Book, asking
from tests.analytics.panels.given import Given, answer, behind_of, known, random_shop, simulated, summed
from tests.analytics.panels.test_buyers import WHOLE


def test_every_province_has_a_tile_of_its_own() -> None:
    places = {(tile.row, tile.column) for tile in TILES}
    assert len(TILES) == len(places) == len({tile.name for tile in TILES}) == 34
    assert {row for row, _ in places} == set(range(ROWS))
    assert max(column for _, column in places) == COLUMNS - 1
    named = {tile.name: tile for tile in TILES}
    assert named["黑龙江"].row < named["北京"].row < named["上海"].row < named["广东"].row < named["海南"].row
    assert named["新疆"].column < named["四川"].column < named["湖北"].column < named["上海"].column


@pytest.mark.parametrize(
    ("written", "name"),
    [("浙江省", "浙江"), ("广西壮族自治区", "广西"), ("北京市", "北京"), ("香港特别行政区", "香港"),
     ("内蒙古", "内蒙古"),
     ("Zhejiang Province", "浙江"), ("Shaanxi", "陕西"), ("Shanxi", "山西"), ("新疆维吾尔自治区", "新疆")],
)  # fmt: skip
def test_provinces_are_known_however_they_are_written(written: str, name: str) -> None:
    tile = tile_of(written)
    assert tile is not None
    assert tile.name == name


@pytest.mark.parametrize("place", ["United Kingdom", "海外", "", "Ontario"])
def test_other_places_have_no_tile(place: str) -> None:
    assert tile_of(place) is None


def test_tiles_are_the_provinces_and_the_rest_is_named() -> None:
    book = Book()
    for number, place in enumerate(("浙江省", "广东", "上海市", "Ontario", None)):
        book.order(f"2026-03-0{number + 1} 12:00", 100 * (number + 1), f"b{number}", province=place)
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    march = asking("2026-03-01", "2026-03-31")
    table = answer(given, "regions", "region_map", march)
    assert [row.cells[0] for row in table.rows] == ["上海市", "广东", "浙江省"]
    assert table.drawn is not None
    assert table.drawn.tiles
    assert "2 个" in table.note.zh
    ranking = answer(given, "regions", "region_ranking", march)
    assert [str(row.cells[0]) for row in ranking.rows] == ["Ontario", "上海市", "广东", "浙江省", "未知"]


def test_the_number_of_regions_counts_each_once() -> None:
    for seed in range(4):
        given = random_shop(seed)
        for filters in (Filters(), Filters(channels=("live",)), Filters(categories=("茶",))):
            view = evaluate("regions", given.facts, type(WHOLE)(WHOLE.period, filters=filters))
            products = given.by_id("products")
            seen = set()
            for order in given.paid(WHOLE.period):
                lines = [line for one, line in given.sold(WHOLE.period) if one.id == order.id]
                of_category = [
                    line for line in lines
                    if line.product_id in products and products[line.product_id].category == "茶"
                ]  # fmt: skip
                if filters.channels and known(order.channel) not in filters.channels:
                    continue
                if (not filters.categories or of_category) and known(order.province):
                    seen.add(order.province)
            figure = view.figure("regions")
            assert figure.value == len(seen)
            assert given.count(figure.rows) == len(seen)


def test_conversion_is_told_where_visits_are() -> None:
    given = simulated()
    question = given.last(60)
    table = answer(given, "regions", "region_conversion", question)
    visitors, buyers = defaultdict(set), defaultdict(set)
    for visit in given.of("visits"):
        inside = question.period.first <= given.day(visit.created_at) <= question.period.last
        if inside and known(visit.visitor_id) is not None:
            visitors[known(visit.province)].add(visit.visitor_id)
    for order in given.paid(question.period):
        if known(order.buyer_id):
            buyers[known(order.province)].add(order.buyer_id)
    assert {row.cells[0] for row in table.rows} == {place for place in visitors if place and len(visitors[place]) >= 30}
    for row in table.rows:
        assert row.cells[1:3] == (len(visitors[row.cells[0]]), len(buyers[row.cells[0]]))
        assert row.cells[3].value == pytest.approx(row.cells[2] / row.cells[1])
        assert given.count(behind_of(table, row, "buyers")) == row.cells[2]


def test_a_shop_without_visits_has_no_conversion() -> None:
    book = Book().order("2026-03-01 12:00", 5, "b1", province="浙江")
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    table = answer(given, "regions", "region_conversion", asking("2026-03-01", "2026-03-31"))
    assert not table.rows
    assert table.note.zh == "数据来源没有访问记录。"


def test_regions_refund_what_is_behind_them() -> None:
    given = simulated()
    question = given.last(365)
    table = answer(given, "regions", "region_refunds", question)
    groups = given.by_id("groups")
    back = {r.order_id for r in given.of("refunds") if known(r.refunded_at) and r.status not in ("open", "refused")}
    kept = defaultdict(list)
    for order in given.paid(question.period):
        if not (known(order.group_id) and groups[order.group_id].status == "failed"):
            kept[order.province].append(order.id in back)
    assert {row.cells[0]: row.cells[1:3] for row in table.rows} == {
        place: (len(orders), sum(orders)) for place, orders in kept.items() if len(orders) >= 30
    }
    for row in table.rows:
        assert given.count(behind_of(table, row, "refunds")) == row.cells[2]
        assert row.cells[3].value == pytest.approx(row.cells[2] / row.cells[1])


def test_an_order_refunded_in_parts_is_one_order() -> None:
    book = Book()
    for place in ("浙江", "上海"):
        for number in range(40):
            book.order("2026-03-05 12:00", 1000, f"{place}{number}", province=place)
            if place == "上海" and number < 10:
                order = book.records[-1].id
                for hour in range(5):
                    book.refund(f"2026-03-08 1{hour}:00", 100, order_id=order)
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    table = answer(given, "regions", "region_refunds", asking("2026-03-01", "2026-03-31"))
    assert {row.cells[0]: (row.cells[2], row.cells[3].value) for row in table.rows} == {
        "浙江": (0, 0.0), "上海": (10, 0.25),
    }  # fmt: skip


def without_order_names(lines: int) -> Given:
    """A shop of two regions whose refunds name a buyer and a region only, many lines of each return."""
    book = Book()
    for place, size in (("UK", 200), ("EIRE", 3)):
        for number in range(size):
            book.order("2026-03-05 12:00", 1000, f"{place}{number}", province=place)
            if number % 10 == 0:
                for line in range(lines):
                    book.refund(f"2026-03-08 10:{line:02d}", 70, buyer_id=f"{place}{number}", province=place)
    return Given(book.shop, book.records, book.facts("2026-04-02 00:00"))


def test_refunds_that_name_no_order_are_compared_by_money_as_the_figure_is() -> None:
    given = without_order_names(lines=12)
    march = asking("2026-03-01", "2026-03-31")
    view = evaluate("regions", given.facts, march)
    table = view.table("region_refunds")
    assert {row.cells[0]: row.cells[1:3] for row in table.rows} == {"UK": (200_000, 16_800), "EIRE": (3000, 840)}
    assert table.rows[0].cells[3].value == pytest.approx(0.084)
    assert table.rows[1].cells[3] == pytest.approx(0.28)  # three people make no interval and no difference
    assert [row.cells[5] for row in table.rows] == [None, None]
    assert f"{view.figure('refund_rate').value:.1%}" == "8.7%"
    assert "8.7%" in table.lead.zh
    for row in table.rows:
        assert given.sum(behind_of(table, row, "refund_amount")) == row.cells[2]


def people_of(chance: np.random.Generator, people: int, part: float) -> tuple[np.ndarray, np.ndarray]:
    """What people paid, and what those who send things back got: often all of it, from few."""
    paid = np.rint(chance.lognormal(8, 1, people)).astype(np.int64)
    back = np.where(chance.random(people) < part, np.rint(paid * chance.uniform(0.2, 1, people)), 0)
    return paid, back.astype(np.int64)


def test_regions_alike_are_not_told_apart_and_the_intervals_hold() -> None:
    chance = np.random.default_rng(8)
    group = np.repeat(np.arange(8), (800, 120, 60, 60, 40, 30, 25, 5))
    false = inside = told = 0
    for _ in range(200):
        paid, back = people_of(chance, len(group), 0.15)
        found = money_rates(paid, back, group, 8)
        false += found.unlike.any()
        first = found.rate[0]
        told += 1
        inside += first.low <= 0.15 * 0.6 <= first.high
        assert not isinstance(found.rate[7], Estimate)
        assert not found.unlike[7]
    assert false / 200 <= 0.08
    assert 0.9 <= inside / told <= 0.99


def test_a_region_that_sends_back_thrice_as_much_is_found() -> None:
    chance = np.random.default_rng(9)
    usual, other = people_of(chance, 800, 0.1), people_of(chance, 150, 0.4)
    paid, back = (np.concatenate(pair) for pair in zip(usual, other, strict=True))
    found = money_rates(paid, back, np.repeat([0, 1], (800, 150)), 2)
    assert found.unlike.tolist() == [True, True]
    assert found.rate[1].low > found.rate[0].high


def test_regions_with_more_buyers_than_visitors_have_no_clipped_conversion() -> None:
    book = Book()
    for number in range(40):
        book.visit("2026-03-05 11:00", f"v{number}", province="浙江").visit(
            "2026-03-05 11:00", f"w{number}", province="上海"
        )
        book.order("2026-03-05 12:00", 100, f"b{number}", province="浙江").order(
            "2026-03-05 12:00", 100, f"c{number}", province="浙江"
        )
    book.order("2026-03-05 12:00", 100, "d", province="上海")
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    table = answer(given, "regions", "region_conversion", asking("2026-03-01", "2026-03-31"))
    assert {row.cells[0]: row.cells[4] for row in table.rows} == {"浙江": None, "上海": None}
    assert next(row for row in table.rows if row.cells[0] == "浙江").cells[3] == 2.0


def naive_median(times: list[tuple[int, bool]]) -> int | None:
    """Kaplan and Meier's median, step by step."""
    left = 1.0
    for time in sorted({time for time, happened in times if happened}):
        watched = len([1 for end, _ in times if end >= time])
        left *= 1 - len([1 for end, happened in times if happened and end == time]) / watched
        if left <= 0.5 + 1e-12:
            return time
    return None


@holds(st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=40))
@settings(deadline=None)
def test_the_curve_is_that_of_kaplan_and_meier(times: list[tuple[int, bool]]) -> None:
    waited, happened = (np.array(column) for column in zip(*times, strict=True))
    found = quantile(curve(waited, happened), 0.5)
    assert (None if found is None else found.value) == naive_median(times)
    if found is not None:
        assert found.low <= found.value <= found.high


def test_those_who_still_wait_do_not_make_a_shop_look_quick() -> None:
    chance = np.random.default_rng(6)
    inside = 0
    biased = 0
    for _ in range(200):
        truth = chance.exponential(3000, 150)
        watched = chance.uniform(0, 6000, 150)  # orders of the last days are watched for a short time
        waited, happened = np.minimum(truth, watched).astype(np.int64), truth <= watched
        found = quantile(curve(waited, happened), 0.5)
        if found is not None:
            inside += found.low <= 3000 * np.log(2) <= found.high
        biased += np.median(waited[happened]) < 0.8 * 3000 * np.log(2)
    assert 0.9 <= inside / 200 <= 0.985
    assert biased > 180


def test_travel_times_by_region_are_those_of_its_parcels() -> None:
    given = simulated()
    question = given.last(200)
    table = answer(given, "regions", "region_delivery", question)
    until = coverage(given.facts).until
    by_place = defaultdict(list)
    for order in given.paid(question.period):
        shipped, finished, closed = (known(getattr(order, f"{name}_at")) for name in ("shipped", "finished", "closed"))
        if shipped is not None:
            end = finished or closed or until
            by_place[order.province].append((max(end - shipped, 0) // 60_000, finished is not None))
    assert table.rows
    for row in table.rows:
        parcels = by_place[row.cells[0]]
        assert row.cells[1] == len(parcels) == given.count(row.rows)
        assert row.cells[2].value == pytest.approx(naive_median(parcels) / 1440)


@pytest.mark.parametrize("seed", range(5))
def test_links_count_the_same_buyers_and_orders_per_product(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given = random_shop(seed)
    cube = Slice(given.facts, WHOLE.period, WHOLE.filters)
    for part, kind in ((LINE_BUYERS, "buyer"), (SOLD_ORDERS, "order")):
        expected = defaultdict(set)
        for order, line in given.sold(WHOLE.period):
            who = known(order.buyer_id) if kind == "buyer" else order.id
            if who:
                expected[known(line.product_id)].add(who)
        cut = cube.cut(part.log)
        codes = PRODUCT.codes(cut)
        size = PRODUCT.size(given.facts)
        linked = pairs.count_linked(cut, part, PRODUCT, codes, size)
        assert linked is not None
        read = read_by(cube, count(part), PRODUCT)
        for code in range(-1, size):
            key = PRODUCT.key_of(given.facts, code) or None
            assert linked[code + 1] == read[code + 1] == len(expected[key])
    monkeypatch.setattr(pairs, "WORTH", 0)
    assert pairs.count_linked(cut, part, PRODUCT, codes, size) is None


def test_amounts_by_region_add_up() -> None:
    given = simulated()
    question = given.last(30)
    ranking = answer(given, "regions", "region_ranking", question)
    assert sum(row.cells[1] for row in ranking.rows) == summed(o.payment_amount for o in given.paid(question.period))


def two_months(before: int, now: int) -> Given:
    """Guangdong had so many buyers in February and in March; two others had fifty in each."""
    book = Book()
    for month, guangdong in (("02", before), ("03", now)):
        for name, buyers in (("广东", guangdong), ("浙江", 50), ("四川", 50)):
            for number in range(buyers):
                day = f"2026-{month}-{1 + number % 28:02d} 12:00"
                book.order(day, 10_000 + number, f"{name}{month}{number}", province=name)
    return Given(book.shop, book.records, book.facts("2026-04-02 00:00"))


def test_a_region_is_said_to_have_grown_only_beyond_chance() -> None:
    march = asking("2026-03-01", "2026-03-28")
    luck = answer(two_months(50, 60), "regions", "region_ranking", march).lead
    assert "没有哪个明显涨了或跌了" in luck.zh
    grown = answer(two_months(50, 120), "regions", "region_ranking", march).lead
    assert "明显涨了的里涨得最多的是广东(+¥" in grown.zh
    assert "跌" not in grown.zh


def test_equal_regions_are_seldom_said_to_have_moved() -> None:
    chance = np.random.default_rng(3)
    alarms = 0
    for _ in range(60):
        book = Book()
        for month in ("02", "03"):
            for name in ("广东", "浙江", "四川"):
                for number in range(int(chance.poisson(30))):
                    paid = int(chance.lognormal(9, 1))
                    book.order(
                        f"2026-{month}-{1 + number % 28:02d} 12:00", paid, f"{name}{month}{number}", province=name
                    )
        given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
        alarms += bool(moved_beyond_chance(Asked(given.facts, asking("2026-03-01", "2026-03-28"))))
    assert alarms / 60 <= 0.12
