"""What the columns of a list of orders may mean: one line per order, or per product in it."""

from typing import Annotated

from msgspec import UNSET, Struct

from storage.fields import Category, Count, Money, Ref, Text, Time
from storage.mapping import State
from storage.words import Words
from sync.files.mapping.targets import means


class OrderRow(Struct, frozen=True):
    """A line of such a list."""

    number: Annotated[
        Ref,
        means(
            "订单号",
            "Order number",
            "订单编号|订单号|主订单编号|主订单号|单号|订单ID|交易号|order id|order no|order number|order|"
            "invoiceno|invoice",
            hint=Words("同一个订单号的几行是一单", "lines of one number are one order"),
            telling=True,
        ),
    ] = UNSET
    placed_at: Annotated[
        Time,
        means(
            "下单时间",
            "Time placed",
            "下单时间|订单创建时间|订单提交时间|订单成交时间|成交时间|创建时间|下单日期|订单日期|销售日期|"
            "交易时间|交易日期|开单日期|日期|时间|date|order date|created at|invoicedate",
            telling=True,
        ),
    ] = UNSET
    paid_at: Annotated[
        Time,
        means(
            "付款时间",
            "Time paid",
            "付款时间|支付时间|订单付款时间|买家付款时间|支付完成时间|付款日期|收款日期|paid at",
        ),
    ] = UNSET
    shipped_at: Annotated[
        Time,
        means(
            "发货时间",
            "Time shipped",
            "发货时间|发货日期|shipped at",
        ),
    ] = UNSET
    finished_at: Annotated[
        Time,
        means(
            "完成时间",
            "Time finished",
            "确认收货时间|交易成功时间|订单完成时间|完成时间|收货时间|签收时间|completed at",
        ),
    ] = UNSET
    status: Annotated[
        Text,
        means(
            "订单状态",
            "Order state",
            "订单状态|交易状态|状态|status",
        ),
    ] = UNSET
    buyer: Annotated[
        Text,
        means(
            "客户编号或账号",
            "Customer id",
            "买家会员名|买家昵称|买家账号|买家ID|客户编号|客户ID|会员号|会员编号|用户ID|微信号|微信昵称|昵称|"
            "customerid|customer id|buyer|buyer id",
            telling=True,
        ),
    ] = UNSET
    buyer_name: Annotated[
        Text,
        means(
            "客户姓名",
            "Customer name",
            "客户姓名|客户名称|买家姓名|收货人姓名|收货人|收件人|姓名|收货人/提货人|客户|顾客|买家|name|"
            "customer|customer name|billing name",
            telling=True,
        ),
    ] = UNSET
    phone: Annotated[
        Text,
        means(
            "手机号",
            "Phone",
            "联系手机|联系电话|手机号|手机号码|电话号码|手机|电话|买家手机号|收件人手机号|收货人手机|"
            "收货人手机号/提货人手机号|联系方式|phone|mobile",
            telling=True,
        ),
    ] = UNSET
    province: Annotated[
        Category,
        means(
            "省份",
            "Province",
            "省份|省|收货人省份|收货省份|地区|province|country",
        ),
    ] = UNSET
    city: Annotated[
        Category,
        means(
            "城市",
            "City",
            "城市|市|收货人城市|收货城市|city",
        ),
    ] = UNSET
    address: Annotated[
        Text,
        means(
            "收货地址",
            "Address",
            "收货地址|详细地址|客户地址|详细收货地址/提货地址|地址|address",
        ),
    ] = UNSET
    paid: Annotated[
        Money,
        means(
            "整单实付",
            "Order payment",
            "订单实付金额|用户实付金额|实付金额|买家实付|客户实付|实付款|实付|支付金额|付款金额|实收金额|"
            "实收|收款金额|收款|总金额|应收订单金额|订单应付金额|订单金额|订单总额|商家应收|应收|总价|合计|"
            "成交金额|销售额|金额|total|amount|order total",
            hint=Words(
                "这一单客户付的钱，含运费；有几行的订单每行都写同一个数",
                "what the customer paid for the order, freight included; the same on each of its lines",
            ),
        ),
    ] = UNSET
    freight: Annotated[
        Money,
        means(
            "运费",
            "Freight",
            "买家应付邮费|运费|邮费|快递费|配送费|shipping",
        ),
    ] = UNSET
    discount: Annotated[
        Money,
        means(
            "优惠",
            "Discount",
            "优惠金额|店铺优惠合计|店铺优惠折扣|优惠|折扣金额|减免|discount|discount amount",
            hint=Words("整单优惠了多少钱", "taken off the order"),
        ),
    ] = UNSET
    refunded: Annotated[
        Money,
        means(
            "退款金额",
            "Refunded",
            "退款金额|订单已退款金额|商品已退款金额|已退款金额|退款|退货金额|refund|refunded amount",
        ),
    ] = UNSET
    code: Annotated[
        Text,
        means(
            "商品编号",
            "Product code",
            "商品id|商品编码|商品编号|外部系统编号|商家编码|货号|款号|条码|stockcode|sku|product id",
            telling=True,
        ),
    ] = UNSET
    title: Annotated[
        Text,
        means(
            "商品名称",
            "Product",
            "商品名称|标题|宝贝标题|全部商品名称|选购商品|商品标题|商品|货品名称|货品|品名|产品|产品名称|"
            "项目|description|product|lineitem name",
            telling=True,
        ),
    ] = UNSET
    spec: Annotated[
        Text,
        means(
            "规格",
            "Variant",
            "商品规格|商品属性|规格|颜色尺码|型号|尺码|variant",
        ),
    ] = UNSET
    quantity: Annotated[
        Count,
        means(
            "数量",
            "Pieces",
            "购买数量|订购数量|商品数量|宝贝总数量|订单商品总件数|件数|数量|quantity|qty|lineitem quantity",
        ),
    ] = UNSET
    price: Annotated[
        Money,
        means(
            "单价",
            "Price of one",
            "价格|商品单价|京东价|单价|售价|price|unitprice|lineitem price",
        ),
    ] = UNSET
    amount: Annotated[
        Money,
        means(
            "这件商品实付",
            "Product payment",
            "买家应付货款|商品实际成交金额|商品金额|商品实付|小计|货款|商品总价|line total",
            hint=Words(
                "这一行的商品付的钱，不含运费；一单的几行加起来，再加运费，就是整单",
                "what was paid for this line without freight; the lines of an order and its freight make its amount",
            ),
        ),
    ] = UNSET
    channel: Annotated[
        Category,
        means(
            "渠道",
            "Channel",
            "销售渠道|订单来源|流量渠道|来源渠道|渠道|来源|平台|channel|source",
        ),
    ] = UNSET
    note: Annotated[
        Text,
        means(
            "备注",
            "Note",
            "买家留言|买家备注|留言|备注|note|notes",
        ),
    ] = UNSET


NEEDS = (("placed_at", "paid_at"), ("paid", "amount", "price"))

STATES = (
    State("unpaid", Words("还没付款", "Not paid")),
    State("paid", Words("付了款，没发货", "Paid, not shipped")),
    State("shipped", Words("发了货", "Shipped")),
    State("finished", Words("完成", "Finished")),
    State("closed", Words("关闭、取消", "Closed, cancelled")),
)
