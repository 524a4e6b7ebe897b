"""Where an address lies, in the short names that every source then shares: 浙江, 杭州, not 浙江省 or 杭州市."""

import re
from functools import lru_cache

_ENDS = re.compile("(?:维吾尔|壮族|回族)?(?:特别行政区|自治区|省|市)$")
_PROVINCES = frozenset((
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建",
    "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西",
    "甘肃", "青海", "宁夏", "新疆", "台湾", "香港", "澳门",
))  # fmt: skip
_COUNTRIES_OF_THEIR_OWN = {"HK": "香港", "MO": "澳门", "TW": "台湾"}  # for the post, and for programs from abroad


@lru_cache(1 << 12)
def province(text: str) -> str | None:
    """The province that a text names, short; a text that names none stays as it is, None for nothing or a mask."""
    bare = text.strip()
    if not bare or "*" in bare:
        return None
    short = _ENDS.sub("", bare)
    return short if short in _PROVINCES else bare


@lru_cache(1 << 14)
def city(text: str) -> str | None:
    """The city without its 市; None for nothing or a mask."""
    bare = text.strip()
    if not bare or "*" in bare:
        return None
    return bare[:-1] if bare.endswith("市") and len(bare) > 2 else bare


def region(country: str, province: str) -> str | None:
    """The province of an address in China, the two letters of any other country; None where neither is told.

    ``country`` is a code of two letters, or "" for one that is not told. What names no province stays as it is.
    """
    country, province = country.strip().upper(), province.strip()
    if country in _COUNTRIES_OF_THEIR_OWN:
        return _COUNTRIES_OF_THEIR_OWN[country]
    return (province or None) if country in ("CN", "") else country


@lru_cache(1 << 14)
def parts_of(address: str) -> tuple[str | None, str | None, str | None]:
    """Province, city and district of an address whose parts stand apart (浙江省 杭州市 西湖区 ...).

    All None where it does not begin with a province: then nothing tells which part is what.
    """
    parts = [part for part in re.split(r"[\s,，]+", address.strip()) if part]
    if not parts or _ENDS.sub("", parts[0]) not in _PROVINCES:
        return None, None, None
    first = province(parts[0])
    second = city(parts[1]) if len(parts) > 1 else None
    third = parts[2] if len(parts) > 2 and "*" not in parts[2] else None
    return first, second, third
