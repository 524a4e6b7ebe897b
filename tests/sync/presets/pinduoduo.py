"""Pinduoduo's export of orders, byte by byte: numbers and moments with a TAB behind them, receivers with asterisks."""

FULL = (
    "订单成交时间,商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),"
    "用户实付金额(元),商家实收金额(元),商品数量(件),发货时间,确认收货时间,商品id,商品规格,样式ID,商家编码-规格维度,"
    "商家编码-商品维度,商家备注,售后状态,快递单号,快递公司"
)

RECEIVERS = (
    "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),"
    "商家实收金额(元),商品数量(件),支付时间,承诺发货时间,商品id,商品规格,样式ID,商品一级类目,商品四级类目,买家留言,售后状态,"
    "团ID,团身份,收货人,手机,分机号,省,市,区,详细地址,是否直播间成交,订单来源,赠品名称,赠品id"
)

_TABBED = ("元)", "件)", "时间", "样式ID")
"""Columns behind whose cells the platform puts a TAB, empty ones included."""


def order(header: str, **cells: str) -> str:
    """A line of the file; what is not given is empty. Names of columns stand without their (元) or (件)."""
    known = {
        "商品": "武夷山大红袍 礼盒",
        "订单状态": "已收货",
        "商品id": "754299529443",
        "商品规格": "净含量：250g",
        "售后状态": "无售后或售后取消",
    } | cells
    return ",".join(_cell(name, known) for name in header.split(","))


def _cell(name: str, known: dict[str, str]) -> str:
    value = known.get(name.split("(")[0], "") + ("\t" if name.endswith(_TABBED) else "")
    return f'"{value}"' if "," in value else value


def encoded(header: str, *lines: str, encoding: str = "utf-8-sig") -> bytes:
    """The file: UTF-8 with a mark, as most are; CRLF."""
    return "".join(f"{line}\r\n" for line in (header, *lines)).encode(encoding)
