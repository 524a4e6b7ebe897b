"""Where visitors are lost: from the visit to the payment, and what one more point at each step would bring."""

from typing import NamedTuple

from analytics.asked import Asked
from analytics.intervals import share
from analytics.measure import read_term
from analytics.metric import count, total
from analytics.metrics.traffic import CONVERSION
from analytics.panels.funnel import Step, funnel
from analytics.panels.told_apart import below_all
from analytics.part import Narrow
from analytics.parts.traffic import (
    FUNNEL_ORDERS,
    GOT_TO_CART,
    GOT_TO_ORDER,
    GOT_TO_PAID,
    GOT_TO_PRODUCT,
    VISITORS,
)
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.say import count as say_count
from analytics.say import money, percent
from analytics.selections import selection
from analytics.subject import Panel
from analytics.visitor_steps import known_steps
from storage.words import Words

_STEPS = {
    "visit": Step("visit", Words("进店", "Came"), VISITORS),
    "product": Step("product", Words("看了商品", "Looked at a product"), GOT_TO_PRODUCT),
    "cart": Step("cart", Words("加了购物车", "Used the cart"), GOT_TO_CART),
    "order": Step("order", Words("下了单", "Ordered"), GOT_TO_ORDER),
    "paid": Step("paid", Words("付了款", "Paid"), GOT_TO_PAID),
}
_FARTHEST = Words(
    "按每个访客本期走到的最远一步算；中间少了记录的，也算走过。订单按它的访问记录、没有就按买家对到访客。",
    "By the farthest step of each visitor in the period; steps without a record count as taken. An order belongs to "
    "the visitor of its visit, or else of its buyer.",
)
_UNLINKED = Words(
    "订单对不到访客，所以只到购物车为止。", "Orders cannot be matched with visitors: the funnel ends at the cart."
)
_WORTH = Words(
    "这一步走下去的比例多 1 个百分点、多走下去的人和现在的一样会买，本期最多会多卖多少。范围按比例的 95% 区间算。",
    "What the period would have sold more at most, if one more in a hundred had gone on here and bought like those who "
    "did. The range follows from the 95% interval of the share.",
)
_LOST = Words(
    "在这一步离开的人，如果和走下去的人买得一样多，本期会多卖多少。是上限，不是预测。",
    "What the period would have sold more had those who left bought like those who went on: a bound, not a forecast.",
)
LEAST = 10
"""Paying visitors below which lost sales are not told."""


class _Loss(NamedTuple):
    """The way from one step to the next."""

    start: Step
    end: Step
    before: int
    after: int
    rate: Estimate


def visitor_funnel(asked: Asked, panel: Panel) -> Table:
    """Visitors step by step."""
    steps = _steps(asked)
    note = _beside_the_card(asked) if steps[-1].id == "paid" else _UNLINKED
    return funnel(asked, panel, Words("访客数", "Visitors"), steps, note)


def _beside_the_card(asked: Asked) -> Words:
    """How people are counted here, and why that is another number than the buyers of the conversion above."""
    paid, buyers = (read_term(asked.now, term).value for term in (count(GOT_TO_PAID), CONVERSION.top))
    if paid is None or buyers is None or paid == buyers:
        return _FARTHEST
    return Words(
        f"{_FARTHEST.zh}"
        f"这里付了款的访客是 {say_count(int(paid))} 人，支付转化率按支付买家 {say_count(int(buyers))} 人算："
        "没有买家身份的游客只算在这里，没有访问记录的买家只算在那里。",
        f"{_FARTHEST.en} Here {say_count(int(paid))} visitors paid; the conversion counts {say_count(int(buyers))} "
        "buyers: guests without a name are here alone, buyers without a visit there alone.",
    )


