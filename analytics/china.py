"""The provinces of China on a tile grid: a fixed place for each, roughly where it lies on a map."""

from msgspec import Struct


class Tile(Struct, frozen=True):
    """One province; ``row`` counts from the north, ``column`` from the west."""

    name: str
    """The short name: 浙江, 内蒙古."""
    latin: str
    row: int
    column: int


TILES: tuple[Tile, ...] = (
    Tile("黑龙江", "heilongjiang", 0, 8),
    Tile("内蒙古", "inner mongolia", 1, 5),
    Tile("吉林", "jilin", 1, 8),
    Tile("新疆", "xinjiang", 2, 1),
    Tile("甘肃", "gansu", 2, 3),
    Tile("宁夏", "ningxia", 2, 4),
    Tile("山西", "shanxi", 2, 5),
    Tile("河北", "hebei", 2, 6),
    Tile("北京", "beijing", 2, 7),
    Tile("辽宁", "liaoning", 2, 8),
    Tile("青海", "qinghai", 3, 2),
    Tile("陕西", "shaanxi", 3, 4),
    Tile("河南", "henan", 3, 5),
    Tile("山东", "shandong", 3, 6),
    Tile("天津", "tianjin", 3, 7),
    Tile("西藏", "tibet", 4, 1),
    Tile("四川", "sichuan", 4, 3),
    Tile("重庆", "chongqing", 4, 4),
    Tile("湖北", "hubei", 4, 5),
    Tile("安徽", "anhui", 4, 6),
    Tile("江苏", "jiangsu", 4, 7),
    Tile("上海", "shanghai", 4, 8),
    Tile("云南", "yunnan", 5, 3),
    Tile("贵州", "guizhou", 5, 4),
    Tile("湖南", "hunan", 5, 5),
    Tile("江西", "jiangxi", 5, 6),
    Tile("浙江", "zhejiang", 5, 7),
    Tile("广西", "guangxi", 6, 4),
    Tile("广东", "guangdong", 6, 5),
    Tile("福建", "fujian", 6, 6),
    Tile("台湾", "taiwan", 6, 8),
    Tile("海南", "hainan", 7, 4),
    Tile("澳门", "macao", 7, 5),
    Tile("香港", "hong kong", 7, 6),
)
ROWS = 1 + max(tile.row for tile in TILES)
COLUMNS = 1 + max(tile.column for tile in TILES)

_ENDINGS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
_LATIN_ENDINGS = (" province", " sheng", " shi", " autonomous region", " municipality")
_BY_NAME = {tile.name: tile for tile in TILES} | {tile.latin: tile for tile in TILES}
_BY_NAME |= {"xizang": _BY_NAME["西藏"], "nei mongol": _BY_NAME["内蒙古"], "macau": _BY_NAME["澳门"]}


def tile_of(region: str) -> Tile | None:
    """The tile of a region as sources write it (浙江, 浙江省, Zhejiang Province); None if it is no province."""
    name = region.strip().casefold()
    for ending in _ENDINGS + _LATIN_ENDINGS:
        name = name.removesuffix(ending)
    return _BY_NAME.get(name)
