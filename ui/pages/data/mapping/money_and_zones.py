"""Time zones, currencies and encodings that tables of small shops are written in."""

from storage.words import Words

ENCODINGS = {"utf-8": "UTF-8", "gb18030": "GB18030 (GBK)"}

ZONES = {
    "Asia/Shanghai": Words("北京时间", "Beijing"),
    "Asia/Hong_Kong": Words("香港", "Hong Kong"),
    "Asia/Taipei": Words("台北", "Taipei"),
    "Asia/Singapore": Words("新加坡", "Singapore"),
    "Asia/Kuala_Lumpur": Words("吉隆坡", "Kuala Lumpur"),
    "Asia/Bangkok": Words("曼谷", "Bangkok"),
    "Asia/Ho_Chi_Minh": Words("胡志明市", "Ho Chi Minh City"),
    "Asia/Jakarta": Words("雅加达", "Jakarta"),
    "Asia/Manila": Words("马尼拉", "Manila"),
    "Asia/Tokyo": Words("东京", "Tokyo"),
    "Asia/Seoul": Words("首尔", "Seoul"),
    "Asia/Dubai": Words("迪拜", "Dubai"),
    "Europe/Moscow": Words("莫斯科", "Moscow"),
    "Europe/Berlin": Words("柏林", "Berlin"),
    "Europe/London": Words("伦敦", "London"),
    "America/New_York": Words("纽约", "New York"),
    "America/Chicago": Words("芝加哥", "Chicago"),
    "America/Los_Angeles": Words("洛杉矶", "Los Angeles"),
    "America/Sao_Paulo": Words("圣保罗", "São Paulo"),
    "Australia/Sydney": Words("悉尼", "Sydney"),
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
