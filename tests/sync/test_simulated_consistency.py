"""The books of a simulated shop agree with each other, whatever its size and whatever was planted in it."""

from itertools import pairwise

import msgspec
import numpy as np
import pandas as pd  # noqa: TID253 - an independent reckoning
import pytest

from storage.fields import Unit, columns_of
from storage.records import KINDS
from sync.sandbox.simulated import Simulated
from tests.sync.simulations import frame, simulated

SHOPS = {
    "tiny": (30, 1, None),
    "small": (2000, 1, None),
    "dearer": (900, 2, "price_rise"),
    "channel cut": (900, 2, "channel_cut"),
    "province lost": (900, 2, "region_lost"),
    "sold out": (900, 2, "out_of_stock"),
    "festival": (900, 5, "holiday_shift"),
}


@pytest.fixture(params=SHOPS)
def shop(request: pytest.FixtureRequest) -> Simulated:
    return simulated(*SHOPS[request.param])


def test_every_record_fits_its_type_and_says_every_field(shop: Simulated) -> None:
    for kind, record in KINDS.items():
        table = shop.tables[kind]
        names = {column.name for column in columns_of(record)} | {"updated_at"}
        items = table.items(np.arange(len(table)))
        assert all(item.keys() == names for item in items), kind
        msgspec.json.decode(msgspec.json.encode(items), type=list[record])  # type: ignore[valid-type]


def test_no_kind_is_empty(shop: Simulated) -> None:
    assert [kind for kind in KINDS if shop.count(kind) == 0] == []


def test_ids_are_unique_and_in_the_order_of_the_rows(shop: Simulated) -> None:
    for kind in KINDS:
        ids = frame(shop, kind)["id"]
        assert ids.is_unique
        assert ids.is_monotonic_increasing


def test_every_reference_finds_its_record(shop: Simulated) -> None:
    for kind, record in KINDS.items():
        for column in columns_of(record):
            if column.refers_to in KINDS:
                said = frame(shop, kind)[column.name].dropna()
                assert said.isin(frame(shop, column.refers_to)["id"]).all(), f"{kind}.{column.name}"


def test_nothing_happens_after_the_end_of_the_data(shop: Simulated) -> None:
    planned = {"expires_at", "starts_at", "ends_at"}
    for kind, record in KINDS.items():
        rows = frame(shop, kind)
        times = [c.name for c in columns_of(record) if c.unit is Unit.TIME and c.name not in planned]
        for name in ["updated_at", *times]:
            late = rows[name].dropna()
            assert (late <= shop.until).all(), f"{kind}.{name}"


def test_a_record_changes_last_when_anything_happened_to_it(shop: Simulated) -> None:
    for kind in ("orders", "refunds", "customers", "referrals", "coupon_claims", "groups", "commissions"):
        rows = frame(shop, kind)
        moments = [c.name for c in columns_of(KINDS[kind]) if c.unit is Unit.TIME and c.name != "expires_at"]
        assert (rows["updated_at"] >= rows[moments].max(axis=1).astype("Int64")).all(), kind


def test_lines_and_freight_make_the_payment(shop: Simulated) -> None:
    orders, lines = frame(shop, "orders").set_index("id"), frame(shop, "order_lines")
    sums = lines.groupby("order_id")[["amount", "list_amount", "quantity"]].sum().loc[orders.index]
    assert (sums["amount"] + orders["shipping_amount"] == orders["payment_amount"]).all()
    assert (sums["list_amount"] == orders["list_amount"]).all()
    assert (sums["quantity"] == orders["item_count"]).all()
    assert (
        orders["list_amount"] - orders["discount_amount"] + orders["shipping_amount"] == orders["payment_amount"]
    ).all()
    assert (orders["discount_amount"] >= 0).all()
    assert (lines["amount"] >= 0).all()
    assert (lines.loc[lines["is_gift"], "amount"] == 0).all()


def test_a_line_costs_what_its_variant_cost(shop: Simulated) -> None:
    lines, skus = frame(shop, "order_lines"), frame(shop, "skus").set_index("id")
    products = frame(shop, "products").set_index("id")
    sku = skus.loc[lines["sku_id"]].reset_index()
    assert (sku["product_id"] == lines["product_id"]).all()
    assert (sku["spec"] == lines["spec"]).all()
    assert (products.loc[lines["product_id"], "title"].reset_index(drop=True) == lines["title"]).all()
    today = (lines["list_amount"] == sku["price"] * lines["quantity"]).mean()
    assert today > 0.5  # the others were sold before the price changed


