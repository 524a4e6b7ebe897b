"""What the kinds of record are called."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def kind_name(kind: str) -> str:
    """订单; the bare name for a kind that has none yet."""
    return {
        "products": translate("Kinds", "商品"),
        "skus": translate("Kinds", "规格"),
        "customers": translate("Kinds", "顾客"),
        "referrals": translate("Kinds", "推荐关系"),
        "campaigns": translate("Kinds", "活动"),
        "contents": translate("Kinds", "内容"),
        "shares": translate("Kinds", "分享"),
        "visits": translate("Kinds", "访问"),
        "orders": translate("Kinds", "订单"),
        "order_lines": translate("Kinds", "订单明细"),
        "coupon_claims": translate("Kinds", "优惠券"),
        "group_campaigns": translate("Kinds", "拼团活动"),
        "groups": translate("Kinds", "拼团"),
        "group_members": translate("Kinds", "参团人"),
        "refunds": translate("Kinds", "退款"),
        "commissions": translate("Kinds", "佣金"),
        "settlements": translate("Kinds", "资金流水"),
        "ad_spend": translate("Kinds", "推广花费"),
        "daily_traffic": translate("Kinds", "每日流量"),
    }.get(kind, kind)
