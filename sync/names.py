"""What people call each kind of record while it is being pulled, and which kind the name of a resource tells."""

from storage.words import Words

KIND_NAMES: dict[str, Words] = {
    "products": Words("商品", "products"),
    "skus": Words("规格", "variants"),
    "customers": Words("客户", "customers"),
    "referrals": Words("邀请关系", "referrals"),
    "campaigns": Words("活动", "campaigns"),
    "contents": Words("内容", "contents"),
    "shares": Words("分享", "shares"),
    "visits": Words("访问", "visits"),
    "orders": Words("订单", "orders"),
    "order_lines": Words("订单商品", "order lines"),
    "coupon_claims": Words("领券记录", "coupon claims"),
    "group_campaigns": Words("拼团活动", "group-buy campaigns"),
    "groups": Words("拼团", "groups"),
    "group_members": Words("参团记录", "group members"),
    "refunds": Words("退款", "refunds"),
    "commissions": Words("佣金", "commissions"),
    "settlements": Words("结算", "settlements"),
    "ad_spend": Words("推广花费", "advertising spend"),
    "daily_traffic": Words("每日流量", "daily traffic"),
}


def kind_in(resource: str) -> str | None:
    """The kind that a resource is about by its name: "orders" for "edited_orders"; None where it tells none."""
    named = (kind for kind in KIND_NAMES if resource == kind or resource.startswith(f"{kind}_"))
    behind = (kind for kind in KIND_NAMES if resource.endswith(f"_{kind}"))
    return max((*named, *behind), key=len, default=None)
