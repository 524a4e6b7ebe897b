"""What the fields of records, and the values that the contract names, are called above rows and in details.

A name that depends on the kind is listed as ``kind.field``; everything else by its field alone.
"""

from storage.fields import Unit
from storage.rows import RowColumn
from storage.words import Words

_YES, _NO = Words("是", "yes"), Words("否", "no")

_FIELDS = {
    "id": Words("编号", "Id"),
    "orders.id": Words("订单号", "Order"),
    "order_id": Words("订单号", "Order"),
    "customers.id": Words("买家编号", "Customer"),
    "products.id": Words("商品编号", "Product"),
    "refunds.id": Words("退款编号", "Refund"),
    "created_at": Words("时间", "Time"),
    "orders.created_at": Words("下单时间", "Ordered"),
    "order_lines.created_at": Words("下单时间", "Ordered"),
    "refunds.created_at": Words("申请时间", "Asked for"),
    "paid_at": Words("支付时间", "Paid"),
    "shipped_at": Words("发货时间", "Shipped"),
    "finished_at": Words("完成时间", "Finished"),
    "closed_at": Words("关闭时间", "Closed"),
    "refunded_at": Words("退款时间", "Refunded"),
    "joined_at": Words("首次接触", "First contact"),
    "followed_at": Words("关注时间", "Followed"),
    "unfollowed_at": Words("取消关注", "Unfollowed"),
    "listed_at": Words("上架时间", "Listed"),
    "published_at": Words("发布时间", "Published"),
    "starts_at": Words("开始", "Starts"),
    "ends_at": Words("结束", "Ends"),
    "used_at": Words("使用时间", "Used"),
    "expires_at": Words("到期", "Expires"),
    "completed_at": Words("成团时间", "Filled"),
    "settled_at": Words("结算时间", "Settled"),
    "ended_at": Words("结束时间", "Ended"),
    "day": Words("日期", "Day"),
    "name": Words("名称", "Name"),
    "customers.name": Words("昵称", "Name"),
    "title": Words("标题", "Title"),
    "products.title": Words("商品", "Title"),
    "order_lines.title": Words("下单时的标题", "Title when sold"),
    "spec": Words("规格", "Variant"),
    "phone": Words("手机", "Phone"),
    "gender": Words("性别", "Gender"),
    "province": Words("地区", "Region"),
    "city": Words("城市", "City"),
    "district": Words("区县", "District"),
    "channel": Words("渠道", "Channel"),
    "source": Words("来源", "Source"),
    "level": Words("等级", "Level"),
    "commissions.level": Words("层级", "Tier"),
    "is_member": Words("会员", "Member"),
    "is_promoter": Words("推广员", "Promoter"),
    "is_gift": Words("赠品", "Gift"),
    "is_leader": Words("团长", "Leader"),
    "is_consumable": Words("会用完再买", "Consumable"),
    "points": Words("积分", "Points"),
    "category": Words("类目", "Category"),
    "brand": Words("品牌", "Brand"),
    "price": Words("售价", "Price"),
    "cost": Words("成本", "Cost"),
    "ad_spend.cost": Words("花费", "Cost"),
    "stock": Words("库存", "Stock"),
    "status": Words("状态", "State"),
    "type": Words("类型", "Type"),
    "list_amount": Words("标价金额", "List amount"),
    "discount_amount": Words("优惠", "Discount"),
    "shipping_amount": Words("运费", "Freight"),
    "payment_amount": Words("支付金额", "Payment amount"),
    "amount": Words("金额", "Amount"),
    "order_lines.amount": Words("实付金额", "Paid amount"),
    "refunds.amount": Words("退款金额", "Refunded amount"),
    "item_count": Words("件数", "Pieces"),
    "quantity": Words("件数", "Pieces"),
    "reason": Words("原因", "Reason"),
    "close_reason": Words("关闭原因", "Closed because"),
    "end_reason": Words("结束原因", "Ended because"),
    "receiver_name": Words("收货人", "Receiver"),
    "receiver_phone": Words("收货手机", "Receiver's phone"),
    "buyer_note": Words("买家留言", "Buyer's note"),
    "merchant_code": Words("商家编码", "Merchant code"),
    "page": Words("页面", "Page"),
    "seconds": Words("停留(秒)", "Seconds"),
    "added_to_cart": Words("加购", "Added to cart"),
    "target": Words("分享到", "Shared to"),
    "budget": Words("预算", "Budget"),
    "face_value": Words("面额", "Face value"),
    "threshold": Words("门槛", "Threshold"),
    "goal": Words("目的", "Goal"),
    "size": Words("成团人数", "Group size"),
    "joined": Words("已参团", "Joined"),
    "solo_price": Words("单买价", "Solo price"),
    "group_price": Words("拼团价", "Group price"),
    "leader_reward": Words("团长奖励", "Leader's reward"),
    "window_minutes": Words("限时(分钟)", "Minutes to fill"),
    "rate": Words("比例", "Rate"),
    "account": Words("账户", "Account"),
    "impressions": Words("展示", "Impressions"),
    "clicks": Words("点击", "Clicks"),
    "visitors": Words("访客", "Visitors"),
    "views": Words("浏览", "Views"),
    "shares": Words("分享", "Shares"),
    "new_fans": Words("新粉丝", "New fans"),
}
_REFERRED = {
    "buyer": Words("买家", "Buyer"),
    "customer": Words("顾客", "Customer"),
    "order": Words("订单", "Order"),
    "line": Words("订单明细", "Order line"),
    "product": Words("商品", "Product"),
    "sku": Words("规格", "Variant"),
    "campaign": Words("活动", "Campaign"),
    "content": Words("内容", "Content"),
    "coupon_claim": Words("优惠券", "Coupon"),
    "group": Words("团", "Group"),
    "group_campaign": Words("拼团活动", "Group offer"),
    "promoter": Words("推广员", "Promoter"),
    "leader": Words("团长", "Leader"),
    "visit": Words("访问", "Visit"),
    "visitor": Words("访客", "Visitor"),
    "share": Words("分享", "Share"),
    "parent_share": Words("上级分享", "Shared from"),
    "parent": Words("邀请人", "Brought by"),
    "child": Words("新粉丝", "New fan"),
}
_CHOICES = {
    "orders.status": {
        "unpaid": Words("未支付", "unpaid"),
        "paid": Words("待发货", "paid"),
        "shipped": Words("已发货", "shipped"),
        "finished": Words("已完成", "finished"),
        "closed": Words("已关闭", "closed"),
    },
    "orders.type": {
        "normal": Words("普通", "normal"),
        "group": Words("拼团", "group-buy"),
        "gift": Words("送礼", "gift"),
        "offline": Words("线下", "offline"),
    },
    "products.status": {"on_sale": Words("在售", "on sale"), "off_sale": Words("已下架", "off sale")},
    "customers.gender": {"female": Words("女", "female"), "male": Words("男", "male")},
    "groups.status": {
        "open": Words("进行中", "open"),
        "completed": Words("已成团", "filled"),
        "failed": Words("未成团", "failed"),
    },
    "refunds.status": {
        "open": Words("处理中", "open"),
        "done": Words("已退款", "done"),
        "refused": Words("已拒绝", "refused"),
    },
    "refunds.type": {
        "money_only": Words("仅退款", "money only"),
        "with_return": Words("退货退款", "with return"),
    },
    "commissions.status": {
        "waiting": Words("待结算", "waiting"),
        "settled": Words("已结算", "settled"),
        "cancelled": Words("已取消", "cancelled"),
    },
}


def field_name(kind: str, column: RowColumn) -> Words:
    """What a column of rows of ``kind`` is called."""
    if column.label is not None:
        return _REFERRED[column.name.removesuffix("_name")]
    own = _FIELDS.get(f"{kind}.{column.name}") or _FIELDS.get(column.name)
    if own is not None:
        return own
    referred = _REFERRED[column.name.removesuffix("_id")]
    return Words(f"{referred.zh}编号", f"{referred.en} id")


def value_name(kind: str, column: RowColumn, value: object) -> Words | None:
    """What a value that the contract names, or a flag, is called; None for every other value."""
    if column.unit is Unit.FLAG and value is not None:
        return _YES if value else _NO
    return _CHOICES.get(f"{kind}.{column.name}", {}).get(str(value))
