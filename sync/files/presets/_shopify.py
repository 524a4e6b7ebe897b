"""What Shopify's files have in common: the shop they make, who a customer is, where an address lies.

The list of orders knows no number of the customer, but the address and the phone, as the list of customers does. So a
customer is the e-mail address, in small letters; who gave none is the phone. Not verified: the code of Tibet.
"""

from msgspec import UnsetType

from storage.identities import plain_phone
from storage.masks import hides, person
from storage.shop import Shop
from sync.files.preset import ANY
from sync.files.said import text
from sync.persons import by_mail
from sync.places import region

SHOP = Shop(id="shopify", name="Shopify 店铺", currency=ANY)

_Said = str | UnsetType | None
_PROVINCES = {
    "AH": "安徽", "BJ": "北京", "CQ": "重庆", "FJ": "福建", "GD": "广东", "GS": "甘肃", "GX": "广西", "GZ": "贵州",
    "HA": "河南", "HB": "湖北", "HE": "河北", "HI": "海南", "HL": "黑龙江", "HN": "湖南", "JL": "吉林", "JS": "江苏",
    "JX": "江西", "LN": "辽宁", "NM": "内蒙古", "NX": "宁夏", "QH": "青海", "SC": "四川", "SD": "山东", "SH": "上海",
    "SN": "陕西", "SX": "山西", "TJ": "天津", "XJ": "新疆", "XZ": "西藏", "YN": "云南", "YZ": "西藏", "ZJ": "浙江",
}  # fmt: skip


def customer_id(email: _Said, phone: _Said) -> str | None:
    """Who somebody is; None for who has left neither an e-mail address nor a plain phone."""
    known = by_mail("mail:", person(email) or "")
    if known is not None:
        return known
    digits = plain_phone(phone) if isinstance(phone, str) and not hides(phone) else None
    return None if digits is None else f"tel:{digits}"


def region_of(country: _Said, province: _Said) -> str | None:
    """The province of an address in China, the two letters of any other country; None where neither is told."""
    code = text(province)
    return region(text(country), _PROVINCES.get(code.upper(), code))
