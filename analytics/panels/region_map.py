"""Where in China the money comes from: one tile per province, and how each moved."""

from msgspec import Struct
from msgspec.structs import replace

from analytics.asked import Asked
from analytics.breakdown import Breakdown, breakdown_table
from analytics.china import tile_of
from analytics.dimensions.place import PROVINCE
from analytics.metrics.people import AOV, BUYER_COUNT
from analytics.metrics.regions import NEW_SHARE
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.panels.moved_regions import moved_beyond_chance
from analytics.result import Bars, Heat, Row, Table
from analytics.say import counted, money
from analytics.subject import Panel
from storage.words import Words

LEAST = 3
"""Provinces below which a grid of tiles shows nothing."""
_METRICS = (PAYMENT_AMOUNT, BUYER_COUNT, AOV, NEW_SHARE)
_FIRST = 3  # regions that are named


class _Region(Struct, frozen=True):
    """What the lead says of one region, minor units."""

    name: str
    amount: int
    grown: int | None


def region_map(asked: Asked, panel: Panel) -> Table:
    """The provinces of China as tiles; what is no province is in the ranking only."""
    table = breakdown_table(asked, Breakdown(panel.id, panel.title, PROVINCE, _METRICS))
    rows = tuple(row for row in table.rows if isinstance(row.cells[0], str) and tile_of(row.cells[0]))
    if table.rows and len(rows) < LEAST:
        return replace(table, rows=(), note=_no_provinces(table))
    if not rows:
        return table
    note = _left_out(len(table.rows) - len(rows)) or table.note
    drawn = Heat((PAYMENT_AMOUNT.id,), tiles=True)
    return replace(table, rows=rows, note=note, drawn=drawn, lead=_lead(asked, table))


def region_ranking(asked: Asked, panel: Panel) -> Table:
    """Every region as a bar, the largest first."""
    table = breakdown_table(asked, Breakdown(panel.id, panel.title, PROVINCE, _METRICS))
    if not table.rows:
        return table
    return replace(table, drawn=Bars(PROVINCE.id, PAYMENT_AMOUNT.id), lead=_moved(asked, table) or _lead(asked, table))


def _regions(asked: Asked, table: Table) -> list[_Region]:
    """The regions that are known, with their change where there is one to tell."""
    places = {column.id: place for place, column in enumerate(table.columns)}
    before = places.get("previous")
    found = []
    for row in table.rows:
        amount = row.cells[places[PAYMENT_AMOUNT.id]]
        if isinstance(row.cells[0], str) and isinstance(amount, int):
            found.append(_Region(row.cells[0], amount, _grown(asked, row, amount, before)))
    return found


def _grown(asked: Asked, row: Row, amount: int, before: int | None) -> int | None:
    previous = None if before is None or asked.incomparable else row.cells[before]
    return amount - previous if isinstance(previous, int) else None


def _lead(asked: Asked, table: Table) -> Words | None:
    regions = [region for region in _regions(asked, table) if region.amount > 0]
    whole = sum(region.amount for region in regions)
    if whole <= 0:
        return None
    first = regions[:_FIRST]
    part = sum(region.amount for region in first) / whole
    zh = "、".join(f"{region.name} {region.amount / whole:.0%}" for region in first)
    en = ", ".join(f"{region.name} {region.amount / whole:.0%}" for region in first)
    return Words(
        f"{len(regions)} 个地区有成交，前几名是 {zh}，合起来占 {part:.0%} 的金额。",
        f"{counted(len(regions), 'region').en} bought; first {en}, together {part:.0%} of the money.",
    )


def _moved(asked: Asked, table: Table) -> Words | None:
    """Which region grew and which shrank most, of those whose change is beyond chance."""
    moved = [(region.grown, region.name) for region in _regions(asked, table) if region.grown]
    if not moved:
        return None
    surely = moved_beyond_chance(asked)
    moved = [one for one in moved if one[1] in surely]
    if not moved:
        return Words(
            "和对比期比，各地区的涨跌都在碰巧的范围里，没有哪个明显涨了或跌了。",
            "Against the comparison every region moved within chance: none clearly grew or fell.",
        )
    (up, grew), (down, shrank) = max(moved), min(moved)
    shop = asked.facts.shop
    zh, en = [], []
    if up > 0:
        zh.append(f"明显涨了的里涨得最多的是{grew}(+{money(shop, up).zh})")
        en.append(f"of those that clearly grew {grew} most (+{money(shop, up).en})")
    if down < 0:
        zh.append(f"明显跌了的里跌得最多的是{shrank}({money(shop, down).zh})")
        en.append(f"of those that clearly fell {shrank} most ({money(shop, down).en})")
    return Words(f"和对比期比，{'，'.join(zh)}。", f"Against the comparison, {', '.join(en)}.")


def _no_provinces(table: Table) -> Words:
    return Words(
        f"{len(table.rows)} 个地区里几乎没有中国的省份，请看下面的排名。",
        f"Hardly a province of China among {counted(len(table.rows), 'region').en}: see the ranking.",
    )


def _left_out(others: int) -> Words | None:
    if not others:
        return None
    return Words(
        f"另有 {others} 个不是省份或不知道的地区，在下面的排名里。",
        f"In the ranking: {counted(others, 'more region').en}, no province or not known.",
    )