def test_an_order_follows_its_visit(shop: Simulated) -> None:
    orders, visits = frame(shop, "orders"), frame(shop, "visits").set_index("id")
    visit = visits.loc[orders["visit_id"]].reset_index()
    assert (visit["created_at"] < orders["created_at"]).all()
    assert (visit["channel"] == orders["channel"]).all()
    assert (visit["customer_id"].fillna("guest") == orders["buyer_id"].fillna("guest")).all()
    assert visit["id"].is_unique


def test_one_customer_is_always_the_same_visitor(shop: Simulated) -> None:
    visits = frame(shop, "visits")
    known = visits.dropna(subset=["customer_id"])
    assert (known.groupby("customer_id")["visitor_id"].nunique() == 1).all()
    strangers = visits.loc[visits["customer_id"].isna(), "visitor_id"]
    assert not strangers.isin(known["visitor_id"]).any()


def test_moments_of_an_order_follow_each_other(shop: Simulated) -> None:
    orders = frame(shop, "orders")
    steps = ["created_at", "paid_at", "shipped_at", "finished_at"]
    for earlier, later in pairwise(steps):
        both = orders.dropna(subset=[earlier, later])
        assert (both[earlier] < both[later]).all()
        assert orders.loc[orders[later].notna(), earlier].notna().all()
    stands = np.select(
        [orders[f"{step}_at"].notna() for step in ("closed", "finished", "shipped", "paid")],
        ["closed", "finished", "shipped", "paid"],
        "unpaid",
    )
    assert (orders["status"] == stands).all()
    assert (orders["close_reason"].notna() == orders["closed_at"].notna()).all()


def test_no_more_is_refunded_than_was_paid(shop: Simulated) -> None:
    refunds, orders = frame(shop, "refunds"), frame(shop, "orders").set_index("id")
    order = orders.loc[refunds["order_id"]].reset_index()
    back = refunds.groupby("order_id")["amount"].sum()
    assert (back <= orders["payment_amount"].loc[back.index]).all()
    assert (refunds["amount"] > 0).all()
    assert (refunds["created_at"] > order["paid_at"]).all()
    assert (refunds["buyer_id"].fillna("") == order["buyer_id"].fillna("")).all()
    assert (refunds["refunded_at"].notna() == (refunds["status"] == "done")).all()
    assert (refunds["refunded_at"].dropna() >= refunds.loc[refunds["refunded_at"].notna(), "created_at"]).all()


def test_a_refunded_line_belongs_to_the_order_and_is_not_overpaid(shop: Simulated) -> None:
    refunds, lines = frame(shop, "refunds").dropna(subset=["line_id"]), frame(shop, "order_lines").set_index("id")
    line = lines.loc[refunds["line_id"]].reset_index()
    refunds = refunds.reset_index(drop=True)
    assert (line["order_id"] == refunds["order_id"]).all()
    assert (line["product_id"] == refunds["product_id"]).all()
    assert (refunds["amount"] <= line["amount"]).all()


def test_a_group_counts_its_members(shop: Simulated) -> None:
    groups, members = frame(shop, "groups").set_index("id"), frame(shop, "group_members")
    assert (members.groupby("group_id").size().loc[groups.index] == groups["joined"]).all()
    assert not members.duplicated(["group_id", "customer_id"]).any()
    full = groups["status"] == "completed"
    assert (groups.loc[full, "joined"] == groups.loc[full, "size"]).all()
    assert (groups.loc[~full, "joined"] < groups.loc[~full, "size"]).all()
    assert (groups.loc[groups["status"] == "open", "expires_at"] > shop.until).all()
    assert (groups.loc[groups["status"] == "failed", "expires_at"] <= shop.until).all()
    last = members.groupby("group_id")["created_at"].max()
    assert (groups.loc[full, "completed_at"] == last.loc[groups.index[full]]).all()
    assert (last <= groups["expires_at"].loc[last.index]).all()
    leaders = members[members["is_leader"]].set_index("group_id")
    assert (leaders.loc[groups.index, "customer_id"] == groups["leader_id"]).all()
    assert (leaders.loc[groups.index, "created_at"] == groups["created_at"]).all()


def test_a_group_runs_inside_its_offer(shop: Simulated) -> None:
    groups, offers = frame(shop, "groups"), frame(shop, "group_campaigns").set_index("id")
    offer = offers.loc[groups["group_campaign_id"]].reset_index()
    assert (groups["size"] == offer["size"]).all()
    assert (groups["product_id"] == offer["product_id"]).all()
    assert groups["created_at"].between(offer["starts_at"], offer["ends_at"]).all()
    assert (groups["expires_at"] - groups["created_at"] == offer["window_minutes"] * 60_000).all()


