"""The simulated shop behaves like a social-commerce shop: seasons, repeat purchase, referral layers, group-buys."""

import datetime

import numpy as np
import pandas as pd
import pytest

from sync.sandbox.holidays import SPRING_FESTIVAL
from sync.sandbox.plan import DAY, plan_for
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.sync.simulations import columns, frame, simulated

LARGE = 20_000


@pytest.fixture
def shop() -> Simulated:
    return simulated(LARGE)


@pytest.fixture
def orders(shop: Simulated) -> pd.DataFrame:
    names = ("created_at", "buyer_id", "paid_at", "status", "channel", "province", "payment_amount", "group_id", "type")
    found = columns(shop, "orders", *names)
    moments = pd.to_datetime(found["created_at"], unit="ms", utc=True).dt.tz_convert("Asia/Shanghai")
    return found.assign(moment=moments, day=moments.dt.date)


@pytest.mark.parametrize("count", [1, 30, 500, LARGE])
def test_a_shop_has_exactly_the_orders_asked_for(count: int) -> None:
    assert simulated(count).count("orders") == count


def test_the_other_sizes_follow(shop: Simulated) -> None:
    assert shop.count("customers") == LARGE * 3 // 10
    assert abs(shop.count("visits") - LARGE * 5) < LARGE / 50
    assert [plan_for(n, 1, 0, None).products for n in (30, 2000, 1_000_000)] == [63, 124, 5000]
    assert 60 <= simulated(30).count("products") <= 5000


def test_the_same_arguments_give_the_same_shop() -> None:
    one, other = simulate(300, seed=6), simulate(300, seed=6)
    for kind, table in one.tables.items():
        rows = np.arange(len(table))
        assert table.items(rows) == other.tables[kind].items(rows)
    assert simulate(300, seed=7).tables["orders"].items(np.arange(5)) != one.tables["orders"].items(np.arange(5))


def test_the_data_ends_in_the_middle_of_a_day(shop: Simulated, orders: pd.DataFrame) -> None:
    end = pd.Timestamp(shop.until, unit="ms", tz="UTC").tz_convert("Asia/Shanghai")
    assert (end.hour, end.minute) == (14, 37)
    assert orders["day"].max() == end.date()


def test_the_data_can_end_at_any_moment_and_be_of_any_length() -> None:
    until = datetime.date(2024, 3, 5)
    shop = simulate(200, seed=1, until=until, days=90)
    days = frame(shop, "daily_traffic")["day"]
    assert days.max() == "2024-03-05"
    assert days.min() >= "2023-12-07"
    assert simulate(200, seed=1, until=shop.until, days=90).until == shop.until


@pytest.mark.parametrize(("count", "days"), [(1, 1), (5, 1), (40, 2), (3000, 3), (3000, 1500)])
def test_very_young_and_very_old_shops_can_be_made(count: int, days: int) -> None:
    shop = simulate(count, seed=3, days=days)
    for kind, table in shop.tables.items():
        assert (table.updated_at <= shop.until).all(), kind
    assert shop.count("orders") == count


def test_evenings_and_weekends_are_busy_and_nights_are_quiet(orders: pd.DataFrame) -> None:
    by_hour = orders["moment"].dt.hour.value_counts(normalize=True)
    assert by_hour[[20, 21]].sum() > 0.15
    assert by_hour[[2, 3, 4]].sum() < 0.02
    by_weekday = orders["moment"].dt.day_of_week.value_counts(normalize=True)
    assert by_weekday[[5, 6]].mean() > by_weekday[[0, 1, 2, 3]].mean() * 1.08


def test_promotions_stand_out(orders: pd.DataFrame) -> None:
    per_day = orders["day"].value_counts()
    for month, day in ((11, 11), (6, 18)):
        date = datetime.date(2026, month, day)
        around = [
            per_day.get(date + datetime.timedelta(days=d), 0)
            for d in (-40, -39, -38, 30, 31, 32)
            if (month, d) < (11, 30)
        ]
        assert per_day[date] > 2 * np.mean(around)


@pytest.mark.parametrize("year", [2025, 2026])
def test_sales_rest_over_the_spring_festival_on_whatever_date_it_falls(orders: pd.DataFrame, year: int) -> None:
    per_day = orders["day"].value_counts()
    festival = SPRING_FESTIVAL[year]
    rest = np.mean([per_day.get(festival + datetime.timedelta(days=d), 0) for d in range(-1, 4)])
    usual = np.mean([per_day.get(festival + datetime.timedelta(days=d), 0) for d in range(14, 34)])
    assert rest < 0.5 * usual


def test_most_orders_are_of_people_who_come_again_yet_a_third_bought_once(orders: pd.DataFrame) -> None:
    per_buyer = orders["buyer_id"].value_counts()
    assert 0.6 < 1 - len(per_buyer) / per_buyer.sum() < 0.9
    assert 0.25 < (per_buyer == 1).mean() < 0.5
    assert per_buyer.max() > 10 * per_buyer.mean()


def test_some_orders_are_of_guests(orders: pd.DataFrame) -> None:
    assert 0.005 < orders["buyer_id"].isna().mean() < 0.02


