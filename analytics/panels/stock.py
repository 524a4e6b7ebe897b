"""Does the stock fit: what has sold out, what runs out first, what does not sell."""

import numpy as np

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.shelf import STOCK_STATE
from analytics.measure import read_by, term_for
from analytics.metric import count, total
from analytics.pace import Pace
from analytics.part import Narrow
from analytics.parts.goods import PIECES
from analytics.parts.shelf import ON_SHELF, STOCK_VALUE
from analytics.result import Bars, Column, Estimate, Row, Selection, Shown, Table
from analytics.say import as_words, counted, money
from analytics.selections import selection
from analytics.shelf import (
    DEAD,
    LONG,
    SHORT,
    STATES,
    WINDOW,
    Shelf,
    beyond_sense,
    days_without_sale,
    runs_out_on,
    shelf,
)
from analytics.slice import Slice
from analytics.subject import Panel
from analytics.told import told
from storage.columns import MISSING
from storage.words import Words

MOST = 50
"""Products listed."""
_NAMED = 3  # products named in a sentence
_PRODUCTS, _PIECES, _VALUE = count(ON_SHELF), total(ON_SHELF), total(STOCK_VALUE)
_KEYS = tuple(STATES)
_NOW = Words(
    f"库存是数据里最新的，和所选期间无关；按最近 {WINDOW} 个已结束的日子的销量算能卖几天。",
    f"Stock is the latest known, whatever the period; days of cover by the sales of the last {WINDOW} finished days.",
)
_COVER = Words(
    f"库存 ÷ 最近 {WINDOW} 天平均每天卖的件数，去掉零头，带 95% 区间。",
    f"Stock / pieces per day of the last {WINDOW} days, whole days, with the 95% interval.",
)
_COST = Words(
    "库存件数 × 进货成本；不知道成本的商品不算在内。", "Pieces in stock x cost; products of unknown cost left out."
)
_PACE = Words(
    f"最近 {WINDOW} 天平均每天卖几件，带 95% 区间；一单多件的按一次算不确定性。",
    f"Pieces per day in the last {WINDOW} days with the 95% interval; a sale of many pieces is one event.",
)
_TWICE = Words(
    f"最近 {2 * WINDOW} 天平均每天卖几件，带 95% 区间；和前一列比，看是不是卖快了、卖慢了。",
    f"Pieces per day in the last {2 * WINDOW} days with the 95% interval: is it faster or slower of late.",
)
_STATE_COLUMNS = (
    Column("stock_state", STOCK_STATE.name, Shown.TEXT, _NOW),
    Column("products", Words("商品数", "Products"), Shown.COUNT, _NOW, bar=True, total=True),
    Column("stock", Words("库存件数", "Pieces in stock"), Shown.COUNT, _NOW, total=True),
    Column("value", Words("库存成本", "Cost of the stock"), Shown.MONEY, _COST, total=True),
)
_OUT_COLUMNS = (
    *name_columns(PRODUCT),
    Column("stock", Words("库存", "Stock"), Shown.COUNT, _NOW),
    Column("pace", Words("每天卖几件", "Pieces a day"), Shown.NUMBER, _PACE),
    Column(
        "pace_before", Words(f"{2 * WINDOW} 天里每天几件", f"Pieces a day, {2 * WINDOW} days"), Shown.NUMBER, _TWICE
    ),
    Column("cover", Words("还能卖几天", "Days it lasts"), Shown.COUNT, _COVER, bar=True),
    Column("gone_on", Words("大约哪天卖断", "Gone on about"), Shown.DAY, _NOW),
)
_DEAD_COLUMNS = (
    *name_columns(PRODUCT),
    Column("stock", Words("库存", "Stock"), Shown.COUNT, _NOW),
    Column("days", Words("多少天没卖", "Days without a sale"), Shown.COUNT),
    Column("value", Words("压着的成本", "Cost tied up"), Shown.MONEY, _COST, bar=True, total=True),
)


def stock_states(asked: Asked, panel: Panel) -> Table:
    """Products, pieces and cost per state of the stock."""
    found = _shelf(asked)
    sums = found if isinstance(found, Words) else _sums(asked)
    if isinstance(sums, Words):
        return Table(panel.id, panel.title, _STATE_COLUMNS, (), sums)
    rows = tuple(_state_row(asked, code, *(int(values[code]) for values in sums)) for code in range(len(STATES)))
    drawn = Bars("stock_state", "products")
    notes = [note for note in (_unknown_cost(asked), _absurd(asked, *STATES)) if note]
    note = Words("".join(one.zh for one in notes), " ".join(one.en for one in notes)) if notes else None
    return Table(panel.id, panel.title, _STATE_COLUMNS, rows, note, drawn=drawn, lead=_state_lead(asked, sums))


