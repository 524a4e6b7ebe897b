"""Parts of campaigns: coupons claimed and redeemed, orders credited to a campaign."""

from analytics.arrays import Mask
from analytics.cut import Cut
from analytics.log import PAID, Log, by_time
from analytics.part import Part, column
from storage.columns import MISSING
from storage.words import Words

CLAIMED = Log(
    "claimed", "coupon_claims", Words("领券", "coupons claimed"), by_time("coupon_claims", "created_at"),
    ("customer_id",), may_begin_late=True, taken_up=True,
)  # fmt: skip
REDEEMED = Log(
    "redeemed", "coupon_claims", Words("用券", "coupons redeemed"), by_time("coupon_claims", "used_at"),
    ("customer_id",), may_begin_late=True, taken_up=True, begins_with=CLAIMED,
)  # fmt: skip


def _used(cut: Cut) -> Mask:
    used: Mask = cut.column("used_at") != MISSING
    return used


def _credited(cut: Cut) -> Mask:
    credited: Mask = cut.codes(("campaign_id", "coupon_claim_id.campaign_id")) >= 0
    return credited


CLAIMS = Part("claims", CLAIMED, Words("领券", "Coupons claimed"), amounts=column("face_value"))
CLAIMS_USED = Part("claims_used", CLAIMED, Words("领后用掉的券", "Claimed and redeemed"), where=_used)
CLAIMERS = Part("claimers", CLAIMED, Words("领券的人", "People claiming"), each=("customer_id",))
COUPONS_REDEEMED = Part("coupons_redeemed", REDEEMED, Words("用券", "Redeemed"), amounts=column("face_value"))
CAMPAIGN_ORDERS = Part(
    "campaign_orders", PAID, Words("活动订单", "Campaign orders"), where=_credited, amounts=column("payment_amount")
)
CAMPAIGN_BUYERS = Part(
    "campaign_buyers", PAID, Words("活动买家", "Campaign buyers"), where=_credited, each=("buyer_id",)
)
