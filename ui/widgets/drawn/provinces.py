"""Where the tile of a province of China stands: a grid of eight by eight that keeps neighbours together."""

_PLACES = {
    "黑龙江": (7, 0),
    "新疆": (0, 1), "内蒙古": (4, 1), "吉林": (7, 1),
    "甘肃": (2, 2), "宁夏": (3, 2), "山西": (4, 2), "北京": (5, 2), "天津": (6, 2), "辽宁": (7, 2),
    "青海": (1, 3), "陕西": (3, 3), "河南": (4, 3), "河北": (5, 3), "山东": (6, 3),
    "西藏": (0, 4), "四川": (2, 4), "重庆": (3, 4), "湖北": (4, 4), "安徽": (5, 4), "江苏": (6, 4), "上海": (7, 4),
    "云南": (2, 5), "贵州": (3, 5), "湖南": (4, 5), "江西": (5, 5), "浙江": (6, 5),
    "广西": (3, 6), "广东": (4, 6), "福建": (5, 6), "台湾": (7, 6),
    "海南": (3, 7), "澳门": (4, 7), "香港": (5, 7),
}  # fmt: skip
COLUMNS, ROWS = 8, 8


def province_of(name: str) -> str | None:
    """The short name of a province, whatever follows it (省, 市, 壮族自治区); None for any other place."""
    return next((name[:letters] for letters in (3, 2) if name[:letters] in _PLACES), None)


def place_of_province(short: str) -> tuple[int, int]:
    """Column and row of its tile. KeyError for what is not a province."""
    return _PLACES[short]


def provinces() -> tuple[str, ...]:
    """All of them."""
    return tuple(_PLACES)
