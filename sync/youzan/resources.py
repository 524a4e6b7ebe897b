"""What is read of a shop on Youzan, in the order of its worth: whoever has few calls gets the orders first."""

from collections.abc import Mapping

from storage.words import Words
from sync.names import KIND_NAMES

GROUPS = "groups"
"""Come with the orders, and may be refused without them."""

RESOURCES: Mapping[str, Words] = {
    "orders": KIND_NAMES["orders"],
    "refunds": KIND_NAMES["refunds"],
    "products": KIND_NAMES["products"],
    "products_shelved": Words("仓库中的商品", "products off the shelf"),
    "products_sold_out": Words("售罄的商品", "products sold out"),
    "customers": KIND_NAMES["customers"],
    "promoters": Words("分销员", "promoters"),
    "commissions": KIND_NAMES["commissions"],
    "daily_traffic": KIND_NAMES["daily_traffic"],
    "referrals": KIND_NAMES["referrals"],
}

REFUSABLE: Mapping[str, Words] = {
    **RESOURCES,
    GROUPS: KIND_NAMES[GROUPS],
    "tie_changes": Words("邀请关系的变动时间", "when referrals changed"),
}
"""What the application may not be allowed to read."""