def runs_out(asked: Asked, panel: Panel) -> Table:
    """The products that are gone first at their pace."""
    found = _shelf(asked)
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _OUT_COLUMNS, (), found)
    places = _left(asked, "short", "enough")
    places = places[np.lexsort((places, found.cover[0][places]))]
    if not len(places):
        none = Words("没有快卖断的商品。", "No product is about to run out.")
        return Table(panel.id, panel.title, _OUT_COLUMNS, (), none)
    cube = Slice(asked.facts, found.window, asked.question.filters)
    rows = tuple(_out_row(asked, found, cube, place) for place in places[:MOST].tolist())
    lead = _out_lead(rows, found, places)
    total_rows = len(places) if len(places) > MOST else None
    return Table(
        panel.id, panel.title, _OUT_COLUMNS, rows, total_rows=total_rows, drawn=Bars(PRODUCT.id, "cover"), lead=lead
    )


def dead_stock(asked: Asked, panel: Panel) -> Table:
    """What has not sold for long, the most money first."""
    found = _shelf(asked)
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _DEAD_COLUMNS, (), found)
    places = _left(asked, "dead")
    value, stock = found.value[places], found.stock[places]
    places = places[np.lexsort((places, -stock, -np.where(value == MISSING, -1, value)))]
    if not len(places):
        none = Words(f"没有 {DEAD} 天以上没卖出的库存。", f"No stock has gone unsold for {DEAD} days.")
        return Table(panel.id, panel.title, _DEAD_COLUMNS, (), none)
    rows = tuple(_dead_row(asked, found, place) for place in places[:MOST].tolist())
    total_rows = len(places) if len(places) > MOST else None
    lead = _dead_lead(asked, found, places)
    note, drawn = _absurd(asked, "dead"), Bars(PRODUCT.id, "value")
    return Table(panel.id, panel.title, _DEAD_COLUMNS, rows, note, total_rows=total_rows, drawn=drawn, lead=lead)


def _shelf(asked: Asked) -> Shelf | Words:
    usable = term_for(asked.now, _PRODUCTS)
    return usable if isinstance(usable, Words) else shelf(asked.facts)


def _sums(asked: Asked) -> tuple[Ints, ...] | Words:
    found = told(*(read_by(asked.now, term, STOCK_STATE) for term in (_PRODUCTS, _PIECES, _VALUE)))
    if isinstance(found, Words):
        return found
    if not found[0][1:].any():
        return Words("没有知道库存的商品。", "There are no products whose stock is known.")
    return tuple(values[1:] for values in found)


def _left(asked: Asked, *states: str) -> Ints:
    """The places of the products in these states that the filters leave."""
    cut = asked.now.rows(ON_SHELF)
    wanted = [_KEYS.index(state) for state in states]
    places: Ints = cut.position[np.isin(STOCK_STATE.codes(cut), wanted)].astype(np.int64)
    return places


def _sense(asked: Asked, *states: str) -> tuple[Ints, Ints]:
    """The places of the products in these states whose stock cost is to be believed, and of those whose is not."""
    found = _shelf(asked)
    assert isinstance(found, Shelf), "asked before"
    places = _left(asked, *states)
    absurd = beyond_sense(asked.facts, found)[places]
    return places[~absurd], places[absurd]


def _tied(asked: Asked, found: Shelf) -> int:
    """What the dead stock cost, as far as it is known and to be believed."""
    value = found.value[_sense(asked, "dead")[0]]
    return int(value[value != MISSING].sum())


def _absurd(asked: Asked, *states: str) -> Words | None:
    """The products whose stock cost cannot be, by name."""
    found, places = _shelf(asked), _sense(asked, *states)[1]
    if not len(places) or isinstance(found, Words):
        return None
    shop, names = asked.facts.shop, []
    for place in places[np.argsort(-found.value[places], kind="stable")][:_NAMED].tolist():
        title = as_words(PRODUCT.label_of(asked.facts, int(asked.facts["products"]["id"][place])))
        pieces, worth = int(found.stock[place]), money(shop, int(found.value[place]))
        names.append(Words(f"“{title.zh}”({pieces:,} 件，{worth.zh})", f'"{title.en}" ({pieces:,} for {worth.en})'))
    return Words(
        f"{'、'.join(name.zh for name in names)}的库存成本比全店卖过的总额还多，多半是填错了，没有算进上面那句话。",
        f"The stock of {', '.join(name.en for name in names)} cost more than the shop ever sold: most likely a typing "
        "error, left out of the sentence above.",
    )


def _product(asked: Asked, place: int) -> tuple[int, Selection | None]:
    """The code of the product at a place, and the selection of itself."""
    code = int(asked.facts["products"]["id"][place])
    narrow = Narrow(slices=((PRODUCT.id, PRODUCT.key_of(asked.facts, code)),))
    return code, selection(asked.now, _PRODUCTS, narrow)


