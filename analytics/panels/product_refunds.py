"""Which products come back more than others: the rate as it was, ranked by what is sure.

For the order, and for what is clearly above, each is drawn towards the shop's level: few sales are luck.

Where refunds name the line they belong to it is a share: lines sold in the period that were refunded by now. Elsewhere
it is a rate, refunds per line sold, which no clipping makes a share: refunds of earlier sales count, and several of one
line.
"""

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics import rates, shares
from analytics.arrays import Codes, Ints
from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.dimensions.goods import PRODUCT
from analytics.intervals import share
from analytics.measure import read_by
from analytics.metric import Term, count, total
from analytics.part import Narrow
from analytics.parts.fulfilment import GOODS_REFUNDS, KEPT_LINES, REFUNDED_LINES, tells_line
from analytics.parts.goods import SOLD_LINES
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.say import counted
from analytics.selections import selection
from analytics.subject import Panel
from analytics.told import told
from storage.words import Words

Floats = NDArray[np.float64]

MOST = 50
"""Products listed."""
LEAST = 10
"""Refunds of products in all below which nothing is ranked."""
_AMOUNT = total(GOODS_REFUNDS)
_SHARE_RULE = Words(
    "退过款的笔数 ÷ 本期售出笔数，带 95% 区间。拼团没成、货没发出的不算，刚卖的以后还可能退。"
    "排名次时卖得少的往全店水平靠一靠(那多半是运气)，所以不是按这一列从大到小。",
    "Lines refunded by now / lines sold in the period, with the 95% interval. Failed groups, never sent, are left out; "
    "the latest may still come back. For the ranking those with few sales are drawn towards the shop's level (mostly "
    "luck): so the list does not fall with this column.",
)
_RATE_RULE = Words(
    "本期退款笔数 ÷ 本期售出笔数，带 95% 区间。退款没有标出是哪一笔，退的可能是以前卖的，所以可以超过 100%。"
    "排名次时卖得少的往全店水平靠一靠(那多半是运气)，所以不是按这一列从大到小。",
    "Refunds of the period / lines sold in the period, with the 95% interval. Refunds do not name their line: earlier "
    "sales may be refunded, beyond 100%. For the ranking those with few sales are drawn towards the shop's level "
    "(mostly luck): so the list does not fall with this column.",
)
_NAMES = name_columns(PRODUCT)


class _How(Struct, frozen=True):
    """What is divided by what."""

    sold: Term
    back: Term
    columns: tuple[Column, ...]
    lows: Callable[[Ints, Ints], Floats]
    """How often each surely comes back, after what is known of all."""
    rate: Callable[[int, int], Estimate | None]
    """How often one came back, by itself."""


def _columns(back: Words, rate: Words, rule: Words) -> tuple[Column, ...]:
    return (
        *_NAMES,
        Column("sold", Words("售出笔数", "Lines sold"), Shown.COUNT),
        Column("refunds", back, Shown.COUNT),
        Column("rate", rate, Shown.RATIO, rule, bar=True),
        Column("refund_amount", Words("本期退款金额", "Refund amount of the period"), Shown.MONEY),
    )


def _lowest_shares(some: Ints, every: Ints) -> Floats:
    return shares.low_ends(some, every, shares.prior_of(some, every))


def _lowest_rates(some: Ints, every: Ints) -> Floats:
    return rates.shrunk(some, every, rates.prior_of(some, every)).low


def _highest(low: Floats, some: Ints, every: Ints) -> Codes:
    """The places of the highest low ends among those with some; of equals the one with more lines."""
    places = np.flatnonzero(some > 0)
    ranked: Codes = places[np.lexsort((places, -every[places], -low[places]))][:MOST]
    return ranked


_BY_LINE = _How(
    count(KEPT_LINES),
    count(REFUNDED_LINES),
    _columns(Words("退过款的笔数", "Lines refunded"), Words("退款占比", "Part refunded"), _SHARE_RULE),
    _lowest_shares,
    share,
)
_BY_REFUND = _How(
    count(SOLD_LINES),
    count(GOODS_REFUNDS),
    _columns(Words("退款笔数", "Refunds"), Words("每笔售出的退款", "Refunds per line sold"), _RATE_RULE),
    _lowest_rates,
    rates.rate,
)


