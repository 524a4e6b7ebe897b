"""What a simulation says it planted is what is in the data."""

import datetime

import numpy as np
import pandas as pd
import pytest

from sync.sandbox.causes import ACTS_FOR
from sync.sandbox.columns import MISSING
from sync.sandbox.ids import id_of
from sync.sandbox.shop import CALM, simulate
from sync.sandbox.simulated import Simulated
from sync.sandbox.truth import Fall
from tests.sync.simulations import columns, frame, simulated

N = 20_000
LOST = ("out_of_stock", "channel_cut", "price_rise", "region_lost")


@pytest.fixture(scope="module")
def calm() -> Simulated:
    return simulate(N, seed=1, until=CALM)


def paid(shop: Simulated) -> pd.DataFrame:
    names = ("paid_at", "channel", "province", "payment_amount", "created_at", "type")
    orders = columns(shop, "orders", *names)
    return orders.dropna(subset=["paid_at"])


def fall_of(shop: Simulated) -> Fall:
    assert shop.truth.fall is not None
    return shop.truth.fall


def test_an_ordinary_shop_has_no_fall(calm: Simulated) -> None:
    assert calm.truth.fall is None


@pytest.mark.parametrize("cause", LOST)
def test_before_the_fall_everything_sold_is_the_same(calm: Simulated, cause: str) -> None:
    struck = simulated(N, 1, cause)
    since = fall_of(struck).since
    before = [shop.tables["orders"] for shop in (calm, struck)]
    rows = np.arange(int((before[0].columns["created_at"].values(np.arange(len(before[0]))) < np.int64(since)).sum()))
    fields = ("created_at", "buyer_id", "channel", "province", "payment_amount", "item_count", "promoter_id")
    one, other = ([table.columns[name].values(rows) for name in fields] for table in before)
    assert one == other


@pytest.mark.parametrize("cause", LOST)
def test_the_fall_takes_what_the_truth_says_out_of_the_last_thirty_days(calm: Simulated, cause: str) -> None:
    struck = simulated(N, 1, cause)
    fall = fall_of(struck)
    assert fall.cause == cause
    assert fall.since == struck.until - ACTS_FOR
    assert calm.count("orders") - struck.count("orders") == fall.lost_orders > 0.05 * _recent(calm, fall.since)
    sold = [paid(shop) for shop in (calm, struck)]
    amounts = [orders.loc[orders["paid_at"] >= fall.since, "payment_amount"].sum() for orders in sold]
    assert amounts[1] < 0.95 * amounts[0]


@pytest.mark.parametrize(("cause", "dimension"), [("channel_cut", "channel"), ("region_lost", "province")])
def test_the_slice_loses_almost_everything_and_the_rest_nothing(calm: Simulated, cause: str, dimension: str) -> None:
    struck = simulated(N, 1, cause)
    fall = fall_of(struck)
    assert fall.dimension == dimension
    counts = [_by(shop, dimension, fall.since) for shop in (calm, struck)]
    assert counts[1].get(fall.value, 0) < 0.3 * counts[0][fall.value]
    others = counts[0].drop(fall.value)
    assert counts[1].reindex(others.index).sum() > 0.95 * others.sum()


def test_nobody_comes_by_a_cut_channel_any_more(calm: Simulated) -> None:
    struck = simulated(N, 1, "channel_cut")
    fall = fall_of(struck)
    visits = [columns(shop, "visits", "channel", "created_at") for shop in (calm, struck)]
    late = [(v["channel"].eq(fall.value) & (v["created_at"] >= fall.since)).sum() for v in visits]
    assert late[1] < 0.2 * late[0]


def test_what_has_run_out_is_not_sold(calm: Simulated) -> None:
    struck = simulated(N, 1, "out_of_stock")
    fall = fall_of(struck)
    lines = columns(struck, "order_lines", "product_id", "created_at", "order_id")
    orders = frame(struck, "orders").set_index("id")
    late = lines[lines["product_id"].eq(fall.value) & (lines["created_at"] >= fall.since)]
    assert (orders.loc[late["order_id"], "type"] == "group").all()  # what was set aside for groups opened before
    product = frame(struck, "products").set_index("id").loc[fall.value]
    assert product["stock"] == 0
    assert product["updated_at"] == fall.since


def test_dearer_goods_are_dearer_from_that_moment(calm: Simulated) -> None:
    struck = simulated(N, 1, "price_rise")
    fall = fall_of(struck)
    assert fall.dimension == "category"
    before, after = (frame(shop, "products").set_index("id") for shop in (calm, struck))
    mine = (before["category"] == fall.value) & (before["price"] > 0)
    assert (after.loc[mine, "price"] / before.loc[mine, "price"]).between(1.2, 1.26).all()
    assert (after.loc[~mine, "price"] == before.loc[~mine, "price"]).all()


def test_the_holiday_falls_into_the_last_thirty_days() -> None:
    struck = simulated(N, 1, "holiday_shift")
    fall = fall_of(struck)
    assert (fall.dimension, fall.value) == ("day", "春节")
    assert struck.count("orders") == N
    late, before = (_recent(struck, struck.until - n * ACTS_FOR) for n in (1, 2))
    assert late < 0.85 * (before - late)
    assert fall.lost_orders == pytest.approx(0.22 * late, rel=0.5)


def test_a_holiday_that_is_not_there_cannot_have_been_the_cause() -> None:
    with pytest.raises(ValueError, match="Spring Festival"):
        simulate(200, until=datetime.date(2026, 8, 1), cause="holiday_shift")


