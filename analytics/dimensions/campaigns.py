"""Which campaign something is credited to, and of what type it is."""

from analytics.dimension import category, reference
from storage.words import Words

CAMPAIGN = reference(
    "campaign",
    Words("活动", "Campaign"),
    "campaigns",
    "name",
    {
        "orders": ("campaign_id", "coupon_claim_id.campaign_id"),
        "order_lines": ("order_id.campaign_id", "order_id.coupon_claim_id.campaign_id"),
        "refunds": ("order_id.campaign_id", "order_id.coupon_claim_id.campaign_id"),
        "visits": ("campaign_id",),
        "coupon_claims": ("campaign_id",),
        "ad_spend": ("campaign_id",),
        "groups": ("group_campaign_id.campaign_id",),
    },
    Words("没有活动", "no campaign"),
    Words("活动编号", "Campaign id"),
)
CAMPAIGN_TYPE = category(
    "campaign_type",
    Words("活动类型", "Type of campaign"),
    "type",
    {
        "orders": ("campaign_id.type", "coupon_claim_id.campaign_id.type"),
        "coupon_claims": ("campaign_id.type",),
        "ad_spend": ("campaign_id.type",),
    },
    {
        "coupon": Words("优惠券", "coupon"),
        "discount": Words("折扣", "discount"),
        "group": Words("拼团", "group-buy"),
        "ad": Words("投放", "advertising"),
    },
)
