"""Douyin's export files, byte by byte: UTF-8 with a mark, TAB within quotes, - for nothing, cipher text, leading '."""

ORDERS = (
    "主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,运费,收件人,收件人手机号,详细地址,订单提交时间,"
    "商家备注,订单完成时间,订单状态,售后状态,取消原因,发货时间,平台实际承担优惠金额,商家实际承担优惠金额,达人实际承担优惠金额"
)

WIDE = (
    "主订单编号,子订单编号,支付方式,选购商品,货号,商品ID,商家编码,商品数量,商品金额,订单提交时间,支付完成时间,订单完成时间,"
    "买家留言,APP渠道,订单状态,取消原因,售后状态,订单类型,发货时间,订单应付金额,运费,优惠总金额,平台实际承担优惠金额,"
    "商家实际承担优惠金额,达人实际承担优惠金额,收件人,收件人手机号,省,市,区,街道,详细地址,达人ID,达人昵称,拼团订单团编号,"
    "流量来源,流量体裁,流量渠道"
)

JOINED = (
    "主订单编号,子订单编号,选购商品,商品ID,商家编码,商品数量,商品金额,订单应付金额,商家收入金额,手续费,订单提交时间,"
    "承诺发货时间,订单状态,支付方式"
)

MOVEMENTS = (
    "动账时间,动帐流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,订单实付应结,运费实付,实际平台补贴,"
    "订单退款,平台服务费,佣金,招商服务费,站外推广费,备注"
)

FUNDS = (
    "动账时间,动账流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,售后编号,下单时间,商品ID,订单类型,"
    "订单实付应结,运费实付,实际平台补贴_运费,实际平台补贴,实际达人补贴,实际抖音支付补贴,实际抖音月付营销补贴,订单退款,平台服务费,"
    "佣金,渠道分成,招商服务费,站外推广费,其他分成,是否免佣,免佣金额,备注"
)

_TABBED = ("主订单编号", "子订单编号", "选购商品", "商品规格", "商家编码", "商品ID", "达人ID")
_QUOTED = ("动帐流水号", "动账流水号", "子订单号", "订单号")
"""Columns whose cells begin with a TAB within quotes, and those whose cells begin with an apostrophe."""


def order(header: str, **cells: str) -> str:
    """A row of the list of orders; what is not given is "-", amounts are 0.00."""
    known = {
        "选购商品": "辣丝丝",
        "商品规格": "1袋",
        "商品数量": "1",
        "商家编码": "300400008",
        "订单提交时间": "2025-09-22 00:54:10",
        "收件人": "##w8Zr1lQmB2nGQq0d7Yb1Tg==",
        "收件人手机号": "$$u5mE9cHn0a1qk2Zt",
        "详细地址": "##fK1jvQp7yD",
        "取消原因": "",
    } | cells
    return ",".join(_cell(name, known) for name in header.split(","))


def _cell(name: str, known: dict[str, str]) -> str:
    value = known.get(name, "0.00" if "金额" in name or name == "运费" else "-")
    if name in _TABBED and value != "-":
        return f'"\t{value}"'
    return f'"{value}"' if "," in value else value


def movement(header: str, **cells: str) -> str:
    """A movement on the account; amounts that are not given are 0, other cells empty."""
    known = {"动账方向": "入账", "动账账户": "聚合账户", "动账场景": "货款结算入账", "计费类型": "小店自卖"} | cells
    return ",".join(_movement_cell(name, known) for name in header.split(","))


def _movement_cell(name: str, known: dict[str, str]) -> str:
    value = known.get(
        name, "0" if name.endswith(("补贴", "运费", "实付", "应结", "退款", "费", "佣金", "分成")) else ""
    )
    return f"'{value}" if name in _QUOTED and value else value


def encoded(header: str, *lines: str, encoding: str = "utf-8-sig") -> bytes:
    """The file: UTF-8 with a mark, lines ended by LF."""
    return "".join(f"{line}\n" for line in (header, *lines)).encode(encoding)