def product_refunds(asked: Asked, panel: Panel) -> Table:
    """The products that come back most surely more than others."""
    how = _BY_LINE if tells_line(asked.facts) else _BY_REFUND
    terms = (how.sold, how.back, _AMOUNT)
    found = asked.unknown or told(*(read_by(asked.now, term, PRODUCT) for term in terms))
    if isinstance(found, Words):
        return Table(panel.id, panel.title, how.columns, (), found)
    sold, back, amounts = (values[1:] for values in found)
    codes = np.flatnonzero(sold > 0)
    some, nameless = int(back[codes].sum()), _nameless(asked)
    if some < LEAST:
        return Table(panel.id, panel.title, how.columns, (), _too_thin(some, nameless))
    lows = how.lows(back[codes], sold[codes])
    best = _highest(lows, back[codes], sold[codes])
    rows = tuple(_row(asked, how, code, (sold, back, amounts)) for code in codes[best].tolist())
    whole = some / int(sold.sum())
    many = int(np.count_nonzero(back[codes]))
    return Table(
        panel.id,
        panel.title,
        how.columns,
        rows,
        _left_out(nameless),
        many if many > MOST else None,
        Bars(PRODUCT.id, "rate"),
        _lead(rows, int((lows[best] > whole).sum()), whole, how),
    )


def _nameless(asked: Asked) -> int:
    """Refunds of the period that name no product."""
    found = read_by(asked.now, count(GOODS_REFUNDS), PRODUCT)
    return 0 if isinstance(found, Words) else int(found[0])


def _row(asked: Asked, how: _How, code: int, of: tuple[Ints, Ints, Ints]) -> Row:
    sold, back, amounts = (int(values[code]) for values in of)
    narrow = Narrow(slices=((PRODUCT.id, PRODUCT.key_of(asked.facts, code)),))
    lines, refunds, given = (selection(asked.now, term, narrow) for term in (how.sold, how.back, _AMOUNT))
    given = given if amounts else None
    cells = (*name_cells(asked, PRODUCT, code), sold, back, how.rate(back, sold), amounts)
    return Row(cells, refunds or lines, (None, None, lines, refunds, refunds, given))


def _lead(rows: tuple[Row, ...], sure: int, whole: float, how: _How) -> Words:
    """``sure`` of the first are clearly above the whole."""
    of_all = (
        Words(f"全店售出的商品退了 {whole:.1%}", f"{whole:.1%} of all lines are refunded")
        if how is _BY_LINE
        else Words(
            f"全店每售出 100 笔有 {whole * 100:.1f} 笔退款", f"There are {whole * 100:.1f} refunds per 100 lines"
        )
    )
    if not sure:
        return Words(f"{of_all.zh}，没有哪个商品明显偏高。", f"{of_all.en}; no product is clearly above that.")
    name, rate = rows[0].cells[0], rows[0].cells[4]
    assert isinstance(rate, Estimate), "it was sold"
    said = f"{rate.value:.1%}({rate.low:.1%}–{rate.high:.1%})"
    number = f"{sure}{'+' if sure == MOST else ''}"
    return Words(
        f"{of_all.zh}，明显偏高的商品有 {number} 个，最有把握偏高的是“{name}”{said}。",
        f'{of_all.en}; clearly above: {number}, most surely "{name}" with {said}.',
    )


def _too_thin(refunds: int, nameless: int) -> Words:
    if nameless and not refunds:
        return Words("退款没有标出是哪个商品。", "Refunds do not name their product.")
    return Words(
        f"本期商品退款只有 {refunds} 笔，少于 {LEAST} 笔不排。",
        f"Only {counted(refunds, 'refund').en} of products; fewer than {LEAST} are not ranked.",
    )


def _left_out(nameless: int) -> Words | None:
    if not nameless:
        return None
    return Words(f"另有 {nameless:,} 笔退款不知道是哪个商品。", f"{nameless:,} more refunds do not name a product.")
