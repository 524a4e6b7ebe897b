"""What is read of a shop on Youzan, in the order of its worth: whoever has few calls gets the orders first."""

from collections.abc import Mapping

from storage.words import Words
from sync.names import KIND_NAMES

GROUPS, PROMOTERS = "groups", "promoters"
"""Are told beside the orders, and may be refused without them."""
MORE_PROMOTERS = "more_promoters"
"""Those beyond the pages that may be turned."""

RESOURCES: Mapping[str, Words] = {
    "orders": KIND_NAMES["orders"],
    "refunds": KIND_NAMES["refunds"],
    "products": KIND_NAMES["products"],
    "products_shelved": Words("仓库中的商品", "products off the shelf"),
    "products_sold_out": Words("售罄的商品", "products sold out"),
    "customers": KIND_NAMES["customers"],
    PROMOTERS: Words("分销员", "promoters"),
    "commissions": KIND_NAMES["commissions"],
    "daily_traffic": KIND_NAMES["daily_traffic"],
    "referrals": KIND_NAMES["referrals"],
}

REFUSABLE: Mapping[str, Words] = {
    **RESOURCES,
    GROUPS: KIND_NAMES[GROUPS],
    MORE_PROMOTERS: Words("名单后面的分销员", "promoters further down the list"),
    "tie_changes": Words("邀请关系的变动时间", "when referrals changed"),
}
"""What may not be told."""
