"""Stock: what has run out, what is about to, and what does not move."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from analytics.cards.audience import concerns
from analytics.cards.goods import Sold, key, sold_in, stocks, title
from analytics.cards.rule import Draft, Rule, Scene
from analytics.cards.rules.slices import fallen, lost
from analytics.cards.shortfall import demand, shortfall
from analytics.cards.wording import concern, day, money, number, span, told, within
from analytics.diagnosis.finding import Finding
from analytics.dimension import id_codes
from analytics.intervals import poisson
from analytics.period import Period, local_day
from analytics.question import Filters
from analytics.result import Concern, Estimate, Selection
from analytics.rows import behind, total
from analytics.say import counted
from analytics.shelf import DEAD, last_sale
from storage.columns import MISSING
from storage.words import Words

LEAD_DAYS = 7
"""How long a delivery from the supplier is taken to last."""
RATE_DAYS = 28
"""Days by which the speed of sale is measured: four whole weeks."""
LEAST_LINES = 8
"""Orders of a product below which its speed of sale says too little."""
GONE_DAYS = 3
"""Days without a sale before a product without stock counts as stopped."""
KEPT_DAYS = 30
"""Days of keeping dead stock that are at stake, from the present on, whatever the days asked about."""
CARRYING = (0.15, 0.25, 0.35)
"""What a year in stock costs as a share of what the goods cost: capital, space, ageing; the usual span."""

_SOLD_OUT = Words("「{name}」卖完了：补货或下架", "{name} is sold out: restock it or take it off")


def _runs_out(scene: Scene) -> Iterator[Draft]:
    """At stake: pieces that cannot be served until a delivery of ``LEAD_DAYS``, at the price paid of late.

    Demand is Poisson around the pieces sold a day; the range is of the demand itself, the mean being known by the
    orders counted.
    """
    days = scene.finished(RATE_DAYS)
    if not scene.present or days is None:
        return
    sold, stock = sold_in(scene.facts, days), stocks(scene.facts)
    needed = sold.pieces * LEAD_DAYS / len(days)
    for code in np.flatnonzero((stock > 0) & (sold.lines >= LEAST_LINES) & (stock < needed)).tolist():
        yield _restock(scene, sold, code, int(stock[code]))


def _restock(scene: Scene, sold: Sold, code: int, stock: int) -> Draft:
    rate, name = sold.pieces[code] / len(sold.days), title(scene.facts, code)
    cover = stock / rate
    stake = _unserved(sold, code, stock)
    return Draft(
        about=(("product", key(scene.facts, code)),),
        title=told("给「{name}」补货", "Restock {name}", name=name),
        evidence=told(
            "库存 {stock} 件，近 {days} 天平均每天卖 {rate} 件，约 {cover} 天卖完；按 {lead} 天到货，会断货。",
            "{stock} in stock, {rate} sold a day over the last {days} days: gone in about {cover} days, "
            "before a delivery of {lead} days.",
            stock=f"{stock:,}", days=len(sold.days), rate=number(rate), cover=number(cover), lead=LEAD_DAYS,
        ),
        effect=told(
            "不断货：到货前后每天仍卖约 {rate} 件，{days} 天内看。",
            "No gap: about {rate} a day still sold, within {days} days.", rate=number(rate), days=2 * LEAD_DAYS,
        ),
        stake=stake,
        concerns=_product(scene, sold.days, code),
        slices=(("product", key(scene.facts, code)),),
    )  # fmt: skip


def _unserved(sold: Sold, code: int, stock: int) -> Estimate:
    per_line = float(sold.pieces[code] / sold.lines[code])
    wanted = demand(poisson(int(sold.lines[code])).times(LEAD_DAYS / len(sold.days))).times(per_line)
    value = shortfall(wanted.value, stock)
    low, high = (max(0.0, pieces - stock) for pieces in (wanted.low, wanted.high))
    return within(Estimate(value, low, high).times(sold.each(code)), wanted.high * sold.each(code))


def _sold_out(scene: Scene) -> Iterator[Draft]:
    """At stake: the sales of the days of the period since the last one, at the speed before; a range of the sales.

    Where a product without stock fell and still sells now and then, what it lost by the finding about it.
    """
    if scene.present:
        yield from _stopped(scene)
        yield from _all_but_stopped(scene)


def _stopped(scene: Scene) -> Iterator[Draft]:
    facts, stock, last = scene.facts, stocks(scene.facts), last_sale(scene.facts)
    for code in np.flatnonzero((stock == 0) & (last != MISSING)).tolist():
        stopped = local_day(int(last[code]), scene.shop.zone)
        gone = (scene.today - stopped).days - 1
        before = Period(stopped - timedelta(days=RATE_DAYS - 1), stopped)
        sold = sold_in(facts, before) if GONE_DAYS <= gone <= 2 * RATE_DAYS else None
        if sold is not None and sold.lines[code] >= LEAST_LINES and _is_no_chance(sold, code, gone):
            yield _back_on_sale(scene, sold, code, gone)


def _is_no_chance(sold: Sold, code: int, gone: int) -> bool:
    """Whether so many days without a sale would be rare (1%) had the product gone on selling."""
    return float(np.exp(-poisson(int(sold.lines[code])).low * gone / len(sold.days))) < 0.01


def _back_on_sale(scene: Scene, sold: Sold, code: int, gone: int) -> Draft:
    orders, rate, name = poisson(int(sold.lines[code])), sold.pieces[code] / len(sold.days), title(scene.facts, code)
    missed = min(gone, len(scene.period))
    stake = demand(orders.times(missed / len(sold.days))).times(float(sold.amount[code] / sold.lines[code]))
    return Draft(
        about=(("product", key(scene.facts, code)),),
        title=told(_SOLD_OUT.zh, _SOLD_OUT.en, name=name),
        evidence=told(
            "库存 0 件，从 {day} 起 {gone} 天没有成交；之前 {days} 天平均每天卖 {rate} 件、{amount}。",
            "None in stock and no sale for {gone} days, since {day}; over {days} days before, {rate} a day, {amount}.",
            day=day(sold.days.last), gone=gone, days=len(sold.days), rate=number(rate),
            amount=money(scene.shop, float(sold.amount[code] / len(sold.days))),
        ),
        effect=told(
            "到货后 {days} 天内，每天重新卖出约 {rate} 件。", "About {rate} a day sold again within {days} days.",
            days=2 * LEAD_DAYS, rate=number(rate),
        ),
        stake=within(stake, stake.high),
        concerns=_product(scene, sold.days, code),
        slices=(("product", key(scene.facts, code)),),
    )  # fmt: skip


def _all_but_stopped(scene: Scene) -> Iterator[Draft]:
    stock, codes = stocks(scene.facts), id_codes(scene.facts, "products")
    for finding in fallen(scene):
        code = codes.get(finding.values[0][1], -1) if finding.values[0][0] == "product" else -1
        if len(finding.values) == 1 and code >= 0 and stock[code] == 0:
            yield _hardly_sells(scene, finding, code)


def _hardly_sells(scene: Scene, finding: Finding, code: int) -> Draft:
    stake, shop = lost(finding), scene.shop
    return Draft(
        about=finding.values,
        title=told(_SOLD_OUT.zh, _SOLD_OUT.en, name=finding.name),
        evidence=told(
            "库存 0 件；支付 {now}，对比期 {before}，少 {lost}（{span}）。",
            "None in stock; {now} paid, {before} in the comparison, {lost} less ({span}).",
            now=money(shop, finding.now), before=money(shop, finding.before), lost=money(shop, stake.value),
            span=span(shop, stake),
        ),
        effect=told("到货后 {days} 天内，支付金额回到对比期的水平。",
                    "Payment back at the level compared within {days} days of the delivery.", days=2 * LEAD_DAYS),
        stake=stake,
        concerns=_product(scene, scene.asked.before.period, code) if scene.asked.before else (),
        slices=finding.values,
    )  # fmt: skip


def _dead(scene: Scene) -> Iterator[Draft]:
    """At stake: what it costs to keep the dead stock for 30 days more, 15% to 35% of its cost a year.

    The cash tied up is told in the evidence; it is not lost, so it is not the stake.
    """
    rows = Selection("products", "dead_stock", Period(scene.today, scene.today), Filters())
    if not scene.present or scene.finished(DEAD) is None:
        return
    products, cash = len(behind(scene.facts, rows)), total(scene.facts, rows)
    if not products or not cash:
        return
    low, value, high = (cash * rate * KEPT_DAYS / 365 for rate in CARRYING)
    yield Draft(
        about=(),
        title=told("清掉 {n} 款滞销商品", "Clear {n} without sales", n=counted(products, "product")),
        evidence=told(
            "这 {n} 款 {days} 天没有成交，库存按进价占用 {cash}；放着每年约占货值的 15%–35%，"
            "牵涉的钱是今后 {kept} 天的。",
            "{n} without a sale in {days} days; the stock has tied up {cash} at cost. Keeping it costs about "
            "15%–35% of that a year; at stake is that of {kept} days to come.",
            n=counted(products, "product"), days=DEAD, cash=money(scene.shop, cash), kept=KEPT_DAYS,
        ),
        effect=Words("做清仓、搭售或拼团，30 天内看这些商品有没有成交。",
                     "Clear, bundle or group-sell them: look for sales of them within 30 days."),
        stake=within(Estimate(value, low, high), cash),
        concerns=(concern(products, "{n} 款商品", "product", rows),),
    )  # fmt: skip


def _product(scene: Scene, days: Period, code: int) -> tuple[Concern, ...]:
    rows = Selection("products", "products_sold", days, Filters(), (("product", key(scene.facts, code)),))
    return concerns(1, "{n} 款商品", "product", rows)


SOLD_OUT = Rule(
    "sold_out", Words("卖断货", "Sold out"),
    Words("生意参谋「商品异常：断货」的做法：有销量的商品库存为 0 时提醒",
          "Business Advisor practice: a selling product with no stock is an exception to act on"),
    "payment_amount", "rise", _sold_out,
)  # fmt: skip
RESTOCK = Rule(
    "restock", Words("快断货", "About to run out"),
    Words("库存管理通行的再订货点：可卖天数小于到货天数就补货（Silver、Pyke、Thomas 2017）",
          "The reorder point: order when cover is shorter than the lead time (Silver, Pyke, Thomas 2017)"),
    "payment_amount", "hold", _runs_out,
)  # fmt: skip
DEAD_STOCK = Rule(
    "dead_stock", Words("滞销", "Dead stock"),
    Words("生意参谋「滞销商品」：90 天无成交；持有成本按每年货值 15%–35%（Silver、Pyke、Thomas 2017）",
          "Business Advisor: no sale in 90 days; carrying cost of 15%–35% a year (Silver, Pyke, Thomas 2017)"),
    "payment_amount", "rise", _dead, urgency="tidying",
)  # fmt: skip
