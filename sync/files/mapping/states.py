"""What the words of a column of states seem to mean: proposed to whoever is asked, never taken for granted."""

import re

from storage.mapping import TableKind

_ORDERS = (
    ("closed", r"关闭|取消|作废|失效|已退款|退款成功|全额退款|退货完成|cancel|refunded|void|failed|closed"),
    ("unpaid", r"[待未]付|[待未]支付|未收款|等待买家付款|待付款|pending|unpaid|on-hold"),
    ("finished", r"完成|成功|已收货|签收|确认收货|已结算|complete|fulfilled|delivered"),
    ("paid", r"[待未]发货|等待卖家发货|备货|待出库|待配送|待自提|已付款|已支付|已收款|processing|paid"),
    ("shipped", r"已发货|已寄|寄出|发出|待收货|运输|派送|配送中|已出库|等待买家确认|shipped|in transit"),
)
_PRODUCTS = (
    ("off_sale", r"下架|停售|停用|仓库|未上架|[否no]$|false|draft|archived|off"),
    ("on_sale", r"在售|上架|出售中|销售中|正常|启用|^[是yes]|true|active|publish|on"),
)
_MEANINGS = {"orders": _ORDERS, "products": _PRODUCTS}


def proposed(kind: TableKind, word: str) -> str:
    """The state that the word seems to stand for, "" for none."""
    found = (state for state, pattern in _MEANINGS.get(kind, ()) if re.search(pattern, word, re.IGNORECASE))
    return next(found, "")
