"""Taobao's export files, byte by byte as the platform writes them: GBK, ="...", leading ', blanks in headers."""

LIST_2017 = (
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,"
    "订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,"
    "宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,"
    "是否手机订单,分阶段订单信息,特权订金订单id,是否上传合同照片,是否上传小票,是否代付,定金排名,修改后的sku,"
    "修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,退款金额,预约门店"
)

LIST_2019 = (
    LIST_2017.replace("买家支付宝账号,", "买家支付宝账号,支付单号,支付详情,")
    + ",确认收货时间,打款商家金额,含应开票给个人的个人红包,是否信用购,体验期结束时间,前N有礼,配送类型,主订单编号,"
    "新零售交易类型,新零售导购门店名称,新零售导购门店id,新零售发货门店名称,新零售发货门店id"
)

DETAIL_2019 = "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码"

DETAIL_NEW = (
    "子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,支付单号,买家应付货款,"
    "买家实际支付金额,退款状态,退款金额,订单创建时间,订单付款时间"
)

PAID = "买家已付款，等待卖家发货"


def order(header: str, **cells: str) -> str:
    """A line of the list: what is not given is empty as the platform writes empty, ="" in wrapped columns."""
    known = {
        "买家会员名": "小雨滴zhou",
        "买家应付邮费": "0.00",
        "订单状态": PAID,
        "收货人姓名": "周小雨",
        "收货地址": "浙江省 杭州市 余杭区 仓前街道 良睦路1号(311121)",
        "运送方式": "快递",
        "联系电话": "'",
        "联系手机": "'13812345678",
        "宝贝总数量": "1",
        "店铺Id": "0",
        "店铺名称": "老茶客旗舰店",
        "订单关闭原因": "订单未关闭",
        "卖家服务费": "0元",
        "买家服务费": "0元",
        "退款金额": "0.00",
        "打款商家金额": "0.00元",
    } | cells
    return ",".join(_cell(name.strip(), known) for name in header.split(","))


def _cell(name: str, known: dict[str, str]) -> str:
    value = known.get(name, "")
    if name in ("订单编号", "物流单号", "主订单编号"):
        return f'="{value}"'
    return f'"{value}"' if any(mark in value for mark in ',"') else value


def encoded(header: str, *lines: str) -> bytes:
    """The file: GBK, CRLF."""
    return "".join(f"{line}\r\n" for line in (header, *lines)).encode("gbk")
