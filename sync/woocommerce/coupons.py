"""A coupon of the shop as a campaign: orders in which it was used are credited to it.

Its id is its code, for that is all an order tells of it. Nobody claims a coupon in WooCommerce, one only uses it: a
record of claims would say that every coupon was used, so there is none. A coupon that the shop has deleted stays: the
campaign took place.
"""

import html

import msgspec

from storage.records import Campaign
from sync.woocommerce.bodies import CouponBody
from sync.woocommerce.told import moment_or_none, plain

_LONGEST_ID = 128


def campaign_id(code: str | None) -> str | None:
    """The campaign of a coupon code; None for an empty one. Small and capital letters are the same code."""
    bare = html.unescape(code or "").strip().lower()
    return f"coupon:{bare}"[:_LONGEST_ID] if bare else None


def read_coupon(body: CouponBody) -> Campaign:
    """The campaign. Raises ValidationError for one without a code, Unfit for a time that is none."""
    known = campaign_id(body.code)
    if known is None:
        raise msgspec.ValidationError("Object missing required field `code`")
    made = moment_or_none(body.date_created_gmt)
    return Campaign(
        id=known,
        updated_at=moment_or_none(body.date_modified_gmt) or made or 0,
        name=plain(body.code),
        type="coupon",
        starts_at=made,
        ends_at=moment_or_none(body.date_expires_gmt),
    )