def test_members_pay_the_group_price_and_get_it_back_when_the_group_fails(shop: Simulated) -> None:
    orders = frame(shop, "orders").dropna(subset=["group_id"]).set_index("id")
    groups, members = frame(shop, "groups").set_index("id"), frame(shop, "group_members").set_index("order_id")
    assert set(members.index) == set(orders.index)
    assert (members.loc[orders.index, "group_id"] == orders["group_id"]).all()
    assert (members.loc[orders.index, "customer_id"] == orders["buyer_id"]).all()
    offers = frame(shop, "group_campaigns").set_index("id")
    group = groups.loc[orders["group_id"]]
    assert (
        offers.loc[group["group_campaign_id"], "group_price"].to_numpy() == orders["payment_amount"].to_numpy()
    ).all()
    failed = orders[(group["status"] == "failed").to_numpy()]
    assert (failed["close_reason"].dropna() == "拼团失败").all()
    back = frame(shop, "refunds").groupby("order_id")["amount"].sum()
    closed = failed.dropna(subset=["closed_at"])
    assert (back.loc[closed.index] == closed["payment_amount"]).all()
    assert orders.loc[(group["status"] != "completed").to_numpy(), "shipped_at"].isna().all()


def test_commissions_are_earned_on_paid_orders_by_the_promoter_and_the_one_above(shop: Simulated) -> None:
    commissions, orders = frame(shop, "commissions"), frame(shop, "orders").set_index("id")
    order = orders.loc[commissions["order_id"]].reset_index()
    assert order["paid_at"].notna().all()
    goods = (order["payment_amount"] - order["shipping_amount"]).astype("float64")
    expected = np.rint(goods * commissions["rate"].astype("float64"))
    assert (commissions["amount"].astype("float64") == expected).all()
    first = commissions["level"] == 1
    assert (commissions.loc[first, "customer_id"] == order.loc[first, "promoter_id"]).all()
    parents = frame(shop, "referrals").set_index("child_id")["parent_id"]
    second = ~first
    assert (commissions.loc[second, "customer_id"] == order.loc[second, "promoter_id"].map(parents)).all()
    assert (commissions["customer_id"] != order["buyer_id"]).all()
    assert (order.loc[commissions["status"] == "settled", "status"] == "finished").all()
    assert ((commissions["status"] == "cancelled") == (order["status"] == "closed")).all()


def test_a_parent_was_there_before_the_child(shop: Simulated) -> None:
    referrals, joined = frame(shop, "referrals"), frame(shop, "customers").set_index("id")["joined_at"]
    assert (referrals["parent_id"].map(joined) < referrals["child_id"].map(joined)).all()
    assert referrals["child_id"].is_unique
    assert (referrals["created_at"] == referrals["child_id"].map(joined)).all()
    shares = frame(shop, "shares").set_index("id")
    share = shares.loc[referrals["share_id"]].reset_index()
    assert (share["customer_id"] == referrals["parent_id"]).all()
    assert (share["created_at"] <= referrals["created_at"]).all()


def test_nobody_buys_or_shares_before_joining(shop: Simulated) -> None:
    joined = frame(shop, "customers").set_index("id")["joined_at"]
    for kind, who in (("orders", "buyer_id"), ("shares", "customer_id"), ("visits", "customer_id")):
        rows = frame(shop, kind).dropna(subset=[who])
        assert (rows["created_at"] >= rows[who].map(joined)).all(), kind


def test_a_used_coupon_and_its_order_know_each_other(shop: Simulated) -> None:
    claims, orders = frame(shop, "coupon_claims"), frame(shop, "orders").set_index("id")
    used = claims.dropna(subset=["order_id"]).reset_index(drop=True)
    assert (claims["order_id"].notna() == claims["used_at"].notna()).all()
    order = orders.loc[used["order_id"]].reset_index()
    assert (order["coupon_claim_id"] == used["id"]).all()
    assert orders["coupon_claim_id"].notna().sum() == len(used)
    assert (order["buyer_id"] == used["customer_id"]).all()
    assert (order["list_amount"] >= used["threshold"]).all()
    assert (order["discount_amount"] >= used["face_value"]).all()
    assert order["paid_at"].notna().all()
    assert (used["created_at"] <= used["used_at"]).all()
    assert (used["used_at"] <= used["expires_at"]).all()
    campaigns = frame(shop, "campaigns").set_index("id")
    campaign = campaigns.loc[claims["campaign_id"]].reset_index()
    assert (campaign["type"] == "coupon").all()
    assert claims["created_at"].between(campaign["starts_at"], campaign["ends_at"]).all()