def _state_row(asked: Asked, code: int, products: int, pieces: int, value: int) -> Row:
    narrow = Narrow(slices=((STOCK_STATE.id, _KEYS[code]),))
    if not products:
        return Row((STATES[_KEYS[code]], 0, 0, 0))
    rows, worth = (selection(asked.now, term, narrow) for term in (_PRODUCTS, _VALUE))
    return Row((STATES[_KEYS[code]], products, pieces, value), rows, (None, rows, rows, worth))


def _state_lead(asked: Asked, sums: tuple[Ints, ...]) -> Words:
    products, found = sums[0], _shelf(asked)
    assert isinstance(found, Shelf), "asked before"
    out, short, dead, long = (int(products[_KEYS.index(key)]) for key in ("out", "short", "dead", "long"))
    tied = money(asked.facts.shop, _tied(asked, found))
    return Words(
        f"{out:,} 个商品已经卖断，{short:,} 个 {SHORT} 天内会卖断；"
        f"{dead:,} 个 {DEAD} 天没卖出，压着成本 {tied.zh}，另有 {long:,} 个够卖 {LONG} 天以上。",
        f"{out:,} products are sold out, {short:,} will be within {SHORT} days; {dead:,} have not sold for {DEAD} days "
        f"and tie up {tied.en}, {long:,} more last over {LONG} days.",
    )


def _unknown_cost(asked: Asked) -> Words | None:
    cut = asked.now.rows(STOCK_VALUE)
    assert STOCK_VALUE.amounts is not None, "it is a sum"
    unknown = int((STOCK_VALUE.amounts(cut) == MISSING).sum())
    if not unknown:
        return None
    return Words(f"{unknown:,} 个商品不知道成本。", f"The cost of {unknown:,} products is not known.")


def _out_row(asked: Asked, found: Shelf, cube: Slice, place: int) -> Row:
    code, itself = _product(asked, place)
    narrow = Narrow(slices=((PRODUCT.id, PRODUCT.key_of(asked.facts, code)),))
    value, low, high = (min(float(end[place]), 9999.0) for end in found.cover)
    cells = (
        *name_cells(asked, PRODUCT, code),
        int(found.stock[place]),
        _pace_of(found.pace, place),
        None if found.before is None else _pace_of(found.before, place),
        Estimate(int(value), int(low), int(high)),
        runs_out_on(asked.facts, value),
    )
    return Row(cells, itself, (None, None, itself, selection(cube, total(PIECES), narrow), None, itself, None))


def _pace_of(speed: Pace, place: int) -> Estimate:
    return Estimate(*(float(end[place]) for end in (speed.value, speed.low, speed.high)))


def _out_lead(rows: tuple[Row, ...], found: Shelf, places: Ints) -> Words:
    soon = int((found.cover[0][places] < SHORT).sum())
    if not soon:
        return Words(f"{SHORT} 天内没有商品会卖断。", f"No product will be gone within {SHORT} days.")
    first = rows[0].cells
    name, cover = first[0], first[-2]
    assert isinstance(cover, Estimate), "the column of the cover"
    said = f"{cover.value:,}({cover.low:,}–{cover.high:,})"
    return Words(
        f"{soon:,} 个商品 {SHORT} 天内会卖断，最先是“{name}”，只够卖 {said} 天。",
        f'Gone within {SHORT} days: {counted(soon, "product").en}; first "{name}", which lasts {said} days.',
    )


def _dead_row(asked: Asked, found: Shelf, place: int) -> Row:
    code, itself = _product(asked, place)
    value = int(found.value[place])
    days = days_without_sale(asked.facts, int(found.last_sold[place]))
    worth = None if value == MISSING else value
    narrow = Narrow(slices=((PRODUCT.id, PRODUCT.key_of(asked.facts, code)),))
    tied = selection(asked.now, _VALUE, narrow) if worth else None
    cells = (*name_cells(asked, PRODUCT, code), int(found.stock[place]), days, worth)
    return Row(cells, itself, (None, None, itself, None, tied))


def _dead_lead(asked: Asked, found: Shelf, places: Ints) -> Words:
    tied = money(asked.facts.shop, _tied(asked, found))
    pieces = int(found.stock[places].sum())
    zh = f"{len(places):,} 个商品 {DEAD} 天以上没卖出，共 {pieces:,} 件"
    en = f"{len(places):,} products have not sold for {DEAD} days, {pieces:,} pieces"
    if not (found.value[_sense(asked, "dead")[0]] != MISSING).any():
        return Words(f"{zh}。", f"{en}.")
    return Words(f"{zh}，压着成本 {tied.zh}。", f"{en} that cost {tied.en}.")
