"""Visits, shares, daily traffic and advertising cost as records."""

import numpy as np

from sync.sandbox import channels
from sync.sandbox import shares as share_targets
from sync.sandbox import visits as visit_pages
from sync.sandbox.campaigns import Campaigns
from sync.sandbox.columns import Codes, Days, Flags, Ints, Numbers, Refs, Table
from sync.sandbox.daily import Daily, Spending
from sync.sandbox.places import Places
from sync.sandbox.plan import DAY, HOUR, OFFSET, Plan
from sync.sandbox.shares import Shares
from sync.sandbox.visits import Visits


def visits(visits: Visits, places: Places, campaigns: Campaigns) -> Table:
    """Visits."""
    return Table(
        "visits",
        visits.at + visits.seconds * 1000,
        {
            "created_at": Numbers(visits.at),
            "visitor_id": Refs("visitors", visits.visitor),
            "customer_id": Refs("customers", visits.fan),
            "channel": Codes(visits.channel, channels.NAMES),
            "page": Codes(visits.page, visit_pages.PAGES),
            "province": Codes(visits.province, places.provinces),
            "product_id": Refs("products", visits.product),
            "share_id": Refs("shares", visits.share),
            "content_id": Refs("contents", visits.content),
            "campaign_id": Refs("campaigns", campaigns.running("ad", visits.at, visits.channel)),
            "added_to_cart": Flags(visits.cart),
            "seconds": Numbers(visits.seconds),
        },
    )


def shares(shares: Shares) -> Table:
    """Shares."""
    return Table(
        "shares",
        shares.at,
        {
            "created_at": Numbers(shares.at),
            "customer_id": Refs("customers", shares.fan),
            "parent_share_id": Refs("shares", shares.parent),
            "target": Codes(shares.target, share_targets.TARGETS),
            "product_id": Refs("products", shares.product),
            "content_id": Refs("contents", shares.content),
            "group_id": Refs("groups", shares.group),
        },
    )


def daily_traffic(plan: Plan, daily: Daily) -> Table:
    """Daily traffic, counted at two in the morning after the day."""
    return Table(
        "daily_traffic",
        _counted(plan, daily.day),
        {
            "day": Days(daily.day),
            "channel": Codes(daily.channel, channels.NAMES),
            "visitors": Numbers(daily.visitors),
            "views": Numbers(daily.views),
            "shares": Numbers(daily.shares),
            "new_fans": Numbers(daily.new_fans),
        },
    )


def ad_spend(plan: Plan, spending: Spending, campaigns: Campaigns) -> Table:
    """Advertising cost by day and channel."""
    noon = spending.day * DAY - OFFSET + 12 * HOUR
    return Table(
        "ad_spend",
        _counted(plan, spending.day),
        {
            "day": Days(spending.day),
            "channel": Codes(spending.channel, channels.NAMES),
            "campaign_id": Refs("campaigns", campaigns.running("ad", noon, spending.channel)),
            "cost": Numbers(spending.cost),
            "impressions": Numbers(spending.impressions),
            "clicks": Numbers(spending.clicks),
        },
    )


def _counted(plan: Plan, day: Ints) -> Ints:
    return np.minimum((day + 1) * DAY - OFFSET + 2 * HOUR, plan.until)