def lost_sales(asked: Asked, panel: Panel) -> Table:
    """The steps ranked by the sales that were lost at them."""
    columns = (
        Column("step", Words("从哪一步到哪一步", "From step to step"), Shown.TEXT),
        Column("lost_people", Words("没走下去的人", "Did not go on"), Shown.COUNT),
        Column("goes_on", Words("走下去的比例", "Go on"), Shown.RATIO),
        Column("one_point", Words("多 1 个点值多少", "Worth of one point"), Shown.MONEY, _WORTH),
        Column("lost_sales", Words("少卖的金额(上限)", "Sales lost at most"), Shown.MONEY, _LOST, bar=True),
    )
    visitors = read_term(asked.now, count(VISITORS))
    steps, sold = _steps(asked), read_term(asked.now, total(FUNNEL_ORDERS)).value
    paying = read_term(asked.now, count(GOT_TO_PAID)).value or 0
    if asked.unknown is not None or visitors.value is None or not sold or paying < LEAST or steps[-1].id != "paid":
        why = asked.unknown or visitors.reason or _too_few(steps[-1].id)
        return Table(panel.id, panel.title, columns, (), why)
    losses = sorted(_losses(asked, steps), key=lambda loss: loss.rate.value)
    rows = tuple(_row(asked, loss, int(sold)) for loss in losses)
    return Table(
        panel.id,
        panel.title,
        columns,
        rows,
        _LOST,
        drawn=Bars("step", "one_point"),
        lead=_lead(asked, losses, rows[0]),
    )


def _steps(asked: Asked) -> list[Step]:
    known = known_steps(asked.facts)
    return [step for name, step in _STEPS.items() if name in known]


def _too_few(last: str) -> Words:
    if last != "paid":
        return _UNLINKED
    return Words(
        f"本期付了款的访客不到 {LEAST} 人，算不准。",
        f"Fewer than {LEAST} visitors paid in the period: too few to tell.",
    )


def _losses(asked: Asked, steps: list[Step]) -> list[_Loss]:
    counts = [int(read_term(asked.now, count(step.part)).value or 0) for step in steps]
    ways = zip(steps, steps[1:], counts, counts[1:], strict=False)
    return [
        _Loss(start, end, before, after, rate)
        for start, end, before, after in ways
        if after and (rate := share(after, before))
    ]


def _row(asked: Asked, loss: _Loss, sold: int) -> Row:
    narrow = Narrow(without=tuple(("farthest_step", key) for key in _beyond(loss.end.id)))
    left = selection(asked.now, count(loss.start.part), narrow)
    point = sold / 100
    low, high = (round(point / bound) for bound in (loss.rate.high, loss.rate.low))
    worth = Estimate(round(point / loss.rate.value), low, high)
    name = Words(f"{loss.start.name.zh} → {loss.end.name.zh}", f"{loss.start.name.en} → {loss.end.name.en}")
    lost = round(sold * (loss.before - loss.after) / loss.after)
    on = selection(asked.now, count(loss.end.part))
    return Row((name, loss.before - loss.after, loss.rate, worth, lost), left, (None, left, on, None, None))


def _beyond(step: str) -> list[str]:
    """The step and those after it."""
    names = list(_STEPS)
    return names[names.index(step) :]


def _lead(asked: Asked, losses: list[_Loss], row: Row) -> Words:
    """The step with the lowest rate, where that is beyond chance."""
    worst, worth = losses[0], row.cells[3]
    if len(losses) > 1 and below_all([loss.rate for loss in losses]) is None:
        return Words("补哪一步最划算还分不出来。", "Which step is worth most cannot be told yet.")
    assert isinstance(worth, Estimate)
    amount = money(asked.facts.shop, round(worth.value))
    return Words(
        f"最该补的是“{worst.start.name.zh} → {worst.end.name.zh}”：现在 {percent(worst.rate.value)} 走下去，"
        f"每多 1 个百分点，本期最多多卖 {amount.zh}。",
        f"Mend “{worst.start.name.en} → {worst.end.name.en}” first: {percent(worst.rate.value)} go on now, and each "
        f"further point is worth {amount.en} at most in such a period.",
    )
