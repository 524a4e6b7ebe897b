"""Youzan's numbers for states, kinds and reasons, in the words that merchants know and the states that we keep."""

from typing import Literal

from storage.records import OrderStatus

STATUSES: dict[str, OrderStatus] = {
    "WAIT_BUYER_PAY": "unpaid",
    "TRADE_PAID": "paid",
    "WAIT_CONFIRM": "paid",  # 待成团、待接单
    "WAIT_SELLER_SEND_GOODS": "paid",
    "WAIT_BUYER_CONFIRM_GOODS": "shipped",
    "TRADE_SUCCESS": "finished",
    "TRADE_CLOSED": "closed",
}

TYPES = {
    0: "normal", 1: "gift", 2: "代付", 3: "分销供货单", 4: "赠品", 5: "心愿单", 6: "offline", 7: "合并付货款",
    8: "1分钱实名认证", 9: "品鉴", 10: "group", 15: "返利", 35: "酒店", 40: "外卖", 41: "堂食点餐", 46: "外卖买单",
    51: "全员开店", 61: "offline", 71: "美业预约单", 72: "美业服务单", 75: "知识付费", 81: "礼品卡", 85: "直播带货",
    89: "样品订单", 100: "批发",
}  # fmt: skip

CLOSED_BECAUSE = {
    1: "过期关闭", 2: "标记退款", 3: "订单取消", 4: "买家取消", 5: "卖家取消", 6: "部分退款", 10: "无法联系上买家",
    11: "买家误拍或重拍", 12: "买家无诚意完成交易", 13: "已通过银行线下汇款", 14: "已通过同城见面交易",
    15: "已通过货到付款交易", 16: "已通过网上银行直接汇款", 17: "已经缺货无法交易", 18: "扣款失败", 19: "0元关单",
    20: "社区团购结束未付款", 21: "0元抽奖未中一等奖", 22: "拒单退款", 23: "主播寄样申请被拒绝",
    27: "规格/款式/数量拍错", 28: "无法正常支付", 29: "收货地址填写错误", 30: "商品缺货", 31: "买家不想购买了",
    32: "其他",
}  # fmt: skip

ENTRANCES = {
    "wx_gzh": "微信公众号",
    "merchant_xcx": "商家小程序",
    "yzdh_xcx": "有赞精选小程序",
    "direct_buy": "微信",
}
PLATFORMS = {
    "wx": "微信",
    "merchant_3rd": "商家自有App",
    "buyer_v": "有赞买家版",
    "browser": "浏览器",
    "alipay": "支付宝",
    "qq": "QQ",
    "wb": "微博",
    "other": "其他",
}
OFFLINE = "线下门店"

REFUND_STATUSES: dict[str, Literal["open", "done", "refused"]] = {
    "SUCCESS": "done",
    "CLOSED": "refused",
    "SELLER_REFUSE_BUYER": "refused",
    "SELLER_REFUSE_BUYER_RETURN_GOODS": "refused",  # what was to be sent back did not come
}
"""Every other state waits for somebody."""

REFUND_REASONS = {
    1: "买卖双方协商一致", 2: "买错/多买/不想要", 3: "商品质量问题", 4: "未收到货品", 5: "其他", 11: "质量问题",
    12: "拍错/多拍/不喜欢", 13: "商品描述不符", 14: "假货", 15: "商家发错货", 16: "商品破损/少件", 17: "其他",
    18: "退运费", 19: "协商一致退款", 20: "快递一直未送达", 21: "未按约定时间发货", 22: "拍错/不想要",
    23: "计划有变无法使用", 24: "商家降价", 51: "买错/多买/不想要", 52: "快递无记录", 53: "少货/空包裹",
    54: "未按约定时间发货", 55: "快递一直未送达", 56: "其他", 57: "拍错/多拍/不喜欢", 58: "协商一致退款",
    101: "商品破损/少件", 102: "商家发错货", 103: "商品描述不符", 104: "拍错/多拍/不喜欢", 105: "质量问题",
    106: "假货", 107: "其他", 108: "做工粗糙/有瑕疵", 109: "非正品", 110: "未按约定时间发货", 201: "返现退款",
    202: "酒店拒单退款", 204: "订单关闭退款", 205: "代付过期退款", 206: "超付退款", 207: "外卖拒单退款",
    208: "拼团未成团退款", 209: "团购返现退款", 211: "订单少付退款", 212: "小程序拼团退款",
}  # fmt: skip

GENDERS: dict[int, Literal["female", "male"]] = {1: "male", 2: "female"}

GROUP_STATES: dict[int, Literal["open", "completed", "failed"]] = {0: "open", 1: "completed", 2: "failed"}

SETTLED = frozenset({2, 12})
"""``settle_state``: paid out by itself, or by hand."""
WAITING = frozenset({0, 1, 3, 4, 11, 18})
"""Not yet: 0 also stands for an order that was closed or is not paid."""
NEVER = frozenset({5, 6, 7})
"""Cash on delivery, a member's price, a promoter who left: nothing is paid out."""
EARNING = frozenset({5, 6, 100})
"""``state`` of a promoted order that is paid, sent or finished."""
UNPAID = 3
