"""Where an address of WooCommerce lies, in the words of a Chinese merchant: a province at home, a country abroad."""

from sync.places import region

# The numbers are WooCommerce's own (its i18n/states.php); no standard has them.
_PROVINCES = (
    "云南", "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建",
    "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "陕西", "甘肃",
    "青海", "宁夏", "澳门", "西藏", "新疆",
)  # fmt: skip
_BY_CODE = {f"CN{number}": name for number, name in enumerate(_PROVINCES, 1)}


def region_of(country: str | None, state: str | None) -> str | None:
    """The province of an address in China, the country's two letters of any other; None where neither is told.

    What a shop without WooCommerce's list of provinces lets people type stays as they typed it.
    """
    named = state or ""
    return region(country or "", _BY_CODE.get(named.strip().upper(), named))
