"""The books of a simulated shop agree with each other, whatever its size and whatever was planted in it."""

from itertools import pairwise

import msgspec
import numpy as np
import pandas as pd
import pytest

from storage.fields import Unit, columns_of
from storage.records import KINDS
from sync.sandbox.simulated import Simulated
from tests.sync.simulations import frame, simulated

SHOPS = {
    "tiny": (30, 3, None),
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
                assert every(said.isin(frame(shop, column.refers_to)["id"])), f"{kind}.{column.name}"


def test_nothing_happens_after_the_end_of_the_data(shop: Simulated) -> None:
    planned = {"expires_at", "starts_at", "ends_at"}
    for kind, record in KINDS.items():
        rows = frame(shop, kind)
        times = [c.name for c in columns_of(record) if c.unit is Unit.TIME and c.name not in planned]
        for name in ["updated_at", *times]:
            late = rows[name].dropna()
            assert every(late <= shop.until), f"{kind}.{name}"


def test_a_record_changes_last_when_anything_happened_to_it(shop: Simulated) -> None:
    for kind in ("orders", "refunds", "customers", "referrals", "coupon_claims", "groups", "commissions"):
        rows = frame(shop, kind)
        moments = [c.name for c in columns_of(KINDS[kind]) if c.unit is Unit.TIME and c.name != "expires_at"]
        assert every(rows["updated_at"] >= rows[moments].max(axis=1).astype("Int64")), kind


def test_lines_and_freight_make_the_payment(shop: Simulated) -> None:
    orders, lines = frame(shop, "orders").set_index("id"), frame(shop, "order_lines")
    sums = lines.groupby("order_id")[["amount", "list_amount", "quantity"]].sum().loc[orders.index]
    assert every(sums["amount"] + orders["shipping_amount"] == orders["payment_amount"])
    assert every(sums["list_amount"] == orders["list_amount"])
    assert every(sums["quantity"] == orders["item_count"])
    assert (
        orders["list_amount"] - orders["discount_amount"] + orders["shipping_amount"] == orders["payment_amount"]
    ).all()
    assert every(orders["discount_amount"] >= 0)
    assert every(lines["amount"] >= 0)
    assert every(lines.loc[lines["is_gift"], "amount"] == 0)


def test_a_line_costs_what_its_variant_cost(shop: Simulated) -> None:
    lines, skus = frame(shop, "order_lines"), frame(shop, "skus").set_index("id")
    products = frame(shop, "products").set_index("id")
    sku = skus.loc[lines["sku_id"]].reset_index()
    assert every(sku["product_id"] == lines["product_id"])
    assert every(sku["spec"] == lines["spec"])
    assert every(products.loc[lines["product_id"], "title"].reset_index(drop=True) == lines["title"])
    today = (lines["list_amount"] == sku["price"] * lines["quantity"]).mean()
    assert today > 0.5  # the others were sold before the price changed


def test_an_order_follows_its_visit(shop: Simulated) -> None:
    orders, visits = frame(shop, "orders"), frame(shop, "visits").set_index("id")
    visit = visits.loc[orders["visit_id"]].reset_index()
    assert every(visit["created_at"] < orders["created_at"])
    assert every(visit["channel"] == orders["channel"])
    assert every(visit["customer_id"].fillna("guest") == orders["buyer_id"].fillna("guest"))
    assert visit["id"].is_unique


def test_one_customer_is_always_the_same_visitor(shop: Simulated) -> None:
    visits = frame(shop, "visits")
    known = visits.dropna(subset=["customer_id"])
    assert every(known.groupby("customer_id")["visitor_id"].nunique() == 1)
    strangers = visits.loc[visits["customer_id"].isna(), "visitor_id"]
    assert not strangers.isin(known["visitor_id"]).any()


def test_moments_of_an_order_follow_each_other(shop: Simulated) -> None:
    orders = frame(shop, "orders")
    steps = ["created_at", "paid_at", "shipped_at", "finished_at"]
    for earlier, later in pairwise(steps):
        both = orders.dropna(subset=[earlier, later])
        assert every(both[earlier] < both[later])
        assert every(orders.loc[orders[later].notna(), earlier].notna())
    stands = np.select(
        [orders[f"{step}_at"].notna() for step in ("closed", "finished", "shipped", "paid")],
        ["closed", "finished", "shipped", "paid"],
        "unpaid",
    )
    assert every(orders["status"] == stands)
    assert every(orders["close_reason"].notna() == orders["closed_at"].notna())


def test_no_more_is_refunded_than_was_paid(shop: Simulated) -> None:
    refunds, orders = frame(shop, "refunds"), frame(shop, "orders").set_index("id")
    order = orders.loc[refunds["order_id"]].reset_index()
    back = refunds.groupby("order_id")["amount"].sum()
    assert every(back <= orders["payment_amount"].loc[back.index])
    assert every(refunds["amount"] > 0)
    assert every(refunds["created_at"] > order["paid_at"])
    assert every(refunds["buyer_id"].fillna("") == order["buyer_id"].fillna(""))
    assert every(refunds["refunded_at"].notna() == (refunds["status"] == "done"))
    assert every(refunds["refunded_at"].dropna() >= refunds.loc[refunds["refunded_at"].notna(), "created_at"])


def test_a_refunded_line_belongs_to_the_order_and_is_not_overpaid(shop: Simulated) -> None:
    refunds, lines = frame(shop, "refunds").dropna(subset=["line_id"]), frame(shop, "order_lines").set_index("id")
    line = lines.loc[refunds["line_id"]].reset_index()
    refunds = refunds.reset_index(drop=True)
    assert every(line["order_id"] == refunds["order_id"])
    assert every(line["product_id"] == refunds["product_id"])
    assert every(refunds["amount"] <= line["amount"])


def test_a_group_counts_its_members(shop: Simulated) -> None:
    groups, members = frame(shop, "groups").set_index("id"), frame(shop, "group_members")
    assert every(members.groupby("group_id").size().loc[groups.index] == groups["joined"])
    assert not members.duplicated(["group_id", "customer_id"]).any()
    full = groups["status"] == "completed"
    assert every(groups.loc[full, "joined"] == groups.loc[full, "size"])
    assert every(groups.loc[~full, "joined"] < groups.loc[~full, "size"])
    assert every(groups.loc[groups["status"] == "open", "expires_at"] > shop.until)
    assert every(groups.loc[groups["status"] == "failed", "expires_at"] <= shop.until)
    last = members.groupby("group_id")["created_at"].max()
    assert every(groups.loc[full, "completed_at"] == last.loc[groups.index[full]])
    assert every(last <= groups["expires_at"].loc[last.index])
    leaders = members[members["is_leader"]].set_index("group_id")
    assert every(leaders.loc[groups.index, "customer_id"] == groups["leader_id"])
    assert every(leaders.loc[groups.index, "created_at"] == groups["created_at"])


def test_a_group_runs_inside_its_offer(shop: Simulated) -> None:
    groups, offers = frame(shop, "groups"), frame(shop, "group_campaigns").set_index("id")
    offer = offers.loc[groups["group_campaign_id"]].reset_index()
    assert every(groups["size"] == offer["size"])
    assert every(groups["product_id"] == offer["product_id"])
    assert every(groups["created_at"].between(offer["starts_at"], offer["ends_at"]))
    assert every(groups["expires_at"] - groups["created_at"] == offer["window_minutes"] * 60_000)


def test_members_pay_the_group_price_and_get_it_back_when_the_group_fails(shop: Simulated) -> None:
    orders = frame(shop, "orders").dropna(subset=["group_id"]).set_index("id")
    groups, members = frame(shop, "groups").set_index("id"), frame(shop, "group_members").set_index("order_id")
    assert set(members.index) == set(orders.index)
    assert every(members.loc[orders.index, "group_id"] == orders["group_id"])
    assert every(members.loc[orders.index, "customer_id"] == orders["buyer_id"])
    offers = frame(shop, "group_campaigns").set_index("id")
    group = groups.loc[orders["group_id"]]
    assert (
        offers.loc[group["group_campaign_id"], "group_price"].to_numpy() == orders["payment_amount"].to_numpy()
    ).all()
    failed = orders[(group["status"] == "failed").to_numpy()]
    assert (failed["close_reason"].dropna() == "拼团失败").all()
    back = frame(shop, "refunds").groupby("order_id")["amount"].sum()
    closed = failed.dropna(subset=["closed_at"])
    assert every(back.loc[closed.index] == closed["payment_amount"])
    assert every(orders.loc[(group["status"] != "completed").to_numpy(), "shipped_at"].isna())


def test_commissions_are_earned_on_paid_orders_by_the_promoter_and_the_one_above(shop: Simulated) -> None:
    commissions, orders = frame(shop, "commissions"), frame(shop, "orders").set_index("id")
    order = orders.loc[commissions["order_id"]].reset_index()
    assert every(order["paid_at"].notna())
    goods = (order["payment_amount"] - order["shipping_amount"]).astype("float64")
    expected = np.rint(goods * commissions["rate"].astype("float64"))
    assert every(commissions["amount"].astype("float64") == expected)
    first = commissions["level"] == 1
    assert every(commissions.loc[first, "customer_id"] == order.loc[first, "promoter_id"])
    parents = frame(shop, "referrals").set_index("child_id")["parent_id"]
    second = ~first
    assert every(commissions.loc[second, "customer_id"] == order.loc[second, "promoter_id"].map(parents))
    assert every(commissions["customer_id"] != order["buyer_id"])
    assert every(order.loc[commissions["status"] == "settled", "status"] == "finished")
    assert every((commissions["status"] == "cancelled") == (order["status"] == "closed"))


def test_a_parent_was_there_before_the_child(shop: Simulated) -> None:
    referrals, joined = frame(shop, "referrals"), frame(shop, "customers").set_index("id")["joined_at"]
    assert every(referrals["parent_id"].map(joined) < referrals["child_id"].map(joined))
    assert referrals["child_id"].is_unique
    assert every(referrals["created_at"] == referrals["child_id"].map(joined))
    shares = frame(shop, "shares").set_index("id")
    share = shares.loc[referrals["share_id"]].reset_index()
    assert every(share["customer_id"] == referrals["parent_id"])
    assert every(share["created_at"] <= referrals["created_at"])


def test_nobody_buys_or_shares_before_joining(shop: Simulated) -> None:
    joined = frame(shop, "customers").set_index("id")["joined_at"]
    for kind, who in (("orders", "buyer_id"), ("shares", "customer_id"), ("visits", "customer_id")):
        rows = frame(shop, kind).dropna(subset=[who])
        assert every(rows["created_at"] >= rows[who].map(joined)), kind


def test_a_used_coupon_and_its_order_know_each_other(shop: Simulated) -> None:
    claims, orders = frame(shop, "coupon_claims"), frame(shop, "orders").set_index("id")
    used = claims.dropna(subset=["order_id"]).reset_index(drop=True)
    assert every(claims["order_id"].notna() == claims["used_at"].notna())
    order = orders.loc[used["order_id"]].reset_index()
    assert every(order["coupon_claim_id"] == used["id"])
    assert orders["coupon_claim_id"].notna().sum() == len(used)
    assert every(order["buyer_id"] == used["customer_id"])
    assert every(order["list_amount"] >= used["threshold"])
    assert every(order["discount_amount"] >= used["face_value"])
    assert every(order["paid_at"].notna())
    assert every(used["created_at"] <= used["used_at"])
    assert every(used["used_at"] <= used["expires_at"])
    campaigns = frame(shop, "campaigns").set_index("id")
    campaign = campaigns.loc[claims["campaign_id"]].reset_index()
    assert every(campaign["type"] == "coupon")
    assert every(claims["created_at"].between(campaign["starts_at"], campaign["ends_at"]))


def test_daily_traffic_is_the_visits_counted(shop: Simulated) -> None:
    visits, daily = frame(shop, "visits"), frame(shop, "daily_traffic")
    visits = visits.assign(day=_local_day(visits["created_at"]))
    by_channel = visits.groupby(["day", "channel"])["visitor_id"].agg(["size", "nunique"])
    told = daily.dropna(subset=["channel"]).set_index(["day", "channel"])
    pd.testing.assert_index_equal(told.index.sort_values(), by_channel.index, exact=False)
    assert every(told.loc[by_channel.index, "views"].to_numpy() == by_channel["size"].to_numpy())
    assert every(told.loc[by_channel.index, "visitors"].to_numpy() == by_channel["nunique"].to_numpy())
    by_day = visits.groupby("day")["visitor_id"].agg(["size", "nunique"])
    whole = daily[daily["channel"].isna()].set_index("day")
    assert every(whole.loc[by_day.index, "visitors"].to_numpy() == by_day["nunique"].to_numpy())
    assert every(whole.loc[by_day.index, "views"].to_numpy() == by_day["size"].to_numpy())
    assert whole["new_fans"].sum() == shop.count("customers")
    assert whole["shares"].sum() <= shop.count("shares")


def test_money_is_spent_only_where_there_is_a_visit(shop: Simulated) -> None:
    spend, daily = frame(shop, "ad_spend"), frame(shop, "daily_traffic")
    views = daily.dropna(subset=["channel"]).set_index(["day", "channel"])["views"]
    clicks = spend.set_index(["day", "channel"])["clicks"]
    assert every(clicks >= views.loc[clicks.index])
    assert every(spend["cost"] > 0)
    campaigns = frame(shop, "campaigns").set_index("id")
    assert every(campaigns.loc[spend["campaign_id"], "type"] == "ad")


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
    assert every(table["sale"] + table["fee"] + table["refund"] == paid - fees - back)
    commissions = frame(shop, "commissions")
    paid_out = commissions[commissions["status"] == "settled"].groupby("order_id")["amount"].sum()
    assert -table["commission"].sum() == paid_out.sum()


def test_the_owner_withdraws_exactly_what_is_there(shop: Simulated) -> None:
    moves = frame(shop, "settlements").sort_values("created_at", kind="stable")
    for _, account in moves.groupby("account"):
        withdrawn = account["type"] == "withdrawal"
        balance = account["amount"].cumsum()
        assert every(account.loc[withdrawn, "amount"] < 0)
        assert every(balance[withdrawn] == 0)


def test_a_visit_follows_the_share_that_led_to_it(shop: Simulated) -> None:
    visits, shares = frame(shop, "visits").dropna(subset=["share_id"]), frame(shop, "shares").set_index("id")
    share = shares.loc[visits["share_id"]].reset_index()
    visits = visits.reset_index(drop=True)
    assert every(share["created_at"] <= visits["created_at"])
    assert every(visits["channel"].isin(["好友分享", "微信群", "朋友圈"]))
    parent = shares.reset_index().dropna(subset=["parent_share_id"])
    assert every(parent["parent_share_id"].map(shares["created_at"]) <= parent["created_at"])


def every(found: pd.Series | np.ndarray) -> bool:
    """True everywhere; a comparison with an unknown value is no proof."""
    return bool(pd.notna(found).all() and found.all())


def _local_day(moments: pd.Series) -> pd.Series:
    return pd.to_datetime(moments, unit="ms", utc=True).dt.tz_convert("Asia/Shanghai").dt.strftime("%Y-%m-%d")
