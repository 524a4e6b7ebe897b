"""The coupon of an order as a campaign, under the id that the connectors give it."""

from msgspec import UnsetType

from storage.records import Campaign
from sync.files.said import text
from sync.woocommerce.coupons import campaign_id


def coupon_of(codes: str | UnsetType | None, at: int) -> Campaign | None:
    """The campaign of the one coupon used in an order placed at ``at`` (UTC ms).

    None without a coupon, and where several were used: the files do not say which took off most.
    """
    bare = text(codes).strip()
    known = None if "," in bare else campaign_id(bare)
    return None if known is None else Campaign(id=known, updated_at=at, name=bare, type="coupon")
