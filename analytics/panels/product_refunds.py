"""Which products come back more than others: drawn towards the shop's level, ranked by what is sure.

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

MOST = 50
"""Products listed."""
LEAST = 10
"""Refunds of products in all below which nothing is ranked."""
_AMOUNT = total(GOODS_REFUNDS)
_SHARE_RULE = Words(
    "本期售出的商品里到现在退过款的比例，往全店水平收一收：卖得少的商品靠运气，不能当真。带 95% 区间，按下限排；"
    "拼团没成的不算，刚卖的以后还可能退。",
    "Share of the lines sold in the period that were refunded by now, drawn towards the shop's: few sales are luck. "
    "With the 95% interval, ranked by its low end; failed groups are left out, and the latest may still come back.",
)
_RATE_RULE = Words(
    "本期退款笔数 ÷ 本期售出笔数，往全店水平收一收：卖得少的商品靠运气，不能当真。带 95% 区间，按下限排。"
    "退款没有标出是哪一笔，退的可能是以前卖的，所以可以超过 100%。",
    "Refunds of the period / lines sold in the period, drawn towards the shop's: few sales are luck. With the 95% "
    "interval, ranked by its low end. Refunds do not name their line: earlier sales may be refunded, beyond 100%.",
)
_NAMES = name_columns(PRODUCT)


class _How(Struct, frozen=True):
    """What is divided by what."""

    sold: Term
    back: Term
    columns: tuple[Column, ...]
    best: Callable[[Ints, Ints], tuple[Codes, list[Estimate]]]
    """The places of those that surely come back most, and the estimate of each, after what is known of all."""


def _columns(back: Words, rate: Words, rule: Words) -> tuple[Column, ...]:
    return (
        *_NAMES,
        Column("sold", Words("售出笔数", "Lines sold"), Shown.COUNT),
        Column("refunds", back, Shown.COUNT),
        Column("rate", rate, Shown.RATIO, rule, bar=True),
        Column("refund_amount", Words("本期退款金额", "Refund amount of the period"), Shown.MONEY),
    )


def _shares(some: Ints, every: Ints) -> tuple[Codes, list[Estimate]]:
    prior = shares.prior_of(some, every)
    best = _highest(shares.low_ends(some, every, prior), some, every)
    return best, shares.shrunk(some[best], every[best], prior)


def _rates(some: Ints, every: Ints) -> tuple[Codes, list[Estimate]]:
    found = rates.shrunk(some, every, rates.prior_of(some, every))
    best = _highest(found.low, some, every)
    ends = zip(*(end[best].tolist() for end in (found.value, found.low, found.high)), strict=True)
    return best, [Estimate(*one) for one in ends]


def _highest(low: NDArray[np.float64], some: Ints, every: Ints) -> Codes:
    """The places of the highest low ends among those with some; of equals the one with more lines."""
    places = np.flatnonzero(some > 0)
    ranked: Codes = places[np.lexsort((places, -every[places], -low[places]))][:MOST]
    return ranked


_BY_LINE = _How(
    count(KEPT_LINES),
    count(REFUNDED_LINES),
    _columns(Words("退过款的笔数", "Lines refunded"), Words("退款占比", "Part refunded"), _SHARE_RULE),
    _shares,
)
_BY_REFUND = _How(
    count(SOLD_LINES),
    count(GOODS_REFUNDS),
    _columns(Words("退款笔数", "Refunds"), Words("每笔售出的退款", "Refunds per line sold"), _RATE_RULE),
    _rates,
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
    best, estimates = how.best(back[codes], sold[codes])
    rows = tuple(
        _row(asked, how, code, (sold, back, amounts), rate)
        for code, rate in zip(codes[best].tolist(), estimates, strict=True)
    )
    many = int(np.count_nonzero(back[codes]))
    return Table(
        panel.id,
        panel.title,
        how.columns,
        rows,
        _left_out(nameless),
        many if many > MOST else None,
        Bars(PRODUCT.id, "rate"),
        _lead(rows, some / int(sold.sum()), how),
    )


def _nameless(asked: Asked) -> int:
    """Refunds of the period that name no product."""
    found = read_by(asked.now, count(GOODS_REFUNDS), PRODUCT)
    return 0 if isinstance(found, Words) else int(found[0])


def _row(asked: Asked, how: _How, code: int, of: tuple[Ints, Ints, Ints], rate: Estimate) -> Row:
    sold, back, amounts = (int(values[code]) for values in of)
    narrow = Narrow(slices=((PRODUCT.id, PRODUCT.key_of(asked.facts, code)),))
    lines, refunds, given = (selection(asked.now, term, narrow) for term in (how.sold, how.back, _AMOUNT))
    given = given if amounts else None
    cells = (*name_cells(asked, PRODUCT, code), sold, back, rate, amounts)
    return Row(cells, refunds or lines, (None, None, lines, refunds, refunds, given))


def _lead(rows: tuple[Row, ...], whole: float, how: _How) -> Words:
    of_all = (
        Words(f"全店售出的商品退了 {whole:.1%}", f"{whole:.1%} of all lines are refunded")
        if how is _BY_LINE
        else Words(
            f"全店每售出 100 笔有 {whole * 100:.1f} 笔退款", f"There are {whole * 100:.1f} refunds per 100 lines"
        )
    )
    sure = [row for row in rows if isinstance(rate := row.cells[4], Estimate) and rate.low > whole]
    if not sure:
        return Words(f"{of_all.zh}，没有哪个商品明显偏高。", f"{of_all.en}; no product is clearly above that.")
    name, rate = sure[0].cells[0], sure[0].cells[4]
    assert isinstance(rate, Estimate), "chosen by it"
    said = f"{rate.value:.1%}({rate.low:.1%}–{rate.high:.1%})"
    number = f"{len(sure)}{'+' if len(sure) == MOST else ''}"
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
