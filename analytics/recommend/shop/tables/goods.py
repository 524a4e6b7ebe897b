"""What products are to be sold as a set, which are bought again when, which nobody needs to see, which are left out."""

import numpy as np

from analytics.arrays import Ints
from analytics.cards.goods import title
from analytics.dimensions.goods import PRODUCT
from analytics.paths import places
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.offered import REASONS, Why
from analytics.recommend.shop.sent_back import DAYS as A_YEAR
from analytics.recommend.shop.sent_back import MOST as HALF
from analytics.recommend.shop.sent_back import said, sent_back
from analytics.recommend.shop.sets import DAYS, LEAST, Together, sets
from analytics.recommend.shop.tables.cells import MANY_TIMES, WHOLE, product_cells, product_columns, times
from analytics.recommend.shop.unneeded import LEAST_PEOPLE, QUIET, unneeded
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.say import as_words
from storage.columns import MISSING
from storage.words import Words

_MOST = 100
_VERY = 0.95
"""Probability from which on a product is very surely bought again because it is used up."""
_SURE = Words(
    f"说的是商品，不是每位客户：很肯定是指它是会补货的把握有 {_VERY:.0%} 以上；谁现在会买，看“谁该补货了”。",
    f"Of the product, not of each customer: very surely is {_VERY:.0%} or more that it is bought again because it is "
    "used up; who buys now is told by who is due.",
)

_SENT_BACK = Words(
    f"“多半全额退了”：近 {A_YEAR} 天发出过的，全额退的比例连 95% 区间都在 {HALF:.0%} 以上；没发货就取消的不算。",
    f"Mostly sent back: of what was sent out in {A_YEAR} days, the part given back whole lies above {HALF:.0%} with "
    "all of its 95% interval; what was cancelled before it was sent does not count.",
)


def together(counter: Counter) -> Table:
    """A row per set."""
    columns = (
        Column("set", Words("一起卖", "Sell together"), Shown.TEXT),
        Column("orders", Words("同时买的订单", "Orders with all"), Shown.COUNT, bar=True),
        Column(
            "lift",
            Words("是碰巧的几倍", "Times chance"),
            Shown.TEXT,
            Words(
                f"近 {DAYS} 天，同时买的订单比互不相干时多几倍，带 95% 区间；只列排除碰巧之后的，至少 {LEAST} 单。",
                f"In {DAYS} days, orders with all against as many as if none cared for the others, with 95% interval; "
                f"only those beyond chance, in {LEAST} orders or more.",
            ),
        ),
        Column("price", Words("分开买要", "Bought apart"), Shown.MONEY),
        Column(
            "margin",
            Words("毛利(能让到这里)", "Margin (room for a discount)"),
            Shown.MONEY,
            Words(
                "各件标价减进价之和；有一件没有进价就不知道。",
                "List prices less costs; not known where one is missing.",
            ),
        ),
    )
    found = sets(counter.now.taken, counter.now.at, counter.may)
    prices, costs = (_values(counter, name) for name in ("price", "cost"))
    rows = tuple(_set(counter, one, prices, costs) for one in found)
    none = Words(
        f"近 {DAYS} 天没有哪几件一起买得比碰巧多(至少 {LEAST} 单)。",
        f"In {DAYS} days no products were bought together beyond chance ({LEAST} orders or more).",
    )
    name = Words("哪些一起卖(套装、拼团)", "What to sell together (sets, group-buys)")
    return Table("sets", name, columns, rows, None if rows else none, drawn=Bars("set", "orders"))


def bought_again(counter: Counter) -> Table:
    """A row per product that is bought again."""
    columns = (
        *product_columns(PRODUCT.name),
        Column(
            "days",
            Words("多少天后再买", "Bought again after"),
            Shown.TEXT,
            Words(
                "买过的人之后每次下单隔了多久、有没有再买它，逐商品学，买的人少的往同类靠；带 95% 区间。"
                "空着的是会再买、但没有固定间隔。",
                "From how long after a purchase each later order was and whether it had the product again; few buyers "
                "are drawn towards the category. With 95% interval; empty: bought again at no particular time.",
            ),
        ),
        Column("sure", Words("是会补货的商品", "Is refilled"), Shown.TEXT, _SURE),
        Column("buyers", Words("买过的人", "Buyers"), Shown.COUNT, bar=True),
    )
    learnt, now = counter.learnt.again, counter.now
    again = np.flatnonzero(learnt.bought_again(now.consumable) & counter.may)
    buyers = np.bincount(now.owned.key % max(now.items, 1), minlength=now.items)
    order = again[np.argsort(-buyers[again], kind="stable")]
    rows = tuple(
        Row((*product_cells(counter.facts, item), _days(counter, item), _sure(counter, item), int(buyers[item])))
        for item in order[:_MOST].tolist()
    )
    none = Words("还看不出哪些商品会再买。", "Nothing tells yet which products are bought again.")
    name = Words("哪些会再买，隔多久", "What is bought again, and when")
    return Table(
        "bought_again", name, columns, rows, None if rows else none, len(order) if len(order) > _MOST else None
    )


