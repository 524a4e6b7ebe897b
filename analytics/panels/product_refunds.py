"""Which products come back more than others: shares drawn towards the shop's, ranked by what is sure."""

import numpy as np

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.dimensions.goods import PRODUCT
from analytics.measure import read_by
from analytics.metric import count, total
from analytics.part import Narrow
from analytics.parts.fulfilment import GOODS_REFUNDS
from analytics.parts.goods import SOLD_LINES
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.selections import selection
from analytics.shares import prior_of, shrunk
from analytics.subject import Panel
from analytics.told import told
from storage.words import Words

MOST = 50
"""Products listed."""
LEAST = 10
"""Refunds of products in all below which nothing is ranked."""
_SOLD, _BACK, _AMOUNT = count(SOLD_LINES), count(GOODS_REFUNDS), total(GOODS_REFUNDS)
_RATE = Words(
    "本期退款笔数 ÷ 本期售出笔数，往全店水平收一收：卖得少的商品靠运气，不能当真。带 95% 区间，按下限排。",
    "Refunds of the period / lines sold in the period, drawn towards the shop's: few sales are luck. With the 95% "
    "interval, ranked by its low end.",
)
_COLUMNS = (
    *name_columns(PRODUCT),
    Column("sold", Words("售出笔数", "Lines sold"), Shown.COUNT),
    Column("refunds", Words("退款笔数", "Refunds"), Shown.COUNT),
    Column("rate", Words("退款率", "Refund rate"), Shown.RATIO, _RATE, bar=True),
    Column("refund_amount", Words("退款金额", "Refund amount"), Shown.MONEY),
)


def product_refunds(asked: Asked, panel: Panel) -> Table:
    """The products whose refund rate is most surely high."""
    terms = (_SOLD, _BACK, _AMOUNT)
    found = asked.unknown or told(*(read_by(asked.now, term, PRODUCT) for term in terms))
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), found)
    sold, back, amounts = (values[1:] for values in found)
    codes = np.flatnonzero(sold > 0)
    some = np.minimum(back[codes], sold[codes])
    if some.sum() < LEAST:
        return Table(panel.id, panel.title, _COLUMNS, (), _too_thin(asked, int(some.sum()), int(found[1][0])))
    prior, whole = prior_of(some, sold[codes]), int(some.sum()) / int(sold[codes].sum())
    codes, some = codes[some > 0], some[some > 0]
    rates = shrunk(some, sold[codes], prior)
    low = np.array([rate.low for rate in rates])
    order = np.lexsort((codes, -sold[codes], -low))[:MOST].tolist()
    rows = tuple(_row(asked, int(codes[place]), sold, back, amounts, rates[place]) for place in order)
    return Table(
        panel.id,
        panel.title,
        _COLUMNS,
        rows,
        _left_out(int(found[1][0])),
        len(codes) if len(codes) > MOST else None,
        Bars(PRODUCT.id, "rate"),
        _lead(rows, whole),
    )


def _row(asked: Asked, code: int, sold: Ints, back: Ints, amounts: Ints, rate: Estimate) -> Row:
    narrow = Narrow(slices=((PRODUCT.id, PRODUCT.key_of(asked.facts, code)),))
    lines, refunds = selection(asked.now, _SOLD, narrow), selection(asked.now, _BACK, narrow)
    refunds = refunds if back[code] else None
    cells = (*name_cells(asked, PRODUCT, code), int(sold[code]), int(back[code]), rate, int(amounts[code]))
    return Row(cells, refunds or lines, (None, None, lines, refunds, refunds, refunds))


def _lead(rows: tuple[Row, ...], whole: float) -> Words:
    sure = [row for row in rows if isinstance(rate := row.cells[4], Estimate) and rate.low > whole]
    if not sure:
        return Words(
            f"全店退款率 {whole:.1%}，没有哪个商品明显偏高。",
            f"{whole:.1%} of all lines are refunded; no product is clearly above that.",
        )
    name, rate = sure[0].cells[0], sure[0].cells[4]
    assert isinstance(rate, Estimate), "chosen by it"
    said = f"{rate.value:.1%}({rate.low:.1%}–{rate.high:.1%})"
    number = f"{len(sure)}{'+' if len(sure) == MOST else ''}"
    return Words(
        f"全店退款率 {whole:.1%}，明显偏高的商品有 {number} 个，最高的是“{name}”{said}。",
        f'{whole:.1%} of all lines are refunded; {number} products are clearly above, most "{name}" with {said}.',
    )


def _too_thin(asked: Asked, refunds: int, nameless: int) -> Words:
    if nameless and not refunds:
        return Words("退款没有标出是哪个商品。", "Refunds do not name their product.")
    return Words(
        f"本期商品退款只有 {refunds} 笔，少于 {LEAST} 笔不排。",
        f"Only {refunds} refunds of products; fewer than {LEAST} are not ranked.",
    )


def _left_out(nameless: int) -> Words | None:
    if not nameless:
        return None
    return Words(f"另有 {nameless:,} 笔退款不知道是哪个商品。", f"{nameless:,} more refunds do not name a product.")