def test_some_orders_are_never_paid_and_some_paid_ones_go_back(shop: Simulated, orders: pd.DataFrame) -> None:
    assert 0.03 < orders["paid_at"].isna().mean() < 0.09
    refunds = columns(shop, "refunds", "order_id", "status", "reason", "amount")
    own = refunds[refunds["reason"] != "拼团失败"]
    paid = orders["paid_at"].notna().sum()
    assert 0.02 < own["order_id"].nunique() / paid < 0.08
    assert set(refunds["status"]) == {"open", "done", "refused"}


def test_fans_come_in_layers_and_a_few_people_bring_very_many(shop: Simulated) -> None:
    ties = columns(shop, "referrals", "parent_id", "child_id")
    parent = dict(zip(ties["child_id"], ties["parent_id"], strict=True))

    def depth(fan: str) -> int:
        return 0 if fan not in parent else 1 + depth(parent[fan])

    depths = pd.Series([depth(fan) for fan in frame(shop, "customers")["id"]])
    assert depths.max() >= 5
    assert 0.35 < (depths == 0).mean() < 0.55
    children = ties["parent_id"].value_counts()
    assert children.max() > 20 * children.mean()
    assert children.nlargest(len(children) // 100).sum() > 0.12 * len(ties)


def test_shanghai_opens_many_groups_that_fail_and_jilin_few_that_fill(shop: Simulated) -> None:
    shop = simulated(60_000)
    groups = columns(shop, "groups", "province", "status")
    known = groups[groups["status"] != "open"]
    fans = columns(shop, "customers", "province")["province"].value_counts()

    def region(*names: str) -> tuple[float, float]:
        mine = known[known["province"].isin(names)]
        return len(mine) / fans[list(names)].sum(), (mine["status"] == "completed").mean()

    opened, filled = region("上海", "浙江")
    opened_north, filled_north = region("吉林", "黑龙江")
    opened_all, filled_all = region(*fans.index)
    assert opened > 1.5 * opened_all > 1.5 * 1.5 * opened_north
    assert filled < filled_all - 0.12
    assert filled_north > filled_all + 0.1


def test_larger_groups_fill_less_often(shop: Simulated) -> None:
    groups = columns(simulated(60_000), "groups", "size", "status")
    rates = (groups["status"] == "completed").groupby(groups["size"]).mean()
    assert rates.is_monotonic_decreasing
    assert set(rates.index) == {2, 3, 5, 10}


def test_people_join_a_group_mostly_early_and_hardly_at_night(shop: Simulated) -> None:
    members, groups = columns(shop, "group_members", "group_id", "created_at", "is_leader"), frame(shop, "groups")
    joiners = members[~members["is_leader"]]
    group = groups.set_index("id").loc[joiners["group_id"]]
    part = (joiners["created_at"].to_numpy() - group["created_at"].to_numpy()) / (
        group["expires_at"].to_numpy() - group["created_at"].to_numpy()
    )
    assert np.median(part.astype(float)) < 0.35
    hours = (joiners["created_at"] + 8 * 3_600_000) // 3_600_000 % 24
    assert hours.isin([2, 3, 4]).mean() < 0.03


def test_the_first_layer_of_pages_and_channels_is_all_there(shop: Simulated) -> None:
    visits = columns(shop, "visits", "channel", "page", "customer_id", "share_id")
    assert visits["channel"].nunique() == 11
    assert visits["page"].nunique() == 5
    assert 0.15 < visits["customer_id"].isna().mean() < 0.35
    assert visits["share_id"].notna().mean() > 0.1


def test_every_coupon_used_has_some_that_lapse(shop: Simulated) -> None:
    used = columns(shop, "coupon_claims", "order_id")["order_id"].notna().mean()
    assert 0.2 < used < 0.6


def test_prices_from_nothing_to_a_fortune(shop: Simulated) -> None:
    products = frame(shop, "products")
    assert (products["price"] == 0).sum() == 4
    assert (products["price"] == 99_999_999).sum() == 1
    lines = columns(shop, "order_lines", "product_id", "amount", "is_gift")
    assert (lines["amount"] < 1_000_000).all()
    assert 0.005 < lines["is_gift"].mean() < 0.05


def test_one_hit_sells_more_than_a_tenth(shop: Simulated) -> None:
    lines = columns(shop, "order_lines", "product_id", "order_id")
    assert lines.groupby("product_id")["order_id"].nunique().max() > 0.1 * LARGE


def test_a_young_shop_is_no_older_than_it_says() -> None:
    shop = simulated(30)
    first = frame(shop, "customers")["joined_at"].min()
    assert shop.until - first < 46 * DAY


@pytest.mark.parametrize("seed", [9, 16, 20, 54])
def test_nine_fans_who_tire_quickly_still_place_thirty_orders(seed: int) -> None:
    assert simulate(30, seed).count("orders") == 30


def test_nobody_is_in_a_group_before_being_a_fan() -> None:
    shop = simulated(60_000)
    joined = frame(shop, "customers").set_index("id")["joined_at"]
    members = columns(shop, "group_members", "customer_id", "created_at")
    assert (members["customer_id"].map(joined) < members["created_at"]).all()
