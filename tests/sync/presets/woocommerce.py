"""WooCommerce's export files, byte by byte: UTF-8 with a mark, LF, ' before cells that a spreadsheet might compute.

What the server writes is quoted as PHP does it: cells with blanks too.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

PRODUCTS = (
    'ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,"Is featured?","Visibility in catalog","Short description",'
    'Description,"Date sale price starts","Date sale price ends","Tax status","Tax class","In stock?",Stock,'
    '"Low stock amount","Backorders allowed?","Sold individually?","Weight (kg)","Length (cm)","Width (cm)",'
    '"Height (cm)","Allow customer reviews?","Purchase note","Sale price","Regular price",Categories,Tags,'
    '"Shipping class",Images,"Download limit","Download expiry days",Parent,"Grouped products",Upsells,Cross-sells,'
    '"External URL","Button text",Position,Brands,"Attribute 1 name","Attribute 1 value(s)","Attribute 1 visible",'
    '"Attribute 1 global","Attribute 2 name","Attribute 2 value(s)","Attribute 2 visible","Attribute 2 global"'
)

ORDERS = (
    'Date,"Order #","N. Revenue (formatted)",Status,Customer,"Customer type",Product(s),"Items sold",Coupon(s),'
    '"Net Sales",Attribution'
)

ORDERS_IN_THE_BROWSER = (
    'Date,"Order #",Status,Customer,"Customer type",Product(s),"Items sold",Coupon(s),"Net sales",Attribution'
)

CUSTOMERS = (
    'Name,Username,"Last Active","Sign Up",Email,Orders,"Total Spend",AOV,"Country / Region",City,Region,"Postal Code",'
    '"Billing Phone","Shipping Phone",Role'
)

CUSTOMERS_IN_THE_BROWSER = (
    'Name,Username,"Last active","Date registered",Email,Orders,"Total spend",AOV,"Country / Region",City,Region,'
    '"Postal code"'
)

CHINESE = {
    "Date": "日期",
    '"Order #"': "订单号",
    '"N. Revenue (formatted)"': '"N. 收入（格式化）"',
    "Status": "状态",
    "Customer": "客户",
    '"Customer type"': "客户类型",
    "Product(s)": "产品",
    '"Items sold"': "售出项目",
    "Coupon(s)": "优惠券",
    '"Net Sales"': "净销售额",
    "Attribution": "归属",
    "Name": "名称",
    "Username": "用户名",
    '"Last Active"': "上次活动",
    '"Sign Up"': "注册",
    "Email": "电子邮件",
    "Orders": "订单",
    '"Total Spend"': "总花费",
    '"Country / Region"': "国家/地区",
    "City": "城市",
    "Region": "地区",
    '"Postal Code"': "邮政编码",
    "Type": "类型",
    "Published": "已发布",
    '"Is featured?"': "是推荐产品？",
    '"Visibility in catalog"': "在列表页可见",
    '"Short description"': "简短描述",
    '"Date sale price starts"': "促销开始日期",
    '"Date sale price ends"': "促销截止日期",
    "Stock": "库存",
    '"Backorders allowed?"': "允许缺货下单？",
    '"Sale price"': "促销价格",
    '"Regular price"': "常规售价",
    "Categories": "分类",
    "Parent": "父级",
    '"Attribute 1 name"': '"属性 1 名称"',
    '"Attribute 1 value(s)"': '"属性 1 值"',
    '"Attribute 2 value(s)"': '"属性 2 值"',
}
"""Headings of the Chinese language pack; the others are in no column that is read."""


def headings(header: str) -> list[str]:
    """The quoted names of a header."""
    names, rest = [], header
    while rest:
        end = rest.index('"', 1) + 1 if rest.startswith('"') else (rest + ",").index(",")
        names.append(rest[:end])
        rest = rest[end + 1 :]
    return names


def translated(header: str) -> str:
    """The header as a site in Chinese writes it."""
    return ",".join(CHINESE.get(name, name) for name in headings(header))


def line(header: str, cells: dict[str, str]) -> str:
    """A row under an English header."""
    return ",".join(_cell(cells.get(name.strip('"'), "")) for name in headings(header))


def _cell(value: str) -> str:
    safe = f"'{value}" if value[:1] in ("=", "+", "-", "@") and not value[1:2].isdigit() else value
    return '"' + safe.replace('"', '""') + '"' if any(mark in safe for mark in ' ,"\n\t') else safe


def encoded(header: str, *lines: str) -> bytes:
    """The file."""
    return b"\xef\xbb\xbf" + "".join(f"{each}\n" for each in (header, *lines)).encode()


def ms(moment: str, zone: str = "Asia/Shanghai") -> int:
    """UTC milliseconds of a moment as the file writes it, in the time of the site."""
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)
