"""Time zones, currencies and encodings that tables of small shops are written in."""

from storage.shop import Shop
from storage.words import Language, Words

ENCODINGS = {"utf-8": "UTF-8", "gb18030": "GB18030 (GBK)"}

ZONES = {
    "Asia/Shanghai": Words("北京时间", "Beijing time"),
    "Asia/Hong_Kong": Words("香港时间", "Hong Kong time"),
    "Asia/Taipei": Words("台北时间", "Taipei time"),
    "Asia/Singapore": Words("新加坡时间", "Singapore time"),
    "Asia/Kuala_Lumpur": Words("吉隆坡时间", "Kuala Lumpur time"),
    "Asia/Bangkok": Words("曼谷时间", "Bangkok time"),
    "Asia/Ho_Chi_Minh": Words("胡志明市时间", "Ho Chi Minh City time"),
    "Asia/Jakarta": Words("雅加达时间", "Jakarta time"),
    "Asia/Manila": Words("马尼拉时间", "Manila time"),
    "Asia/Tokyo": Words("东京时间", "Tokyo time"),
    "Asia/Seoul": Words("首尔时间", "Seoul time"),
    "Asia/Dubai": Words("迪拜时间", "Dubai time"),
    "Europe/Moscow": Words("莫斯科时间", "Moscow time"),
    "Europe/Berlin": Words("柏林时间", "Berlin time"),
    "Europe/London": Words("伦敦时间", "London time"),
    "America/New_York": Words("纽约时间", "New York time"),
    "America/Chicago": Words("芝加哥时间", "Chicago time"),
    "America/Los_Angeles": Words("洛杉矶时间", "Los Angeles time"),
    "America/Sao_Paulo": Words("圣保罗时间", "São Paulo time"),
    "Australia/Sydney": Words("悉尼时间", "Sydney time"),
    "UTC": Words("世界协调时间 (UTC)", "UTC"),
}

CURRENCIES = {
    "CNY": Words("人民币", "Chinese yuan"),
    "HKD": Words("港币", "Hong Kong dollar"),
    "TWD": Words("新台币", "New Taiwan dollar"),
    "USD": Words("美元", "US dollar"),
    "EUR": Words("欧元", "Euro"),
    "GBP": Words("英镑", "Pound sterling"),
    "JPY": Words("日元", "Japanese yen"),
    "KRW": Words("韩元", "Korean won"),
    "SGD": Words("新加坡元", "Singapore dollar"),
    "MYR": Words("马来西亚林吉特", "Malaysian ringgit"),
    "THB": Words("泰铢", "Thai baht"),
    "VND": Words("越南盾", "Vietnamese dong"),
    "IDR": Words("印尼盾", "Indonesian rupiah"),
    "PHP": Words("菲律宾比索", "Philippine peso"),
    "AUD": Words("澳元", "Australian dollar"),
    "CAD": Words("加元", "Canadian dollar"),
    "RUB": Words("卢布", "Russian rouble"),
    "BRL": Words("巴西雷亚尔", "Brazilian real"),
}


def currency_words(code: str, language: Language) -> str:
    """人民币; of one that is not listed, its code."""
    return CURRENCIES[code].say(language) if code in CURRENCIES else code


def zone_words(name: str, language: Language) -> str:
    """北京时间; of one that is not listed, its name."""
    return ZONES[name].say(language) if name in ZONES else name


def books(shop: Shop, language: Language) -> str:
    """人民币 · 北京时间: how the shop keeps its books; without the currency where that is not known yet."""
    return " · ".join(filter(None, (currency_words(shop.currency, language), zone_words(shop.timezone, language))))
