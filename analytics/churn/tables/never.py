"""Fans who never bought, apart from buyers: who of them is likeliest to buy at last, and what to do."""

import math

from analytics.churn.never_bought import DAYS, NeverBought, never_bought
from analytics.intervals import Z95, share
from analytics.last_seen import BANDS
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.say import counted, percent
from storage.facts import Facts
from storage.words import Words

TITLE = Words("还没买过的粉丝", "Fans who never bought")
LEAST = 30
"""Fans of sixty days ago that a band is told from."""
_STEPS = (
    Words(
        "现在就推首单券或爆款拼团，趁还在看。",
        "Offer a first-order coupon or a group-buy now, while they look.",
    ),
    Words("推一次卖得最好的和首单券。", "One message with the best seller and a first-order coupon."),
    Words("上新或大促时带上。", "Include them at new goods and sales."),
    Words("不单独花钱。", "Spend nothing on them alone."),
    Words("不单独花钱。", "Spend nothing on them alone."),
)


_NOT_YET = Words(
    f"{DAYS} 天前每一档都不到 {LEAST} 位，还说不出有多少会买首单。",
    f"There were under {LEAST} fans in each line {DAYS} days ago: too few to say how many will buy.",
)
_NOBODY = Words("没有只看不买的粉丝记录。", "No fans are known who never bought.")


def never_table(facts: Facts) -> Table:
    """A row per band of how long ago they were last seen."""
    found = never_bought(facts)
    name = Words("多久前来看过", "Last seen") if found.by_visits else Words("来了多久", "Came")
    columns = (
        Column("band", name, Shown.TEXT),
        Column("fans", Words("现在有", "Fans now"), Shown.COUNT, total=True),
        Column(
            "rate",
            Words(f"{DAYS} 天内买首单的", f"First order in {DAYS} days"),
            Shown.RATIO,
            Words(
                f"{DAYS} 天前也是这样的粉丝，后来有多少买了首单，带 95% 区间。",
                f"Of fans who stood like this {DAYS} days ago, how many have bought since; with 95% interval.",
            ),
        ),
        Column("buyers", Words("照此会来几位", "Buyers to expect"), Shown.COUNT),
        Column("then", Words(f"{DAYS} 天前有", f"Fans {DAYS} days ago"), Shown.COUNT),
        Column("step", Words("下一步", "Next step"), Shown.TEXT),
    )
    if not found.now.sum():
        return Table("never", TITLE, columns, (), _NOBODY)
    rows = tuple(_row(found, band) for band in range(len(found.now)) if found.now[band])
    if all(_rate(found, band) is None for band in range(len(found.now))):
        return Table("never", TITLE, columns, rows, _NOT_YET)
    return Table("never", TITLE, columns, rows, drawn=Bars("band", "rate"), lead=_lead(found))


def _row(found: NeverBought, band: int) -> Row:
    rate, fans = _rate(found, band), int(found.now[band])
    buyers = None if rate is None else _buyers(rate, fans)
    return Row((_band(found, band), fans, rate, buyers, int(found.then[band]), _STEPS[band]))


def _rate(found: NeverBought, band: int) -> Estimate | None:
    then = int(found.then[band])
    return share(int(found.bought[band]), then) if then >= LEAST else None


def _band(found: NeverBought, band: int) -> Words:
    if band == len(BANDS):
        return Words(f"{BANDS[-1]} 天以前", f"over {BANDS[-1]} days ago")
    if not band:
        return Words(f"{BANDS[0]} 天内", f"within {BANDS[0]} days")
    first = BANDS[band - 1] + 1
    return Words(f"{first}–{BANDS[band]} 天前", f"{first}–{BANDS[band]} days ago")


def _lead(found: NeverBought) -> Words | None:
    first = _rate(found, 0)
    last = _rate(found, len(BANDS))
    if first is None or not found.now[0]:
        return None
    fans = counted(int(found.now[0]), "fan")
    seen = Words("来看过", "were seen") if found.by_visits else Words("加入", "came")
    more = Words("", "")
    if last is not None and last.high < first.low:
        more = Words(f"；{BANDS[-1]} 天以前的只有 {percent(last.value)}", f"; of the oldest {percent(last.value)} do")
    return Words(
        f"{BANDS[0]} 天内{seen.zh}、还没买过的有 {fans.zh} 位，"
        f"照以往 {DAYS} 天内有 {percent(first.value)} 会买首单{more.zh}。",
        f"{fans.en} {seen.en} within {BANDS[0]} days and never bought; {percent(first.value)} of such buy within "
        f"{DAYS} days{more.en}.",
    )


def _buyers(rate: Estimate, fans: int) -> Estimate:
    """How many of so many fans will buy: the rate is not known exactly, and how many come of it is chance too."""
    chance = Z95 * math.sqrt(fans * rate.value * (1 - rate.value))
    low, high = (math.hypot(chance, fans * (end - rate.value)) for end in (rate.low, rate.high))
    value = fans * rate.value
    return Estimate(round(value), max(0, math.floor(value - low)), min(fans, math.ceil(value + high)))
