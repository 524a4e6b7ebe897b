"""Contents differ as planted: whom they attract, how their shares are visited, bought through and passed on."""

import numpy as np
import pandas as pd
import pytest

from sync.sandbox.simulated import Simulated
from tests.sync.simulations import columns, simulated

DAY = 86_400_000


@pytest.fixture(scope="module")
def shop() -> Simulated:
    return simulated(60_000, 3)


@pytest.fixture(scope="module")
def shares(shop: Simulated) -> pd.DataFrame:
    """Per share its content (row), and what it led to."""
    found = columns(shop, "shares", "created_at", "customer_id")
    found["content"] = shop.tables["shares"].columns["content_id"].rows
    parent = shop.tables["shares"].columns["parent_share_id"].rows
    content = found["content"].to_numpy()
    same = parent[(parent >= 0) & (content >= 0) & (content == content[parent])]
    found["led"] = np.bincount(same, minlength=len(found))
    visited = shop.tables["visits"].columns["share_id"].rows
    found["visits"] = np.bincount(visited[visited >= 0], minlength=len(found))
    visit = shop.tables["orders"].columns["visit_id"].rows
    bought = np.append(visited, -1)[visit]
    found["orders"] = np.bincount(bought[bought >= 0], minlength=len(found))
    return found


def by_content(shares: pd.DataFrame, column: str, least: int = 20) -> pd.Series:
    groups = shares[shares["content"] >= 0].groupby("content")[column]
    return groups.mean()[groups.size() >= least]


@pytest.mark.parametrize(("column", "factor"), [("led", "spread"), ("visits", "pull"), ("orders", "pull")])
def test_shares_of_a_content_lead_to_what_is_planted(
    shop: Simulated, shares: pd.DataFrame, column: str, factor: str
) -> None:
    means = by_content(shares, column)
    planted = getattr(shop.truth.appeal, factor)[means.index.to_numpy()]
    assert pd.Series(planted).corr(pd.Series(means.to_numpy()), method="spearman") > 0.4


def test_fans_who_come_through_a_content_buy_as_planted(shop: Simulated) -> None:
    visits = columns(shop, "visits", "created_at")
    visits["fan"] = shop.tables["visits"].columns["customer_id"].rows
    visits["content"] = shop.tables["visits"].columns["content_id"].rows
    joined = np.asarray(columns(shop, "customers", "joined_at")["joined_at"])
    known = visits[(visits["fan"] >= 0) & (visits["content"] >= 0)]
    came = known[known["created_at"].to_numpy() == joined[known["fan"]]].groupby("fan")["content"].first()
    orders = columns(shop, "orders", "paid_at")
    orders["fan"] = shop.tables["orders"].columns["buyer_id"].rows
    orders = orders[(orders["fan"] >= 0) & orders["paid_at"].notna()]
    soon = orders[orders["paid_at"].to_numpy() < joined[orders["fan"]] + 30 * DAY]
    buys = pd.Series(came.index.isin(soon["fan"].unique()), index=came.to_numpy())
    groups = buys.groupby(level=0)
    share = groups.mean()[groups.size() >= 20]
    planted = shop.truth.appeal.buys[share.index.to_numpy()]
    assert pd.Series(planted).corr(pd.Series(share.to_numpy()), method="spearman") > 0.5


def test_what_is_handed_on_is_the_same_thing_and_came_by_a_visit(shop: Simulated, shares: pd.DataFrame) -> None:
    parent = shop.tables["shares"].columns["parent_share_id"].rows
    visits = shop.tables["visits"].columns
    came = pd.MultiIndex.from_arrays([visits["share_id"].rows, visits["customer_id"].rows])
    led = np.flatnonzero(parent >= 0)
    content = shares["content"].to_numpy()
    handed = led[(content[led] >= 0) & (content[led] == content[parent[led]])]
    fan = shop.tables["shares"].columns["customer_id"].rows
    seen = pd.MultiIndex.from_arrays([parent[handed], fan[handed]]).isin(came)
    assert len(handed) > 1000
    assert seen.mean() > 0.98  # the rest came earlier through a share of the same content


def test_an_order_through_a_share_follows_it_shortly_and_is_not_the_sharers_own(
    shop: Simulated, shares: pd.DataFrame
) -> None:
    visited = shop.tables["visits"].columns["share_id"].rows
    orders = columns(shop, "orders", "created_at", "channel", "buyer_id", "promoter_id")
    orders["share"] = visited[shop.tables["orders"].columns["visit_id"].rows]
    led = orders[orders["share"] >= 0].reset_index(drop=True)
    share = shares.iloc[led["share"]].reset_index(drop=True)
    assert 0.08 < len(led) / len(orders) < 0.25
    assert (led["channel"].isin(["好友分享", "微信群", "朋友圈"])).all()
    wait = led["created_at"] - share["created_at"]
    assert ((wait > 0) & (wait < 8 * DAY)).all()
    assert (share["customer_id"] != led["buyer_id"]).all()
    named = led["promoter_id"].notna()
    assert (share["customer_id"][named] == led["promoter_id"][named]).all()
