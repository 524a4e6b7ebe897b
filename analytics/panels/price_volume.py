"""What a price does to sales: products whose price was really changed, and how many pieces each price sold."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Mask
from analytics.asked import Asked
from analytics.breakdown import name_columns
from analytics.buckets import buckets
from analytics.chance import discovered
from analytics.counting import known
from analytics.cut import Cut
from analytics.dimensions.goods import PRODUCT
from analytics.finished import finished_days
from analytics.log import EPOCH, SOLD
from analytics.metric import total
from analytics.part import Narrow
from analytics.parts.goods import PIECES
from analytics.priced_lines import priced_lines, sales_of, set_apart
from analytics.prices import DAYS, EVENTS, MOST, Parallel, Sales, Tried, tried
from analytics.result import Bars, Column, Row, Shown, Table
from analytics.say import as_words, counted, plain_money
from analytics.selections import selection
from analytics.slice import Slice
from analytics.subject import Panel
from analytics.window import back_from_end
from storage.chains import running
from storage.facts import Facts
from storage.words import Words

YEAR = 365
ITEMS = 60
"""Products, or variants of them, looked at: those with most sales."""
_PIECES = total(PIECES)
_PRICE = Words(
    f"按每天每件实付价的中位数算当天的价格，站满 {DAYS} 天才算试过；相差不到 3% 的算同一个价；同时卖的几个价不算。"
    "看期末往前一年；拼团、活动和用了券的订单不算，那不是降价；退了款的也不算。",
    f"The price of a day is the median paid per piece; one that stood {DAYS} days was tried, prices within 3% are one, "
    "and prices asked at the same time are none. Over the year up to the period's end, without group-buys, campaigns, "
    "coupons and what was refunded.",
)
_PACE = Words(
    "每天卖几件，按当天全店销量折算过(大促那天谁都多卖)，带 95% 区间。",
    "Pieces per day, set against what the whole shop sold that day, with the 95% interval.",
)
_ELASTICITY = Words(
    "价格涨 1%，卖出的笔数变多少 %，带 95% 区间。低于 -1 时降价能多收钱。价格不是随机定的，只能当线索。",
    "By how many percent the number of sales changes if the price rises by 1%, with the 95% interval. Below -1 a lower "
    "price brings more money. Prices were not set at random: a hint, not a proof.",
)
_EFFECT = Words(
    f"从试过的最高价降到最低价，卖出的笔数变多少，带 95% 区间，最多写到 +{MOST:.0%}；没试过的价格不往外推。",
    "How the number of sales changes from the highest price tried to the lowest, with the 95% interval, told up to "
    f"+{MOST:.0%}; nothing is said of prices not tried.",
)
_COLUMNS = (
    *name_columns(PRODUCT),
    Column("spec", Words("规格", "Variant"), Shown.TEXT),
    Column("prices", Words("试过几个价", "Prices tried"), Shown.COUNT, _PRICE),
    Column("lowest", Words("最低价", "Lowest price"), Shown.MONEY, _PRICE),
    Column("at_lowest", Words("最低价每天卖几件", "Pieces a day at it"), Shown.NUMBER, _PACE),
    Column("highest", Words("最高价", "Highest price"), Shown.MONEY, _PRICE),
    Column("at_highest", Words("最高价每天卖几件", "Pieces a day at it"), Shown.NUMBER, _PACE),
    Column("elasticity", Words("价格弹性", "Elasticity"), Shown.NUMBER, _ELASTICITY),
    Column(
        "effect",
        Words("最高价降到最低价，笔数变化", "Sales from highest to lowest price"),
        Shown.RATIO,
        _EFFECT,
        bar=True,
    ),
)


class _Item(Struct, frozen=True):
    """A product or a variant of it, and what its prices did."""

    product: int
    spec: str
    tried: Tried


class _Found(Struct, frozen=True):
    """The items whose price was changed, those with most sales first."""

    items: list[_Item]
    parallel: int
    """Items sold at several prices at the same time."""
    apart: bool
    """Whether lines of groups, campaigns or coupons, or refunded ones, were left out."""


def price_volume(asked: Asked, panel: Panel) -> Table:
    """The products whose price was changed, those that sold most first."""
    cube = _year(asked)
    why_not = cube if isinstance(cube, Words) else cube.lacks(PIECES.log)
    if isinstance(cube, Words) or why_not is not None:
        return Table(panel.id, panel.title, _COLUMNS, (), why_not)
    found = asked.facts.derived(f"prices tried {cube.period} {cube.filters}", lambda _facts: _tried(cube))
    every = found.items
    if not every:
        return Table(panel.id, panel.title, _COLUMNS, (), _joined([_NONE, *_set_aside(found)]))
    real = discovered(np.array([one.tried.p_value for one in every]), len(every)).tolist()
    clear = [one for one, is_real in zip(every, real, strict=True) if is_real]
    sure = [one for one in clear if not one.tried.beyond_belief]
    rows = tuple(_row(asked.facts, cube, one) for one in sure)
    drawn = Bars(PRODUCT.id, "effect") if rows else None
    note = _joined([*_not_listed(len(every) - len(clear), len(clear) - len(sure)), *_set_aside(found)])
    return Table(panel.id, panel.title, _COLUMNS, rows, note, drawn=drawn, lead=_lead(asked.facts, every, sure))


def _year(asked: Asked) -> Slice | Words:
    wide = back_from_end(asked, YEAR)
    if isinstance(wide, Words):
        return wide
    days = finished_days(asked.facts, wide.period)
    if days is None:
        return Words("还没有结束的日子。", "No day is over yet.")
    return asked.now.once(("prices", days), lambda: Slice(asked.facts, days, asked.question.filters))


def _tried(cube: Slice) -> _Found:
    lines, cut = priced_lines(cube.facts), cube.rows(PIECES)
    shop, inside = _shop(cube), _inside(cut)
    counts = np.bincount(cut.of(lines.item) + 1, minlength=1)[1:]
    best = np.argsort(-counts, kind="stable")[:ITEMS]
    found, parallel = [], 0
    for code in best[counts[best] >= EVENTS].tolist():
        one = tried(_sales(cube, code, inside), shop)
        parallel += isinstance(one, Parallel)
        if isinstance(one, Tried):
            found.append(_Item(_product(cube.facts, code), _spec(cube.facts, code), one))
    return _Found(found, parallel, bool(cut.of(set_apart(cube.facts)).any()))


def _sales(cube: Slice, item: int, inside: Mask | None) -> Sales:
    """The sales of an item in the slice, days counted from its first."""
    every, first = sales_of(cube.facts, item), (cube.period.first - EPOCH).days
    kept = every if inside is None else every.only(inside[priced_lines(cube.facts).of(item)])
    return kept.on_days(first, first + len(cube.period))


def _product(facts: Facts, item: int) -> int:
    """The product that an item is, or is a variant of."""
    return int(SOLD.codes(facts, ("product_id",))[priced_lines(facts).of(item)[0]])


def _shop(cube: Slice) -> NDArray[np.float64]:
    """The pieces that the whole shop sold on each day at the prices asked of everybody, 1 on average."""
    cut = cube.rows(PIECES)
    bounds = np.searchsorted(cut.at, buckets(cube.period, "day").edges(cube.facts))
    usual = np.where(cut.of(set_apart(cube.facts)), 0, np.maximum(known(cut.column("quantity")), 0))
    pieces = np.diff(running(usual)[bounds])
    shop: NDArray[np.float64] = pieces / max(float(pieces.mean()), 1e-9)
    return shop


def _inside(cut: Cut) -> Mask | None:
    """Which lines of all the filters leave; None where they leave all of the period."""
    if cut.keep is None:
        return None
    inside = np.zeros(len(cut.log.ordered(cut.facts).at), dtype=bool)
    inside[cut.keep] = True
    return inside


def _spec(facts: Facts, item: int) -> str:
    """Which variant an item is; "" for a product without."""
    places = facts.position("skus")
    place = int(places[item]) if item < len(places) else -1
    return (facts.texts_of("skus", "spec")[place] or "") if place >= 0 else ""


def _row(facts: Facts, cube: Slice, one: _Item) -> Row:
    levels = one.tried.levels
    lowest, highest = levels[0], levels[-1]
    rows = selection(cube, _PIECES, Narrow(slices=((PRODUCT.id, PRODUCT.key_of(facts, one.product)),)))
    cells = (
        PRODUCT.label_of(facts, one.product),
        PRODUCT.key_of(facts, one.product),
        one.spec,
        len(levels),
        lowest.price,
        lowest.pace,
        highest.price,
        highest.pace,
        one.tried.elasticity,
        one.tried.effect,
    )
    return Row(cells, rows)


def _lead(facts: Facts, every: list[_Item], real: list[_Item]) -> Words:
    sure = [one for one in real if one.tried.elasticity.high < 0]
    if not sure:
        return Words(
            f"{len(every)} 个商品(规格)试过两个以上的价格，没有哪个能说降价后明显多卖。",
            f"{counted(len(every), 'item').en} had two prices or more; none can be said to sell more at the lower one.",
        )
    pays = sum(one.tried.elasticity.high < -1 for one in sure)
    best = sure[0]  # the one that sells most
    name, effect = as_words(PRODUCT.label_of(facts, best.product)), best.tried.effect
    high, low = (plain_money(facts.shop, level.price) for level in (best.tried.levels[-1], best.tried.levels[0]))
    said = f"{effect.value:.0%}({effect.low:.0%}–{effect.high:.0%})"
    return Words(
        f"{len(every)} 个商品(规格)试过两个以上的价格，{len(sure)} 个降价后明显多卖，其中 {pays} 个降价能多收钱；"
        f"卖得最多的“{name.zh}”从 {high} 降到 {low}，笔数多 {said}。",
        f"{counted(len(every), 'item').en} had two prices or more; {len(sure)} sold clearly more at the lower, "
        f'of which {pays} brought more money; the best selling, "{name.en}", sells {said} more at {low} than '
        f"at {high}.",
    )


def _not_listed(unclear: int, beyond: int) -> list[Words]:
    parts = []
    if unclear:
        parts.append(
            Words(
                f"{unclear} 个看不出价格的作用，没有列出。",
                f"{unclear} show no effect beyond chance and are not listed.",
            )
        )
    if beyond:
        parts.append(
            Words(
                f"{beyond} 个说不准：价格差太小，或者另有原因，不写数字。",
                f"{beyond} cannot be told: the prices lie too close, or something else was at work. No number.",
            )
        )
    return parts


def _set_aside(found: _Found) -> list[Words]:
    parts = []
    if found.parallel:
        parts.append(
            Words(
                f"{found.parallel} 个同时卖几个价(比如批发和零售)，不是先后调的价，不比。",
                f"{found.parallel} sell at several prices at the same time (wholesale and retail): not compared.",
            )
        )
    if found.apart:
        parts.append(
            Words(
                "拼团、活动、用了券的订单不算：那是它们的作用，不是降价的；退了款的也不算。",
                "Orders of group-buys, of campaigns and with coupons are left out: that is their effect and not that "
                "of a price. So is what was refunded.",
            )
        )
    return parts


_NONE = Words(
    f"这一年没有商品试过两个以上的价格(每个价至少站 {DAYS} 天)，说不出降价有没有用。",
    f"No product had two prices in this year (at least {DAYS} days each): what a lower price does is not known.",
)


def _joined(parts: list[Words]) -> Words | None:
    return Words("".join(part.zh for part in parts), " ".join(part.en for part in parts)) if parts else None