def test_daily_traffic_is_the_visits_counted(shop: Simulated) -> None:
    visits, daily = frame(shop, "visits"), frame(shop, "daily_traffic")
    visits = visits.assign(day=_local_day(visits["created_at"]))
    by_channel = visits.groupby(["day", "channel"])["visitor_id"].agg(["size", "nunique"])
    told = daily.dropna(subset=["channel"]).set_index(["day", "channel"])
    pd.testing.assert_index_equal(told.index.sort_values(), by_channel.index, exact=False)
    assert (told.loc[by_channel.index, "views"].to_numpy() == by_channel["size"].to_numpy()).all()
    assert (told.loc[by_channel.index, "visitors"].to_numpy() == by_channel["nunique"].to_numpy()).all()
    by_day = visits.groupby("day")["visitor_id"].agg(["size", "nunique"])
    whole = daily[daily["channel"].isna()].set_index("day")
    assert (whole.loc[by_day.index, "visitors"].to_numpy() == by_day["nunique"].to_numpy()).all()
    assert (whole.loc[by_day.index, "views"].to_numpy() == by_day["size"].to_numpy()).all()
    assert whole["new_fans"].sum() == shop.count("customers")
    assert whole["shares"].sum() <= shop.count("shares")


def test_money_is_spent_only_where_there_is_a_visit(shop: Simulated) -> None:
    spend, daily = frame(shop, "ad_spend"), frame(shop, "daily_traffic")
    views = daily.dropna(subset=["channel"]).set_index(["day", "channel"])["views"]
    clicks = spend.set_index(["day", "channel"])["clicks"]
    assert (clicks >= views.loc[clicks.index]).all()
    assert (spend["cost"] > 0).all()
    campaigns = frame(shop, "campaigns").set_index("id")
    assert (campaigns.loc[spend["campaign_id"], "type"] == "ad").all()


def test_settled_orders_come_to_paid_less_fees_and_refunds(shop: Simulated) -> None:
    moves, orders = frame(shop, "settlements"), frame(shop, "orders").set_index("id")
    finished = orders.dropna(subset=["finished_at"])
    of_orders = moves.dropna(subset=["order_id"])
    assert set(of_orders["order_id"]) == set(finished.index)
    table = of_orders.pivot_table(index="order_id", columns="type", values="amount", aggfunc="sum", fill_value=0)
    table = table.astype("float64").reindex(columns=["sale", "fee", "refund", "commission"], fill_value=0.0)
    paid = finished.loc[table.index, "payment_amount"].astype("float64")
    refunds = frame(shop, "refunds")
    done = refunds[refunds["status"] == "done"].groupby("order_id")["amount"].sum()
    fees = np.rint(paid * 0.006)
    back = done.reindex(table.index).fillna(0).astype("float64")
    assert (table["sale"] + table["fee"] + table["refund"] == paid - fees - back).all()
    commissions = frame(shop, "commissions")
    paid_out = commissions[commissions["status"] == "settled"].groupby("order_id")["amount"].sum()
    assert -table["commission"].sum() == paid_out.sum()


def test_the_owner_withdraws_exactly_what_is_there(shop: Simulated) -> None:
    moves = frame(shop, "settlements").sort_values("created_at", kind="stable")
    for _, account in moves.groupby("account"):
        withdrawn = account["type"] == "withdrawal"
        balance = account["amount"].cumsum()
        assert (account.loc[withdrawn, "amount"] < 0).all()
        assert (balance[withdrawn] == 0).all()


def test_a_visit_follows_the_share_that_led_to_it(shop: Simulated) -> None:
    visits, shares = frame(shop, "visits").dropna(subset=["share_id"]), frame(shop, "shares").set_index("id")
    share = shares.loc[visits["share_id"]].reset_index()
    visits = visits.reset_index(drop=True)
    assert (share["created_at"] <= visits["created_at"]).all()
    assert visits["channel"].isin(["好友分享", "微信群", "朋友圈"]).all()
    parent = shares.reset_index().dropna(subset=["parent_share_id"])
    assert (parent["parent_share_id"].map(shares["created_at"]) <= parent["created_at"]).all()


def _local_day(moments: pd.Series) -> pd.Series:
    return pd.to_datetime(moments, unit="ms", utc=True).dt.tz_convert("Asia/Shanghai").dt.strftime("%Y-%m-%d")
