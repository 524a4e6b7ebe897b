"""What did campaigns bring that would not have been sold anyway, and how many orders would have come without them."""

from analytics.asked import Asked
from analytics.dimensions.campaigns import CAMPAIGN
from analytics.extra_sales import Extra, extra_sales
from analytics.panels.campaign_costs import type_of
from analytics.panels.uncredited_ads import WHERE_ADS_ARE, uncredited_ads
from analytics.parts.campaigns import CAMPAIGN_ORDERS
from analytics.question import Filters
from analytics.result import Bars, Column, Estimate, Row, Selection, Shown, Table
from analytics.say import money
from analytics.subject import Panel
from storage.facts import Facts
from storage.words import Words

_WHOLE = Words(
    "整个活动期间记在它名下的支付订单，不只是所选日子里的；下一张表是所选日子的。",
    "Paid orders credited to it in all its days, not only in those chosen; the next table is of the days chosen.",
)
_COLUMNS = (
    Column("campaign", CAMPAIGN.name, Shown.TEXT),
    Column("type", Words("类型", "Type"), Shown.TEXT),
    Column("first", Words("开始", "From"), Shown.DAY),
    Column("last", Words("到", "To"), Shown.DAY),
    Column("extra", Words("多卖的金额", "Extra sales"), Shown.MONEY),
    Column("orders", Words("整个活动的订单", "Orders of the whole campaign"), Shown.COUNT, _WHOLE),
    Column("anyway", Words("其中本来也会买", "Of these anyway"), Shown.COUNT),
    Column("how", Words("怎么比的", "Compared with"), Shown.TEXT),
)
_NONE = Words("这段时间没有知道起止时间的活动。", "No campaign with known days ran in these days.")
_FILTERED = Words("这里按全店比较，请先去掉筛选。", "This compares the whole shop: remove the filters first.")
_NOTE = Words(
    "不是实验，只能当参考。想知道准数：下次直接给一部分老客发券，留一成不发，两边一比就知道。",
    "No experiment, only a hint. To know: next time send coupons to some customers and leave one in ten out.",
)


def campaign_extra(asked: Asked, panel: Panel) -> Table:
    """One row per campaign that ran in the period; extra sales with their interval where they can be told."""
    why_not = asked.unknown or (_FILTERED if asked.question.filters else None)
    if why_not:
        return Table(panel.id, panel.title, _COLUMNS, (), why_not)
    extras = extra_sales(asked.facts, asked.question.period)
    told_first = sorted(extras, key=lambda extra: (extra.amount is None, -(extra.amount.value if extra.amount else 0)))
    rows = tuple(_row(asked.facts, extra) for extra in told_first)
    if not rows:
        return Table(panel.id, panel.title, _COLUMNS, (), _NONE)
    silent = uncredited_ads(asked.facts)[[extra.campaign for extra in extras]].any()
    note = Words(f"{_NOTE.zh}{WHERE_ADS_ARE.zh}", f"{_NOTE.en} {WHERE_ADS_ARE.en}") if silent else _NOTE
    return Table(
        panel.id, panel.title, _COLUMNS, rows, note, drawn=Bars("campaign", "extra"), lead=_lead(asked.facts, extras)
    )


def _row(facts: Facts, extra: Extra) -> Row:
    behind = Selection(
        "orders",
        CAMPAIGN_ORDERS.id,
        extra.days,
        Filters(),
        ((CAMPAIGN.id, CAMPAIGN.key_of(facts, extra.campaign)),),
    )
    rows = behind if extra.credited else None
    cells = (
        CAMPAIGN.label_of(facts, extra.campaign),
        type_of(facts, extra.campaign),
        extra.days.first,
        extra.days.last,
        _whole(extra.amount),
        None if uncredited_ads(facts)[extra.campaign] else extra.credited,
        _whole(extra.anyway),
        extra.how,
    )
    return Row(cells, rows, (None, None, None, None, None, rows, None, None))


def _whole(estimate: Estimate | None) -> Estimate | None:
    return estimate and Estimate(round(estimate.value), round(estimate.low), round(estimate.high))


def _lead(facts: Facts, extras: tuple[Extra, ...]) -> Words:
    told = [extra for extra in extras if extra.amount is not None]
    if not told:
        return Words("这些活动都没有可比的人或日子，说不清多卖了多少。", "There is nothing to compare them with.")
    sure = [extra for extra in told if extra.amount and extra.amount.low > 0]
    if not sure:
        return Words("看不出哪个活动真的多卖了。", "No campaign clearly brought extra sales.")
    best = max(sure, key=lambda extra: extra.amount.low if extra.amount else 0)
    assert best.amount is not None
    name = CAMPAIGN.label_of(facts, best.campaign)
    low, high = (money(facts.shop, round(bound)) for bound in (best.amount.low, best.amount.high))
    return Words(f"{name}多卖了 {low.zh} 到 {high.zh}。", f"{name} brought {low.en} to {high.en} of extra sales.")