def nobody_needs(counter: Counter) -> Table:
    """A row per product that hardly anybody is likely to want."""
    columns = (
        *product_columns(PRODUCT.name),
        Column("wanted", Words("名单上有它的人", "On the list of"), Shown.COUNT),
        Column("views", Words("近 30 天老客看了几次", "Views by customers, 30 days"), Shown.COUNT, bar=True),
        Column("last", Words("最近卖出", "Last sold"), Shown.TIME),
        Column("stock", Words("库存", "In stock"), Shown.COUNT),
    )
    rows = tuple(
        Row((*product_cells(counter.facts, one.item), one.wanted, one.views, one.last_sold, one.stock))
        for one in unneeded(counter)
    )
    name = Words("哪些不用再推", "What nobody needs to see")
    if not counter.learnt.ours:
        note = Words(
            "还没有按人推荐，说不出谁都不要什么。", "Without lists of their own nothing tells what nobody wants."
        )
        return Table("unneeded", name, columns, (), note)
    none = Words(
        f"没有：在卖的每件都有人可能要，或 {QUIET} 天内卖出过(客户不到 {LEAST_PEOPLE} 位时不判断)。",
        f"None: everything on sale may suit somebody or was sold within {QUIET} days (under {LEAST_PEOPLE} customers "
        "nothing is said).",
    )
    said = Words(
        "位置留给别的；要清库存，用折扣或套装，不靠推荐。", "Give the room to others; clear them by price or in sets."
    )
    return Table("unneeded", name, columns, rows[:_MOST], said if rows else none, _cut(len(rows)))


def left_out(counter: Counter) -> Table:
    """A row per reason for which products are not offered."""
    columns = (
        Column("reason", Words("为什么不推", "Why not"), Shown.TEXT, _SENT_BACK),
        Column("products", Words("商品", "Products"), Shown.COUNT, bar=True),
        Column("such_as", Words("例如", "Such as"), Shown.TEXT),
    )
    rows = tuple(
        Row((REASONS[why], int(mask.sum()), _example(counter, why, int(np.flatnonzero(mask)[0]))))
        for why, mask in counter.offered.why.items()
        if mask.any()
    )
    name = Words("没有推的商品", "Products that are not offered")
    none = None if rows else Words("每件都能推。", "Everything may be offered.")
    return Table("left_out", name, columns, rows, _unknown_margin(counter) or none)


def _example(counter: Counter, why: Why, item: int) -> Words:
    """The title; of what was mostly sent back with how much of it."""
    name = as_words(title(counter.facts, item))
    if why != "sent_back":
        return name
    much = said(sent_back(counter.facts)[item])
    return Words(f"{name.zh}：{much.zh}", f"{name.en}: {much.en}")


def _set(counter: Counter, one: Together, prices: Ints, costs: Ints) -> Row:
    names = [as_words(title(counter.facts, item)) for item in one.items]
    items = np.array(one.items)
    price = int(prices[items].sum()) if (prices[items] != MISSING).all() else None
    cost = int(costs[items].sum()) if (costs[items] != MISSING).all() else None
    margin = None if price is None or cost is None else price - cost
    both = Words(" + ".join(name.zh for name in names), " + ".join(name.en for name in names))
    return Row((both, one.orders, _times(one.lift), price, margin))


def _times(lift: Estimate) -> Words:
    """3.2 倍(2.1–4.8); where nobody can tell how far above, only that."""
    value = times(lift.value)
    if lift.value > MANY_TIMES:
        return value
    low, high = (f"{end:.{0 if lift.value >= WHOLE else 1}f}" for end in (lift.low, lift.high))
    return Words(f"{value.zh}({low}–{high})", f"{value.en} ({low}–{high})")


def _days(counter: Counter, item: int) -> Words | None:
    """17 天(14–21), in whole days."""
    again = counter.learnt.again
    value, low, high = (float(values[item]) for values in (again.days, again.soonest, again.latest))
    if np.isnan(value):
        return None
    return Words(f"{value:.0f} 天({low:.0f}–{high:.0f})", f"{value:.0f} days ({low:.0f}–{high:.0f})")


def _sure(counter: Counter, item: int) -> Words:
    """Of the product, not of its buyers: who of them comes is another question."""
    sure = counter.learnt.again.due[item] >= _VERY
    return Words("很肯定", "very surely") if sure else Words("比较肯定", "rather surely")


def _values(counter: Counter, name: str) -> Ints:
    values: Ints = np.append(counter.facts["products"][name], MISSING)[places(counter.facts, "products")[:-1]]
    return values


def _cut(rows: int) -> int | None:
    return rows if rows > _MOST else None


def _unknown_margin(counter: Counter) -> Words | None:
    """That margins could not be looked at, where that is so."""
    unknown = int(np.isnan(counter.offered.margin[counter.may]).sum())
    if not unknown:
        return None
    return Words(
        f"在推的商品里 {unknown:,} 件没有进价或标价，毛利底线管不到。",
        f"Of {unknown:,} products that are offered cost or price is not known: the margin floor does not hold there.",
    )
