"""Which regions get more of their money back, where refunds do not say which order they belong to."""

import numpy as np

from analytics.arrays import Codes, Ints
from analytics.asked import Asked
from analytics.counting import amounts, known
from analytics.dimensions.place import PROVINCE
from analytics.measure import term_for
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.money_rates import LEAST, MoneyRates, money_rates
from analytics.part import Narrow, Part
from analytics.result import Bars, Column, Row, Shown, Table
from analytics.selections import selection
from analytics.subject import Panel
from storage.words import Words

MOST = 60
"""Regions listed."""
_NAMED = 3
_RATE = Words(
    "本期退款金额 ÷ 本期支付金额，和页面上的退款率同一个口径；退的可能是以前的订单，所以可以超过 100%。"
    f"95% 区间按人算，不到 {LEAST} 人的不给区间。",
    "Refund amount / payment amount of the period, as the page's refund rate: earlier orders may be refunded, so it "
    f"can exceed 100%. The 95% interval is over people; none for fewer than {LEAST}.",
)
_PEOPLE = Words(
    "本期付款或拿到退款的人；没有登记买家的，每一单、每笔退款算一个人。",
    "Who paid or got money back in the period; without a known buyer each order and refund is a person.",
)
_UNLIKE = Words(
    f"和其余地区合起来比，排除碰巧之后才说偏高偏低(误报控制在 5%)；买家不到 {LEAST} 人的不比。",
    "Against all other regions; only what is beyond chance (false discoveries held at 5%); "
    f"not for under {LEAST} people.",
)
_SAID = {1: Words("明显偏高", "clearly higher"), -1: Words("明显偏低", "clearly lower")}
_COLUMNS = (
    Column(PROVINCE.id, PROVINCE.name, Shown.TEXT),
    Column("payment_amount", PAYMENT_AMOUNT.name, Shown.MONEY, total=True),
    Column("refund_amount", REFUND_AMOUNT.name, Shown.MONEY, total=True),
    Column("rate", Words("退款率(金额)", "Refund rate (money)"), Shown.RATIO, _RATE, bar=True),
    Column("people", Words("人数", "People"), Shown.COUNT, _PEOPLE),
    Column("unlike", Words("和其他地区比", "Against the others"), Shown.TEXT, _UNLIKE),
)
_NOTE = Words(
    "退款没有标出属于哪个订单，所以按金额比，不按订单比。",
    "Refunds do not name their order: money is compared, not orders.",
)


def region_money_back(asked: Asked, panel: Panel) -> Table:
    """A row per region, the most money first."""
    usable = [term_for(asked.now, metric.top, [PROVINCE]) for metric in (PAYMENT_AMOUNT, REFUND_AMOUNT)]
    why_not = next((one for one in usable if isinstance(one, Words)), None)
    if why_not is not None:
        return Table(panel.id, panel.title, _COLUMNS, (), why_not)
    paid, back = (_of_people(asked, term.part) for term in usable if not isinstance(term, Words))
    size = PROVINCE.size(asked.facts)
    money, given = (_by_region(one, size) for one in (paid, back))
    codes = np.flatnonzero((money > 0) | (given > 0))
    codes = codes[np.lexsort((codes, -money[codes]))][:MOST]
    if len(codes) < 2:
        return Table(panel.id, panel.title, _COLUMNS, (), Words("只有一个地区，没法比。", "There is one region only."))
    found = money_rates(*_joined(paid, back), size)
    whole = int(given.sum()) / max(int(money.sum()), 1)
    said = [_mark(found, code, whole) for code in codes.tolist()]
    rows = tuple(_row(asked, code, money, given, found, mark) for code, mark in zip(codes.tolist(), said, strict=True))
    lead = _lead(rows, said, whole, bool((found.people[codes] >= LEAST).sum() > 1))
    return Table(panel.id, panel.title, _COLUMNS, rows, _NOTE, drawn=Bars(PROVINCE.id, "rate"), lead=lead)


def _of_people(asked: Asked, part: Part) -> tuple[Codes, Codes, Ints]:
    """Region, person (-1 for guests) and amount of each row that names its region."""
    cut = asked.now.rows(part)
    region = PROVINCE.codes(cut)
    person = cut.codes(cut.log.person)
    here = region >= 0
    return region[here], person[here], known(amounts(cut, part))[here]


def _by_region(of: tuple[Codes, Codes, Ints], size: int) -> Ints:
    return np.rint(np.bincount(of[0], weights=of[2], minlength=size)).astype(np.int64)


def _joined(paid: tuple[Codes, Codes, Ints], back: tuple[Codes, Codes, Ints]) -> tuple[Ints, Ints, Codes]:
    """What each person paid and got back in each region; every order and refund of a guest is a person."""
    region, person, amount = (np.concatenate(pair) for pair in zip(paid, back, strict=True))
    refund = np.arange(len(region)) >= len(paid[0])
    guests = person < 0
    number = person.astype(np.int64)
    number[guests] = int(number.max(initial=0)) + 1 + np.arange(int(guests.sum()))
    keys = region.astype(np.int64) * (int(number.max(initial=0)) + 1) + number
    _, first, who = np.unique(keys, return_index=True, return_inverse=True)
    sums = [
        np.rint(np.bincount(who, weights=np.where(chosen, amount, 0), minlength=len(first))).astype(np.int64)
        for chosen in (~refund, refund)
    ]
    return sums[0], sums[1], region[first]


def _mark(found: MoneyRates, code: int, whole: float) -> int:
    """1 for clearly higher than the others, -1 for lower, 0 for neither."""
    rate = found.rate[code]
    if not found.unlike[code] or rate is None:
        return 0
    return 1 if (rate if isinstance(rate, float) else rate.value) > whole else -1


def _row(asked: Asked, code: int, money: Ints, given: Ints, found: MoneyRates, mark: int) -> Row:
    narrow = Narrow(slices=((PROVINCE.id, PROVINCE.key_of(asked.facts, code)),))
    paid, back = (selection(asked.now, metric.top, narrow) for metric in (PAYMENT_AMOUNT, REFUND_AMOUNT))
    back = back if given[code] else None
    cells = (
        PROVINCE.label_of(asked.facts, code),
        int(money[code]),
        int(given[code]),
        found.rate[code],
        int(found.people[code]),
        _SAID.get(mark),
    )
    return Row(cells, back or paid, (None, paid, back, back, paid, None))


def _lead(rows: tuple[Row, ...], said: list[int], whole: float, compared: bool) -> Words:
    zh, en = f"退款金额合计占支付的 {whole:.1%}", f"{whole:.1%} of the money paid went back over all"
    if not compared:
        return Words(f"{zh}；各地区买家太少，分不出高低。", f"{en}; regions have too few buyers to be told apart.")
    named = False
    for sign in (-1, 1):
        found = [str(row.cells[0]) for row, mark in zip(rows, said, strict=True) if mark == sign]
        if found:
            named, label = True, _SAID[sign]
            zh += f"；{label.zh}的有 {len(found)} 个：{'、'.join(found[:_NAMED])}"
            en += f"; {len(found)} {label.en}: {', '.join(found[:_NAMED])}"
    if not named:
        return Words(f"{zh}；哪个地区更高分不出来。", f"{en}; no region clearly differs.")
    return Words(f"{zh}。", f"{en}.")