def test_whoever_has_lapsed_never_orders_again() -> None:
    shop = simulated(N)
    orders = columns(shop, "orders", "buyer_id", "created_at").dropna()
    last = orders.groupby("buyer_id")["created_at"].max()
    lapsed = np.flatnonzero(shop.truth.lapsed)
    gone = pd.Series(shop.truth.lapsed_at[lapsed], index=[id_of("customers", row) for row in lapsed.tolist()])
    both = last.index.intersection(gone.index)
    assert len(both) > 0.8 * len(gone)
    assert (last[both] <= gone[both]).all()
    assert (shop.truth.lapsed_at[~shop.truth.lapsed] == MISSING).all()
    assert 0.2 < shop.truth.lapsed.mean() < 0.5


def test_orders_are_as_many_as_the_planted_rates_let_expect() -> None:
    shop = simulated(60_000)
    truth = shop.truth
    joined = np.array(frame(shop, "customers")["joined_at"], dtype=np.int64)
    end = truth.seasons.operational_of(np.array([shop.until]))[0]
    span = np.maximum(0.0, end - truth.seasons.operational_of(joined + 300_000))
    expected = -np.expm1(-truth.purchase_rate * truth.dropout * span) / truth.dropout
    orders = columns(shop, "orders", "buyer_id", "type")
    own = orders[orders["type"] == "normal"]["buyer_id"].value_counts()
    counts = own.reindex([id_of("customers", row) for row in range(len(joined))]).fillna(0).to_numpy()
    deciles = np.array_split(np.argsort(expected), 10)
    ratios = np.array([counts[rows].sum() / expected[rows].sum() for rows in deciles])
    assert np.abs(ratios[4:] - 1).max() < 0.08
    assert counts.sum() / expected.sum() == pytest.approx(1, abs=0.04)


def test_groups_fill_as_often_as_planted() -> None:
    shop = simulated(60_000)
    groups = columns(shop, "groups", "province", "size", "status")
    known = groups[groups["status"] != "open"]
    cells = known.assign(full=known["status"] == "completed").groupby(["province", "size"])["full"].agg(["size", "sum"])
    planted = pd.Series({(rate.province, rate.size): rate.fill for rate in shop.truth.fill_rates}).reindex(cells.index)
    surprise = (cells["sum"] - cells["size"] * planted) ** 2 / (cells["size"] * planted * (1 - planted))
    assert surprise.sum() / len(cells) < 1.6  # about 1 if the rates are right
    rates = {rate.province: rate.opening for rate in shop.truth.fill_rates}
    assert rates["上海"] > 2 > 1 > rates["吉林"]


def test_some_of_the_open_groups_will_still_fill() -> None:
    shop = simulated(60_000)
    groups = frame(shop, "groups")
    assert set(shop.truth.open_groups) == set(groups.loc[groups["status"] == "open", "id"])
    assert len(shop.truth.open_groups) > 2


def test_key_people_bring_far_more_than_others() -> None:
    shop = simulated(60_000)
    children = columns(shop, "referrals", "parent_id")["parent_id"].value_counts()
    brought = children.reindex([id_of("customers", row) for row in range(shop.count("customers"))]).fillna(0).to_numpy()
    key = shop.truth.key_people
    assert brought[key].mean() > 20 * brought.mean()
    assert (shop.truth.spread[key] > np.quantile(shop.truth.spread, 0.98)).all()


def test_fans_of_a_good_channel_buy_more() -> None:
    shop = simulated(60_000)
    source = columns(shop, "customers", "source")["source"]
    rates = pd.Series(shop.truth.purchase_rate).groupby(source).mean()
    quality = shop.truth.channel_quality
    assert rates["公众号"] > 1.5 * rates["抖音"]
    assert quality["公众号"] > 2 * quality["抖音"]


def test_consumables_are_bought_again_when_they_have_run_out() -> None:
    shop = simulated(N)
    days = dict(zip(frame(shop, "products")["id"], shop.truth.lasts.tolist(), strict=True))
    lines = columns(shop, "order_lines", "order_id", "product_id", "created_at").drop_duplicates("order_id")
    buyer = frame(shop, "orders").set_index("id")["buyer_id"]
    lines = lines.assign(buyer=lines["order_id"].map(buyer), lasts=lines["product_id"].map(days)).dropna()
    lines = lines.sort_values(["buyer", "created_at"], kind="stable")
    before = lines.shift(1)
    follows = lines[(lines["buyer"] == before["buyer"]) & (before["lasts"] > 0)]
    before = before.loc[follows.index]
    part = (follows["created_at"] - before["created_at"]) / 86_400_000 / before["lasts"]
    same = follows["product_id"] == before["product_id"]
    just_then = part.between(0.6, 1.6)
    assert same.mean() > 0.1
    assert same[just_then].mean() > 4 * same[~just_then].mean()


def test_taste_shows_in_what_is_bought() -> None:
    shop = simulated(N)
    lines = columns(shop, "order_lines", "product_id", "order_id")
    category = frame(shop, "products").set_index("id")["category"]
    buyer = frame(shop, "orders").set_index("id")["buyer_id"]
    lines = lines.assign(category=lines["product_id"].map(category), buyer=lines["order_id"].map(buyer)).dropna()
    taste = pd.Series(shop.truth.taste, index=[id_of("customers", row) for row in range(len(shop.truth.taste))])
    assert (lines["category"] == lines["buyer"].map(taste)).mean() > 0.5


def _recent(shop: Simulated, since: int) -> int:
    return int((columns(shop, "orders", "created_at")["created_at"] >= since).sum())


def _by(shop: Simulated, dimension: str, since: int) -> "pd.Series[int]":
    orders = paid(shop)
    return orders[orders["created_at"] >= since][dimension].value_counts()
